// The sections `idle`, `hours`, `events` and `questions`: what the library tells everybody who comes by.

import { z } from 'zod';
import { isCivilDay } from '../../protocols/calendar.ts';
import type { LocalDay } from '../../protocols/screen/board.ts';
import { type OpeningHours, type OpenSpan, WEEKDAYS } from '../../protocols/timetable/opening.ts';
import { minutesOf } from './branding-keys.ts';
import { key } from './keys.ts';

const path = () => z.string().min(1).max(255);

export const IDLE = z.strictObject({
  slides: key(path().optional(), {
    title: 'Slides',
    description:
      'Pictures that are shown, with the next events, while nobody is here; seen from the folder of the settings file. They come in the order of their names, and change when the folder does.',
    allowed: 'a folder with at most 50 PNG, JPEG, WebP or AVIF files of at most 4 MiB each',
  }),
  afterSeconds: key(z.int().min(10).max(3_600).default(120), {
    title: 'Slides after',
    description: 'How long nothing happens on the start screen before slides are shown.',
    unit: 's',
  }),
  slideSeconds: key(z.int().min(3).max(120).default(8), {
    title: 'Length of a slide',
    description: 'How long each slide stays.',
    unit: 's',
  }),
});

/** `10:00-19:00`; 24:00 is the end of a day. */
const SPAN = /^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/;
const SPANS_ALLOWED =
  'a list of spans in quotes, e.g. ["10:00-13:00", "15:00-19:00"]; [] is closed, an end before the begin lies on the next day';

const spans = () =>
  z
    .array(
      key(z.string().regex(SPAN), {
        title: 'Span',
        description: 'From when to when the library is open.',
        allowed: 'two times in quotes, e.g. "10:00-19:00"; an end before the begin lies on the next day',
      }),
    )
    .max(6);

const WEEK_TITLES = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;

const dayOfWeek = (title: string) =>
  key(spans().default([]), {
    title,
    description: `When the library is open on ${title}s. Default: closed.`,
    allowed: SPANS_ALLOWED,
  });

const EXCEPTION = z.strictObject({
  date: key(
    z.string().refine((text) => dayOf(text) !== null),
    {
      title: 'Date',
      description: 'The day that has hours of its own.',
      allowed: 'a date in quotes, e.g. "2026-12-24"',
    },
  ),
  open: key(spans(), {
    title: 'Open',
    description: 'When the library is open on that day, whatever the day of the week.',
    allowed: SPANS_ALLOWED,
  }),
});

export const HOURS = z.strictObject({
  mon: dayOfWeek(WEEK_TITLES.mon),
  tue: dayOfWeek(WEEK_TITLES.tue),
  wed: dayOfWeek(WEEK_TITLES.wed),
  thu: dayOfWeek(WEEK_TITLES.thu),
  fri: dayOfWeek(WEEK_TITLES.fri),
  sat: dayOfWeek(WEEK_TITLES.sat),
  sun: dayOfWeek(WEEK_TITLES.sun),
  exceptions: key(z.array(EXCEPTION).max(400).default([]), {
    title: 'Exceptions',
    description: 'Days with hours of their own: holidays, a long evening.',
  }),
  whenClosed: key(z.enum(['serve', 'rest']).default('serve'), {
    title: 'When closed',
    description:
      'serve: the station works on, whatever the hours; rest: nobody begins anything while the library is closed, and who has begun can finish.',
  }),
});

export const EVENTS = z.strictObject({
  file: key(path().optional(), {
    title: 'Calendar',
    description:
      'Events of the library, shown on the slides and at the end of a visit; seen from the folder of the settings file, read anew when it changes. Private and cancelled ones are left out.',
    allowed: 'an iCalendar file (.ics) of at most 1 MiB',
  }),
  days: key(z.int().min(1).max(365).default(30), {
    title: 'Days ahead',
    description: 'How far ahead events are shown.',
    unit: 'days',
  }),
  most: key(z.int().min(1).max(6).default(4), {
    title: 'Number of events',
    description: 'How many of the next events are shown.',
  }),
});

export const QUESTIONS = z.strictObject({
  folder: key(path().optional(), {
    title: 'Questions and answers',
    description:
      'Frequent questions, reached by Help: a Markdown file a language in it (en.md, vi.md), seen from the folder of the settings file. Each heading is a question. A language without a file has that of the first language.',
    allowed: 'a folder with files of at most 64 KiB',
  }),
});

/** A date as the settings write it; null where there is no such day. */
function dayOf(text: string): LocalDay | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.slice(1).map(Number);
  const [year = 0, month = 0, day = 0] = parts ?? [];
  return isCivilDay(year, month, day) ? { year, month, day } : null;
}

function spanOf(text: string): OpenSpan {
  const [from = '', to = ''] = text.split('-');
  return { from: minutesOf(from), to: minutesOf(to) };
}

/** The hours as they are reckoned with; null where no day has any. */
export function openingHoursOf(hours: z.output<typeof HOURS> | undefined): OpeningHours | null {
  if (hours === undefined) return null;
  return {
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, hours[day].map(spanOf)])),
    exceptions: hours.exceptions.flatMap(({ date, open }) => {
      const day = dayOf(date);
      return day === null ? [] : [{ day, spans: open.map(spanOf) }];
    }),
  };
}
