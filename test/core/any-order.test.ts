// Whatever happens in whatever order: nobody is told what is not so, and once the faults stop everything settles.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { Intent } from '../../protocols/screen/intent.ts';
import { Bench, type LibraryManner, type Tag } from './bench.ts';

const ITEMS = ['B1', 'B2', 'B3'];
const UIDS = ['UB1', 'UB2', 'UB3.1', 'UB3.2', 'UCARD'];

/** One thing that happens, told in a failing run by its name. */
class Deed {
  readonly #name: string;
  readonly #happen: (bench: Bench) => void;

  constructor(name: string, happen: (bench: Bench) => void) {
    this.#name = name;
    this.#happen = happen;
  }

  on(bench: Bench): void {
    this.#happen(bench);
  }

  toString(): string {
    return this.#name;
  }
}

const deed = <Value>(name: string, values: readonly Value[], happen: (bench: Bench, value: Value) => void) =>
  fc
    .constantFrom(...values)
    .map((value) => new Deed(`${name} ${JSON.stringify(value)}`, (bench) => happen(bench, value)));

const INTENTS: readonly Intent[] = [
  { kind: 'borrow' },
  { kind: 'return' },
  { kind: 'account' },
  { kind: 'renewAll' },
  { kind: 'pin', pin: '1234' },
  { kind: 'pin', pin: '4711' },
  { kind: 'printReceipt' },
  { kind: 'noReceipt' },
  { kind: 'finish' },
  { kind: 'cancel' },
  { kind: 'continue' },
  { kind: 'help' },
  { kind: 'language', language: 'vi' },
];

const people = fc.oneof(
  { arbitrary: deed('lay', UIDS, (bench, uid) => bench.lay(uid)), weight: 4 },
  { arbitrary: deed('lift', UIDS, (bench, uid) => bench.lift(uid)), weight: 3 },
  {
    arbitrary: deed('scan', ['C1', 'C2', 'C7', 'X\u0001|', ...ITEMS], (bench, text) => bench.scan(text)),
    weight: 4,
  },
  { arbitrary: deed('touch', INTENTS, (bench, intent) => bench.touch(intent)), weight: 3 },
  { arbitrary: deed('run', [1, 90, 110, 310, 700, 2500], (bench, ms) => bench.run(ms)), weight: 8 },
  { arbitrary: deed('run', [25_000, 61_000, 130_000], (bench, ms) => bench.run(ms)), weight: 1 },
);

const MANNERS: readonly LibraryManner[] = ['answers', 'holds', 'answers-late', 'not-done'];
const WRITES: readonly Tag['writes'][] = ['well', 'refuses', 'loses'];

const faults = fc.oneof(
  deed('library', MANNERS, (bench, manner) => {
    // What was held ends before the manner changes: nobody answers in two ways.
    bench.letGo();
    bench.library = manner;
  }),
  deed('library lets go', [null], (bench) => bench.letGo()),
  deed('library away', [null], (bench) => bench.loseLibrary()),
  deed('library back', [null], (bench) => bench.findLibrary()),
  deed('pad away', [null], (bench) => bench.losePad()),
  deed('pad back', [null], (bench) => bench.findPad()),
  deed('writes', WRITES, (bench, writes) => {
    for (const tag of bench.tags.values()) tag.writes = writes;
  }),
  deed('journal fails', [null], (bench) => {
    bench.journalWorks = false;
  }),
  deed('journal back', [null], (bench) => bench.repairJournal()),
);

const made = (itemsWithoutCard: 'ask' | 'return', checksPins: boolean) => {
  const bench = new Bench({ itemsWithoutCard }).ready();
  bench.books.checksPins = checksPins;
  bench.book('B1', 'Dune');
  bench.book('B2', 'Emma', { security: 'released' }).lentTo = 'C1';
  bench.book('B3', 'Course', { parts: 2 });
  bench.tag('UCARD', { item: 'C2', parts: 1, part: 1, usage: 'patron-card' });
  return bench;
};

/** All faults stop, everybody has gone, and time passes. */
const calm = (bench: Bench) => {
  for (const tag of bench.tags.values()) tag.writes = 'well';
  bench.repairJournal().findPad().letGo().findLibrary();
  // What lies there is cleared away by the staff of the evening.
  bench.run(200_000).lift(...UIDS);
  bench.run(3 * 3_600_000);
};

const settled = (bench: Bench) => {
  assert.equal(bench.state.session.kind, 'none');
  assert.equal(bench.screen.name, 'start');
  assert.deepEqual(bench.state.transactions, []);
  const entries = [...bench.journal.values()];
  assert.deepEqual(
    entries.filter(({ step, card }) => step !== 'done' || card !== null),
    [],
    'nothing stays open in the journal, and no card',
  );
  for (const barcode of ITEMS) {
    const title = bench.books.get(barcode);
    const ends = entries.filter(({ item }) => item === barcode);
    const returns = ends.filter(({ kind }) => kind === 'return');
    assert.ok(title.checkins <= returns.length, `${barcode} was checked in more often than returned`);
    const doubt = ends.some(({ outcome }) => outcome === 'completed-unverified');
    for (const tag of bench.tags.values()) {
      if (!tag.uid.startsWith(`U${barcode}`) || doubt) continue;
      assert.ok(
        tag.security === 'secured' || title.lentTo !== null,
        `${tag.uid} is released and not on loan`,
      );
    }
  }
};

t.test('any order of events and faults is borne, and settles', async () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ask' as const, 'return' as const),
      fc.boolean(),
      fc.array(fc.oneof({ arbitrary: people, weight: 5 }, { arbitrary: faults, weight: 1 }), {
        maxLength: 60,
        size: 'max',
      }),
      (itemsWithoutCard, checksPins, deeds) => {
        const bench = made(itemsWithoutCard, checksPins);
        for (const one of deeds) one.on(bench);
        calm(bench);
        settled(bench);
      },
    ),
    { numRuns: 300 },
  );
});
