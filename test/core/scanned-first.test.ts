// What an item's tags say of it holds whichever of its barcode and its tags is seen first, and once they are lifted: how
// it is used, how many parts it has, what is not to be done with it without the library system.

import t from 'tap';
import { writeTag } from '../../protocols/tags/write-tag.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';
import { tagOf } from './two-pads.ts';

const VETOES = ['not-for-loan', 'discarded'] as const;

/** An atlas with one tag that says how it is used, and a second one on which the same is said or not. */
const atlas = (usage: (typeof VETOES)[number], more: Partial<CoreSetup> = {}) => {
  const bench = new Bench(more).ready();
  bench.books.item('B7', 'Atlas');
  bench.tag('U7', { item: 'B7', parts: 1, part: 1, usage });
  return bench;
};

const checkouts = (bench: Bench) => bench.log.filter((line) => line === 'ask checkout B7').length;

t.test('what is scanned waits for its tag, which says whether it is lent', async (t) => {
  for (const usage of VETOES) {
    const bench = atlas(usage).card('C1').scan('B7').run(1000);
    t.same(bench.rows, ['Atlas: working: lay-on-pad'], 'by name');
    t.match(bench.screen, { ends: { enabled: false } });
    bench.lay('U7').run(4000);
    t.same(bench.rows, [`Atlas: refused: ${usage}`]);
    t.equal(checkouts(bench), 0);
    t.same(bench.released, []);
    t.match(bench.screen, { ends: { enabled: true } });
  }
  const plain = new Bench().ready();
  plain.book('B1', 'Dune');
  plain.card('C1').scan('B1').run(1000).scan('B1').run(1000).lay('UB1').run(1000);
  t.same(plain.rows, ['Dune: borrowed']);
  t.equal(plain.log.filter((line) => line === 'ask checkout B1').length, 1);
});

t.test('scanned before the card, it waits from when the card is known', async (t) => {
  const bench = atlas('discarded').scan('B7').run(20_000).card('C1').run(1000);
  t.same(bench.rows, ['Atlas: working: lay-on-pad']);
  t.same(bench.lay('U7').run(2000).rows, ['Atlas: refused: discarded']);
  t.equal(checkouts(bench), 0);
});

t.test('a tag that comes too late for that takes the loan back, and is never released', async (t) => {
  for (const usage of VETOES) {
    const bench = atlas(usage).card('C1').scan('B7').run(6000);
    t.equal(bench.books.get('B7').lentTo, 'C1');
    bench.lay('U7').run(2000);
    t.same(bench.rows, [`Atlas: refused: ${usage}`]);
    t.equal(bench.books.get('B7').lentTo, null);
    t.same(bench.released, []);
    t.equal(tagOf(bench, 'U7').security, 'secured');
    t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back' });
    t.match(bench.touch({ kind: 'finish' }).screen, { name: 'done', lent: 0, refused: 1, doNotLeave: [] });
  }
});

t.test('what was refused is refused as well where it is lifted and scanned', async (t) => {
  for (const secureTags of [true, false]) {
    const bench = atlas('discarded', { secureTags }).card('C1').lay('U7').run(1000).lift('U7').run(1500);
    bench.scan('B7').run(10_000).lay('U7').run(2000);
    t.same(bench.rows, ['Atlas: refused: discarded']);
    t.equal(checkouts(bench), 0);
  }
});

t.test('of two tags the one that forbids it counts, however late it is read', async (t) => {
  for (const late of [50, 200, 350, 390, 450, 2000]) {
    const bench = atlas('discarded');
    bench.tag('U7b', { item: 'B7', parts: 1, part: 1, usage: 'for-loan' });
    bench.card('C1').lay('U7b').run(late).lay('U7').run(4000);
    t.same(bench.rows, ['Atlas: refused: discarded'], `${late} ms`);
    t.equal(bench.books.get('B7').lentTo, null);
    t.notOk(bench.released.includes('U7'));
    t.equal(tagOf(bench, 'U7b').security, 'secured');
    t.equal(checkouts(bench), 1);
    bench.touch({ kind: 'finish' });
    t.match(bench.screen, { name: 'done', lent: 0, refused: 1, doNotLeave: [] });
  }
});

t.test('what is theirs already is not taken away from them, and the staff are called', async (t) => {
  const bench = atlas('not-for-loan');
  bench.books.get('B7').lentTo = 'C1';
  tagOf(bench, 'U7').security = 'released';
  bench.card('C1').scan('B7').run(6000).lay('U7').run(2000);
  t.same(bench.rows, ['Atlas: do-not-leave: not-for-loan']);
  t.equal(bench.books.get('B7').lentTo, 'C1');
  t.equal(tagOf(bench, 'U7').security, 'released', 'as it was found');
  t.same(bench.state.forStaff, [1]);
});

