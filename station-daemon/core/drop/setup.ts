// What the core needs to know of a book drop, and how long things take at one.

import type { BinRule } from './bins.ts';

/** A book drop: returns and nothing else, without a touch. */
export interface DropSetup {
  /** The first one that fits says where a returned item goes. */
  readonly rules: readonly BinRule[];
  /** Where all else goes. */
  readonly exceptionBin: number;
  /** How many items a bin holds, where that is known. */
  readonly capacity: ReadonlyMap<number, number>;
  /** Null for a shelf or a hole with a reader and nothing that moves. */
  readonly machine: MachineSetup | null;
}

/** What moves and what feels, each by its name. Without a sensor, time tells. */
export interface MachineSetup {
  /** Lets one item from the inlet to the place where tags are read: a shutter or a feed. Null for an open inlet. */
  readonly admit: Timed | null;
  /** Something waits at the inlet. */
  readonly itemSensor: string | null;
  /** Something lies at the place. */
  readonly placeSensor: string | null;
  /** Takes it from the place into the sorter; after that the place is clear. */
  readonly move: Timed;
  /** The sorter's own belt, and how long it takes to the farthest bin. Null where `move` takes it all the way. */
  readonly sort: Timed | null;
  /** What opens the way to a bin; the way to a bin without is open when all are closed. */
  readonly flaps: ReadonlyMap<number, string>;
  /** Something fell into a bin. */
  readonly dropped: string | null;
  /** A bin is full. */
  readonly full: ReadonlyMap<number, string>;
  /** Lit while the next item may be put in. */
  readonly lamp: string | null;
}

/** A relay, and how long what it drives takes, in milliseconds. */
export interface Timed {
  readonly relay: string;
  readonly ms: number;
}

/** In milliseconds. */
export const DROP_TIMES = {
  /** How long a line stays on the screen once its item has gone: long enough to be read at three metres. */
  proofMs: 15_000,
  /** What lies at the place is complete once nothing has come or gone for so long: a reader tells of one tag after the other. */
  settleMs: 250,
  /** How long a tag is waited for. */
  noTagMs: 2_000,
  /** What gets no further for so long goes to the staff. */
  stuckMs: 15_000,
  /** What is not where it should be by its time is given so long. */
  graceMs: 2_000,
  /** How long after a jam it is tried again. */
  jamRetryMs: 60_000,
} as const;

/** So many lines of items that have gone stand on the screen at most: they are large. */
export const MOST_PROOFS = 4;

/** So often in a row an item is let in that does not come, before that counts as a jam. */
export const ADMIT_TRIES = 3;
