// When nobody is here, and nothing that anybody should see, slides may be shown. Whatever happens ends them.

import type { CoreEvent } from './event.ts';
import { noticesOf } from './functions.ts';
import type { CoreState, Turn } from './state.ts';
import { waitingItems } from './waiting-items.ts';

/** Does the start screen wait for nobody in particular, with nothing to say? */
function isQuiet(state: CoreState): boolean {
  const { session, view, service, transactions, repairs } = state;
  return (
    session.kind === 'none' &&
    service.kind === 'serving' &&
    view.help === null &&
    view.remark === null &&
    view.until === null &&
    // Somebody may still stand there with an item that must not leave.
    !transactions.some(({ attended }) => attended) &&
    !repairs.some(({ attended }) => attended) &&
    // A receipt that cannot be printed is told when there is one to print.
    noticesOf(state).every((notice) => notice === 'printer-away' || notice === 'printer-no-paper') &&
    waitingItems(state).length === 0
  );
}

/** Notes that something happened. Called after every event. */
export function stir(turn: Turn, event: CoreEvent): void {
  if (turn.state.setup.attractMs === null) return;
  const isScan = event.kind === 'scanner' && event.reading.kind !== 'ready' && event.reading.kind !== 'lost';
  if (event.kind === 'intent' || isScan || !isQuiet(turn.state)) turn.set({ quietSince: turn.now.ticks });
}

/** Ticks from which on slides are shown, or null. */
export function attractFrom(state: CoreState): number | null {
  const { attractMs } = state.setup;
  return attractMs === null || !isQuiet(state) ? null : state.quietSince + attractMs;
}
