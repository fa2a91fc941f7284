// The journal: what is taken up from it after a power cut, and what goes on while it cannot be written.

import t from 'tap';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { Bench } from './bench.ts';

/** A station that comes back after a power cut with one transaction of item B1 unfinished. */
const after = (
  entry: Pick<JournalEntry, 'kind' | 'step'>,
  lentTo: string | null,
  tag: 'secured' | 'released',
) => {
  const card = entry.kind === 'return' ? null : 'C1';
  const bench = new Bench({
    firstTransaction: 8,
    unfinished: [
      { ...entry, transaction: 7, item: 'B1', card, uids: ['UB1'], outcome: null, offline: null, at: 0 },
    ],
  });
  bench.book('B1', 'Dune', { security: tag }).lentTo = lentTo;
  return bench;
};

t.test('a loan that was only intended is asked about, never assumed', async (t) => {
  const notLent = after({ kind: 'loan', step: 'intended' }, null, 'secured').ready().run(5000);
  t.ok(notLent.log.includes('ask isLentTo B1'));
  t.notOk(notLent.log.includes('ask cancelCheckout B1'));
  t.match(notLent.journal.get(7), { step: 'done', outcome: 'taken-back', card: null });

  const lent = after({ kind: 'loan', step: 'intended' }, 'C1', 'secured');
  lent.lying.set('UB1', 'pad');
  lent.ready().run(5000);
  t.equal(lent.books.get('B1').lentTo, null, 'nobody was told of it, and its tag is still secured');
  t.match(lent.journal.get(7), { step: 'done', outcome: 'taken-back', card: null });
});

t.test('an item that its patron had already when a loan of it was only intended stays theirs', async (t) => {
  const here = after({ kind: 'loan', step: 'intended' }, 'C1', 'released');
  here.lying.set('UB1', 'pad');
  here.ready().run(70_000);
  t.equal(here.books.get('B1').lentTo, 'C1');
  t.equal(here.tagOf('B1').security, 'released');
  t.match(here.journal.get(7), { step: 'done', outcome: 'completed-unverified', card: null });

  const gone = after({ kind: 'loan', step: 'intended' }, 'C1', 'released').ready().run(70_000);
  t.equal(gone.books.get('B1').lentTo, 'C1', 'a loan is not undone while nobody knows what its tag says');
  t.match(gone.journal.get(7), { step: 'intended' });
  gone.run(3_600_000);
  t.equal(gone.books.get('B1').lentTo, 'C1');
  t.match(gone.journal.get(7), { step: 'done', outcome: 'completed-unverified', card: null });
});

t.test(
  'an item that is on loan to somebody else keeps its tag when a loan of it was only intended',
  async (t) => {
    const bench = after({ kind: 'loan', step: 'intended' }, 'C2', 'released');
    bench.lying.set('UB1', 'pad');
    bench.ready().run(5000);
    t.equal(bench.tagOf('B1').security, 'released');
    t.match(bench.journal.get(7), { step: 'done', outcome: 'taken-back' });
  },
);

t.test(
  'a checkout that turned out to be a renewal is written down as one, and never taken back',
  async (t) => {
    const before = new Bench().ready();
    before.book('B1', 'Dune', { security: 'released' }).lentTo = 'C1';
    before.tagOf('B1').writes = 'loses';
    before.card('C1').lay('UB1').run(350);
    t.match(before.journal.get(1), { kind: 'renewal', step: 'writing' });
    const after = before.afterPowerCut().ready().run(5000);
    t.equal(after.books.get('B1').lentTo, 'C1');
    t.match(after.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
  },
);

t.test('a loan whose item still lies there after the power cut is taken back, not released', async (t) => {
  const bench = after({ kind: 'loan', step: 'writing' }, 'C1', 'released');
  bench.lying.set('UB1', 'pad');
  bench.ready().run(5000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.books.get('B1').lentTo, null);
  t.match(bench.journal.get(7), { step: 'done', outcome: 'taken-back' });
});

t.test(
  'a loan in the middle of its write whose item has gone stands, and the tag is seen to later',
  async (t) => {
    const bench = after({ kind: 'loan', step: 'writing' }, 'C1', 'secured').ready().run(60_000);
    t.equal(bench.books.get('B1').lentTo, 'C1');
    t.match(bench.journal.get(7), { step: 'writing' });
    bench.lay('UB1').run(5000);
    t.equal(bench.tagOf('B1').security, 'released', 'the gate sent its reader back');
    t.match(bench.journal.get(7), { step: 'done', outcome: 'completed' });
  },
);

t.test('a loan that was read back only lacked its last line', async (t) => {
  const bench = after({ kind: 'loan', step: 'verified' }, 'C1', 'released').ready().run(1000);
  t.match(bench.journal.get(7), { step: 'done', outcome: 'completed', card: null });
  t.equal(bench.books.get('B1').lentTo, 'C1');
});

t.test('a return that was only intended is checked in once while its item lies there', async (t) => {
  const bench = after({ kind: 'return', step: 'intended' }, 'C1', 'released');
  bench.lying.set('UB1', 'pad');
  bench.ready().run(120_000);
  t.equal(bench.books.get('B1').checkins, 1);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.journal.get(7), { step: 'done', outcome: 'completed' });
});

