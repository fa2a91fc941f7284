// While the library system is away: returns are taken in, and each is told once in the end.

import t from 'tap';
import type { Offline } from '../../protocols/tags/usage.ts';
import { writeTag } from '../../protocols/tags/write-tag.ts';
import { faultsOf } from '../../station-daemon/core/functions.ts';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const RETURNS: Partial<CoreSetup> = { offline: { returns: true, loans: null } };
const LOANS: Partial<CoreSetup> = { offline: { returns: true, loans: { maxItems: 2, days: 14 } } };

/** Three books on loan, and a library system that has gone away. */
const away = (setup: Partial<CoreSetup> = RETURNS) => {
  const bench = new Bench(setup).ready();
  for (const [barcode, title] of [
    ['B1', 'Dune'],
    ['B2', 'Emma'],
    ['B3', 'Ulysses'],
  ] as const)
    bench.book(barcode, title, { security: 'released' }).lentTo = 'C1';
  return bench.loseLibrary();
};

/** Returns these, one visit each, a minute apart. */
const returnedOneByOne = (bench: Bench, ...barcodes: readonly string[]) => {
  for (const barcode of barcodes) {
    bench.touch({ kind: 'return' }).lay(`U${barcode}`).run(2000);
    bench.touch({ kind: 'finish' }).touch({ kind: 'finish' }).lift(`U${barcode}`).run(58_000);
  }
  return bench;
};

const steps = (bench: Bench): readonly (readonly [string, JournalEntry['step'], JournalEntry['outcome']])[] =>
  [...bench.journal.values()].map(({ item, step, outcome }) => [item, step, outcome]);

t.test(
  'without the library system an item is taken in: secured, then on the list of what to tell',
  async (t) => {
    const bench = away().touch({ kind: 'return' });
    bench.log.length = 0;
    bench.lay('UB1').run(2000);
    t.same(bench.rows, ['B1: returned'], 'by its barcode: nobody tells its title');
    t.same(bench.log, ['record 1 intended', 'record 1 writing', 'pad UB1 secured', 'record 1 taken-offline']);
    t.equal(bench.tagOf('B1').security, 'secured');
    t.equal(bench.books.get('B1').lentTo, 'C1', 'the library system does not know yet');
    t.match(bench.journal.get(1), { card: null, offline: { utcOffsetMinutes: 60 } });
    bench.touch({ kind: 'finish' });
    t.match(bench.screen, { name: 'done', returned: 1, doNotLeave: [] });
  },
);

t.test('back again, it is told of each once, in the order and with the time of their return', async (t) => {
  const bench = returnedOneByOne(away(), 'B2', 'B3', 'B1').run(3 * DAY);
  t.same(bench.told, []);
  t.equal(bench.state.transactions.length, 0, 'meanwhile they cost nothing');
  bench.findLibrary().run(5000);
  t.same(bench.told, ['checkin B2 at 0', 'checkin B3 at 60000', 'checkin B1 at 120000']);
  for (const barcode of ['B1', 'B2', 'B3']) t.equal(bench.books.get(barcode).checkins, 1);
  t.ok(steps(bench).every(([, step, outcome]) => step === 'done' && outcome === 'completed'));
  bench.run(DAY);
  t.equal(bench.told.length, 3);
});

t.test('one is told at a time, and the next one only when it is known what became of it', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B2');
  bench.library = 'holds';
  bench.findLibrary().run(30_000);
  t.same(bench.told, ['checkin B1 at 0']);
  bench.letGo().run(5000);
  t.equal(bench.told.length, 2);
});

t.test('a power cut in the middle of anything loses nothing and tells nothing twice', async (t) => {
  // Of each moment: how often B1 and B2 have to be told by both stations together, at least.
  for (const [what, cut] of [
    ['taken in, before the library system is back', (bench: Bench) => bench],
    [
      'the first one told, nothing carried out',
      (bench: Bench) => {
        bench.library = 'holds';
        return bench.findLibrary().run(500);
      },
    ],
    [
      'the first one carried out, its answer lost',
      (bench: Bench) => {
        bench.library = 'answers-late';
        return bench.findLibrary().run(500);
      },
    ],
    ['the first one done', (bench: Bench) => bench.findLibrary().run(310)],
  ] as const) {
    const bench = cut(returnedOneByOne(away(), 'B1', 'B2'));
    const again = bench.afterPowerCut().run(5 * MINUTE);
    t.same(again.told, [], what);
    again.ready().run(10_000);
    for (const barcode of ['B1', 'B2']) t.equal(again.books.get(barcode).checkins, 1, `${what}: ${barcode}`);
    t.ok(
      [...again.told].every((told) => /B1 at 0$|B2 at 60000$/.test(told)),
      'with its real time',
    );
    t.ok(steps(again).every(([, step]) => step === 'done'));
  }
});