t.test(
  'told without the library system, a loan stays, and what a late tag forbids is not to leave',
  async (t) => {
    const bench = atlas('discarded', { offline: { returns: true, loans: { maxItems: 2, days: 14 } } });
    bench.tag('U7b', { item: 'B7', parts: 1, part: 1, usage: 'for-loan' });
    bench.loseLibrary().event({ kind: 'blockedCards', cards: new Set() });
    bench.card('C1').lay('U7b').run(1000);
    t.same(bench.rows, ['B7: borrowed']);
    bench.lay('U7').run(3000);
    t.same(bench.rows, ['B7: do-not-leave: discarded']);
    t.equal(tagOf(bench, 'U7').security, 'secured');
    t.same(bench.state.forStaff, [1]);
    t.match(bench.touch({ kind: 'finish' }).screen, {
      name: 'done',
      doNotLeave: [{ title: null, ending: 'B7' }],
    });
  },
);

/** A book whose tag forbids that it is lent and returned without the library system, which is away. */
const onlyAsked = (security: 'secured' | 'released') => {
  const offline = { returns: true, loans: { maxItems: 2, days: 14 } };
  const bench = new Bench({ tagModels: ['iso28560-2'], offline }).ready();
  bench.books.item('B7', 'Atlas');
  const forbids = { lend: 'forbidden', return: 'forbidden' } as const;
  const content = {
    item: 'B7',
    parts: 1,
    part: 1,
    usage: 'for-loan',
    offline: forbids,
    owner: null,
  } as const;
  const memory = new Uint8Array(112);
  const written = writeTag('iso28560-2', { kind: 'item', ...content }, memory, { count: 28, size: 4 });
  if (!written.ok) throw new Error(written.fault.kind);
  bench.tags.set('U7', { uid: 'U7', memory: written.memory, security, writes: 'well' });
  bench.loseLibrary().event({ kind: 'blockedCards', cards: new Set() });
  return bench;
};

t.test('what is not to be done without the library system is not, scanned first or laid first', async (t) => {
  for (const scannedFor of [1000, 6000]) {
    const lending = onlyAsked('secured').card('C1').scan('B7').run(scannedFor).lay('U7').run(3000);
    t.same(lending.rows, ['B7: refused: library-away'], `lent, ${scannedFor} ms`);
    t.same(lending.released, []);
    t.same(lending.state.offline.waiting, []);

    const returning = onlyAsked('released').touch({ kind: 'return' }).scan('B7').run(scannedFor);
    returning.lay('U7').run(3000);
    t.same(returning.rows, ['B7: refused: library-away'], `returned, ${scannedFor} ms`);
    t.equal(tagOf(returning, 'U7').security, 'released');
    t.same(returning.state.offline.waiting, []);
    t.same(returning.findLibrary().run(2000).rows, ['Atlas: returned'], 'and is tried anew with it');
  }
  const lifted = onlyAsked('secured').card('C1').lay('U7').run(1000).lift('U7').run(1000).scan('B7');
  t.same(lifted.run(10_000).rows, ['B7: refused: library-away']);
});

t.test(
  'a check-in that nobody answered is asked about, not taken in, where the tag says so too late',
  async (t) => {
    const bench = onlyAsked('released').findLibrary();
    bench.books.get('B7').lentTo = 'C1';
    bench.library = 'holds';
    bench.touch({ kind: 'return' }).scan('B7').run(5000).loseLibrary().run(500);
    t.match(bench.journal.get(1), { step: 'intended' });
    bench.lay('U7').run(1000);
    t.same(bench.rows, ['B7: do-not-leave: asking-library']);
    t.same(bench.state.offline.waiting, []);
    bench.dropHeld();
    bench.library = 'answers';
    bench.findLibrary().run(5000);
    t.same(bench.rows, ['Atlas: returned']);
    t.equal(bench.books.get('B7').checkins, 1);
  },
);

const PARTS = ['UB5.1', 'UB5.2', 'UB5.3'];

const course = (security: 'secured' | 'released' = 'secured', more: Partial<CoreSetup> = {}) => {
  const bench = new Bench(more).ready();
  const title = bench.book('B5', 'Course', { parts: 3, security });
  if (security === 'released') title.lentTo = 'C1';
  return bench;
};

