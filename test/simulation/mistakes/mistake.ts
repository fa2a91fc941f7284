// A mistake that somebody could make in the station: a small exact change of its code, in a test build alone.

import type { PromiseNumber } from '../../../station-daemon/simulation/promises/promise.ts';

/** One mistake. */
export interface Mistake {
  /** By which it is switched on. */
  readonly name: string;
  /** What the station does then, in a sentence. */
  readonly what: string;
  /** The promise that it breaks. A simulated night may end at another one that it breaks as well. */
  readonly breaks: PromiseNumber;
  /** From the project's root. */
  readonly file: string;
  /** What the file says, exactly once. */
  readonly find: string;
  readonly replace: string;
}
