// What a book drop has in mind beyond the session, which its items are the rows of.

/** Null at other kinds of stations. */
export interface DropState {
  /** Rows that are done and whose item has gone, with the ticks since when. */
  readonly gone: ReadonlyMap<number, number>;
}

/** As it starts. */
export const NEW_DROP: DropState = { gone: new Map() };
