// Returning and renewing: without a card, once and only once, with a proof.

import t from 'tap';
import { Bench } from './bench.ts';

const lent = (setup = {}) => {
  const bench = new Bench(setup).ready();
  bench.book('B1', 'Dune', { security: 'released' }).lentTo = 'C1';
  bench.book('B2', 'Emma', { security: 'released' }).lentTo = 'C1';
  return bench;
};

t.test('two items are returned without a card, secured, and sent to their shelf', async (t) => {
  const bench = lent().touch({ kind: 'return' }).lay('UB1', 'UB2').run(2000);
  t.same(bench.rows, ['Dune: returned', 'Emma: returned']);
  t.match(bench.screen, { name: 'return', tally: { done: 2, of: 2 } });
  t.same(bench.items[0]?.place, { kind: 'named', name: 'Blue shelf' });
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.books.get('B1').lentTo, null);
});

t.test('an item that somebody waits for goes to where it is waited for, not to its shelf', async (t) => {
  for (const alert of ['hold', 'hold-elsewhere', 'interlibrary', 'send-elsewhere'] as const) {
    const bench = lent();
    bench.books.get('B1').alert = alert;
    bench.touch({ kind: 'return' }).lay('UB1').run(2000);
    t.same(bench.items[0]?.place, { kind: alert });
  }
  const other = lent();
  other.books.get('B1').alert = 'other';
  other.touch({ kind: 'return' }).lay('UB1').run(2000);
  t.same(other.items[0]?.place, { kind: 'named', name: 'Blue shelf' }, 'of which we know nothing more');
});

t.test('one that somebody waits for goes there, too, where the answer that said so was lost', async (t) => {
  const reserved = () => {
    const bench = lent();
    bench.books.get('B1').alert = 'hold';
    bench.library = 'answers-late';
    bench.touch({ kind: 'return' }).lay('UB1').run(500);
    return bench.afterPowerCut();
  };
  const bench = reserved();
  bench.tagOf('B1').writes = 'loses';
  bench.ready().run(2000);
  bench.tagOf('B1').writes = 'well';
  bench.touch({ kind: 'return' }).run(5000);
  t.same(bench.rows, ['Dune: returned']);
  t.same(bench.items[0]?.place, { kind: 'hold' });
  t.match(bench.slips.join(), /Dune/, 'and the staff are told on paper');
  t.equal(bench.books.get('B1').checkins, 1);
  const refused = reserved().ready().run(5000);
  refused.books.get('B1').refusesCheckin = true;
  refused.lift('UB1').run(1000).touch({ kind: 'return' }).lay('UB1').run(5000);
  t.same(refused.items[0]?.place, { kind: 'hold' }, 'nor is it said where it is refused because it is back');
});

t.test('each step is in the journal before what follows from it, and no card is in it', async (t) => {
  const bench = lent().touch({ kind: 'return' });
  bench.log.length = 0;
  bench.lay('UB1').run(2000);
  t.same(bench.log, [
    'record 1 intended',
    'ask checkin B1',
    'record 1 confirmed',
    'record 1 writing',
    'pad UB1 secured',
    'record 1 verified',
    'record 1 done',
  ]);
  t.equal(bench.journal.get(1)?.card, null);
});

t.test('items without a card are returned at once where the settings say so', async (t) => {
  const bench = lent({ itemsWithoutCard: 'return' }).lay('UB1').run(1000);
  t.match(bench.screen, { name: 'return' });
  t.same(bench.rows, ['Dune: returned']);
  bench.run(90_000);
  t.equal(bench.screen.name, 'start', 'what was dealt with and still lies there begins nothing anew');
  t.equal(bench.books.get('B1').checkins, 1);
});

t.test('an item that is back already still gets its proof, also where the check-in is refused', async (t) => {
  const bench = lent();
  bench.books.get('B1').lentTo = null;
  bench.books.get('B1').refusesCheckin = true;
  bench.touch({ kind: 'return' }).lay('UB1').run(2000);
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.tagOf('B1').security, 'secured');
  bench.lift('UB1').run(1000).lay('UB1').run(2000);
  t.same(bench.rows, ['Dune: returned'], 'and keeps it when it is laid down again');
  t.equal(bench.log.filter((line) => line === 'ask checkin B1').length, 1);
});

