// Items that an earlier visit has dealt with and that still lie on the pad: told of, and taken up by deliberate acts alone.

import t from 'tap';
import { Bench } from './bench.ts';

const bench = () => {
  const made = new Bench().ready();
  made.book('B1', 'Dune');
  made.book('B2', 'Emma');
  made.book('B3', 'Ulysses');
  return made;
};

const full = { code: 'too-many-loans', text: null } as const;

/** Two books were lent to C1, who has gone and left them on the pad. */
const leftLent = () =>
  bench().card('C1').lay('UB1', 'UB2').run(2000).touch({ kind: 'noReceipt' }).run(21_000);

/** One book was refused to C1, who has gone. */
const leftRefused = () => {
  const made = bench();
  made.books.get('B1').refusal = full;
  return made.card('C1').lay('UB1').run(2000).touch({ kind: 'noReceipt' }).run(21_000);
};

t.test('start, borrow and return screens tell how many items lie there from before', async (t) => {
  t.match(leftLent().screen, { name: 'start', itemsWaiting: 0, itemsFromBefore: 2 });
  const borrowing = leftLent().card('C2');
  t.match(borrowing.screen, { name: 'borrow', itemsFromBefore: 2, items: [] });
  t.match(borrowing.lay('UB3').run(2000).screen, { itemsFromBefore: 2, tally: { done: 1, of: 1 } });
  t.match(borrowing.lift('UB1').run(1000).screen, { itemsFromBefore: 1 });
  const returning = leftLent().lay('UB3').touch({ kind: 'return' }).run(2000);
  t.match(returning.screen, { name: 'return', itemsFromBefore: 2 });
  t.same(returning.rows, ['Ulysses: returned'], 'Return is about what was laid down since');
  t.equal(returning.books.get('B1').lentTo, 'C1');
});

t.test('an item from before that is scanned is in the list, and not counted twice', async (t) => {
  const made = leftRefused();
  made.books.get('B1').refusal = null;
  made.card('C2').scan('B1').run(2000);
  t.match(made.screen, { itemsFromBefore: 0 });
  t.same(made.rows, ['Dune: borrowed']);
});

t.test('Return takes back what was lent and left there', async (t) => {
  const made = leftLent().touch({ kind: 'return' }).run(3000);
  t.match(made.screen, { name: 'return', itemsFromBefore: 0, tally: { done: 2, of: 2 } });
  for (const item of ['B1', 'B2']) {
    t.equal(made.books.get(item).lentTo, null);
    t.equal(made.tagOf(item).security, 'secured');
  }
});

t.test('Return gives what is back already its proof once more, and lends nothing', async (t) => {
  const made = bench();
  made.books.get('B1').lentTo = 'C1';
  made.lay('UB1').touch({ kind: 'return' }).run(2000).touch({ kind: 'noReceipt' }).run(21_000);
  t.match(made.screen, { name: 'start', itemsFromBefore: 1 });
  made.touch({ kind: 'return' }).run(2000);
  t.same(made.rows, ['Dune: returned']);
  t.equal(made.books.get('B1').lentTo, null);
  const shown = made.touch({ kind: 'noReceipt' }).run(21_000).card('C1').run(2000);
  t.match(shown.screen, { name: 'borrow', itemsFromBefore: 1, items: [] });
  t.equal(made.tagOf('B1').security, 'secured');
});

t.test('the same card tries what it was refused once more; another card does not', async (t) => {
  const same = leftRefused();
  same.books.get('B1').refusal = null;
  t.same(same.card('C1').run(2000).rows, ['Dune: borrowed']);
  const other = leftRefused();
  other.books.get('B1').refusal = null;
  t.match(other.card('C2').run(2000).screen, { name: 'borrow', itemsFromBefore: 1, items: [] });
  t.equal(other.books.get('B1').lentTo, null);
});

t.test('what is being lifted as the card is shown is not tried', async (t) => {
  const made = leftRefused();
  made.books.get('B1').refusal = null;
  made.lift('UB1').card('C1').run(2000);
  t.same(made.rows, []);
  t.equal(made.books.get('B1').lentTo, null);
});

t.test('the same card is not lent what it has a second time', async (t) => {
  const made = leftLent().card('C1').run(2000);
  t.match(made.screen, { name: 'borrow', itemsFromBefore: 2, items: [] });
  t.equal(made.log.filter((line) => line.startsWith('ask checkout')).length, 2);
});

t.test('of the card that was refused something only a mark is kept, while the item lies there', async (t) => {
  const made = leftRefused();
  t.notOk(JSON.stringify(made.state.refusedBefore).includes('C1'));
  t.equal(made.lift('UB1').run(1000).state.refusedBefore, null);
});

t.test('the next card of a family and a touch of Return leave the first one’s loans alone', async (t) => {
  const made = bench().card('C1').lay('UB1').run(2000).card('C2').touch({ kind: 'return' }).run(2000);
  t.match(made.screen, { name: 'return', itemsFromBefore: 1, items: [] });
  t.equal(made.books.get('B1').lentTo, 'C1');
  t.equal(made.tagOf('B1').security, 'released');
});

t.test('Return, touched as the session ends by itself, does not take back what was just lent', async (t) => {
  const made = bench().card('C1').lay('UB1').run(62_000);
  t.equal(made.screen.name, 'done');
  made.touch({ kind: 'return' }).run(2000);
  t.match(made.screen, { name: 'return', itemsFromBefore: 1, items: [] });
  t.equal(made.books.get('B1').lentTo, 'C1');
});
