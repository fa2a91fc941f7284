// What the journal keeps of a transaction: one row a transaction, its latest step, until it is done.

/** The steps of a transaction, in order. A step is on disk before what follows from it is done. */
export type JournalStep =
  /** About to be asked of the library system; with `offline`, about to be done without it. */
  | 'intended'
  /** The library system said yes; the tag is still as it was. */
  | 'confirmed'
  /** The order to write the tag went out: from here on it may hold either state. */
  | 'writing'
  /** The tag was read back as it should be. */
  | 'verified'
  /** The loan is being taken back. */
  | 'rolling-back'
  /** Done without the library system, which has yet to be told. */
  | 'taken-offline'
  /** The library system is being told what was done without it: from here on it may know. */
  | 'replaying'
  /** The library system will not have what was done without it, or nobody knows whether it has it. Staff put it right, and then say that it is done. */
  | 'for-staff'
  /** Nothing is left to do. */
  | 'done'
  /** A receipt that names it was printed. Comes after all that its patron waited for, and changes nothing. */
  | 'receipt';

export type JournalKind =
  | 'loan'
  | 'return'
  | 'renewal'
  /** A tag was put right that did not say what the library system says: nothing was lent or returned by it. */
  | 'repair';

/** One step of one transaction as the journal writes it. */
export interface JournalEntry {
  /** Unique for the station for ever; the journal hands out the first free number at start. */
  readonly transaction: number;
  readonly kind: JournalKind;
  readonly step: JournalStep;
  readonly item: string;
  /** Kept only while the transaction is unfinished: `done` blanks it. */
  readonly card: string | null;
  readonly uids: readonly string[];
  /**
   * With `done` and `for-staff`: how it ended. Before that, of what the library system has yet to be told:
   * `completed-unverified` where its tag was not read back.
   */
  readonly outcome: JournalOutcome | null;
  /** When it was done without the library system; null where that was asked. */
  readonly offline: WallTime | null;
  /** Who of the staff released the set though it was not whole. */
  readonly releasedBy?: string;
  /** Wall clock, ms since 1970. */
  readonly at: number;
}

/** A moment as people and servers read it, also after a change of the clocks. */
export interface WallTime {
  /** Ms since 1970. */
  readonly wall: number;
  /** Minutes that local time was ahead of UTC then. */
  readonly utcOffsetMinutes: number;
}

export type JournalOutcome =
  | 'completed'
  | 'refused'
  | 'taken-back'
  | 'not-done'
  /** The tag was not read back. */
  | 'completed-unverified'
  /** A return whose item, as turned out later, does not belong on its shelf: reserved, or another branch's. */
  | 'completed-alert'
  /** Staff have put it right. */
  | 'settled';