t.test(
  'what was told long ago and is not known is for staff: it may have been lent again at a desk',
  async (t) => {
    const told = returnedOneByOne(away(), 'B1', 'B2');
    told.library = 'answers-late';
    const cut = told.findLibrary().run(500).afterPowerCut();
    cut.books.get('B1').lentTo = 'C9';
    cut.run(DAY).ready().run(10_000);
    t.equal(cut.books.get('B1').lentTo, 'C9', 'the new loan stays');
    t.same(steps(cut), [
      ['B1', 'for-staff', 'completed-unverified'],
      ['B2', 'done', 'completed'],
    ]);

    const lost = returnedOneByOne(away(), 'B1');
    lost.library = 'holds';
    lost.findLibrary().run(500).loseLibrary().run(DAY).findLibrary().dropHeld('found-undone').run(10_000);
    t.same(steps(lost), [['B1', 'for-staff', 'completed-unverified']], 'also where the station has run on');
    t.equal(lost.books.get('B1').lentTo, 'C1');
  },
);

t.test('a clock that is behind gives no time to a return: it is told with that of its telling', async (t) => {
  // The clock shows a day less than the last transaction.
  const bench = returnedOneByOne(away({ ...RETURNS, clockAtLeast: 1_900_000_000_000 + DAY }), 'B1');
  t.match(bench.journal.get(1), { step: 'taken-offline', offline: { wall: 0, utcOffsetMinutes: 60 } });
  t.match(faultsOf(bench.state).join(), /Clock: it shows a time before the last transaction\. Set it right/);
  bench.run(2 * DAY).event({ kind: 'wake' });
  t.notMatch(faultsOf(bench.state).join(), /Clock/);
  const at = bench.ticks;
  bench.findLibrary().run(5000);
  t.match(bench.told, [`checkin B1 at ${at}`]);
  t.equal(bench.books.get('B1').checkins, 1);
});

t.test('the power goes while an item is taken in', async (t) => {
  const cut = () => away().touch({ kind: 'return' }).lay('UB1').run(50).afterPowerCut();
  t.test('and it still lies there: it is taken in', async (t) => {
    const bench = cut();
    bench.ready().run(5000);
    t.equal(bench.books.get('B1').checkins, 1);
    t.equal(bench.tagOf('B1').security, 'secured');
    t.same(bench.told, ['checkin B1 at 0']);
  });
  t.test('and it has gone: nobody was told "Returned", and staff look where it is', async (t) => {
    const bench = cut().lift('UB1');
    bench.ready().run(3_700_000);
    t.equal(bench.books.get('B1').checkins, 0);
    t.same(steps(bench), [['B1', 'for-staff', 'not-done']]);
    t.equal(bench.state.transactions.length, 0);
  });
  t.test('and it comes back to be borrowed: it stays on loan', async (t) => {
    const bench = cut().lift('UB1').ready().run(5000).card('C1').lay('UB1').run(5000);
    t.equal(bench.books.get('B1').checkins, 0);
    t.same(bench.rows, ['Dune: renewed']);
    t.same(steps(bench)[0], ['B1', 'done', 'not-done']);
  });
});

t.test('what the library system refuses goes to the staff, and holds up nothing', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B2', 'B3');
  bench.books.get('B1').refusesCheckin = true;
  bench.books.titles.delete('B2');
  bench.findLibrary().run(10_000);
  t.same(steps(bench), [
    ['B1', 'for-staff', 'refused'],
    ['B2', 'for-staff', 'refused'],
    ['B3', 'done', 'completed'],
  ]);
  t.match(bench.notes, [/staff have to put it right/, /staff have to put it right/]);
});

t.test('refused because it is back already, it is done', async (t) => {
  const bench = returnedOneByOne(away(), 'B1');
  Object.assign(bench.books.get('B1'), { lentTo: null, refusesCheckin: true });
  bench.findLibrary().run(5000);
  t.same(steps(bench), [['B1', 'done', 'completed']]);
});

t.test(
  'an item that turns out to be reserved is named to the staff: it lies on the wrong shelf',
  async (t) => {
    const bench = returnedOneByOne(away(), 'B1');
    bench.books.get('B1').alert = 'hold';
    bench.findLibrary().run(5000);
    t.same(steps(bench), [['B1', 'done', 'completed-alert']]);
  },
);

