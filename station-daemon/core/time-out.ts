// When things end by themselves. The one place that knows every deadline of the core.

import { TIME_FACTORS } from '../../protocols/screen/time-allowed.ts';
import { attractFrom } from './attract.ts';
import { dropDeadlines } from './drop/deadlines.ts';
import { alarmDeadlines } from './gate/gate-alarm.ts';
import { replayDeadline } from './offline-replay.ts';
import { nextDeparture } from './pads.ts';
import { strayDeadlines } from './repairs.ts';
import { gatherDeadlines } from './sets.ts';
import { TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';
import { strangerDeadlines } from './strangers.ts';
import { tagWaitDeadlines } from './tag-wait.ts';

/** When a session that is touched now will end. */
export function sessionEnd(turn: Turn): number {
  return turn.now.ticks + turn.state.setup.sessionMs * timeFactor(turn);
}

/** When a summary that is shown or touched now will end. */
export function summaryEnd(turn: Turn): number {
  return turn.now.ticks + TIMES.summaryMs * timeFactor(turn);
}

function timeFactor(turn: Turn): number {
  return TIME_FACTORS[turn.state.view.display.time];
}

/** Somebody is there: the time-out starts anew. */
export function touch(turn: Turn): void {
  const { session, view } = turn.state;
  switch (session.kind) {
    case 'none':
      return view.until === null ? undefined : turn.set({ view: { ...view, until: sessionEnd(turn) } });
    case 'summary':
      return turn.set({ session: { ...session, endsAt: summaryEnd(turn) } });
    case 'identifying':
    case 'pin':
    case 'open':
      return turn.set({ session: { ...session, endsAt: sessionEnd(turn) } });
  }
}

/** The next tick at which the core must be woken, or null. Always later than `ticks`. */
export function nextDeadline(state: CoreState, ticks: number): number | null {
  const { session, view } = state;
  const deadlines: number[] = [];
  if (session.kind !== 'none') deadlines.push(session.endsAt);
  if (session.kind !== 'none' && session.kind !== 'summary') deadlines.push(session.endsAt - TIMES.warningMs);
  if (session.kind === 'open' && session.nextCard !== null && session.nextCard.since !== null)
    deadlines.push(session.nextCard.since + TIMES.nextCardMs);
  if (view.remark !== null) deadlines.push(view.remark.until);
  if (view.help !== null) deadlines.push(view.help.until);
  if (state.helpAskedUntil !== null) deadlines.push(state.helpAskedUntil);
  if (view.until !== null) deadlines.push(view.until);
  const attractAt = attractFrom(state);
  if (attractAt !== null) deadlines.push(attractAt);
  if (state.staffCalls.lastAt !== null) deadlines.push(state.staffCalls.lastAt + TIMES.staffCallMs);
  if (state.service.kind === 'stopping') deadlines.push(state.service.by);
  if (state.service.kind === 'starting' && state.service.by !== null) deadlines.push(state.service.by);
  const slowAt = lookupSlowAt(state);
  if (slowAt !== null) deadlines.push(slowAt);
  deadlines.push(...waits(state));
  deadlines.push(
    ...gatherDeadlines(state),
    ...strayDeadlines(state),
    ...tagWaitDeadlines(state),
    ...strangerDeadlines(state.pads),
  );
  deadlines.push(...dropDeadlines(state));
  const { bypass, alarms } = state.gateWork;
  if (bypass !== null) deadlines.push(bypass.until);
  deadlines.push(...alarmDeadlines(alarms));
  const replayAt = replayDeadline(state);
  if (replayAt !== null) deadlines.push(replayAt);
  const departure = nextDeparture(state.pads, state.setup.tagBlinkMs);
  if (departure !== null) deadlines.push(departure);
  const ahead = deadlines.filter((deadline) => deadline > ticks);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

function waits(state: CoreState): readonly number[] {
  return state.transactions.flatMap(({ stage, since, giveUpAt, tags, attended }) => {
    if (stage.kind === 'adrift') {
      const { adriftWantedMs, adriftRetryMs } = TIMES;
      return [since + adriftWantedMs, since + adriftRetryMs, giveUpAt ?? Number.NEGATIVE_INFINITY];
    }
    if (attended && tags.length === 0 && stage.kind !== 'ended')
      return [since + TIMES.slowMs, since + TIMES.layMs];
    return 'order' in stage ? [since + TIMES.slowMs] : [];
  });
}

/** When the patron has waited long for who they are or what they have, or null. */
export function lookupSlowAt({ session }: CoreState): number | null {
  switch (session.kind) {
    case 'identifying':
    case 'pin':
      return session.lookup === null ? null : session.lookup.since + TIMES.slowMs;
    case 'open':
      return session.patron?.loans.kind === 'asked' ? session.patron.loans.since + TIMES.slowMs : null;
    case 'none':
    case 'summary':
      return null;
  }
}
