// The patron's account: what is ready for them and where, what they wait for, and several renewals one after the other.

import t from 'tap';
import type { AccountScreen, LoanRow } from '../../protocols/screen/screen.ts';
import { itemOfRow } from '../../station-daemon/core/row-items.ts';
import { Bench } from './bench.ts';

const SECOND = 1000;

function accountOf({ screen }: Bench): AccountScreen {
  if (screen.name !== 'account') throw new Error(`the ${screen.name} screen`);
  return screen;
}

/** A station whose patron has five loans, on the account screen. */
function withLoans(set: (bench: Bench) => void = () => {}): Bench {
  const bench = new Bench().ready();
  for (const item of ['B1', 'B2', 'B3', 'B4', 'B5']) bench.book(item, `Title ${item}`).lentTo = 'C1';
  set(bench);
  return bench
    .touch({ kind: 'account' })
    .card('C1')
    .run(5 * SECOND);
}

t.test(
  'some loans of several are renewed, each by its own touch, also while another one is under way',
  async (t) => {
    const bench = withLoans();
    const { loans } = accountOf(bench);
    for (const { row } of [loans[1], loans[3], loans[4]].filter(
      (loan): loan is LoanRow => loan !== undefined,
    ))
      bench.touch({ kind: 'renewOne', row });
    t.same(
      accountOf(bench).loans.map(({ state }) => state),
      ['on-loan', 'working', 'on-loan', 'working', 'working'],
    );
    bench.run(2 * SECOND);
    t.same(
      accountOf(bench).loans.map(({ state }) => state),
      ['on-loan', 'renewed', 'on-loan', 'renewed', 'renewed'],
    );
    t.same(
      ['B1', 'B2', 'B3', 'B4', 'B5'].map((item) => bench.books.get(item).renewals),
      [0, 1, 0, 1, 1],
    );
    bench.touch({ kind: 'renewAll' }).run(2 * SECOND);
    t.same(
      ['B1', 'B2', 'B3', 'B4', 'B5'].map((item) => bench.books.get(item).renewals),
      [1, 1, 1, 1, 1],
      'all means those that are left',
    );
  },
);

t.test('what is due first stands first, and stays there when it is renewed', async (t) => {
  const bench = withLoans(({ books }) => {
    books.dues.set('B1', { kind: 'verbatim', text: 'Next term' });
    books.dues.set('B4', { kind: 'time', year: 2030, month: 5, day: 1, hour: 12, minute: 0 });
    books.dues.set('B5', { kind: 'day', year: 2029, month: 12, day: 24 });
  });
  const { loans } = accountOf(bench);
  t.match(loans, [
    { ending: 'B5', state: 'overdue' },
    { ending: 'B4', state: 'on-loan' },
    { ending: 'B2', state: 'on-loan' },
    { ending: 'B3', state: 'on-loan' },
    { ending: 'B1', state: 'on-loan' },
  ]);
  bench.touch({ kind: 'renewOne', row: loans[0]?.row ?? 0 }).run(2 * SECOND);
  t.match(accountOf(bench).loans, [{ ending: 'B5', state: 'renewed' }, { ending: 'B4' }]);
});

t.test('what is put aside is told with its shelf, and what is waited for is counted', async (t) => {
  const bench = withLoans(({ books }) => {
    books.item('H1', 'Dubliners');
    books.item('H2', 'Ulysses');
    books.item('H3000003', '');
    books.putAside.set('H1', 'Shelf A').set('H2', null).set('A title in the place of a barcode', null);
    books.putAside.set('H3000003', 'Shelf B');
    books.holdsReady = 4;
    books.holdsWaiting = 2;
    books.owed = { amount: 3.5, currency: 'EUR' };
  });
  t.match(accountOf(bench), {
    holdsReady: 4,
    holdsWaiting: 2,
    owed: { amount: 3.5 },
    holds: [
      { title: 'Dubliners', place: 'Shelf A' },
      { title: 'Ulysses', place: null },
      { title: 'A title in the place of a barcode', place: null },
      { title: null, ending: '0003', state: 'told', place: 'Shelf B' },
    ],
  });
  t.equal(bench.log.filter((line) => line === 'ask holds').length, 1, 'asked for once');
  bench
    .touch({ kind: 'borrow' })
    .touch({ kind: 'account' })
    .run(5 * SECOND);
  t.equal(accountOf(bench).holds.length, 4);
  const [hold] = accountOf(bench).holds;
  const [loan] = accountOf(bench).loans;
  const itemsShown = () => [hold, loan].map((row) => itemOfRow(bench.state, row?.row ?? -1));
  t.same(itemsShown(), ['H1', 'B1'], 'a page that wants a cover names its row');
  bench.touch({ kind: 'finish' }).run(30 * SECOND);
  t.same(itemsShown(), [null, null], 'as long as the session goes on');
  t.notMatch(JSON.stringify(bench.state.session), 'Dubliners');
});

t.test('nothing is asked where nothing is ready, and a long list ends somewhere', async (t) => {
  t.notOk(withLoans().log.includes('ask holds'));
  const many = withLoans(({ books }) => {
    for (let nth = 0; nth < 50; nth += 1) books.putAside.set(`H${nth}`, null);
    books.holdsReady = 50;
  }).run(30 * SECOND);
  t.equal(accountOf(many).holds.length, 20);
  t.equal(accountOf(many).holdsReady, 50);
});

t.test('a library system that tells no list costs only the list', async (t) => {
  const bench = new Bench().ready();
  bench.books.holdsReady = 1;
  bench.touch({ kind: 'account' }).card('C1');
  bench.library = 'not-understood';
  bench.run(5 * SECOND);
  t.match(accountOf(bench), { state: 'shown', holdsReady: 1, holds: [] });
});