// It was told as "checked in, also when its item has gone" once: the patron then carried a released item that
// was nobody's loan. What the pad no longer holds was not taken in, and nobody was told "Returned".
t.test('a return that was only intended and whose item has gone is not checked in', async (t) => {
  const bench = after({ kind: 'return', step: 'intended' }, 'C1', 'released').ready().run(120_000);
  t.notOk(bench.log.includes('ask checkin B1'));
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.match(bench.journal.get(7), { step: 'done', outcome: 'not-done' });
});

t.test('a return whose check-in was carried out before the power went is confirmed', async (t) => {
  const bench = after({ kind: 'return', step: 'intended' }, null, 'released').ready().run(120_000);
  t.equal(bench.books.get('B1').checkins, 0);
  t.match(bench.journal.get(7), { step: 'confirmed' }, 'its tag is waited for');
  bench.run(3_700_000);
  t.match(bench.journal.get(7), { step: 'done', outcome: 'completed-unverified' });
});

t.test('an unfinished return waits for a pad that tells whether its item is still here', async (t) => {
  const bench = after({ kind: 'return', step: 'intended' }, 'C1', 'released');
  bench.lying.set('UB1', 'pad');
  bench.findLibrary().losePad().run(7_200_000);
  t.equal(bench.books.get('B1').checkins, 0);
  t.match(bench.journal.get(7), { step: 'intended' });
  bench.findPad().run(61_000);
  t.equal(bench.books.get('B1').checkins, 1);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('a return of an item without a tag that was only intended is checked in', async (t) => {
  const unfinished = { kind: 'return', step: 'intended', transaction: 7, item: 'B9', card: null } as const;
  const bench = new Bench({
    firstTransaction: 8,
    unfinished: [{ ...unfinished, uids: [], outcome: null, offline: null, at: 0 }],
  });
  bench.books.item('B9', 'No tag').lentTo = 'C1';
  bench.ready().run(5000);
  t.equal(bench.books.get('B9').checkins, 1);
});

t.test('a return that was confirmed has its tag secured and is not checked in again', async (t) => {
  const bench = after({ kind: 'return', step: 'confirmed' }, null, 'released');
  bench.lying.set('UB1', 'pad');
  bench.ready().run(5000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.books.get('B1').checkins, 0);
  t.match(bench.journal.get(7), { step: 'done', outcome: 'completed' });
});

t.test('a renewal that was interrupted is neither repeated nor taken for done', async (t) => {
  const bench = after({ kind: 'renewal', step: 'intended' }, 'C1', 'released').ready().run(5000);
  t.notOk(bench.log.includes('ask renew B1'));
  t.match(bench.journal.get(7), { step: 'done', outcome: 'completed-unverified', card: null });
});

t.test('what is unfinished waits for the library system, for days', async (t) => {
  const bench = after({ kind: 'return', step: 'intended' }, 'C1', 'released');
  // Only while it lies there: what has gone was not taken in.
  bench.lying.set('UB1', 'pad');
  bench
    .ready()
    .loseLibrary()
    .run(3 * 86_400_000);
  bench.findLibrary().run(5000);
  t.equal(bench.books.get('B1').checkins, 1);
});

t.test('what a power cut interrupted is settled before anybody is served', async (t) => {
  const bench = after({ kind: 'loan', step: 'writing' }, 'C1', 'released');
  bench.lying.set('UB1', 'pad');
  bench.ready();
  t.match(bench.screen, { name: 'out-of-service', why: 'starting' });
  bench.scan('C2').run(200);
  t.match(bench.screen, { name: 'out-of-service', remark: 'please-wait' });
  bench.run(2000);
  t.match(bench.journal.get(7), { step: 'done', outcome: 'taken-back' });
  t.match(bench.screen, { name: 'start', can: { borrow: true, return: true, renew: true } });
  t.ok(bench.ticks < 3000);
});

t.test(
  'a library system that is there before the pad is not asked what only the tag can decide',
  async (t) => {
    const bench = after({ kind: 'loan', step: 'intended' }, 'C1', 'secured');
    bench.lying.set('UB1', 'pad');
    bench.findLibrary().run(1000);
    t.notOk(bench.log.includes('ask isLentTo B1'));
    bench.ready().run(2000);
    t.match(bench.journal.get(7), { step: 'done', outcome: 'taken-back' }, 'not a minute later');
    t.equal(bench.books.get('B1').lentTo, null);
  },
);

t.test('what cannot be settled now holds up its own item alone', async (t) => {
  t.test('without the library system nobody waits', async (t) => {
    const bench = after({ kind: 'loan', step: 'writing' }, 'C1', 'released').loseLibrary();
    t.match(bench.screen, { why: 'starting' }, 'but for the pads: what lies there may be settled');
    bench.losePad();
    t.match(bench.screen, { why: 'nothing-works' });
    bench.findPad().findLibrary();
    t.match(bench.screen, { name: 'start' });
  });
  t.test('a library system that does not answer is waited for ten seconds', async (t) => {
    const bench = after({ kind: 'return', step: 'intended' }, 'C1', 'released');
    bench.book('B2', 'Emma');
    bench.lying.set('UB1', 'pad');
    bench.library = 'holds';
    bench.ready().run(9_900);
    t.match(bench.screen, { why: 'starting' });
    bench.run(200);
    t.match(bench.screen, { name: 'start' });
    bench.library = 'answers';
    bench.card('C2').lay('UB2').run(2000);
    t.same(bench.rows, ['?: working: asking-library', 'Emma: borrowed'], 'only what lies in doubt waits');
  });
});

t.test('new transactions count on from the journal', async (t) => {
  const bench = after({ kind: 'return', step: 'confirmed' }, null, 'secured').ready();
  bench.book('B2', 'Emma');
  bench.card('C1').lay('UB2').run(1000);
  t.match(bench.journal.get(8), { item: 'B2', step: 'done' });
});

t.test('that a receipt was printed is kept of each transaction on it, once it was', async (t) => {
  const bench = two().card('C1').lay('UB1', 'UB2').run(2000);
  bench.touch({ kind: 'printReceipt' });
  t.notOk(
    bench.log.some((line) => line.endsWith('receipt')),
    'not while it is only ordered',
  );
  bench.run(1000);
  t.same(bench.log.slice(-3), ['print', 'record 1 receipt', 'record 2 receipt']);
  const none = two().card('C1').lay('UB1').run(2000).touch({ kind: 'noReceipt' }).run(1000);
  t.notOk(none.log.some((line) => line.endsWith('receipt')));
  const refused = two();
  refused.books.get('B1').refusal = { code: 'not-for-loan', text: null };
  refused.card('C1').lay('UB1', 'UB2').run(2000).touch({ kind: 'printReceipt' }).run(1000);
  t.same(
    refused.log.filter((line) => line.endsWith('receipt')),
    ['record 2 receipt'],
  );
});

const two = () => {
  const bench = new Bench().ready();
  bench.book('B1', 'Dune');
  bench.book('B2', 'Emma');
  return bench;
};

t.test('while the journal cannot be written nothing begins, and the start screen says so', async (t) => {
  const bench = two().card('C1');
  bench.journalWorks = false;
  bench.lay('UB1').run(5000);
  t.equal(bench.books.get('B1').lentTo, null);
  bench.lay('UB2').run(90_000);
  t.notOk(bench.log.includes('ask checkout B2'));
  t.match(bench.screen, { name: 'out-of-service', why: 'nothing-works' });
  bench.lift('UB1', 'UB2').repairJournal().card('C1').lay('UB2').run(2000);
  t.same(bench.rows, ['Emma: borrowed']);
});

t.test('a tag whose writing could not be written down is not released; the loan is taken back', async (t) => {
  const bench = two().card('C1').lay('UB1');
  bench.journalWorks = false;
  bench.run(5000);
  t.same(bench.rows, ['Dune: refused: taken-back']);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.books.get('B1').lentTo, null);
  t.match(bench.journal.get(1), { step: 'intended', card: 'C1' });
  bench.repairJournal();
  t.match(
    bench.journal.get(1),
    { step: 'done', outcome: 'taken-back', card: null },
    'written once it can be',
  );
});

t.test(
  'a loan that was released when the journal failed stays a loan, and its end is written later',
  async (t) => {
    const bench = two().card('C1').lay('UB1').run(350);
    bench.journalWorks = false;
    bench.run(5000);
    t.same(bench.rows, ['Dune: borrowed']);
    t.match(bench.journal.get(1), { step: 'writing' });
    bench.repairJournal();
    t.match(bench.journal.get(1), { step: 'done', outcome: 'completed', card: null });
  },
);

t.test('a return goes on without the journal: what was taken in is secured', async (t) => {
  const bench = two();
  bench.tagOf('B1').security = 'released';
  bench.touch({ kind: 'return' }).lay('UB1');
  bench.journalWorks = false;
  bench.run(5000);
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.tagOf('B1').security, 'secured');
  bench.repairJournal();
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
});
