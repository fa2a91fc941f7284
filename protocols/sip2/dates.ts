// Dates of SIP2: the 18 characters of the protocol, and the free text in which servers write due dates.
// The calendar itself is in ../calendar.ts.

import { type CivilTime, civilTime, isCivilDay } from '../calendar.ts';
import type { Moment } from '../moment.ts';
import type { Due } from '../screen/screen.ts';

const MINUTE_MS = 60_000;

/**
 * The 18 characters `YYYYMMDDZZZZHHMMSS` for a moment (SIP2 2.00): local time with ZZZZ four blanks, or, for
 * `utc`, UTC with ZZZZ `   Z`.
 */
export function sip2Date(moment: Omit<Moment, 'ticks'>, zone: 'local' | 'utc' = 'local'): string {
  const offsetMs = zone === 'local' ? moment.utcOffsetMinutes * MINUTE_MS : 0;
  const time = civilTime(moment.wall + offsetMs);
  const date = padded(time.year, 4) + padded(time.month, 2) + padded(time.day, 2);
  const clock = padded(time.hour, 2) + padded(time.minute, 2) + padded(time.second, 2);
  return `${date}${zone === 'local' ? '    ' : '   Z'}${clock}`;
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * Reads 18 characters `YYYYMMDDZZZZHHMMSS`. Whatever stands in ZZZZ is passed over: servers put blanks there, and
 * what they write with anything else is still the library's local time. Null where it is no date that exists.
 */
export function parseSip2Date(text: string): CivilTime | null {
  const parts = /^(\d{4})(\d\d)(\d\d).{4}(\d\d)(\d\d)(\d\d)$/u.exec(text);
  return parts === null ? null : existing(numbers(parts));
}

const numbers = (parts: RegExpExecArray): readonly number[] => parts.slice(1).map(Number);

function existing(parts: readonly number[]): CivilTime | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  const exists = year >= 1 && isCivilDay(year, month, day) && hour <= 23 && minute <= 59 && second <= 59;
  return exists ? { year, month, day, hour, minute, second } : null;
}

const CLOCK = String.raw`(?:[T ,]\s*(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}$`, 'u');
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${CLOCK}$`, 'u');

/**
 * Reads the free text of AH. Known are SIP dates, eight digits, ISO dates with or without a time, and day, month
 * and year where only one order of them makes a date (or dots tell that the day comes first). A time of 23:59 or
 * midnight means the day alone. Null for nothing and `0`; anything else comes back word for word.
 */
export function parseDue(text: string): Due | null {
  const trimmed = text.trim();
  if (/^0*$/.test(trimmed)) return null;
  const time = parseSip2Date(trimmed) ?? compact(trimmed) ?? yearFirst(trimmed) ?? yearLast(trimmed);
  return time === null ? { kind: 'verbatim', text: trimmed } : dueOf(time);
}

function dueOf({ year, month, day, hour, minute, second }: CivilTime): Due {
  const wholeDay = (hour === 23 && minute === 59) || (hour === 0 && minute === 0 && second === 0);
  return wholeDay ? { kind: 'day', year, month, day } : { kind: 'time', year, month, day, hour, minute };
}

/** `YYYYMMDD`, also with blanks where the time would be. */
function compact(text: string): CivilTime | null {
  const parts = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  return parts === null ? null : existing(numbers(parts));
}

function yearFirst(text: string): CivilTime | null {
  const parts = YEAR_FIRST.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour = 0, minute = 0, second = 0] = parts;
  return existing([year, month, day, hour, minute, second].map(Number));
}

/** `28/10/2011` can only be October; `03/04/2011` may be March or April, so it is left as it is. */
function yearLast(text: string): CivilTime | null {
  const parts = YEAR_LAST.exec(text);
  if (parts === null) return null;
  const [, first, separator, second, year, hour = 0, minute = 0, seconds = 0] = parts;
  const clock = [hour, minute, seconds];
  const dayFirst = existing([year, second, first, ...clock].map(Number));
  const monthFirst = existing([year, first, second, ...clock].map(Number));
  if (separator === '.' || first === second) return dayFirst;
  if (dayFirst !== null && monthFirst !== null) return null;
  return dayFirst ?? monthFirst;
}