t.test('told in vain again and again, it makes room for the others', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B2');
  bench.library = 'not-understood';
  bench.findLibrary().run(60_000);
  t.match(bench.journal.get(1), { step: 'replaying' }, 'not at once');
  bench.run(125_000);
  t.match(bench.journal.get(1), { step: 'for-staff', outcome: 'refused' });
  t.ok(bench.told.length < 20, `${bench.told.length} requests`);
  bench.library = 'answers';
  bench.run(120_000);
  t.match(bench.journal.get(2), { step: 'done' });
});

t.test('away again in the middle, it goes on where it was', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B2');
  bench.library = 'not-done';
  bench.findLibrary().run(400);
  bench.loseLibrary().run(DAY);
  const told = bench.told.length;
  bench.library = 'answers';
  bench.findLibrary().run(5000);
  t.equal(bench.told.length, told + 2);
  for (const barcode of ['B1', 'B2']) t.equal(bench.books.get(barcode).checkins, 1);
});

t.test('a check-in without an answer when the library system goes', async (t) => {
  const cutOff = (library: 'holds' | 'answers-late') => {
    const bench = new Bench(RETURNS).ready();
    bench.book('B1', 'Dune', { security: 'released' }).lentTo = 'C1';
    bench.touch({ kind: 'return' });
    bench.library = library;
    return bench.lay('UB1').run(1500).loseLibrary().run(1000);
  };
  for (const [what, library] of [
    ['that was not carried out', 'holds'],
    ['that was', 'answers-late'],
  ] as const) {
    const bench = cutOff(library);
    t.same(bench.rows, ['B1: returned'], `${what}: its patron does not wait`);
    t.equal(bench.tagOf('B1').security, 'secured');
    const undone = library === 'holds';
    const next = (one: Bench) => (undone ? one.dropHeld('found-undone') : one.letGo());
    next(bench.run(5 * MINUTE).findLibrary());
    bench.library = 'answers';
    bench.run(5000);
    t.equal(bench.books.get('B1').checkins, 1, what);
    t.same(steps(bench), [['B1', 'done', 'completed']]);
    const again = cutOff(library).afterPowerCut().ready().run(5000);
    t.equal(again.books.get('B1').checkins, 1, `${what}, and the power went`);
  }
});

t.test('an answer that comes while the tag is still being secured is an answer', async (t) => {
  const bench = new Bench(RETURNS).ready();
  bench.book('B1', 'Dune', { security: 'released' }).lentTo = 'C1';
  bench.tagOf('B1').writes = 'refuses';
  bench.touch({ kind: 'return' });
  bench.library = 'answers-late';
  bench.lay('UB1').run(500).loseLibrary().run(2000);
  t.same(bench.rows, ['B1: do-not-leave: lock-failed']);
  bench.findLibrary().letGo().run(500).lift('UB1').run(1000);
  bench.tagOf('B1').writes = 'well';
  bench.lay('UB1').run(2000);
  t.same(bench.rows, ['Dune: returned']);
  t.match(bench.journal.get(1), { step: 'done', offline: null });
  t.same(bench.told, []);
});

t.test('in one visit some are taken in while it is away and some checked in when it is back', async (t) => {
  const bench = away().touch({ kind: 'return' }).lay('UB1').run(2000);
  bench.findLibrary().lay('UB2').run(3000);
  t.same(bench.rows, ['Dune: returned', 'Emma: returned'], 'and what has no title yet gets it');
  t.same(bench.told, ['checkin B1 at 0']);
  for (const barcode of ['B1', 'B2']) t.equal(bench.books.get(barcode).checkins, 1);
  t.match(bench.screen, { tally: { done: 2, of: 2 } });
});

t.test('an item that was taken in waits for being told before it is lent', async (t) => {
  const bench = returnedOneByOne(away(), 'B1');
  bench.library = 'holds';
  bench.findLibrary().run(500);
  bench.scan('C2').run(500);
  for (const { order } of bench.held.splice(1)) {
    const patron = { card: 'C2', pin: null };
    const answer = bench.books.answer({ kind: 'patron', patron, loans: false });
    bench.event({ kind: 'libraryAnswered', order, answer });
  }
  bench.lay('UB1').run(3000);
  t.same(bench.rows, ['?: working: asking-library']);
  t.notOk(bench.log.includes('ask checkout B1'));
  bench.letGo().run(3000);
  t.same(bench.rows, ['Dune: borrowed']);
  t.same([bench.books.get('B1').checkins, bench.books.get('B1').lentTo], [1, 'C2']);
});

