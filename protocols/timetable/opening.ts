// Is the library open at a time of the wall clock, until when, and when does it open again? Arithmetic on minutes;
// the clock and the settings are the caller's.

import { civilTime, shiftedMs } from '../calendar.ts';
import type { LocalDay, LocalTime, Opening } from '../screen/board.ts';

/** In the order in which ISO 8601 counts them: Monday is the first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes since midnight; `to` is not part of it. 1440 is the day's end; a `to` before `from` lies on the next day. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** When a library is open. A day that is not in it is closed. */
export interface OpeningHours {
  readonly week: Readonly<Partial<Record<Weekday, readonly OpenSpan[]>>>;
  /** Days with hours of their own: they hold in the place of the weekday's. The first that matches. */
  readonly exceptions: readonly { readonly day: LocalDay; readonly spans: readonly OpenSpan[] }[];
}

const MINUTES_A_DAY = 1440;
const MINUTE_MS = 60_000;
/** How far ahead it is looked for the next change: two weeks of holidays, and some days more. */
const DAYS_AHEAD = 21;

/** How it stands at a minute of the station's clock. */
export function openingAt(hours: OpeningHours, now: LocalTime): Opening {
  const minute = minuteOf(now);
  const today = Math.floor(minute / MINUTES_A_DAY);
  const spans = joined(
    // Yesterday's last span may reach into today.
    Array.from({ length: DAYS_AHEAD + 2 }, (_, ahead) => spansOn(hours, today - 1 + ahead)).flat(),
  );
  const open = spans.find(({ from, to }) => from <= minute && minute < to);
  if (open !== undefined) {
    const isForEver = open.to >= (today + DAYS_AHEAD + 1) * MINUTES_A_DAY;
    return { kind: 'open', until: isForEver ? null : timeOf(open.to) };
  }
  const next = spans.find(({ from }) => from > minute);
  return { kind: 'closed', opens: next === undefined ? null : timeOf(next.from) };
}

/** The day's own spans, in minutes since 1970. */
function spansOn({ week, exceptions }: OpeningHours, day: number): readonly OpenSpan[] {
  const date = timeOf(day * MINUTES_A_DAY);
  const exception = exceptions.find(({ day: other }) => isSameDay(date, other));
  const spans = exception?.spans ?? week[weekdayOf(day)] ?? [];
  const midnight = day * MINUTES_A_DAY;
  return spans.map(({ from, to }) => ({
    from: midnight + from,
    to: midnight + (to > from ? to : to + MINUTES_A_DAY),
  }));
}

/** Spans that touch or lap over each other are one. */
function joined(spans: readonly OpenSpan[]): readonly OpenSpan[] {
  const all: OpenSpan[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last === undefined || span.from > last.to) all.push(span);
    else all.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
  }
  return all;
}

function isSameDay(one: LocalDay, other: LocalDay): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day;
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: number): Weekday {
  return WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';
}

/** Minutes since 1970 by the station's clock. */
function minuteOf(time: LocalTime): number {
  return Math.floor(shiftedMs({ ...time, second: 0 }) / MINUTE_MS);
}

function timeOf(minute: number): LocalTime {
  const { second: _, ...time } = civilTime(minute * MINUTE_MS);
  return time;
}