t.test(
  'a check-in that is refused of an item on loan is a refusal in the words of the library',
  async (t) => {
    const bench = lent();
    bench.books.get('B1').refusesCheckin = true;
    bench.touch({ kind: 'return' }).lay('UB1').run(2000);
    t.same(bench.rows, ['Dune: refused: library-says']);
    t.equal(bench.items[0]?.reason?.text, 'Item not checked out');
    t.equal(bench.tagOf('B1').security, 'released', 'it is still on loan');
  },
);

t.test('an item of another library is refused', async (t) => {
  const bench = new Bench().ready();
  bench.tag('UX', { item: 'B77', parts: 1, part: 1, usage: 'for-loan' });
  bench.touch({ kind: 'return' }).lay('UX').run(2000);
  t.same(bench.rows, ['B77: refused: library-says'], 'by its barcode, where nobody knows its title');
});

t.test('after Return was touched a card lends nothing: what is laid down is returned', async (t) => {
  const bench = lent().touch({ kind: 'return' }).card('C1').lay('UB1').run(2000);
  t.match(bench.screen, {
    name: 'return',
    remark: 'still-returning',
    ends: { switchTo: ['borrow', 'account'] },
  });
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.books.get('B1').lentTo, null);
  bench.card('C2').lay('UB2').run(2000);
  t.same(bench.rows, ['Dune: returned', 'Emma: returned'], 'nor does the next one');
  t.equal(bench.log.filter((line) => line === 'ask endSession').length, 1);
  bench.card('C7');
  t.match(bench.screen, { name: 'return', remark: 'card-unknown' });
  const early = lent().touch({ kind: 'return' }).card('C7');
  t.equal(early.screen.name, 'return', 'an unknown card does not end it');
});

t.test('a card in the middle of a check-in does not change what goes on', async (t) => {
  const bench = lent().lay('UB1').touch({ kind: 'return' }).scan('C1').lay('UB2').run(3000);
  t.same(bench.rows, ['Dune: returned', 'Emma: returned']);
});

t.test('with itemsWithoutCard: return, where nobody touched Return, a card begins borrowing', async (t) => {
  const bench = lent({ itemsWithoutCard: 'return' });
  bench.book('B3', 'Ulysses');
  bench.lay('UB1').run(2000).card('C1').lay('UB3').run(1000);
  t.same(bench.rows, ['Dune: returned', 'Ulysses: borrowed']);
});

t.test('what the patron has already is shown as renewed, on the slip too, never as borrowed', async (t) => {
  const bench = lent().card('C1').lay('UB1').run(2000);
  t.same(bench.rows, ['Dune: renewed']);
  t.match(bench.items[0]?.due, { kind: 'day' });
  t.match(bench.screen, { tally: { done: 1, of: 1 } });
  bench.touch({ kind: 'printReceipt' });
  t.match(bench.screen, { name: 'done', lent: 0, renewed: 1, firstDue: { kind: 'day' } });
  t.match(bench.slips[0], /Renewed \(1\)/);
});

t.test(
  'Borrow in the middle of a return begins borrowing, and what was returned is not lent again',
  async (t) => {
    const bench = lent();
    bench.book('B3', 'Ulysses');
    bench
      .touch({ kind: 'return' })
      .lay('UB1')
      .run(1000)
      .card('C1')
      .touch({ kind: 'borrow' })
      .lay('UB3')
      .run(1000);
    t.match(bench.screen, { name: 'borrow' });
    t.same(bench.rows, ['Dune: returned', 'Ulysses: borrowed']);
    bench.touch({ kind: 'finish' });
    t.match(bench.screen, { name: 'done', lent: 1, returned: 1, refused: 0 });
  },
);

t.test('cancelling the card leads back to the return that was going on', async (t) => {
  const bench = lent().touch({ kind: 'return' }).lay('UB1').run(1000).touch({ kind: 'borrow' });
  t.equal(bench.screen.name, 'identify');
  bench.touch({ kind: 'cancel' });
  t.same(bench.rows, ['Dune: returned']);
});

