// A book drop that is a shelf or a hole with a reader: what comes into its field is returned, without a touch or a card.

import t from 'tap';
import type { DropSetup } from '../../station-daemon/core/drop/setup.ts';
import { functionsOf } from '../../station-daemon/core/functions.ts';
import type { CoreSetup } from '../../station-daemon/core/setup.ts';
import { Bench } from './bench.ts';

const DROP: DropSetup = {
  rules: [
    { bin: 2, when: { alert: 'hold' } },
    { bin: 4, when: { offline: true } },
    { bin: 1, when: {} },
  ],
  exceptionBin: 9,
  capacity: new Map(),
  machine: null,
};

/** With so many books on loan. */
function dropWith(items: readonly string[], more: Partial<CoreSetup> = {}): Bench {
  const bench = new Bench({ drop: DROP, ...more });
  for (const item of items) bench.book(item, `Title ${item}`, { security: 'released' }).lentTo = 'C1';
  return bench.ready();
}

const placesOf = (bench: Bench) => bench.items.map(({ place }) => place);

t.test('a book is checked in, secured and shown as returned with its bin', async (t) => {
  const bench = dropWith(['B1']);
  t.equal(bench.screen.name, 'start');
  bench.lay('UB1').run(500);
  t.same(bench.rows, ['Title B1: returned']);
  t.same(placesOf(bench), [{ kind: 'bin', bin: 1 }]);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.books.get('B1'), { lentTo: null, checkins: 1 });
  t.match(bench.screen, { name: 'return', countdown: null, ends: { print: false, switchTo: [] } });
});

t.test('several at once, and further ones while the first are in work', async (t) => {
  const bench = dropWith(['B1', 'B2', 'B3']);
  bench.lay('UB1', 'UB2').run(100);
  bench.lay('UB3').run(1_000);
  t.same(bench.rows, ['Title B1: returned', 'Title B2: returned', 'Title B3: returned']);
});

t.test('its line stays for a while once it has gone, and nothing of it after that', async (t) => {
  const bench = dropWith(['B1', 'B2']);
  bench.lay('UB1').run(1_000);
  bench.lift('UB1').run(10_000);
  t.same(bench.rows, ['Title B1: returned']);
  bench.lay('UB2').run(1_000);
  bench.lift('UB2').run(5_000);
  t.same(bench.rows, ['Title B2: returned'], 'each for a time of its own');
  bench.run(11_000);
  t.equal(bench.screen.name, 'start');
  t.notMatch(JSON.stringify(bench.state.transactions), /Title/);
  t.same(bench.state.transactions, []);
});

t.test('of what has gone only the latest four stay', async (t) => {
  const items = ['B1', 'B2', 'B3', 'B4', 'B5', 'B6'];
  const bench = dropWith(items);
  for (const item of items) bench.lay(`U${item}`).run(1_000).lift(`U${item}`).run(700);
  t.same(
    bench.rows,
    ['B3', 'B4', 'B5', 'B6'].map((item) => `Title ${item}: returned`),
  );
});

t.test('what is left lying there is dealt with once', async (t) => {
  const bench = dropWith(['B1']);
  bench.lay('UB1').run(300_000);
  t.equal(bench.screen.name, 'start');
  t.equal(bench.books.get('B1').checkins, 1);
  bench.lift('UB1').run(1_000);
  bench.lay('UB1').run(1_000);
  t.equal(bench.books.get('B1').checkins, 2, 'and anew when it is laid there again');
});

t.test('each goes where the rules say', async (t) => {
  const bench = dropWith(['B1', 'B2', 'B3']);
  bench.books.get('B2').alert = 'hold';
  bench.books.get('B3').refusesCheckin = true;
  bench.lay('UB1', 'UB2', 'UB3').run(1_000);
  t.same(placesOf(bench), [
    { kind: 'bin', bin: 1 },
    { kind: 'bin', bin: 2 },
    { kind: 'bin', bin: 9 },
  ]);
  t.match(bench.rows[2], /refused/);
});

