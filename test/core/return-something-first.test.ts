// A patron who may not borrow, or wants to return something in the middle: Return is on the borrow and account screens.

import t from 'tap';
import { Bench } from './bench.ts';

const full = { code: 'too-many-loans', text: null } as const;

/** B1 at home and on loan, B2 and B3 from the shelf. */
const bench = () => {
  const made = new Bench().ready();
  made.book('B1', 'Dune', { security: 'released' }).lentTo = 'C1';
  made.book('B2', 'Emma');
  made.book('B3', 'Ulysses');
  return made;
};

t.test('Return is offered while borrowing and over the account, and keeps the patron', async (t) => {
  const made = bench().card('C1');
  t.match(made.screen, { name: 'borrow', ends: { switchTo: ['return', 'account'] } });
  made.touch({ kind: 'account' }).run(1000);
  t.match(made.screen, { name: 'account', ends: { switchTo: ['return', 'borrow'] } });
  made.touch({ kind: 'return' });
  t.match(made.screen, { name: 'return', ends: { switchTo: ['borrow', 'account'] } });
  t.match(made.touch({ kind: 'borrow' }).screen, { name: 'borrow', patron: { greeting: 'Anna' } });
});

t.test('Return is not offered where nothing can be returned', async (t) => {
  const made = bench().card('C1').losePad();
  t.match(made.screen, { name: 'borrow', ends: { switchTo: ['account'] } });
});

t.test('"return something first", and then what was refused is lent without being lifted', async (t) => {
  const made = bench();
  made.books.get('B2').refusal = full;
  made.card('C1').lay('UB2').run(2000);
  t.same(made.rows, ['Emma: refused: too-many-loans']);
  made.touch({ kind: 'return' }).lay('UB1').run(2000);
  t.same(made.rows, ['Emma: refused: too-many-loans', 'Dune: returned'], 'what lies there is not returned');
  t.match(made.screen, { tally: { done: 1, of: 1 } });
  made.books.get('B2').refusal = null;
  made.touch({ kind: 'borrow' }).run(2000);
  t.same(made.rows, ['Emma: borrowed', 'Dune: returned']);
  t.match(made.screen, { name: 'borrow', tally: { done: 1, of: 1 } });
  t.equal(made.books.get('B1').lentTo, null, 'and what was returned is not lent again');
});

t.test('what was lent a moment ago is returned only when it is lifted and laid down again', async (t) => {
  const made = bench().card('C1').lay('UB2').run(2000).touch({ kind: 'return' }).run(2000);
  t.same(made.rows, ['Emma: borrowed']);
  t.match(made.screen, { tally: { done: 0, of: 0 } });
  t.equal(made.books.get('B2').lentTo, 'C1');
  made.lift('UB2').run(1000).lay('UB2').run(2000);
  t.same(made.rows, ['Emma: returned']);
  t.equal(made.books.get('B2').lentTo, null);
});

t.test('a card shown during the return of one who has borrowed sees nothing of their list', async (t) => {
  const made = bench().card('C1').lay('UB2').run(2000).touch({ kind: 'return' }).run(1000);
  made.scan('C2').run(1000).lay('UB1').run(2000);
  t.same(made.rows, ['Dune: returned'], 'and goes on returning');
  t.match(made.screen, { name: 'return', itemsFromBefore: 1 });
  t.equal(made.books.get('B2').lentTo, 'C1');
});

t.test('loans that do not come do not turn a return into borrowing', async (t) => {
  const made = bench().card('C1').touch({ kind: 'account' });
  made.library = 'holds';
  made.touch({ kind: 'return' }).run(100).dropHeld().run(1000);
  made.letGo().lay('UB3').run(2000);
  t.same(made.rows, ['Ulysses: returned']);
});

t.test(
  'what was lent, and could not be returned in the same visit, is on the summary and its receipt',
  async (t) => {
    const made = new Bench().ready();
    made.book('B5', 'Course', { parts: 2 });
    made.card('C1').lay('UB5.1', 'UB5.2').run(2000);
    t.same(made.rows, ['Course: borrowed']);
    made.lift('UB5.1', 'UB5.2').run(1000).touch({ kind: 'return' }).lay('UB5.1').run(10_000);
    t.same(made.rows, ['Course: refused: set-incomplete']);
    t.equal(made.books.get('B5').lentTo, 'C1');
    made.touch({ kind: 'printReceipt' });
    t.match(made.screen, { name: 'done', lent: 1, returned: 0, refused: 1 });
    t.match(made.slips.at(-1), /Course/);
  },
);
