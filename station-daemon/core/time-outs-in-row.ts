// Visits that end by time-out: one that nothing came of is a patron who does not get on. Two in a row call the staff.

import { hasSucceeded } from './row-state.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';

/** Runs out the time of a visit: `end` ends it. A loan that is ended by the time alone is as it should be. */
export function endByTime(turn: Turn, end: () => void): void {
  const cameToNothing = !turn.state.transactions.some(hasSucceeded);
  const { vainTimeOutAt } = turn.state;
  end();
  if (!cameToNothing || turn.state.drop !== null) return endedWell(turn);
  const isSecond = vainTimeOutAt !== null && turn.now.ticks - vainTimeOutAt <= TIMES.timeOutsInRowMs;
  turn.set({ vainTimeOutAt: isSecond ? null : turn.now.ticks });
  if (!isSecond) return;
  turn.note('Two visits in a row ended by time-out and came to nothing; the help is shown.');
  turn.callForHelp();
}

/** A visit was ended by a touch, or came to something. */
export function endedWell(turn: Turn): void {
  if (turn.state.vainTimeOutAt !== null) turn.set({ vainTimeOutAt: null });
}
