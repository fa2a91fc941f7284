// When something is due, as a number: to tell what is late, and what comes first.

import { shiftedMs } from '../../protocols/calendar.ts';
import type { Due } from '../../protocols/screen/screen.ts';

/** The last second before it is late, in milliseconds of local time; infinite where nobody understood the date. */
export function lastMoment(due: Due | null): number {
  if (due === null || due.kind === 'verbatim') return Number.POSITIVE_INFINITY;
  return shiftedMs({ hour: 23, minute: 59, ...due, second: 59 });
}

/** For sorting: the earliest first, what is not known last, else as it was. */
export function byDue(one: Due | null, other: Due | null): number {
  const [first, second] = [lastMoment(one), lastMoment(other)];
  return first === second ? 0 : first - second;
}
