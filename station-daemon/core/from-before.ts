// Items that an earlier visit has dealt with and that still lie on a pad. Nobody begins anything with them by chance: whoever
// comes next is told that they lie there. Two deliberate acts take them up anew. Return, touched on the start screen, takes
// back whatever lies there: what was lent a moment ago was not carried out, and what is back already gets its proof. The same
// card shown again tries what it was refused once more, and only that: what it has is not lent a second time.

import type { Uid } from '../../protocols/devices/pad.ts';
import { textHash } from '../../protocols/text-hash.ts';
import { itemsOn, type PadItem } from './pad-items.ts';
import type { CoreState, Turn } from './state.ts';
import { waitingItems } from './waiting-items.ts';

/** What still lies there from an earlier visit and is in no list of this one. */
export function itemsFromBefore(state: CoreState): readonly PadItem[] {
  const { session, pads, spent } = state;
  const own = session.kind === 'none' || session.kind === 'summary' ? [] : session.rows;
  return itemsOn(pads).filter(
    ({ item, uids }) => uids.every((uid) => spent.has(uid)) && !own.some((row) => row.item === item),
  );
}

/** Return was touched and nobody is here. Where somebody has laid down other items, it is about those alone. */
export function takeUpForReturn(turn: Turn): void {
  if (waitingItems(turn.state).length > 0) return;
  takeUp(
    turn,
    itemsFromBefore(turn.state).flatMap(({ uids }) => uids),
  );
}

/** A card is known: what the visit before refused to the same card waits for it again. */
export function takeUpRefused(turn: Turn, card: string): void {
  const { refusedBefore } = turn.state;
  if (refusedBefore?.mark === textHash(card)) takeUp(turn, refusedBefore.uids);
}

/** What is being lifted just now is not meant. */
function takeUp(turn: Turn, uids: readonly Uid[]): void {
  const here = new Set(uids.filter(turn.reachable));
  if (here.size === 0) return;
  const spent = [...turn.state.spent].filter((uid) => !here.has(uid));
  turn.set({ spent: new Set(spent), refusedBefore: null });
}
