// What the journal keeps of a transaction: one row a transaction, its latest step, until it is done.

/** The steps of a transaction, in order. A step is on disk before what follows from it is done. */
export type JournalStep =
  /** About to be asked of the library system. */
  | 'intended'
  /** The library system said yes; the tag is still as it was. */
  | 'confirmed'
  /** The order to write the tag went out: from here on it may hold either state. */
  | 'writing'
  /** The tag was read back as it should be. */
  | 'verified'
  /** The loan is being taken back. */
  | 'rolling-back'
  /** Nothing is left to do. */
  | 'done';

export type JournalKind = 'loan' | 'return' | 'renewal';

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
  /** With `done`: how it ended. */
  readonly outcome: JournalOutcome | null;
  /** Wall clock, ms since 1970. */
  readonly at: number;
}

export type JournalOutcome = 'completed' | 'refused' | 'taken-back' | 'not-done' | 'completed-unverified';