t.test(
  'an item without a tag is checked in, and nobody waits for its tag after the patron has gone',
  async (t) => {
    const bench = new Bench().ready();
    bench.books.item('B9', 'No tag').lentTo = 'C1';
    bench.touch({ kind: 'return' }).scan('B9').run(1000);
    t.same(bench.rows, ['No tag: working: lay-on-pad']);
    bench.run(8000);
    t.same(bench.rows, ['No tag: do-not-leave: lay-on-pad']);
    bench.touch({ kind: 'finish' }).run(21_000);
    t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
    t.equal(bench.books.get('B9').checkins, 1);
    t.equal(bench.state.transactions.length, 0);
  },
);

t.test('a tag that could not be secured is secured when it is seen again', async (t) => {
  const bench = lent();
  bench.tagOf('B1').writes = 'refuses';
  bench.touch({ kind: 'return' }).lay('UB1').run(5000);
  t.same(bench.rows, ['Dune: do-not-leave: lock-failed']);
  bench.lift('UB1').touch({ kind: 'finish' }).run(30_000);
  bench.tagOf('B1').writes = 'well';
  bench.lay('UB1').run(70_000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.books.get('B1').checkins, 1);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
});

t.test('a returned item that is lent to somebody by now is left alone', async (t) => {
  const bench = lent();
  bench.tagOf('B1').writes = 'refuses';
  bench.touch({ kind: 'return' }).lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(30_000);
  bench.books.get('B1').lentTo = 'C2';
  bench.tagOf('B1').writes = 'well';
  bench.lay('UB1').run(70_000);
  t.equal(bench.tagOf('B1').security, 'released');
  t.equal(bench.books.get('B1').lentTo, 'C2');
});

t.test(
  'a check-in that the library system could not do while the patron left is done in the end, once',
  async (t) => {
    const bench = lent().touch({ kind: 'return' });
    bench.library = 'holds';
    bench.lay('UB1').run(85_000);
    t.equal(bench.screen.name, 'start');
    bench
      .dropHeld()
      .loseLibrary()
      .run(3 * 86_400_000);
    t.match(bench.journal.get(1), { step: 'intended' }, 'days without a library system');
    bench.library = 'answers';
    bench.findLibrary().run(5000);
    t.equal(bench.books.get('B1').checkins, 1);
    t.equal(bench.tagOf('B1').security, 'secured');
    t.match(bench.journal.get(1), { step: 'done' });
  },
);

const unanswered = (bench: Bench) => {
  bench.touch({ kind: 'return' });
  bench.library = 'holds';
  return bench.lay('UB1').run(85_000).dropHeld().loseLibrary().run(5000);
};

t.test('what the patron takes along while the library system is silent is not checked in', async (t) => {
  const bench = unanswered(lent());
  t.equal(bench.state.session.kind, 'none');
  bench.lift('UB1').run(5000);
  bench.library = 'answers';
  bench.findLibrary().run(5000);
  t.equal(bench.books.get('B1').checkins, 0);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'not-done' });
  t.equal(bench.state.transactions.length, 0);
});

t.test('taken along, and checked in before that by all the library system says: it stays so', async (t) => {
  const bench = unanswered(lent()).lift('UB1').run(5000);
  bench.books.get('B1').lentTo = null;
  bench.library = 'answers';
  bench.findLibrary().run(5000);
  t.match(bench.journal.get(1), { step: 'confirmed' });
  bench.run(3_700_000);
  t.equal(bench.books.get('B1').checkins, 0);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
});

t.test('taken along and brought back to be borrowed again, an item stays on loan', async (t) => {
  const bench = unanswered(lent()).lift('UB1').run(5000).lay('UB1');
  bench.library = 'answers';
  bench.findLibrary().scan('C1').run(10_000);
  t.equal(bench.books.get('B1').checkins, 0);
  t.same(bench.rows, ['Dune: renewed']);
});

