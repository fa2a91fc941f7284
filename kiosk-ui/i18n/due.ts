// Due dates in plain words: "Mon 14 Dec". A loan by the hour says its time, which the page writes large.

import type { LocalTime } from '../../protocols/screen/board.ts';
import type { Due } from '../../protocols/screen/screen.ts';

/** A due date, split so that the page can stress the part that matters. */
export interface DueWords {
  /** "Mon 14 Dec"; for a loan by the hour that ends today only the time: "16:30". */
  readonly main: string;
  /** "16:30" where the date is `main` and a time belongs to it. */
  readonly time: string | null;
}

/** The local day on which the page is looked at. */
export interface Today {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The browser's own day. */
export function today(): Today {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

/** Says when something is due. The year is named only where the date is more than ten months away. */
export function dueInWords(due: Due, locale: string, now: Today): DueWords {
  if (due.kind === 'verbatim') return { main: due.text, time: null };
  const time = due.kind === 'time' ? timeInWords(due, locale) : null;
  const isToday = due.year === now.year && due.month === now.month && due.day === now.day;
  if (time !== null && isToday) return { main: time, time: null };
  return { main: dayInWords(due, locale, now), time };
}

/** "Mon 14 Dec, 16:30": the whole of it in one line. */
export function dueInOneLine(due: Due, locale: string, now: Today): string {
  const words = dueInWords(due, locale, now);
  return words.time === null ? words.main : `${words.main}, ${words.time}`;
}

/** "tomorrow, 10:00", "Sat 28 Nov, 10:30"; without a time for what lasts all day. */
export function whenInWords(
  { time, hasTime = true }: { readonly time: LocalTime; readonly hasTime?: boolean },
  locale: string,
  now: Today,
): string {
  const ahead = dayNumber(time) - dayNumber(now);
  const isNear = ahead === 0 || ahead === 1;
  const day = isNear
    ? // Vietnamese has it with a capital, which is for the beginning of a line.
      new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(ahead, 'day').toLocaleLowerCase(locale)
    : dayInWords(time, locale, now);
  return hasTime ? `${day}, ${timeInWords(time, locale)}` : day;
}

/** "Tuesday 24 November": the day on which the page is looked at. */
export function dateInWords(date: Today, locale: string): string {
  const noon = new Date(Date.UTC(date.year, date.month - 1, date.day, 12));
  const options = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(locale, options).format(noon);
}

/** Days since 1970-01-01, for telling how far away a date is. */
function dayNumber(date: Today): number {
  return Date.UTC(date.year, date.month - 1, date.day) / 86_400_000;
}

function dayInWords(date: Today, locale: string, now: Today): string {
  // Noon in UTC and written in UTC: no time zone can move it to a neighbouring day.
  const noon = new Date(Date.UTC(date.year, date.month - 1, date.day, 12));
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(noon);
  const isFar = Math.abs(dayNumber(date) - dayNumber(now)) > 300;
  if (locale.startsWith('vi')) {
    const day = write({ weekday: 'long' });
    return `${day}, ${date.day}/${date.month}${isFar ? `/${date.year}` : ''}`;
  }
  const day = write({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(isFar ? { year: 'numeric' } : {}),
  });
  // Browsers differ in whether English has a comma there.
  return locale.startsWith('en') ? day.replace(',', '') : day;
}

/** 24 hours, as on every due slip of the languages that there are. */
export function timeInWords(
  { hour, minute }: { readonly hour: number; readonly minute: number },
  locale: string,
) {
  const options = { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(Date.UTC(2000, 0, 1, hour, minute)));
}
