// A card of the staff releases the sets that the session holds back because parts are missing or too many: they are lent or
// taken back as they lie there, and the journal says who did it. It releases nothing else, and nothing that comes later.

import { servedByStaff } from './drop/machine.ts';
import { putRow } from './row-state.ts';
import { begin } from './rows.ts';
import type { Row } from './session.ts';
import type { Turn } from './state.ts';

/** A card was read. False where it is none of the staff's. */
export function staffCardShown(turn: Turn, card: string): boolean {
  const member = turn.state.setup.staffCards.find((one) => one.card === card);
  if (member === undefined) return false;
  servedByStaff(turn);
  release(turn, member.name);
  return true;
}

function release(turn: Turn, releasedBy: string): void {
  const { session } = turn.state;
  const held = session.kind === 'open' && session.mode !== 'account' ? session.rows.filter(isHeldBack) : [];
  if (session.kind !== 'open' || held.length === 0) return turn.remark('nothing-to-release');
  for (const row of held) putRow(turn, begin(turn, session, { ...row, releasedBy }));
  turn.note('The staff released sets that are not whole.', { staff: releasedBy, sets: held.length });
  turn.remark('staff-released');
}

function isHeldBack({ transaction, lifted, gathering, refusal }: Row): boolean {
  if (transaction !== null || lifted) return false;
  return gathering || refusal?.code === 'set-incomplete' || refusal?.code === 'parts-extra';
}