t.test('a set that is scanned is returned whole or not at all', async (t) => {
  const bench = course('released').touch({ kind: 'return' }).scan('B5').run(1000).lay('UB5.1').run(7000);
  t.same(bench.rows, ['Course: refused: set-incomplete']);
  t.equal(bench.books.get('B5').lentTo, 'C1');
  t.match(bench.slips, [/part 2 of 3.*part 3 of 3.*it stays on loan/]);
  bench.lay('UB5.2', 'UB5.3').run(1000);
  t.same(bench.rows, ['Course: returned']);
});

t.test('a set that was refused as not whole stays one when it is lifted and scanned', async (t) => {
  const bench = course('released').touch({ kind: 'return' }).lay('UB5.1').run(6000).lift('UB5.1').run(1000);
  bench.scan('B5').run(20_000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
  t.match(bench.items[0]?.parts, { here: 0, of: 3, missing: [1, 2, 3] });
  t.equal(bench.books.get('B5').checkins, 0);
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', returned: 0, handIn: [{ title: 'Course' }] });
  t.equal(bench.slips.length, 1, 'none for what is not handed in');
  t.equal(bench.books.get('B5').lentTo, 'C1');
});

t.test('a set is not lent by its barcode while parts of it are missing', async (t) => {
  const bench = course().card('C1').lay('UB5.1').run(1000).lift('UB5.1').run(1000);
  t.same(bench.rows, []);
  bench.scan('B5').run(20_000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
  t.notOk(bench.log.includes('ask checkout B5'));
  bench.lay(...PARTS).run(2000);
  t.same(bench.rows, ['Course: borrowed']);
});

t.test(
  'where the settings allow it, a set that was lifted and scanned is lent as it is after a moment',
  async (t) => {
    const bench = course('secured', { incompleteSets: 'allow' })
      .card('C1')
      .lay('UB5.1')
      .run(1000)
      .lift('UB5.1');
    bench.run(1000).scan('B5').run(4000);
    t.notOk(bench.log.includes('ask checkout B5'));
    bench.run(6000);
    t.ok(bench.log.includes('ask checkout B5'));
  },
);

t.test(
  'a set that was checked in by its barcode alone goes to the staff when parts of it come late',
  async (t) => {
    const bench = course('released').touch({ kind: 'return' }).scan('B5').run(6000);
    t.equal(bench.books.get('B5').checkins, 1, 'nobody knew that it is a set');
    bench.lay('UB5.1').run(4000);
    t.same(bench.slips, [], 'the others may be on their way');
    bench.run(2000);
    t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
    t.match(bench.slips, [/part 2 of 3.*part 3 of 3.*Taken back as it is/]);
    const whole = course('released')
      .touch({ kind: 'return' })
      .scan('B5')
      .run(6000)
      .lay(...PARTS)
      .run(20_000);
    t.same(whole.rows, ['Course: returned']);
    t.same(whole.slips, []);
  },
);

t.test('what was said goes with the session', async (t) => {
  const bench = atlas('discarded').card('C1').lay('U7').run(1000);
  t.equal(bench.state.said.size, 1);
  bench.lift('U7').touch({ kind: 'finish' }).run(30_000);
  t.equal(bench.screen.name, 'start');
  t.equal(bench.state.said.size, 0);
});

t.test(
  'what was scanned and never seen has not come back where its tag turns up: it is undone',
  async (t) => {
    const bench = new Bench().ready();
    bench.book('B1', 'Dune').refusesCancel = true;
    bench.card('C1').scan('B1').run(9000).touch({ kind: 'finish' }).run(60_000);
    t.equal(bench.books.get('B1').lentTo, 'C1', 'and nobody was told so');
    bench.books.get('B1').refusesCancel = false;
    bench.lay('UB1').run(120_000);
    t.equal(bench.tagOf('B1').security, 'secured');
    t.equal(bench.books.get('B1').lentTo, null);
  },
);

t.test('figures that were typed and that no mask takes are nobody’s item: they may be a PIN', async (t) => {
  const made = new Bench().ready();
  made.book('B1', 'Dune');
  made.card('C1').touch({ kind: 'typed', text: '1234' });
  t.match(made.screen, { name: 'borrow', items: [], remark: 'scan-not-understood' });
  t.notOk(
    made.log.some((line) => line.includes('1234')),
    'nobody hears of them',
  );
  t.same(made.touch({ kind: 'typed', text: 'B1' }).run(10_000).items.length, 1);
});
