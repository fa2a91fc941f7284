// The station's only clock and its only alarm. Everything else is told the time.

import type { Moment } from '../../protocols/moment.ts';

/** Where moments come from and where the one alarm is set. */
export interface Clock {
  now(): Moment;
  /**
   * Calls `fire` once, as soon as `now().ticks` has reached `ticks`; at the next turn where it already has.
   * Never calls from inside `setAlarm`. A later call replaces an earlier one.
   */
  setAlarm(ticks: number, fire: () => void): void;
  clearAlarm(): void;
}

/** Node's timers take at most 2^31 - 1 ms and fire at once above that, so a far alarm is set in pieces. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The computer's clock: ticks are monotonic milliseconds since the process began, wall is the system's time. */
export function systemClock(): Clock {
  let timer: NodeJS.Timeout | null = null;

  const now = (): Moment => {
    const wall = new Date();
    return {
      ticks: Math.floor(performance.now()),
      wall: wall.getTime(),
      // JavaScript counts the other way round: minutes that UTC is ahead of local time.
      utcOffsetMinutes: -wall.getTimezoneOffset(),
    };
  };

  const clearAlarm = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const setAlarm = (ticks: number, fire: () => void): void => {
    clearAlarm();
    const leftMs = Math.min(Math.max(0, Math.ceil(ticks - performance.now())), LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      timer = null;
      // A timer may come a fraction of a millisecond early; the alarm never does.
      if (performance.now() < ticks) setAlarm(ticks, fire);
      else fire();
    }, leftMs);
  };

  return { now, setAlarm, clearAlarm };
}
