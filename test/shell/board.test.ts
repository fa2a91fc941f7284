// What the library tells everybody: slides of a folder, events of a calendar, questions in Markdown. Whatever lies in
// those files, the station shows what it can, tells staff of the rest, and comes to no harm.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { Board } from '../../protocols/screen/board.ts';
import { type BoardSetup, keepBoard } from '../../station-daemon/shell/board/board.ts';
import { eventsOf } from '../../station-daemon/shell/board/calendar-file.ts';
import { questionsOf } from '../../station-daemon/shell/board/question-folder.ts';
import { findSlides, readSlide } from '../../station-daemon/shell/board/slide-folder.ts';
import { until } from './until.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const AVIF = Buffer.from([0, 0, 0, 0x1c, ...Buffer.from('ftypavif')]);
/** Tuesday, 24 November 2026, 10:00 by the computer's own clock. */
const NOW = new Date(2026, 10, 24, 10, 0).getTime();
const DAY_MS = 86_400_000;

const newFolder = () => mkdtempSync(join(tmpdir(), 'lendstation-board-'));

function keeper(test: Test, setup: Partial<BoardSetup>) {
  const boards: Board[] = [];
  const notes: string[] = [];
  const kept = keepBoard({
    languages: ['en', 'vi', 'de'],
    slides: null,
    slideSeconds: 8,
    hours: null,
    calendar: null,
    daysAhead: 30,
    mostEvents: 4,
    questions: null,
    wall: () => NOW,
    onBoard: (board) => void boards.push(board),
    onNote: (note) => void notes.push(note),
    lookEveryMs: 20,
    ...setup,
  });
  test.teardown(kept.stop);
  return { kept, boards, notes };
}

t.test('slides are the pictures of the folder, by their content, in the order of their names', async (t) => {
  const folder = newFolder();
  writeFileSync(join(folder, '02-story_time.png'), Buffer.concat([PNG, Buffer.from('a')]));
  writeFileSync(join(folder, '01-welcome.avif'), AVIF);
  writeFileSync(join(folder, '03-page.jpg'), '<script>alert(1)</script>');
  writeFileSync(join(folder, '04-drawing.svg'), '<svg/>');
  writeFileSync(join(folder, '05-"><b.png'), PNG);
  writeFileSync(join(folder, '06-huge.png'), Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]));
  const elsewhere = newFolder();
  writeFileSync(join(elsewhere, 'secret.png'), PNG);
  symlinkSync(join(elsewhere, 'secret.png'), join(folder, '07-secret.png'));
  mkdirSync(join(folder, '08-folder.png'));
  const { slides, notes } = findSlides(folder);
  t.same(
    slides.map(({ name }) => name),
    ['welcome', 'story time'],
  );
  for (const { address } of slides) t.match(address, /^\/slides\/[0-9a-f]{16}$/);
  t.match(notes, [
    /03-page\.jpg: the file is no image, allowed: PNG, JPEG, WebP, AVIF/,
    /has a name with other signs/,
    /06-huge\.png: the file has 5121 KiB, allowed: at most 4096 KiB/,
    /07-secret\.png lies elsewhere/,
    /08-folder\.png/,
  ]);
  const [first, second] = slides;
  assert(first !== undefined && second !== undefined);
  t.match(readSlide(first), { type: 'image/avif', bytes: AVIF });
  writeFileSync(second.path, 'no picture any more');
  t.equal(readSlide(second), null, 'what was spoilt meanwhile is not served');
});

