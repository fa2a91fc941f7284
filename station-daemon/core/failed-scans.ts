// Scans that nobody understood: said to the patron, and after some in a row told to the staff.

import type { Remark } from '../../protocols/screen/screen.ts';
import { FAILED_SCANS } from './setup.ts';
import type { Turn } from './state.ts';

/** A scan was not understood, or its card is unknown. */
export function scanFailed(
  turn: Turn,
  remark: Extract<Remark, 'scan-not-understood' | 'card-unknown'>,
): void {
  turn.remark(remark);
  const { view } = turn.state;
  const failedScans = view.failedScans + 1;
  if (failedScans < FAILED_SCANS) return turn.set({ view: { ...view, failedScans } });
  turn.note('Several scans in a row were not understood; the help is shown.', { scans: failedScans });
  turn.set({ view: { ...view, failedScans: 0 } });
  turn.callForHelp();
}

/** A scan was of use. */
export function scanUnderstood(turn: Turn): void {
  turn.forgetRemark();
  const { view } = turn.state;
  if (view.failedScans > 0) turn.set({ view: { ...view, failedScans: 0 } });
}