t.test('a set that is not whole stays on loan, and goes to the bin for exceptions', async (t) => {
  const bench = new Bench({ drop: DROP });
  bench.book('B1', 'Chess', { parts: 2, security: 'released' }).lentTo = 'C1';
  bench.ready();
  bench.lay('UB1.1').run(7_000);
  t.match(bench.rows, [/refused: set-incomplete/]);
  t.same(placesOf(bench), [{ kind: 'bin', bin: 9 }]);
  t.equal(bench.books.get('B1').lentTo, 'C1');
});

t.test('without rules there is one bin, and nobody is told which', async (t) => {
  const bench = dropWith(['B1'], { drop: { rules: [], exceptionBin: 0, capacity: new Map(), machine: null } });
  bench.lay('UB1').run(1_000);
  t.same(placesOf(bench), [null]);
});

t.test('while the library system is away items are taken in, and it is told later', async (t) => {
  const bench = dropWith(['B1'], { offline: { returns: true, loans: null } });
  bench.loseLibrary();
  t.match(functionsOf(bench.state), { borrow: false, return: true, renew: false });
  bench.lay('UB1').run(1_000);
  t.same(placesOf(bench), [{ kind: 'bin', bin: 4 }]);
  t.equal(bench.tagOf('B1').security, 'secured');
  t.match(bench.screen.notices, ['library-away-returns']);
  bench.lift('UB1').run(20_000);
  bench.findLibrary().run(2_000);
  t.match(bench.books.get('B1'), { lentTo: null, checkins: 1 });
});

t.test(
  'what lies there at the start waits until the library system is reached, or is known to be away',
  async (t) => {
    const started = (): Bench => {
      const bench = new Bench({ drop: DROP, offline: { returns: true, loans: null } });
      bench.book('B1', 'Title B1', { security: 'released' }).lentTo = 'C1';
      bench.event({ kind: 'pad', device: 'pad', reading: { kind: 'ready', model: 'test' } });
      return bench.lay('UB1').run(500);
    };
    const reached = started();
    t.equal(reached.tagOf('B1').security, 'released');
    t.same(placesOf(reached.findLibrary().run(1_000)), [{ kind: 'bin', bin: 1 }]);
    const away = started();
    t.same(placesOf(away.loseLibrary().run(1_000)), [{ kind: 'bin', bin: 4 }]);
  },
);

t.test('where that is not allowed, nothing is begun until it is back', async (t) => {
  const bench = dropWith(['B1']);
  bench.loseLibrary();
  bench.lay('UB1').run(5_000);
  t.match(bench.screen, { name: 'out-of-service', why: 'nothing-works' });
  t.equal(bench.tagOf('B1').security, 'released');
  bench.findLibrary().run(1_000);
  t.same(bench.rows, ['Title B1: returned']);
});

t.test('cards and touches of a kiosk do nothing here', async (t) => {
  const bench = dropWith(['B1']);
  bench.scan('C1').run(1_000);
  for (const kind of ['borrow', 'renew', 'account', 'return', 'finish', 'cancel'] as const) {
    bench.touch({ kind }).run(100);
    t.equal(bench.screen.name, 'start', kind);
  }
  bench.lay('UB1').run(1_000);
  bench.touch({ kind: 'finish' }).touch({ kind: 'borrow' }).run(1_000);
  t.equal(bench.screen.name, 'return');
  t.notOk(bench.log.some((line) => line.startsWith('ask patron')));
  bench.touch({ kind: 'language', language: 'vi' });
  t.equal(bench.screen.language, 'vi', 'the language is for everybody to choose');
});

t.test('an item without a tag may be scanned', async (t) => {
  const bench = dropWith([]);
  bench.books.item('B7', 'Untagged').lentTo = 'C1';
  bench.scan('B7').run(10_000);
  t.equal(bench.books.get('B7').lentTo, null);
});

t.test('a power cut in the middle: what lies there is finished, once', async (t) => {
  for (let cutAt = 0; cutAt <= 700; cutAt += 20) {
    const bench = dropWith(['B1']);
    bench.lay('UB1').run(cutAt);
    const again = bench.afterPowerCut().ready();
    again.run(5_000);
    t.equal(again.books.get('B1').lentTo, null, `cut at ${cutAt}`);
    t.equal(again.tagOf('B1').security, 'secured', `cut at ${cutAt}`);
    again.lift('UB1').run(20_000);
    t.same(again.state.transactions, [], `cut at ${cutAt}`);
  }
});
