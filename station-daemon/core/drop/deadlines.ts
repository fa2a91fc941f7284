// When a book drop does something by itself.

import type { CoreState } from '../state.ts';
import { machineDeadlines } from './machine-deadlines.ts';
import { DROP_TIMES } from './setup.ts';

/** All its deadlines, in ticks. */
export function dropDeadlines({ drop }: CoreState): readonly number[] {
  if (drop === null) return [];
  // The next line that has been shown for long enough.
  const proofs = [...drop.gone.values()].map((since) => since + DROP_TIMES.proofMs);
  return [...proofs, ...machineDeadlines(drop.machine)];
}
