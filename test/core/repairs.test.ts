// Tags that lie on a pad half written, or that do not say what the library system says: put right, or left alone.

import t from 'tap';
import { faultsOf } from '../../station-daemon/core/functions.ts';
import { Bench } from './bench.ts';
import { tagOf, twoPads } from './two-pads.ts';

/** A book whose tag somebody left half written. */
const halved = (bench = new Bench().ready()) => {
  bench.book('B1', 'Dune');
  bench.tagOf('B1').security = 'other';
  return bench;
};

const asked = (bench: Bench, what: string) => bench.log.filter((line) => line === what).length;

t.test('a half-written tag of an item that is in the library is secured, and nobody notices', async (t) => {
  const bench = halved().lay('UB1').run(2999);
  t.notOk(bench.log.includes('ask item B1'), 'somebody may be about to borrow it');
  bench.run(1000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.same(
    bench.log.filter((line) => !line.startsWith('ask endSession')),
    ['ask item B1', 'record 1 writing', 'pad UB1 secured', 'record 1 done'],
  );
  t.match(bench.journal.get(1), { kind: 'repair', outcome: 'completed', card: null, uids: ['UB1'] });
  t.match(bench.screen, { name: 'start', itemsWaiting: 1 });
  t.same(bench.state.repairs, []);
});

t.test(
  'one whose item is on loan is left alone, is asked about once while it lies there, and is noted',
  async (t) => {
    const bench = halved();
    bench.books.get('B1').lentTo = 'C1';
    bench.lay('UB1').run(600_000);
    t.equal(bench.tagOf('B1').security, 'other');
    t.equal(asked(bench, 'ask item B1'), 1);
    t.match(bench.notes, [/left as it is/]);
    t.notMatch(bench.notes.join(), /B1|Dune|C1/);
    bench.lift('UB1').run(1000).lay('UB1').run(5000);
    t.equal(asked(bench, 'ask item B1'), 2);
  },
);

t.test('an item that the library system does not know, or takes for lost, is left alone', async (t) => {
  const lost = halved();
  lost.books.get('B1').lost = true;
  t.equal(lost.lay('UB1').run(5000).tagOf('B1').security, 'other');
  const unknown = halved();
  unknown.books.titles.delete('B1');
  t.equal(unknown.lay('UB1').run(5000).tagOf('B1').security, 'other');
});

t.test('on loan to the patron who is here, it is released once the library system has said so', async (t) => {
  const bench = halved();
  bench.books.get('B1').lentTo = 'C1';
  bench.card('C1').touch({ kind: 'account' }).run(1000).lay('UB1').run(5000);
  t.equal(bench.screen.name, 'account');
  t.equal(bench.tagOf('B1').security, 'released');
  t.equal(asked(bench, 'ask isLentTo B1'), 1);
  t.equal(bench.books.get('B1').lentTo, 'C1');
});

t.test('what was left alone while nobody was here is looked at anew for the patron who comes', async (t) => {
  const bench = halved();
  bench.books.get('B1').lentTo = 'C1';
  bench.books.get('B1').refusal = { code: 'not-renewable', text: null };
  bench.lay('UB1').run(5000);
  t.equal(bench.tagOf('B1').security, 'other');
  bench.card('C1').run(5000);
  t.same(bench.rows, ['Dune: refused: not-renewable']);
  t.equal(bench.tagOf('B1').security, 'released', 'refused once more, and on loan to them all the same');
});

t.test('on loan to another patron than the one who is here, it is never released', async (t) => {
  const bench = halved();
  bench.books.get('B1').lentTo = 'C2';
  bench.card('C1').touch({ kind: 'account' }).lay('UB1').run(10_000);
  t.equal(bench.tagOf('B1').security, 'other');
  t.equal(asked(bench, 'ask isLentTo B1'), 1);
  bench.touch({ kind: 'finish' }).run(30_000);
  t.notMatch(JSON.stringify(bench.state.repairs) + JSON.stringify(bench.state.examined), /C1|C2/);
});

t.test('what is borrowed or returned is written anyway: nothing else is asked', async (t) => {
  const borrowed = halved().card('C1').lay('UB1').run(10_000);
  t.same(borrowed.rows, ['Dune: borrowed']);
  t.equal(borrowed.tagOf('B1').security, 'released');
  const returned = halved(new Bench({ itemsWithoutCard: 'return' }).ready());
  returned.books.get('B1').lentTo = 'C1';
  returned.lay('UB1').run(10_000);
  t.same(returned.rows, ['Dune: returned']);
  t.equal(returned.tagOf('B1').security, 'secured');
  for (const bench of [borrowed, returned])
    t.notOk([...bench.journal.values()].some(({ kind }) => kind === 'repair'));
});

t.test('one whose pad stopped while it was asked about is looked at anew', async (t) => {
  const bench = halved().lay('UB1').run(3010).losePad().run(60_000);
  t.equal(bench.tagOf('B1').security, 'other');
  bench.findPad().run(10_000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.same(bench.state.repairs, []);
});

t.test('a repair that ends while the journal cannot write has ended there too, afterwards', async (t) => {
  const bench = halved().lay('UB1').run(2990);
  bench.journalWorks = false;
  bench.run(1000).lift('UB1').run(5000);
  bench.repairJournal();
  t.same(
    [...bench.journal.values()].filter(({ step }) => step !== 'done'),
    [],
  );
});

t.test('one that the patron was refused is secured', async (t) => {
  const bench = halved();
  bench.books.get('B1').refusal = { code: 'on-hold-for-other', text: null };
  bench.card('C1').lay('UB1').run(6000);
  t.same(bench.rows, ['Dune: refused: on-hold-for-other']);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('an item for use inside is never released, whatever is on its tag', async (t) => {
  const bench = halved();
  bench.books.get('B1').useInside = true;
  bench.card('C1').lay('UB1').run(10_000);
  t.same(bench.rows, ['Dune: do-not-leave: use-inside']);
  t.equal(bench.tagOf('B1').security, 'other');
});

t.test('a card in the middle of a repair: the loan waits for the tag and is made', async (t) => {
  for (const ms of [3100, 3320]) {
    const bench = halved().lay('UB1').run(ms).card('C1').run(2000);
    t.same(bench.rows, ['Dune: borrowed']);
    t.equal(bench.tagOf('B1').security, 'released');
    t.same(bench.state.repairs, []);
  }
});

t.test('a repair that the pad has begun is awaited before the loan writes the same tag', async (t) => {
  const bench = halved().card('C1').touch({ kind: 'account' }).run(1000).lay('UB1').run(3350);
  t.match(bench.journal.get(1), { kind: 'repair', step: 'writing' });
  bench.touch({ kind: 'borrow' });
  t.same(bench.rows, ['?: working: asking-library']);
  bench.run(2000);
  t.same(bench.rows, ['Dune: borrowed']);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
});

t.test(
  'while the library system is away nothing is put right that it would have to be asked about',
  async (t) => {
    const bench = halved().loseLibrary().lay('UB1').run(10_000);
    t.equal(bench.tagOf('B1').security, 'other');
    bench.findLibrary().run(1000);
    t.equal(bench.tagOf('B1').security, 'secured');
  },
);

t.test('the library system goes before it has answered: back again, it is asked anew', async (t) => {
  const bench = halved();
  bench.library = 'holds';
  bench.lay('UB1').run(3100).loseLibrary().dropHeld().run(60_000);
  t.notMatch(bench.notes.join(), /not in the library/, 'nobody has said so');
  bench.library = 'answers';
  bench.findLibrary().run(2000);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('lent without the library system, it is left alone until that knows of the loan', async (t) => {
  const bench = halved(new Bench({ offline: { returns: true, loans: { maxItems: 5, days: null } } }).ready());
  bench.event({ kind: 'blockedCards', cards: new Set() });
  bench.tagOf('B1').security = 'secured';
  bench.loseLibrary().card('C1').lay('UB1').run(2000);
  t.same(bench.rows, ['B1: borrowed']);
  bench.touch({ kind: 'finish' }).lift('UB1').run(30_000);
  bench.library = 'holds';
  bench.findLibrary();
  bench.tagOf('B1').security = 'other';
  bench.lay('UB1').run(10_000);
  t.notOk(bench.log.includes('ask item B1'));
  t.equal(bench.tagOf('B1').security, 'other');
});

t.test('a tag that does not let itself be put right is for the staff', async (t) => {
  const bench = halved();
  bench.tagOf('B1').writes = 'refuses';
  bench.lay('UB1').run(10_000);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
  t.match(faultsOf(bench.state), [/^Transactions 1:/]);
  t.equal(asked(bench, 'pad UB1 secured'), 3);
});

t.test('a journal that begins anew is given the tag that is being written', async (t) => {
  const bench = halved().lay('UB1').run(3350);
  const before = bench.journal.get(1);
  t.match(before, { kind: 'repair', step: 'writing' });
  bench.journal.clear();
  bench.event({ kind: 'journalReplaced' });
  t.match(bench.journal.get(1), { kind: 'repair', step: 'writing', item: 'B1', uids: before?.uids });
});

t.test('lifted in the middle, it is found again where it turns up, on whichever pad', async (t) => {
  const bench = halved(twoPads()).lay('UB1').run(3350).lift('UB1').run(2000);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
  t.same(bench.state.repairs, []);
  t.equal(bench.tagOf('B1').security, 'other');
  bench.layOn('right', 'UB1').run(5000);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('after a power cut in the middle the journal is closed, and the tag is found again', async (t) => {
  const before = halved().lay('UB1').run(3350);
  t.match(before.journal.get(1), { kind: 'repair', step: 'writing' });
  const bench = before.afterPowerCut().ready().run(10_000);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed-unverified' });
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.journal.get(2), { step: 'done', outcome: 'completed' });
});

t.test('without the journal no tag is put right', async (t) => {
  const bench = halved().lay('UB1');
  bench.journalWorks = false;
  bench.run(10_000);
  t.equal(bench.tagOf('B1').security, 'other');
  bench.repairJournal().lift('UB1').run(1000).lay('UB1').run(5000);
  t.equal(bench.tagOf('B1').security, 'secured');
});

t.test('a stop waits for a repair that is under way', async (t) => {
  const bench = halved().lay('UB1').run(3350);
  bench.event({ kind: 'stop' });
  t.notOk(bench.log.includes('stopped'));
  bench.run(200);
  t.ok(bench.log.includes('stopped'));
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed' });
});

t.test(
  'a tag that reads otherwise after it was released is released once more, and not for ever',
  async (t) => {
    const bench = new Bench().ready();
    bench.book('B1', 'Dune');
    bench.card('C1').lay('UB1').run(1000);
    for (let time = 0; time < 4; time += 1) {
      bench.tagOf('B1').security = 'secured';
      bench.tellLevel();
      bench.run(1000);
    }
    t.same(bench.rows, ['Dune: borrowed']);
    t.equal(asked(bench, 'pad UB1 released'), 2);
  },
);

t.test('a tag that reads otherwise before its set is released is written again', async (t) => {
  for (const reading of ['secured', 'other'] as const) {
    const bench = twoPads();
    bench.book('B5', 'Course', { parts: 2 });
    bench.card('C1').lay('UB5.1').layOn('right', 'UB5.2').run(310).losePad('right').run(500);
    t.same(bench.rows, ['Course: do-not-leave: pad-stopped']);
    t.equal(tagOf(bench, 'UB5.1').security, 'released');
    tagOf(bench, 'UB5.1').security = reading;
    bench.tellLevel();
    bench.run(500).findPad('right').run(1000);
    t.same(bench.rows, ['Course: borrowed']);
    t.notOk(
      [...bench.journal.values()].some(({ kind }) => kind === 'repair'),
      'before anybody was told "Borrowed"',
    );
    t.same(
      [tagOf(bench, 'UB5.1').security, tagOf(bench, 'UB5.2').security],
      ['released', 'released'],
      reading,
    );
  }
});