t.test('an item laid down twice is told once', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B1');
  t.same(steps(bench), [
    ['B1', 'taken-offline', null],
    ['B1', 'done', 'completed'],
  ]);
  bench.findLibrary().run(5000);
  t.equal(bench.books.get('B1').checkins, 1);
});

t.test('an item without a tag is taken in too', async (t) => {
  const bench = away();
  bench.books.item('B9', 'No tag').lentTo = 'C1';
  bench.scan('B9').run(5000);
  t.match(bench.screen, { name: 'return' }, 'nobody is asked for a card that would be of no use');
  bench.touch({ kind: 'finish' }).run(21_000);
  t.match(bench.journal.get(1), { step: 'taken-offline' });
  bench.findLibrary().run(5000);
  t.equal(bench.books.get('B9').checkins, 1);
});

t.test('whose tag was not read back, staff look at, also after a power cut', async (t) => {
  for (const endsWith of [(bench: Bench) => bench, (bench: Bench) => bench.afterPowerCut()]) {
    const bench = away().touch({ kind: 'return' });
    bench.tagOf('B1').writes = 'refuses';
    bench.scan('B2').run(5000).lay('UB1').run(120_000);
    t.match(steps(bench), [
      ['B2', 'taken-offline'],
      ['B1', 'taken-offline'],
    ]);
    t.same(steps(endsWith(bench).findLibrary().ready().run(5000)), [
      ['B2', 'done', 'completed-unverified'],
      ['B1', 'done', 'completed-unverified'],
    ]);
  }
});

t.test(
  'a tag that refuses leaves the item in doubt before its patron, and in the station afterwards',
  async (t) => {
    const bench = away();
    bench.tagOf('B1').writes = 'refuses';
    bench.touch({ kind: 'return' }).lay('UB1').run(5000);
    t.same(bench.rows, ['B1: do-not-leave: lock-failed']);
    bench.touch({ kind: 'finish' }).run(30_000);
    t.match(bench.journal.get(1), { step: 'taken-offline' }, 'it lies there');
    t.same(bench.state.forStaff, [1]);
  },
);

/** A book whose tag forbids what is not to be done without the library system. */
const forbidding = (bench: Bench, barcode: string, offline: Offline): void => {
  const item = { kind: 'item', item: barcode, parts: 1, part: 1, usage: 'for-loan', owner: null } as const;
  const written = writeTag('iso28560-2', { ...item, offline }, new Uint8Array(112), { count: 28, size: 4 });
  if (!written.ok) throw new Error(written.fault.kind);
  const uid = `U${barcode}`;
  bench.tags.set(uid, { uid, memory: written.memory, security: 'secured', writes: 'well' });
};

t.test('a tag may forbid it, and the setting may', async (t) => {
  const tagModels = ['iso28560-2'] as const;
  const lends = away({ ...LOANS, tagModels });
  lends.event({ kind: 'blockedCards', cards: new Set() });
  forbidding(lends, 'B1', { lend: 'forbidden', return: 'allowed' });
  forbidding(lends, 'B2', { lend: 'allowed', return: 'forbidden' });
  lends.touch({ kind: 'return' }).lay('UB1', 'UB2').run(2000);
  t.same(lends.rows, ['B1: returned', 'B2: refused: library-away']);
  lends.touch({ kind: 'finish' }).lift('UB1', 'UB2').run(30_000).card('C3').lay('UB1', 'UB2').run(2000);
  t.same(lends.rows, ['B1: refused: library-away', 'B2: borrowed']);
  const bench = away({ offline: { returns: false, loans: null } });
  bench.touch({ kind: 'return' }).lay('UB1').run(2000);
  t.same(bench.rows, ['B1: refused: library-away']);
  t.match(away({ offline: { returns: false, loans: null } }).screen, { name: 'out-of-service' });
});

t.test('the screen says what works', async (t) => {
  const bench = away();
  t.match(bench.screen, { name: 'start', can: { borrow: false, return: true, renew: false } });
  t.same(bench.screen.notices, ['library-away-returns']);
  t.match(bench.touch({ kind: 'account' }).screen, { name: 'start', remark: 'library-away' });
  t.match(bench.scan('C1').screen, { name: 'start', remark: 'library-away' });
  t.match(
    away({ ...RETURNS, itemsWithoutCard: 'return' })
      .lay('UB1')
      .run(2000).rows,
    ['B1: returned'],
  );
});

