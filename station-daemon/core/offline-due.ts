// When a loan is due that was made without the library system: at the end of a day, as most are.

import { civilTime } from '../../protocols/calendar.ts';
import type { Due } from '../../protocols/screen/screen.ts';
import type { WallTime } from './journal-entry.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The last minute of the day that is so many days after the loan, by the clocks of the loan. */
export function dueAfter({ wall, utcOffsetMinutes }: WallTime, days: number): WallTime {
  const local = wall + utcOffsetMinutes * MINUTE_MS;
  const dayBegins = Math.floor(local / DAY_MS) * DAY_MS;
  const dueLocal = dayBegins + (days + 1) * DAY_MS - MINUTE_MS;
  return { wall: dueLocal - utcOffsetMinutes * MINUTE_MS, utcOffsetMinutes };
}

/** Its day, as the screen shows it. */
export function dayOf({ wall, utcOffsetMinutes }: WallTime): Due {
  const { year, month, day } = civilTime(wall + utcOffsetMinutes * MINUTE_MS);
  return { kind: 'day', year, month, day };
}
