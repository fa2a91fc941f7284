// What the core needs to know of a book drop, and how long things take at one.

import type { BinRule } from './bins.ts';

/** A book drop: returns and nothing else, without a touch. */
export interface DropSetup {
  /** The first one that fits says where a returned item goes. */
  readonly rules: readonly BinRule[];
  /** Where all else goes. */
  readonly exceptionBin: number;
}

/** In milliseconds. */
export const DROP_TIMES = {
  /** How long a line stays on the screen once its item has gone: long enough to be read at three metres. */
  proofMs: 15_000,
} as const;

/** So many lines of items that have gone stand on the screen at most: they are large. */
export const MOST_PROOFS = 4;
