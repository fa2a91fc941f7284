// A book drop that moves: how fast it is, and that every item ends in its bin, whatever goes wrong.

import assert from 'node:assert/strict';
import t from 'tap';
import { AFI_SECURED } from '../../protocols/tags/security.ts';
import { DropBench, EXCEPTIONS, nameOf, WAYS } from './book-drop.ts';
import { runDrop } from './drop-run.ts';

/** Of the library system's answer; that of the reader is not counted. */
const LIBRARY_MS = 300;

t.test('one book is let in, read, checked in, secured and sorted', async (t) => {
  const bench = new DropBench().ready();
  const [book] = bench.bring(1);
  bench.runEmpty(15_000);
  t.same(bench.binned, [`1: ${book?.about.barcode}`]);
  t.match(book?.standing, { circulation: 'available', borrower: null });
  t.equal(book?.tags[0]?.afi, AFI_SECURED);
  t.match(bench.station.screen, {
    name: 'return',
    items: [{ status: 'returned', title: book?.about.title }],
  });
  bench.station.runFor(20_000);
  t.equal(bench.station.screen?.name, 'start');
});

t.test(
  'the next one is let in while the last is being sorted: the slowest stage sets the pace',
  async (t) => {
    for (const [what, ways] of [
      ['the sorter is slowest', { ...WAYS, fallMs: 2_400 }],
      ['the sorter is far slower', { ...WAYS, fallMs: 4_000 }],
      ['the feed is slowest', { ...WAYS, feedMs: 1_800, fallMs: 1_200 }],
    ] as const) {
      const bench = new DropBench({ ways }).ready();
      const count = 30;
      bench.bring(count);
      bench.runEmpty(300_000);
      t.equal(bench.binned.length, count);
      const [first = 0] = bench.machine.fell;
      const each = ((bench.machine.fell.at(-1) ?? 0) - first) / (count - 1);
      // A place is taken from the moment when something is let in until it is clear: nothing else fits in meanwhile.
      const limit = Math.max(ways.fallMs, ways.feedMs + LIBRARY_MS + ways.clearMs);
      t.comment(`${what}: ${each.toFixed(0)} ms an item, limit ${limit}, ratio ${(limit / each).toFixed(3)}`);
      t.ok(limit / each >= 0.95, `${what}: ${(limit / each).toFixed(3)}`);
    }
  },
);

t.test(
  'what has no tag, two items of different bins, and one that nobody knows go to the exceptions',
  async (t) => {
    const bench = new DropBench().ready();
    bench.putIn();
    const [one, other, third] = bench.onLoan;
    assert.ok(one && other && third);
    for (const tag of other.tags) tag.memory.fill(0);
    bench.putIn(one, other);
    bench.putIn(third);
    bench.runEmpty();
    t.same(bench.binned, [
      `1: ${nameOf(third)}`,
      `${EXCEPTIONS}: untagged 0`,
      `${EXCEPTIONS}: ${nameOf(one)} ${nameOf(other)}`,
    ]);
    t.equal(one.standing.borrower, null, 'what could be read of it is returned all the same');
  },
);

t.test('two items of the same bin are one piece', async (t) => {
  const bench = new DropBench().ready();
  const [one, other] = bench.onLoan;
  assert.ok(one && other);
  bench.putIn(one, other);
  bench.runEmpty();
  t.same(bench.binned, [`1: ${nameOf(one)} ${nameOf(other)}`]);
});

t.test(
  'without the library system items go to the bin for that, and it is told when it is back',
  async (t) => {
    const bench = new DropBench().ready();
    bench.station.setLibrary(false);
    bench.station.runFor(1_000);
    const books = bench.bring(3);
    bench.runEmpty();
    t.same(
      bench.binned,
      books.map((book) => `4: ${nameOf(book)}`),
    );
    t.ok(books.every(({ tags }) => tags.every(({ afi }) => afi === AFI_SECURED)));
    bench.station.setLibrary(true);
    bench.station.runFor(120_000);
    t.ok(books.every(({ standing }) => standing.borrower === null));
  },
);

t.test(
  'a jam stops it and is told; tried again after a minute, the item goes to the exceptions',
  async (t) => {
    const [book] = new DropBench().onLoan;
    assert.ok(book);
    const name = nameOf(book);
    const bench = new DropBench({ faults: [{ piece: name, what: 'once' }] }).ready();
    bench.bring(3);
    bench.station.runUntil('it is jammed', () => bench.station.screen?.name === 'out-of-service', 20_000);
    t.match(bench.station.screen, { why: 'jammed' });
    bench.runEmpty(120_000);
    t.same(
      bench.binned.filter((line) => line.startsWith(`${EXCEPTIONS}:`)),
      [`${EXCEPTIONS}: ${name}`],
    );
    t.equal(bench.binned.length, 3);
  },
);

t.test('what never comes loose stays jammed, and no further item is let in', async (t) => {
  const [book] = new DropBench().onLoan;
  assert.ok(book);
  const name = nameOf(book);
  const bench = new DropBench({ faults: [{ piece: name, what: 'stays' }] }).ready();
  bench.bring(5);
  bench.station.runFor(300_000);
  t.match(bench.station.screen, { name: 'out-of-service', why: 'jammed' });
  t.same(bench.binned, []);
  t.ok(bench.machine.queue.length >= 1);
});

t.test('a full bin gives way to the one for exceptions, and that to nothing', async (t) => {
  const bench = new DropBench({
    drop: {
      capacity: new Map([
        [1, 2],
        [EXCEPTIONS, 2],
      ]),
    },
  }).ready();
  const books = bench.bring(6).map(nameOf);
  bench.station.runFor(120_000);
  t.same(
    bench.binned,
    books.slice(0, 4).map((name, place) => `${place < 2 ? 1 : EXCEPTIONS}: ${name}`),
  );
  t.match(bench.station.screen, { name: 'out-of-service', why: 'bins-full' });
  bench.station.push({ kind: 'sensor', input: 'full-1', on: true });
  bench.station.push({ kind: 'sensor', input: 'full-1', on: false });
  bench.station.runFor(1_000);
});

t.test(
  'the power cut at any moment: every item is finished or with the exceptions, and checked in',
  async (t) => {
    const wholeMs = 7_500;
    for (let cutMs = 100; cutMs <= wholeMs; cutMs += 150) {
      const bench = new DropBench().ready();
      const books = bench.bring(3);
      bench.station.runFor(cutMs);
      bench.station.cutPower();
      bench.runEmpty(120_000);
      bench.station.runFor(30_000);
      const bins = bench.binned;
      t.equal(bins.length, 3, `cut at ${cutMs}: ${bins.join(', ')}`);
      for (const [index, book] of books.entries()) {
        const inBin = bins.filter((line) => line.endsWith(nameOf(book)));
        t.match(inBin, [/^(1|4|9): /], `cut at ${cutMs}: item ${index}`);
        t.equal(book.standing.borrower, null, `cut at ${cutMs}: item ${index} is back`);
        t.equal(book.tags[0]?.afi, AFI_SECURED, `cut at ${cutMs}: item ${index} is secured`);
      }
    }
  },
);

t.test(
  'two busy minutes, the library system away for a part: none lost, doubled or in a wrong bin',
  async (t) => {
    const run = runDrop(2);
    t.match(run, { lost: [], doubled: [], misplaced: [], unfinished: [] });
    t.ok(run.itemsAnHour >= 2_000, `${run.itemsAnHour} an hour`);
    t.ok(run.offline >= 5 && run.exceptions >= 1);
  },
);
