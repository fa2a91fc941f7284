// When a book drop does something by itself.

import type { CoreState } from '../state.ts';
import { DROP_TIMES } from './setup.ts';

/** All its deadlines, in ticks. */
export function dropDeadlines({ drop }: CoreState): readonly number[] {
  // The next line that has been shown for long enough.
  return drop === null ? [] : [...drop.gone.values()].map((since) => since + DROP_TIMES.proofMs);
}
