// Loans while the library system is away: by setting, up to a limit, and told once in the end.

import t from 'tap';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const DAY = 86_400_000;

const LOANS: Partial<CoreSetup> = { offline: { returns: true, loans: { maxItems: 2, days: 14 } } };

const lending = (setup: Partial<CoreSetup> = LOANS) => {
  const bench = new Bench(setup).ready();
  for (const [barcode, title] of [
    ['B1', 'Dune'],
    ['B2', 'Emma'],
    ['B3', 'Ulysses'],
  ] as const)
    bench.book(barcode, title);
  bench.loseLibrary().event({ kind: 'blockedCards', cards: new Set(['C2']) });
  return bench;
};

t.test('by setting an item is lent, released and told later, with the date that was shown', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(2000);
  t.same(bench.rows, ['B1: borrowed']);
  t.match(bench.items[0]?.due, { kind: 'day', year: 2030, month: 3, day: 31 });
  t.equal(bench.tagOf('B1').security, 'released');
  t.match(bench.journal.get(1), { step: 'taken-offline', card: 'C1' }, 'the card stays while it is needed');
  bench.touch({ kind: 'finish' }).run(DAY);
  bench.findLibrary().run(5000);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.same(bench.told, ['checkout B1 at 1000']);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'completed', card: null });
});

t.test(
  'a loan that is refused when it is told stays with the staff, with its card: the item is gone',
  async (t) => {
    const bench = lending().card('C1').lay('UB1').run(2000).touch({ kind: 'finish' }).run(60_000);
    bench.books.get('B1').refusal = { code: 'card-blocked', text: 'Patron blocked' };
    bench.findLibrary().run(5000);
    t.match(bench.journal.get(1), { step: 'for-staff', outcome: 'refused', card: 'C1' });
  },
);

t.test('by a clock that is behind nothing is lent: it would be overdue at once', async (t) => {
  const bench = lending({ ...LOANS, clockAtLeast: 1_900_000_000_000 + DAY });
  t.match(bench.screen, { name: 'start', can: { borrow: false, return: true } });
  bench.run(DAY).card('C1').lay('UB1').run(2000);
  t.same(bench.rows, ['B1: borrowed'], 'set right, it lends');
});

t.test('a power cut while a loan is told finds out first', async (t) => {
  for (const library of ['holds', 'answers-late'] as const) {
    const bench = lending().card('C1').lay('UB1').run(2000).touch({ kind: 'finish' }).run(60_000);
    bench.library = library;
    const again = bench.findLibrary().run(1000).afterPowerCut();
    again.ready().run(5000);
    t.equal(again.books.get('B1').lentTo, 'C1');
    t.equal(again.log.filter((line) => line === 'ask checkout B1').length, library === 'holds' ? 1 : 0);
    t.match(again.journal.get(1), { step: 'done', outcome: 'completed' });
  }
});

t.test(
  'what is on loan already, as its tag says, is not lent, and stays as it is, whatever happens then',
  async (t) => {
    const already = () => {
      const bench = lending();
      bench.tagOf('B1').security = 'released';
      return bench.card('C1').lay('UB1').run(2000);
    };
    const bench = already();
    t.same(bench.rows, ['B1: refused: library-away']);
    t.notOk(bench.log.some((line) => line.startsWith('pad')));
    const scannedOnly = () => {
      const scanned = lending().card('C1').scan('B1').run(9000);
      scanned.tagOf('B1').security = 'released';
      return scanned;
    };
    const later = [scannedOnly().afterPowerCut().lay('UB1').ready(), scannedOnly().touch({ kind: 'finish' })];
    for (const one of later) t.equal(one.lay('UB1', 'UB2').run(5000).tagOf('B1').security, 'released');
    t.same(
      scannedOnly().lay('UB1').run(2000).rows,
      ['B1: refused: library-away'],
      'also where it was scanned first',
    );
    t.equal(already().afterPowerCut().ready().run(5000).tagOf('B1').security, 'released');
    t.same(
      bench.findLibrary().run(2000).rows,
      ['Dune: borrowed'],
      'with the library system it is a matter of its books',
    );
  },
);

t.test('an item that comes to the pad when its patron has gone, untold, is not lent', async (t) => {
  const bench = lending().card('C1').scan('B1').run(9000).touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', doNotLeave: [{ title: null, ending: 'B1' }] });
  bench.lay('UB1', 'UB2').run(5000);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back', card: null });
});

t.test('nothing is lent above the limit, in later visits neither', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(1000).lay('UB2').run(1000).lay('UB3').run(1000);
  t.same(
    bench.items.map(({ status }) => status),
    ['borrowed', 'borrowed', 'refused'],
  );
  t.match(bench.items[2]?.reason, { code: 'offline-limit' });
  t.equal(bench.tagOf('B3').security, 'secured');
  bench.touch({ kind: 'finish' }).run(30_000).lift('UB3').run(1000).card('C1').lay('UB3').run(2000);
  t.match(
    bench.items.map(({ status }) => status),
    ['refused'],
  );
});

t.test('no loan to a blocked card, without a list of these, or where a PIN is required', async (t) => {
  const blocked = lending().card('C2').lay('UB1').run(2000);
  t.same(blocked.rows, ['B1: refused: card-blocked']);
  t.match(blocked.screen, { patron: { greeting: '', blocked: { code: 'card-blocked' } } });
  const unread = lending();
  unread.event({ kind: 'blockedCards', cards: null });
  t.match(unread.screen, { can: { borrow: false, return: true } });
  t.match(unread.card('C1').screen, { name: 'start', remark: 'library-away' });
  const pin = lending({ ...LOANS, pin: 'required' });
  t.match(pin.screen, { can: { borrow: false } });
  t.match(lending().scan('X9').screen, { name: 'start', remark: 'library-away' }, 'or to what is no card');
});

