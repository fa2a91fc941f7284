// The wall clock as what is done offline takes its time from it: an empty battery sets it back by years.

import type { WallTime } from './journal-entry.ts';
import { TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';

/** Finds out whether the clock can be right. Called before every event. */
export function watchClock(turn: Turn): void {
  const { setup, offline } = turn.state;
  const clock = turn.now.wall < earliestOf(setup) ? 'behind' : 'plausible';
  if (clock !== offline.clock) turn.set({ offline: { ...offline, clock } });
}

/** A clock is set back by some seconds now and then; only more than that is a fault. */
function earliestOf({ clockAtLeast }: CoreState['setup']): number {
  return clockAtLeast - TIMES.clockToleranceMs;
}

/** Older than any station: its real time nobody knows. */
const UNKNOWN = 0;

/** Now, for what is done without the library system. While the clock is behind the time is written down as unknown. */
export function timeOffline({ now, state }: Turn): WallTime {
  const { wall, utcOffsetMinutes } = now;
  return { wall: state.offline.clock === 'behind' ? UNKNOWN : wall, utcOffsetMinutes };
}

/** The time to tell the library system of what was done then: where that cannot be right, the moment of telling. */
export function toldTime({ now, state }: Turn, done: WallTime): WallTime {
  const { wall, utcOffsetMinutes } = now;
  return done.wall < earliestOf(state.setup) ? { wall, utcOffsetMinutes } : done;
}
