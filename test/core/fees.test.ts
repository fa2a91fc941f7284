// Loans and renewals that a fee goes with: the patron sees sum and kind, and nothing costs anything without their touch.

import t from 'tap';
import type { ItemRow, LoanRow } from '../../protocols/screen/screen.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const RENTAL = { kind: 'rental', amount: { amount: 2.5, currency: 'EUR' } } as const;
const SECOND = 1000;

/** A patron stands there with a film that costs something. */
function withFilm(setup: Partial<CoreSetup> = {}): Bench {
  const bench = new Bench(setup).ready();
  bench.book('B1', 'Casablanca').fee = RENTAL;
  bench.card('C1');
  return bench.lay('UB1').run(SECOND);
}

const onlyRow = (bench: Bench): ItemRow => {
  const [row, ...more] = bench.items;
  if (row === undefined || more.length > 0) throw new Error(`${bench.items.length} rows`);
  return row;
};

const loansOf = ({ screen }: Bench): readonly LoanRow[] => (screen.name === 'account' ? screen.loans : []);

t.test('a fee is asked for with sum and kind, and nothing is lent meanwhile', async (t) => {
  const bench = withFilm();
  t.match(onlyRow(bench), {
    title: 'Casablanca',
    status: 'working',
    reason: { code: 'fee-asked' },
    fee: RENTAL,
  });
  bench.run(30 * SECOND);
  t.equal(bench.books.get('B1').lentTo, null);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.equal(bench.log.filter((line) => line === 'ask checkout B1').length, 1, 'it is not asked for again');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'refused', card: null });
  t.match(bench.screen, { ends: { enabled: true } }, 'the patron may also just go');
});

t.test('accepted, it is asked for again, lent and released; the journal has both', async (t) => {
  const bench = withFilm();
  bench.touch({ kind: 'acceptFee', row: onlyRow(bench).row });
  t.match(onlyRow(bench), { status: 'working', fee: null });
  bench.run(SECOND);
  t.match(onlyRow(bench), { status: 'borrowed', fee: null });
  t.equal(bench.tagOf('B1').security, 'released');
  t.match(bench.journal.get(1), { outcome: 'refused' });
  t.match(bench.journal.get(2), { kind: 'loan', outcome: 'completed' });
});

t.test('declined, it stays here, and says that this was their wish', async (t) => {
  const bench = withFilm();
  bench.touch({ kind: 'declineFee', row: onlyRow(bench).row });
  t.match(onlyRow(bench), { status: 'refused', reason: { code: 'fee-declined' }, fee: null });
  bench.touch({ kind: 'acceptFee', row: onlyRow(bench).row }).run(SECOND);
  t.match(onlyRow(bench), { status: 'refused' }, 'what was declined cannot be accepted any more');
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', lent: 0, refused: 1, undone: [] });
  t.equal(bench.books.get('B1').lentTo, null);
});

t.test('who does not answer has not borrowed it, and the summary says so', async (t) => {
  for (const end of ['time-out', 'finish'] as const) {
    const bench = withFilm();
    if (end === 'finish') bench.touch({ kind: 'finish' });
    else bench.run(61 * SECOND);
    t.match(bench.screen, { name: 'done', lent: 0, refused: 1, undone: [{ title: 'Casablanca' }] }, end);
    bench.run(61 * SECOND);
    t.equal(bench.books.get('B1').lentTo, null, end);
    t.equal(bench.tagOf('B1').security, 'secured', end);
    t.notMatch(JSON.stringify(bench.state.session), 'Casablanca', end);
  }
});

t.test('neither lifting it nor the next card accepts a fee', async (t) => {
  const lifted = withFilm();
  const { row } = onlyRow(lifted);
  lifted.lift('UB1').run(SECOND);
  t.match(onlyRow(lifted), { status: 'refused', fee: null }, 'nothing is asked of what is not here');
  lifted.touch({ kind: 'acceptFee', row }).run(SECOND);
  t.equal(lifted.books.get('B1').lentTo, null);
  lifted.lay('UB1').run(SECOND);
  t.match(onlyRow(lifted), { status: 'working', fee: RENTAL }, 'laid down again, it is asked anew');

  const family = withFilm();
  family.card('C2').run(SECOND);
  t.match(onlyRow(family), { fee: RENTAL }, 'the next one is asked for themselves');
  family.touch({ kind: 'acceptFee', row: onlyRow(family).row }).run(SECOND);
  t.equal(family.books.get('B1').lentTo, 'C2');
});

t.test('beside a fee the other items are lent as ever', async (t) => {
  const bench = withFilm();
  bench.book('B2', 'Dune');
  bench.lay('UB2').run(SECOND);
  t.same(bench.rows, ['Casablanca: working: fee-asked', 'Dune: borrowed']);
});

t.test('a library system that takes no yes is not asked without end', async (t) => {
  const bench = withFilm();
  bench.books.get('B1').refusal = { code: 'library-says', text: 'A fee is charged' };
  bench.touch({ kind: 'acceptFee', row: onlyRow(bench).row }).run(SECOND);
  t.match(onlyRow(bench), { status: 'refused', reason: { code: 'library-says' }, fee: null });
});

t.test(
  'without the library system a yes waits: nothing is lent that nobody knows the price of',
  async (t) => {
    const bench = withFilm({ offline: { returns: true, loans: { maxItems: 5, days: 14 } } });
    const { row } = onlyRow(bench);
    bench.loseLibrary().touch({ kind: 'acceptFee', row }).run(SECOND);
    t.match(bench.screen, { remark: 'library-away' });
    t.match(onlyRow(bench), { status: 'working', fee: RENTAL });
    bench.findLibrary();
    bench.library = 'not-done';
    bench.touch({ kind: 'acceptFee', row }).run(SECOND);
    t.match(onlyRow(bench), { status: 'refused', reason: { code: 'library-away' } });
    t.equal(bench.tagOf('B1').security, 'secured');
  },
);

t.test('where fees are no matter for the screen, the desk lends it', async (t) => {
  const bench = withFilm({ profile: 'school' });
  t.match(onlyRow(bench), { status: 'refused', reason: { code: 'fee-at-desk', text: null }, fee: null });
});

t.test('a renewal may cost something too: the same question on the account', async (t) => {
  const bench = new Bench().ready();
  for (const item of ['B1', 'B2']) bench.book(item, `Film ${item}`).lentTo = 'C1';
  bench.books.get('B1').fee = RENTAL;
  bench.touch({ kind: 'renew' }).card('C1').run(SECOND);
  bench.touch({ kind: 'renewAll' }).run(SECOND);
  t.match(loansOf(bench), [
    { state: 'working', reason: { code: 'fee-asked' }, fee: RENTAL },
    { state: 'renewed', fee: null },
  ]);
  t.equal(bench.books.get('B1').renewals, 0);
  const row = loansOf(bench)[0]?.row ?? -1;
  bench.touch({ kind: 'acceptFee', row }).run(SECOND);
  t.match(loansOf(bench)[0], { state: 'renewed', fee: null });
  t.equal(bench.books.get('B1').renewals, 1);

  bench.books.get('B2').fee = RENTAL;
  const second = loansOf(bench)[1]?.row ?? -1;
  bench.touch({ kind: 'declineFee', row: second }).run(SECOND);
  t.match(loansOf(bench)[1], { state: 'renewed' }, 'nothing was asked of it');
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', renewed: 2, undone: [] });
});
