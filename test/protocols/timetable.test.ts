// Opening hours and events: is the library open, until when, when does it open again, and what takes place next?

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { civilTime, shiftedMs } from '../../protocols/calendar.ts';
import type { LibraryEvent, LocalTime } from '../../protocols/screen/board.ts';
import { nextEvents } from '../../protocols/timetable/next-events.ts';
import { type OpeningHours, type OpenSpan, openingAt, WEEKDAYS } from '../../protocols/timetable/opening.ts';

const MINUTE_MS = 60_000;

/** `2026-11-24 18:30` */
function at(text: string): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute };
}

function minutesAfter(time: LocalTime, minutes: number): LocalTime {
  const { second: _, ...later } = civilTime(shiftedMs({ ...time, second: 0 }) + minutes * MINUTE_MS);
  return later;
}

const hour = (from: number, to: number): OpenSpan => ({ from: from * 60, to: to * 60 });

/** Tuesday to Saturday, a break on Wednesday, a closed Christmas Eve and a long night on a Sunday. */
const HOURS: OpeningHours = {
  week: {
    tue: [hour(10, 19)],
    wed: [hour(10, 13), hour(15, 19)],
    thu: [hour(10, 19)],
    fri: [hour(10, 19)],
    sat: [hour(10, 14)],
  },
  exceptions: [
    { day: { year: 2026, month: 12, day: 24 }, spans: [] },
    { day: { year: 2026, month: 11, day: 29 }, spans: [hour(20, 2)] },
  ],
};

t.test('an open library says until when, a closed one when it opens again', async (t) => {
  const says = (now: string) => openingAt(HOURS, at(now));
  t.same(says('2026-11-24 10:00'), { kind: 'open', until: at('2026-11-24 19:00') });
  t.same(says('2026-11-24 18:59'), { kind: 'open', until: at('2026-11-24 19:00') });
  t.same(says('2026-11-24 19:00'), { kind: 'closed', opens: at('2026-11-25 10:00') });
  t.same(says('2026-11-25 13:00'), { kind: 'closed', opens: at('2026-11-25 15:00') }, 'the break at noon');
  t.same(says('2026-12-23 20:00'), { kind: 'closed', opens: at('2026-12-25 10:00') }, 'over Christmas Eve');
});

t.test('an evening that ends after midnight is open until then', async (t) => {
  t.same(openingAt(HOURS, at('2026-11-29 23:00')), { kind: 'open', until: at('2026-11-30 02:00') });
  t.same(openingAt(HOURS, at('2026-11-30 01:59')), { kind: 'open', until: at('2026-11-30 02:00') });
  t.same(openingAt(HOURS, at('2026-11-30 02:00')), { kind: 'closed', opens: at('2026-12-01 10:00') });
});

t.test('open round the clock has no end, and closed for good no opening', async (t) => {
  const always: OpeningHours = {
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, [{ from: 0, to: 1440 }]])),
    exceptions: [],
  };
  t.same(openingAt(always, at('2026-11-24 03:00')), { kind: 'open', until: null });
  const never: OpeningHours = { week: {}, exceptions: [] };
  t.same(openingAt(never, at('2026-11-24 03:00')), { kind: 'closed', opens: null });
});

const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([from, to]) => from !== to)
  .map(([from, to]) => ({ from, to }));
const anyHours: fc.Arbitrary<OpeningHours> = fc.record({
  week: fc.dictionary(fc.constantFrom(...WEEKDAYS), fc.array(anySpan, { maxLength: 3 })),
  exceptions: fc.array(
    fc.record({
      day: fc.integer({ min: 20, max: 30 }).map((day) => ({ year: 2026, month: 11, day })),
      spans: fc.array(anySpan, { maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
});
const anyTime = fc
  .integer({ min: 0, max: 14 * 1440 })
  .map((minutes) => minutesAfter(at('2026-11-17 00:00'), minutes));

t.test('what is said of the next change holds until then, and no longer', async () => {
  fc.assert(
    fc.property(anyHours, anyTime, fc.double({ min: 0, max: 1, noNaN: true }), (hours, now, share) => {
      const said = openingAt(hours, now);
      const change = said.kind === 'open' ? said.until : said.opens;
      if (change === null) return;
      const ahead = (shiftedMs({ ...change, second: 0 }) - shiftedMs({ ...now, second: 0 })) / MINUTE_MS;
      const between = minutesAfter(now, Math.floor(share * (ahead - 1)));
      assert.deepEqual(openingAt(hours, between), said);
      assert.notEqual(openingAt(hours, change).kind, said.kind);
    }),
    { numRuns: 200 },
  );
});

const event = (title: string, start: string, end: string): LibraryEvent => ({
  ...{ title, place: null, allDay: false },
  ...{ start: at(start), end: at(end) },
});

t.test('the next events are those that have not ended, the earliest first', async (t) => {
  const events = [
    event('next week', '2026-12-01 10:00', '2026-12-01 11:00'),
    event('over', '2026-11-24 08:00', '2026-11-24 09:00'),
    event('just now', '2026-11-24 09:30', '2026-11-24 10:30'),
    event('tomorrow', '2026-11-25 10:00', '2026-11-25 10:00'),
  ];
  const titles = (most: number) => nextEvents(events, at('2026-11-24 10:00'), most).map(({ title }) => title);
  t.same(titles(4), ['just now', 'tomorrow', 'next week']);
  t.same(titles(2), ['just now', 'tomorrow']);
});