const CALENDAR = (...events: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', ''].join('\r\n');
const EVENT = (...lines: readonly string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');

const titles = (text: string, days = 30) =>
  eventsOf(text, { from: NOW, to: NOW + days * DAY_MS }).map(
    ({ title, start }) => `${start.month}/${start.day} ${start.hour}:${start.minute} ${title}`,
  );

t.test('recurring events are unfolded, with those left out, moved and ended', async (t) => {
  const text = CALENDAR(
    EVENT(
      ...['UID:1', 'SUMMARY:Story time', 'DTSTART:20200104T103000', 'DTEND:20200104T113000'],
      ...['RRULE:FREQ=WEEKLY;BYDAY=SA', 'EXDATE:20261205T103000'],
    ),
    EVENT(
      ...['UID:1', 'RECURRENCE-ID:20261212T103000', 'SUMMARY:Story time with guests'],
      'DTSTART:20261213T150000',
    ),
    EVENT('UID:2', 'SUMMARY:Over', 'DTSTART:20260101T100000', 'RRULE:FREQ=DAILY;COUNT=5'),
  );
  t.same(titles(text), [
    '11/28 10:30 Story time',
    '12/13 15:0 Story time with guests',
    '12/19 10:30 Story time',
  ]);
});

t.test(
  'an event of another time zone is told by the clock of the station; a day stays that day',
  async (t) => {
    const text = CALENDAR(
      EVENT('UID:1', 'SUMMARY:Zoned', 'DTSTART:20261125T090000Z', 'DTEND:20261125T100000Z'),
      EVENT(
        'UID:2',
        'SUMMARY:Book sale',
        'LOCATION:Foyer',
        'DTSTART;VALUE=DATE:20261130',
        'DTEND;VALUE=DATE:20261201',
      ),
    );
    const [zoned, sale] = eventsOf(text, { from: NOW, to: NOW + 30 * DAY_MS });
    const there = new Date(Date.UTC(2026, 10, 25, 9));
    t.match(zoned, { start: { day: there.getDate(), hour: there.getHours() }, allDay: false, place: null });
    t.match(sale, { start: { year: 2026, month: 11, day: 30 }, allDay: true, place: 'Foyer' });
  },
);

t.test(
  'cancelled and private events are nobody’s business, and no text is more than one short line',
  async (t) => {
    const text = CALENDAR(
      EVENT('UID:1', 'SUMMARY:Off', 'STATUS:CANCELLED', 'DTSTART:20261125T100000'),
      EVENT('UID:2', 'SUMMARY:Staff only', 'CLASS:PRIVATE', 'DTSTART:20261125T110000'),
      EVENT('UID:3', `SUMMARY:Two\\nlines ${'x'.repeat(200)}`, 'DTSTART:20261125T120000'),
    );
    const [only, ...others] = eventsOf(text, { from: NOW, to: NOW + DAY_MS * 3 });
    t.same(others, []);
    t.match(only?.title, /^Two lines x+…$/);
    t.equal(only?.title.length, 120);
  },
);

t.test('an event every second since 1970 ends the search, not the station', async (t) => {
  const text = CALENDAR(EVENT('UID:1', 'SUMMARY:Tick', 'DTSTART:19700101T000000', 'RRULE:FREQ=SECONDLY'));
  t.same(titles(text), []);
});

t.test('whatever is written in a calendar, it is read or refused, in no other way', async () => {
  const line = fc.oneof(
    fc.constantFrom(
      ...[
        'BEGIN:VEVENT',
        'END:VEVENT',
        'SUMMARY:x',
        'DTSTART:20261125T100000',
        'DTSTART:99',
        'DTEND:20261124',
      ],
      ...[
        'RRULE:FREQ=DAILY',
        'RRULE:FREQ=NEVER;BYDAY=XX',
        'EXDATE:1',
        'RECURRENCE-ID:20261125',
        'DURATION:PT1H',
      ],
      ...['BEGIN:VTIMEZONE', 'TZID:Here', 'END:VTIMEZONE', 'BEGIN:VALARM', 'STATUS:'],
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
      try {
        eventsOf(CALENDAR(...lines), { from: NOW, to: NOW + DAY_MS });
      } catch (error) {
        assert(error instanceof Error);
      }
    }),
    { numRuns: 300 },
  );
});

t.test('Markdown becomes questions, paragraphs and lists, and nothing that runs or leads away', async (t) => {
  const [first, second, ...others] = questionsOf(`# Our library

## How *long* may I keep a book?

Four **weeks**. See [our pages](https://elsewhere.example/ "x") & ask.
<script>alert(1)</script>

- Films: <b onclick="alert(1)">one</b> week
- ![a picture](https://elsewhere.example/x.png)Games: two

| a | b |
|---|---|
| 1 | 2 |

## Empty

## Can I pay here?
1. No.
`);
  t.same(first, {
    question: 'How long may I keep a book?',
    answer: [
      {
        kind: 'paragraph',
        spans: [
          { look: 'plain', text: 'Four ' },
          { look: 'strong', text: 'weeks' },
          { look: 'plain', text: '. See our pages & ask.' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [[{ look: 'plain', text: 'Films: one week' }], [{ look: 'plain', text: 'Games: two' }]],
      },
    ],
  });
  t.match(second, { question: 'Can I pay here?', answer: [{ kind: 'list', ordered: true }] });
  t.same(others, []);
});

t.test('any Markdown at all is read to plain text in a small tree', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      for (const { question, answer } of questionsOf(`# Q\n\n${text}`)) {
        assert.equal(typeof question, 'string');
        for (const block of answer) assert(block.kind === 'list' || block.spans.length > 0);
      }
    }),
    { numRuns: 200 },
  );
});