t.test('a loan whose tag cannot be released is no loan, and nothing is told', async (t) => {
  const bench = lending();
  bench.tagOf('B1').writes = 'refuses';
  bench.card('C1').lay('UB1').run(5000);
  t.match(bench.rows, ['B1: refused: lock-stuck']);
  t.match(bench.journal.get(1), { step: 'done', outcome: 'taken-back', card: null });
  bench.findLibrary().run(5000);
  t.same(bench.told, []);
});

t.test('a tag that left in an unknown state: whoever has the item, the library system is told', async (t) => {
  const bench = lending();
  bench.tagOf('B1').writes = 'loses';
  bench.card('C1').lay('UB1').run(50).lift('UB1').run(2000);
  bench.touch({ kind: 'finish' }).run(60_000);
  t.match(bench.journal.get(1), { step: /rolling-back|writing/ });
  await t.test('the gate sends its reader back: it is theirs', async (t) => {
    const back = bench.afterPowerCut();
    back.tagOf('B1').writes = 'well';
    back.ready().loseLibrary().run(2000).lay('UB1').run(5000);
    t.equal(back.tagOf('B1').security, 'released');
    t.match(back.journal.get(1), { step: 'taken-offline' });
  });
  bench.run(3_700_000).findLibrary().run(5000);
  t.equal(bench.books.get('B1').lentTo, 'C1');
  t.same(bench.state.forStaff, [1]);
});

t.test('an account is not opened by a card that nobody asked about', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(2000).findLibrary();
  t.match(bench.touch({ kind: 'account' }).screen, { name: 'borrow', remark: 'finish-first' });
  t.notOk(bench.log.includes('ask patron'));
});

t.test('lent and brought back before the library system is there: both are told, in order', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(2000).touch({ kind: 'finish' }).run(30_000);
  bench.lift('UB1').run(1000).touch({ kind: 'return' }).lay('UB1').run(2000);
  t.same(bench.rows, ['B1: returned']);
  bench.touch({ kind: 'finish' }).findLibrary().run(5000);
  t.match(bench.told, [/^checkout B1 at/, /^checkin B1 at/]);
  t.same([bench.books.get('B1').checkins, bench.books.get('B1').lentTo], [1, null]);
});

t.test('what is on loan already stays as it is, too, where the journal fails meanwhile', async (t) => {
  const bench = lending();
  const tag = bench.tagOf('B1');
  tag.security = 'released';
  bench.card('C1').run(1000);
  const { uid, memory } = tag;
  const unread = { kind: 'level', tags: [{ uid, security: null, memory }] } as const;
  bench.event({ kind: 'pad', device: 'pad', reading: unread });
  t.match(bench.journal.get(1), { step: 'intended' }, 'begun before it is read how its tag is');
  bench.journalWorks = false;
  bench.event({ kind: 'journal', works: false });
  bench.lay('UB1').run(5000);
  bench.repairJournal();
  bench.touch({ kind: 'finish' }).run(60_000);
  t.notOk(bench.log.some((line) => line.startsWith('pad')));
  t.equal(tag.security, 'released');
});

t.test('a tag that lies there and refuses, and nobody is here, is not written without a pause', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(50).afterPowerCut();
  Object.assign(bench.tagOf('B1'), { security: 'released', writes: 'refuses' });
  bench.ready().loseLibrary().run(30_000);
  const orders = () => bench.log.filter((line) => line.startsWith('pad')).length;
  const before = orders();
  t.ok(before > 0, 'it is tried');
  for (let times = 0; times < 20; times += 1) {
    bench.tellLevel();
    bench.run(200);
  }
  t.ok(orders() - before < 10, `${orders() - before} orders in 4 s`);
});

t.test(
  'a set of which a part stays away does not stay open for ever: it is told, and staff look',
  async (t) => {
    const bench = lending();
    bench.book('B5', 'Course', { parts: 2 });
    bench.card('C1').lay('UB5.1', 'UB5.2').run(50).lift('UB5.2').run(2000);
    bench.touch({ kind: 'finish' }).run(7_200_000);
    t.match(bench.journal.get(1), { step: 'taken-offline', outcome: 'completed-unverified' });
    t.same(bench.state.forStaff, [1]);
  },
);

t.test('lent, and not on disk when its patron finishes: they are told to stay until it is', async (t) => {
  const bench = lending().card('C1').lay('UB1').run(50);
  bench.journalWorks = false;
  bench.run(1000);
  t.same(bench.rows, ['B1: do-not-leave: asking-library']);
  bench.touch({ kind: 'finish' });
  t.match(bench.screen, { name: 'done', lent: 0, doNotLeave: [{ title: null, ending: 'B1' }] });
  bench.repairJournal();
  t.match(bench.screen, { name: 'done', lent: 1, doNotLeave: [] });
});

t.test(
  'what lies there in doubt from an earlier visit and is scanned to be returned is taken in',
  async (t) => {
    const bench = lending();
    bench.tagOf('B1').writes = 'halves';
    bench.card('C1').lay('UB1').run(5000);
    t.match(bench.items, [{ status: 'do-not-leave' }]);
    bench.touch({ kind: 'finish' }).touch({ kind: 'return' });
    bench.tagOf('B1').writes = 'well';
    bench.scan('B1').run(1000);
    t.same(bench.rows, ['B1: returned']);
    t.equal(bench.tagOf('B1').security, 'secured');
  },
);
