// What was scanned waits a moment for its tag before anything is asked: the tag says whether the item may be lent, and
// how many parts it has. What has no tag, or none that can be read, is begun with when none has come.

import { itemsOn } from './pad-items.ts';
import type { Row, TagWait } from './session.ts';
import { TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';

/** How long the tag of a row that may be begun with is still waited for. */
export function tagWaitOf(turn: Turn, { item, tagWait }: Row): TagWait {
  const { pads, setup } = turn.state;
  if (!setup.secureTags || itemsOn(pads).some((one) => one.item === item)) return { kind: 'none' };
  const until = tagWait.kind === 'waiting' ? tagWait.until : turn.now.ticks + TIMES.layMs;
  return tagWait.kind === 'over' || turn.now.ticks >= until ? { kind: 'over' } : { kind: 'waiting', until };
}

/** Does it wait for its tag? */
export function awaitsTag({ transaction, refusal, gathering, tagWait }: Row): boolean {
  return transaction === null && refusal === null && !gathering && tagWait.kind === 'waiting';
}

/** When what was scanned is begun with though no tag was seen, in ticks. */
export function tagWaitDeadlines({ session }: CoreState): readonly number[] {
  if (session.kind !== 'open') return [];
  return session.rows.flatMap(({ tagWait }) => (tagWait.kind === 'waiting' ? [tagWait.until] : []));
}
