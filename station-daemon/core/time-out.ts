// When things end by themselves. The one place that knows every deadline of the core.

import { nextDeparture } from './pads.ts';
import { TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';

/** When a session that is touched now will end. */
export function sessionEnd(turn: Turn): number {
  const factor = turn.state.view.display.time === 'more' ? TIMES.moreTimeFactor : 1;
  return turn.now.ticks + turn.state.setup.sessionMs * factor;
}

/** Somebody is there: the time-out starts anew. The summary's does not: it is over. */
export function touch(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind === 'none' || session.kind === 'summary') return;
  turn.set({ session: { ...session, endsAt: sessionEnd(turn) } });
}

/** The next tick at which the core must be woken, or null. Always later than `ticks`. */
export function nextDeadline(state: CoreState, ticks: number): number | null {
  const { session, view } = state;
  const deadlines: number[] = [];
  if (session.kind !== 'none') deadlines.push(session.endsAt);
  if (session.kind !== 'none' && session.kind !== 'summary') deadlines.push(session.endsAt - TIMES.warningMs);
  if (view.remark !== null) deadlines.push(view.remark.until);
  if (view.help !== null) deadlines.push(view.help.until);
  if (state.stopsBy !== null) deadlines.push(state.stopsBy);
  deadlines.push(...waits(state));
  const departure = nextDeparture(state.pads);
  if (departure !== null) deadlines.push(departure);
  const ahead = deadlines.filter((deadline) => deadline > ticks);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function waits(state: CoreState): readonly number[] {
  return state.transactions.flatMap((transaction) => {
    if (transaction.stage.kind === 'adrift') return [transaction.since + TIMES.adriftRetryMs];
    return transaction.stage.kind === 'asking' ? [transaction.since + TIMES.slowMs] : [];
  });
}