t.test('too many that wait stop returns with a clear screen', async (t) => {
  const entry = {
    kind: 'return',
    step: 'taken-offline',
    card: null,
    uids: [],
    outcome: null,
    at: 0,
  } as const;
  const unfinished = Array.from(
    { length: 10_000 },
    (_, index): JournalEntry => ({
      ...{ ...entry, transaction: index + 1, item: `B${index + 100}` },
      offline: { wall: index, utcOffsetMinutes: 0 },
    }),
  );
  const bench = new Bench({ ...RETURNS, unfinished, firstTransaction: 10_001 });
  for (const { item } of unfinished) bench.books.item(item, 'Many').lentTo = 'C1';
  bench.ready().loseLibrary();
  t.match(bench.screen, { name: 'out-of-service', why: 'nothing-works' });
  bench.findLibrary().run(400).loseLibrary();
  t.match(bench.screen, { name: 'start', can: { return: true } }, 'until there is room');
});

// --- the journal

t.test('a journal that begins anew is given all that is unfinished', async (t) => {
  const bench = returnedOneByOne(away(), 'B1', 'B2').touch({ kind: 'return' });
  bench.tagOf('B3').writes = 'refuses';
  bench.lay('UB3').run(5000);
  const before = steps(bench);
  bench.journal.clear();
  bench.event({ kind: 'journalReplaced' });
  t.same(steps(bench), before);
  t.same(before, [
    ['B1', 'taken-offline', null],
    ['B2', 'taken-offline', null],
    ['B3', 'writing', null],
  ]);
  const again = bench.afterPowerCut();
  again.tagOf('B3').writes = 'well';
  again.ready().run(10_000);
  for (const barcode of ['B1', 'B2', 'B3']) t.equal(again.books.get(barcode).checkins, 1);
});

t.test(
  'while the journal cannot be written nothing is taken in, and nothing is called returned',
  async (t) => {
    const bench = away().touch({ kind: 'return' }).lay('UB1').run(50);
    bench.journalWorks = false;
    bench.run(2000);
    t.same(bench.rows, ['B1: do-not-leave: asking-library'], 'it was under way');
    bench.lay('UB2').run(2000);
    t.equal(bench.tagOf('B2').security, 'released');
    bench.repairJournal().run(2000);
    t.same(bench.rows, ['B1: returned', 'B2: returned']);
    t.match(bench.journal.get(1), { step: 'taken-offline' });
  },
);

t.test(
  'an item whose tag says that it is on loan is touched by no loan that the journal fails for',
  async (t) => {
    const bench = new Bench(LOANS).ready();
    bench.book('B1', 'Dune', { security: 'released' }).lentTo = 'C2';
    bench.loseLibrary();
    bench.card('C1').run(2000);
    bench.journalWorks = false;
    bench.lay('UB1').run(2000);
    t.equal(bench.tagOf('B1').security, 'released');
    bench.repairJournal().run(2000);
    t.equal(bench.tagOf('B1').security, 'released');
  },
);

t.test(
  'a return that neither the library system nor the journal heard of leaves its tag as it is',
  async (t) => {
    const bench = away().touch({ kind: 'return' });
    bench.journalWorks = false;
    bench.lay('UB1').run(2000);
    t.equal(bench.tagOf('B1').security, 'released');
    t.notMatch(bench.rows.join(), /returned/);
  },
);

t.test('a half-written tag stays as it is, too, until the journal hears of its return', async (t) => {
  const bench = away().touch({ kind: 'return' });
  bench.tagOf('B1').security = 'other';
  bench.journalWorks = false;
  bench.lay('UB1').run(500);
  bench.tellLevel();
  bench.run(2000);
  t.same(bench.rows, ['B1: do-not-leave: asking-library']);
  t.equal(bench.tagOf('B1').security, 'other');
  bench.repairJournal().run(2000);
  t.same(bench.rows, ['B1: returned']);
});

t.test('taken along half taken in, and brought back to be borrowed: the staff look at it', async (t) => {
  const bench = away().touch({ kind: 'return' });
  bench.tagOf('B1').writes = 'loses';
  bench.lay('UB1').run(2000).lift('UB1').run(1000).touch({ kind: 'finish' }).touch({ kind: 'finish' });
  const cut = bench.run(60_000).afterPowerCut().ready().loseLibrary().run(1000);
  cut.journal.clear();
  cut.event({ kind: 'journalReplaced' });
  t.match(cut.journal.get(1), { step: 'writing' }, 'a new journal knows that its tag may be written');
  for (const station of [bench, cut]) {
    station.findLibrary().run(2000).card('C2').lay('UB1').run(5000);
    t.same(station.rows, ['Dune: refused: on-loan-to-other']);
    t.equal(station.tagOf('B1').security, 'secured', 'and the gate would stop whoever has it on loan');
    t.match(station.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
    t.same(station.state.forStaff, [1]);
    station.lift('UB1').run(1000);
  }
});