t.test('the board follows its files, and the clock', async (t) => {
  const folder = newFolder();
  const calendar = join(folder, 'events.ics');
  let now = NOW;
  const hours = { week: { tue: [{ from: 600, to: 1140 }] }, exceptions: [] };
  const { kept, boards, notes } = keeper(t, {
    ...{ slides: folder, calendar, questions: folder, hours },
    wall: () => now,
  });
  t.match(boards, [
    { slides: [], events: [], questions: {}, opening: { kind: 'open', until: { hour: 19 } } },
  ]);
  t.match(notes, [
    /^Events: the calendar .*events\.ics cannot be read \(ENOENT.*\)\. No events are shown until it can/,
    /^Questions and answers: .*en\.md cannot be read/,
  ]);
  writeFileSync(calendar, CALENDAR(EVENT('UID:1', 'SUMMARY:Story time', 'DTSTART:20261125T103000')));
  await until('the event is read', () => boards.at(-1)?.events[0]?.title === 'Story time');
  writeFileSync(join(folder, 'en.md'), '# Why?\n\nBecause.\n');
  await until('the questions are read', () => boards.at(-1)?.questions.en !== undefined);
  t.match(
    kept.board.questions,
    { en: { language: 'en' }, de: { language: 'en' } },
    'the first one stands in',
  );
  writeFileSync(join(folder, 'vi.md'), '# Vì sao?\n\nVì thế.\n');
  await until('the Vietnamese ones too', () => boards.at(-1)?.questions.vi?.language === 'vi');
  writeFileSync(join(folder, 'a.png'), PNG);
  await until('the picture is found', () => boards.at(-1)?.slides.length === 1);
  t.same(kept.warnings(), []);
  const id = boards.at(-1)?.slides[0]?.address.split('/').at(-1) ?? '';
  t.ok(kept.slide(id));
  t.equal(kept.slide('../en.md'), null);
  writeFileSync(calendar, 'this is no calendar');
  await until('the spoilt calendar is seen', () => boards.at(-1)?.events.length === 0);
  t.match(notes.at(-1), /^Events: the calendar .* cannot be read/);
  const told = notes.length;
  now += DAY_MS;
  await until('the next day is closed', () => boards.at(-1)?.opening?.kind === 'closed');
  t.equal(notes.length, told, 'nothing is noted twice');
  rmSync(folder, { recursive: true });
  await until('the folder has gone', () => boards.at(-1)?.slides.length === 0);
});
