// Sets that are not whole and that a card of the staff releases: as they lie there, and the journal knows who did it.

import t from 'tap';
import { Bench } from './bench.ts';

const SECOND = 1000;

/** Two of three discs lie there. */
function incomplete(mode: 'borrow' | 'return'): Bench {
  const bench = new Bench().ready();
  bench.book('B1', 'Carmen', { parts: 3, security: mode === 'borrow' ? 'secured' : 'released' });
  if (mode === 'return') bench.books.get('B1').lentTo = 'C1';
  if (mode === 'borrow') bench.card('C1');
  else bench.touch({ kind: 'return' });
  return bench.lay('UB1.1', 'UB1.3').run(10 * SECOND);
}

const securityOf = (bench: Bench, uid: string) => bench.tags.get(uid)?.security;

t.test('a set that misses a part is lent as it lies there', async (t) => {
  const bench = incomplete('borrow');
  t.same(bench.rows, ['Carmen: do-not-leave: parts-missing']);
  t.equal(bench.books.get('B1').lentTo, null);
  bench.scan('S1');
  t.match(bench.screen, { name: 'borrow', remark: 'staff-released', patron: { greeting: 'Anna' } });
  bench.run(2 * SECOND);
  t.same(bench.rows, ['Carmen: borrowed']);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.same([securityOf(bench, 'UB1.1'), securityOf(bench, 'UB1.3')], ['released', 'released']);
  t.equal(securityOf(bench, 'UB1.2'), 'secured', 'what is not here is not released');
  t.match(bench.journal.get(1), { kind: 'loan', outcome: 'completed', releasedBy: 'desk-1' });
  t.match(bench.notes.join(), '"staff":"desk-1"');
  t.notMatch(bench.notes.join(), 'S1', 'the log does not hold the card');
});

t.test('a set with a part too many is lent with it', async (t) => {
  const bench = new Bench().ready();
  bench.book('B1', 'Carmen', { parts: 2 });
  // From another edition: by its own count there are three.
  bench.tag('UX', { item: 'B1', parts: 3, part: 3, usage: 'for-loan' });
  bench
    .card('C1')
    .lay('UB1.1', 'UB1.2', 'UX')
    .run(10 * SECOND);
  t.same(bench.rows, ['Carmen: refused: parts-extra']);
  bench.scan('S1').run(2 * SECOND);
  t.same(bench.rows, ['Carmen: borrowed']);
  t.match([...bench.journal.values()], [{ releasedBy: 'desk-1' }]);
});

t.test('a set that misses a part is taken back as it lies there', async (t) => {
  const bench = incomplete('return');
  t.same(bench.rows, ['Carmen: refused: set-incomplete']);
  bench.scan('S1').run(2 * SECOND);
  t.same(bench.rows, ['Carmen: returned']);
  t.equal(bench.books.get('B1').lentTo, null);
  const done = [...bench.journal.values()].filter(({ outcome }) => outcome === 'completed');
  t.match(done, [{ kind: 'return', releasedBy: 'desk-1' }]);
});

t.test('it releases nothing else and nothing that comes later, and is no card of a patron', async (t) => {
  const bench = new Bench().ready();
  bench.scan('S1');
  t.match(bench.screen, { name: 'start', remark: 'nothing-to-release' });
  t.notOk(bench.log.includes('ask patron'), 'the library system is not asked about it');
  bench.book('B1', 'Carmen', { parts: 2 });
  bench.book('B2', 'Dune').refusal = { code: 'not-for-loan', text: null };
  bench.card('C1').lay('UB2').run(SECOND).scan('S1');
  t.match(bench.screen, { remark: 'nothing-to-release' }, 'a refusal of the library system stands');
  bench.lay('UB1.1').run(10 * SECOND);
  t.same(bench.rows, ['Dune: refused: not-for-loan', 'Carmen: do-not-leave: parts-missing']);
  t.equal(bench.books.get('B1').lentTo, null);
});

t.test(
  'what was lifted since is not released, and a change of the parts needs another release',
  async (t) => {
    const bench = incomplete('borrow')
      .lift('UB1.1', 'UB1.3')
      .run(2 * SECOND)
      .scan('S1');
    t.match(bench.screen, { remark: 'nothing-to-release' });
    bench.lay('UB1.1').run(10 * SECOND);
    t.same(bench.rows, ['Carmen: do-not-leave: parts-missing']);
  },
);

t.test('with the card on the pad as by the scanner', async (t) => {
  const bench = incomplete('borrow');
  bench.tag('US', { item: 'S1', parts: 1, part: 1, usage: 'patron-card' });
  bench.lay('US').run(2 * SECOND);
  t.same(bench.rows, ['Carmen: borrowed']);
  t.match(bench.journal.get(1), { releasedBy: 'desk-1' });
});

t.test('who released it is known after a power cut too, and the set stays as it was released', async (t) => {
  const bench = incomplete('borrow').scan('S1').run(300);
  t.match(bench.journal.get(1), { step: 'writing', releasedBy: 'desk-1' });
  const again = bench
    .afterPowerCut()
    .ready()
    .run(30 * SECOND);
  t.match(again.journal.get(1), { step: 'done', releasedBy: 'desk-1' });
});