t.test('taken along and brought back to be returned, it is checked in once', async (t) => {
  const bench = unanswered(lent()).lift('UB1').run(5000);
  bench.library = 'answers';
  bench.findLibrary().touch({ kind: 'return' }).lay('UB1').run(5000);
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.books.get('B1').checkins, 1);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test(
  'a check-in whose answer was lost and that was not done is made while the item lies there',
  async (t) => {
    const bench = lent().touch({ kind: 'return' });
    bench.library = 'holds';
    bench.lay('UB1').run(5000);
    bench.library = 'answers';
    bench.dropHeld('found-undone').run(2000);
    t.same(bench.rows, ['Dune: returned'], 'by itself, in the same session');
    t.equal(bench.books.get('B1').checkins, 1);
    t.equal(bench.tagOf('B1').security, 'secured');
  },
);

t.test('not done, and lifted meanwhile: it is not taken in until it is laid down again', async (t) => {
  const bench = lent().touch({ kind: 'return' });
  bench.library = 'holds';
  bench.lay('UB1').run(1000).lift('UB1').run(5000);
  bench.library = 'answers';
  bench.dropHeld('found-undone').run(2000);
  t.match(bench.rows, [/refused: put-back-on-pad/]);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  bench.lay('UB1').run(2000);
  t.same(bench.rows, ['Dune: returned']);
});

t.test(
  'not done and out of sight for a moment: it is asked about, and taken in when it is seen',
  async (t) => {
    const bench = lent().touch({ kind: 'return' });
    bench.library = 'holds';
    bench.lay('UB1').run(5000).losePad();
    bench.library = 'answers';
    bench.dropHeld('found-undone').run(3000);
    t.same(bench.rows, ['B1: do-not-leave: asking-library']);
    bench.findPad().run(4000);
    t.same(bench.rows, ['Dune: returned']);
  },
);

t.test('a check-in that is never done is not asked for without end while the patron waits', async (t) => {
  const bench = lent().touch({ kind: 'return' });
  bench.library = 'holds';
  bench.lay('UB1').run(1000);
  for (let time = 0; time < 8; time += 1) bench.dropHeld('found-undone').run(1000);
  t.equal(bench.log.filter((line) => line === 'ask checkin B1').length, 4);
  t.match(bench.rows, [/refused: library-away/]);
});

t.test(
  'what is lost for the library system was not taken in: it is checked in while it lies there',
  async (t) => {
    const bench = unanswered(lent());
    bench.books.get('B1').lost = true;
    bench.library = 'answers';
    bench.findLibrary().run(5000);
    t.equal(bench.books.get('B1').checkins, 1);
    const taken = unanswered(lent()).lift('UB1').run(5000);
    taken.books.get('B1').lost = true;
    taken.library = 'answers';
    taken.findLibrary().run(5000);
    t.match(taken.journal.get(1), { step: 'done', outcome: 'not-done' });
  },
);

t.test('a set that is scanned is returned once each of its parts was secured', async (t) => {
  const bench = new Bench().ready();
  bench.book('B5', 'Course', { parts: 2, security: 'released' }).lentTo = 'C1';
  bench.touch({ kind: 'return' }).scan('B5').run(1000).lay('UB5.1').run(2000);
  t.same(bench.rows, ['Course: do-not-leave: parts-missing']);
  bench.lay('UB5.2').run(1000);
  t.same(bench.rows, ['Course: returned']);
  t.equal(bench.tagOf('B5.2').security, 'secured');
});

t.test('an item that is scanned and lies on the pad is begun with once', async (t) => {
  const bench = lent().scan('B1').lay('UB1').touch({ kind: 'return' }).run(2000);
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.books.get('B1').checkins, 1);
});

t.test(
  'what a short absence of the library system left unsettled is asked about as soon as it is back',
  async (t) => {
    const bench = lent().touch({ kind: 'return' });
    bench.library = 'holds';
    bench.lay('UB1').run(85_000).dropHeld().loseLibrary().run(5000);
    bench.library = 'answers';
    bench.findLibrary().run(5000);
    t.equal(bench.books.get('B1').checkins, 1);
  },
);

