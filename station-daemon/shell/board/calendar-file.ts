// Events of an iCalendar file (RFC 5545), read with ical.js: what takes place within some days, recurrences unfolded,
// by the clock of the station's computer.

import ICAL from 'ical.js';
import type { LibraryEvent, LocalTime } from '../../../protocols/screen/board.ts';
import { readText, type TextLimit } from '../read-text.ts';

/** Far above a year of a large library. */
const LIMIT: TextLimit = {
  longestBytes: 1024 * 1024,
  tooLong: (bytes) => `the file has ${Math.ceil(bytes / 1024)} KiB, allowed: at most 1024 KiB`,
};
/** A calendar of an hourly event since 1970 stops here instead of holding the station up. */
const MOST_OCCURRENCES = 20_000;
const LONGEST_TITLE = 120;
const LONGEST_PLACE = 80;
const DAY_MS = 86_400_000;

/** A span of time, in milliseconds since 1970. */
export interface Within {
  readonly from: number;
  readonly to: number;
}

/**
 * Events that take place at least in part in the span, in no order. Cancelled and private ones are left out.
 * @throws where the file cannot be read, is too long or is no calendar
 */
export function readCalendar(path: string, within: Within): readonly LibraryEvent[] {
  return eventsOf(readText(path, LIMIT), within);
}

/**
 * The same of a calendar's text.
 * @throws where the text is no calendar
 */
export function eventsOf(text: string, within: Within): readonly LibraryEvent[] {
  const calendar = ICAL.Component.fromString(text);
  if (calendar.name !== 'vcalendar')
    throw new Error(`the file is no calendar: it begins with ${calendar.name}`);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  try {
    let left = MOST_OCCURRENCES;
    const found: LibraryEvent[] = [];
    for (const component of calendar.getAllSubcomponents('vevent')) {
      const event = new ICAL.Event(component);
      // One changed occurrence is told by the event that it belongs to.
      if (event.isRecurrenceException() || !isPublic(component)) continue;
      left -= unfold(event, within, left, (one) => found.push(one));
    }
    return found;
  } finally {
    ICAL.TimezoneService.reset();
  }
}

function isPublic(component: ICAL.Component): boolean {
  const word = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase();
  return word('status') !== 'CANCELLED' && !['PRIVATE', 'CONFIDENTIAL'].includes(word('class'));
}

/** Tells each occurrence of the span; says how many it looked at. */
function unfold(
  event: ICAL.Event,
  { from, to }: Within,
  most: number,
  tell: (event: LibraryEvent) => void,
): number {
  const tellWithin = (item: ICAL.Event, start: ICAL.Time, end: ICAL.Time): void => {
    const begins = start.toJSDate().getTime();
    if (begins >= to || end.toJSDate().getTime() <= from || !isPublic(item.component)) return;
    tell(shown(item, start, end));
  };
  if (!event.isRecurring()) {
    tellWithin(event, event.startDate, event.endDate);
    return 1;
  }
  const occurrences = event.iterator();
  for (let looked = 0; looked < most; looked += 1) {
    const next = occurrences.next();
    // An occurrence may have been moved by some days: those are looked at beyond the span.
    if (!next || next.toJSDate().getTime() >= to + 7 * DAY_MS) return looked;
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    tellWithin(item, startDate, endDate);
  }
  return most;
}

function shown(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time): LibraryEvent {
  const place = clean(event.location, LONGEST_PLACE);
  return {
    title: clean(event.summary, LONGEST_TITLE),
    place: place === '' ? null : place,
    start: localTime(start),
    end: localTime(end),
    allDay: start.isDate,
  };
}

/** By the clock of the station's computer; a day stays the same day in every time zone. */
function localTime(time: ICAL.Time): LocalTime {
  if (time.isDate) return { year: time.year, month: time.month, day: time.day, hour: 0, minute: 0 };
  return localTimeOf(time.toJSDate());
}

/** What the station's calendar and clock show at an instant. */
export function localTimeOf(date: Date): LocalTime {
  return {
    year: date.getFullYear(),
    month: date.getMonth() + 1,
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
  };
}

/** One line without control characters. A calendar may lack any of its texts. */
function clean(text: string | null | undefined, longest: number): string {
  const line = (text ?? '').replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length <= longest
    ? line
    : `${letters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
