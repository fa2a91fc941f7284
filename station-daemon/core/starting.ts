// After a start with something unfinished: what can be settled now is, before anybody is served.

import { isInWork } from './in-work.ts';
import { isExpected, padHolding } from './pads.ts';
import { TIMES } from './setup.ts';
import { type CoreState, isLibraryHeardOf, type Turn } from './state.ts';

/**
 * Opens the station once nothing that a power cut interrupted is being settled any more: it has ended, or it waits for
 * what may come in days (its tag, the library system). A transaction left open holds up its own item alone, so not
 * even a library system that never answers holds up the others for longer than a while. True where it opens now.
 */
export function openWhenSettled(turn: Turn): boolean {
  const { service } = turn.state;
  if (service.kind !== 'starting') return false;
  const by = service.by ?? turn.now.ticks + TIMES.settleFirstMs;
  if (turn.now.ticks < by && isSettling(turn.state)) {
    if (service.by === null) turn.set({ service: { kind: 'starting', by } });
    return false;
  }
  turn.set({ service: { kind: 'serving' } });
  return true;
}

/** Before library system and pads have been heard of, nobody knows what can be settled. */
function isSettling({ library, pads, transactions }: CoreState): boolean {
  if (!isLibraryHeardOf({ library })) return true;
  if (pads.some(isExpected)) return true;
  return transactions.some((one) => isInWork(one, (uid) => padHolding(pads, uid) !== null));
}