t.test('an unsettled loan of an item that is brought back ends by its return', async (t) => {
  const bench = new Bench().ready();
  bench.book('B1', 'Dune').lentTo = null;
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(5000).lift('UB1').touch({ kind: 'finish' }).run(30_000);
  bench.tagOf('B1').writes = 'well';
  bench.touch({ kind: 'return' }).lay('UB1').run(5000);
  t.same(bench.rows, ['Dune: returned']);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
  t.equal(bench.state.transactions.length, 1);
});

t.test('without the library system a return says so', async (t) => {
  const bench = lent().touch({ kind: 'return' }).loseLibrary().lay('UB1').run(1000);
  t.same(bench.rows, ['B1: refused: library-away']);
  t.match(bench.screen, { notices: ['library-away'] });
  bench.findLibrary().run(1000);
  t.same(bench.rows, ['Dune: returned']);
});

t.test('the account lists what is on loan; one loan or all of them are renewed', async (t) => {
  const bench = lent();
  bench.book('B3', 'Ulysses').lentTo = 'C1';
  bench.books.get('B2').refusal = { code: 'on-hold-for-other', text: null };
  bench.touch({ kind: 'account' });
  t.match(bench.screen, { name: 'identify', purpose: 'account' });
  bench.scan('C1').run(2000);
  t.match(bench.screen, {
    name: 'account',
    state: 'shown',
    loans: [
      { title: 'Dune', state: 'on-loan', due: { month: 5 } },
      { title: 'Emma', state: 'on-loan' },
      { title: 'Ulysses', state: 'on-loan' },
    ],
  });
  const first = bench.screen.name === 'account' ? bench.screen.loans[0]?.row : undefined;
  bench.touch({ kind: 'renewOne', row: first ?? 0 });
  t.match(bench.screen, { loans: [{ state: 'working' }, { state: 'on-loan' }, { state: 'on-loan' }] });
  bench.run(1000);
  t.match(bench.screen, { loans: [{ state: 'renewed', due: { month: 6 } }] });
  bench.touch({ kind: 'renewAll' }).run(1000);
  t.match(bench.screen, {
    loans: [
      { state: 'renewed' },
      { state: 'refused', reason: { code: 'on-hold-for-other' } },
      { state: 'renewed' },
    ],
  });
  t.equal(bench.books.get('B1').renewals, 1, 'what is renewed is not renewed again');
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', renewed: 2, refused: 0, notRenewed: [{ title: 'Emma' }] });
  t.match(bench.screen, { firstDue: null }, 'what was not renewed is due before');
});

t.test('a scanned item of the list is renewed', async (t) => {
  const bench = lent().touch({ kind: 'renew' }).scan('C1').run(2000).scan('B2').run(1000);
  t.equal(bench.books.get('B2').renewals, 1);
  t.equal(bench.books.get('B1').renewals, 0);
});

t.test('titles are asked for two at a time, so that a renewal need not wait for a long list', async (t) => {
  const bench = new Bench().ready();
  for (let item = 1; item <= 50; item += 1) bench.books.item(`B${item}`, `Title ${item}`).lentTo = 'C1';
  bench.touch({ kind: 'account' }).scan('C1').run(301);
  t.equal(bench.log.filter((line) => line.startsWith('ask item')).length, 2);
  bench.touch({ kind: 'finish' }).run(60_000);
  t.ok(bench.log.filter((line) => line.startsWith('ask item')).length <= 4, 'and for nobody who has gone');
});

t.test('a list that could not be had is not shown as an empty one', async (t) => {
  const bench = lent().card('C1');
  bench.library = 'not-done';
  bench.touch({ kind: 'account' }).run(1000);
  t.match(bench.screen, { name: 'borrow', remark: 'library-away' });
});

t.test('from borrowing to the account and back', async (t) => {
  const bench = lent().card('C1').touch({ kind: 'account' });
  t.match(bench.screen, { name: 'account', state: 'loading', ends: { switchTo: ['return', 'borrow'] } });
  bench.run(2000);
  t.match(bench.screen, { name: 'account', state: 'shown' });
  bench.touch({ kind: 'borrow' });
  t.match(bench.screen, { name: 'borrow', ends: { switchTo: ['return', 'account'] } });
});
