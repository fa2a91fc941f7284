// The session with the library system, against a simulated one: what it says, what it finds out, what it tells the core.

import fc from 'fast-check';
import t from 'tap';
import type { LibraryAnswer, LibraryRequest } from '../../station-daemon/core/library-port.ts';
import type { AcsFault } from '../../station-daemon/simulator/acs/settings.ts';
import { loansOf, type Standing } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, createBench } from './bench.ts';

const SILENCE_MS = 10_000;

/** A bench that has logged in and is at rest. */
function ready(given: Parameters<typeof createBench>[0] = {}): Bench {
  const bench = createBench(given);
  bench.pass(1);
  bench.ask({ kind: 'item', item: 'nothing' });
  bench.pass(5000);
  bench.said.length = 0;
  bench.lines.length = 0;
  return bench;
}

t.test('the session begins', async (t) => {
  const order = (order: 'login-first' | 'status-first' | 'none', user = 'kiosk1') => {
    const bench = createBench({
      setup: { login: { order, user: 'kiosk1', password: 'secret', location: 'MAIN' } },
      acs: { user },
    });
    bench.answerTo({ kind: 'item', item: 'nothing' });
    return bench.said;
  };
  t.same(order('login-first'), ['93', '99', '17']);
  t.same(order('status-first'), ['99', '93', '17']);
  t.same(order('none', ''), ['99', '17']);
});

t.test('requests go out one at a time, in the order in which they were asked', async (t) => {
  const bench = ready();
  const titles = ['Dune', 'Momo', 'The Hobbit', 'Truyện Kiều'];
  const orders = titles.map((title) => bench.ask({ kind: 'item', item: bench.item(title).about.barcode }));
  t.same(bench.said, ['17']);
  bench.pass(5000);
  t.equal(bench.said.length, 4);
  for (const [index, title] of titles.entries())
    t.match(bench.answer(orders[index] ?? 0), { kind: 'item', item: { title } });
});

t.test('more than 250 waiting requests are refused', async (t) => {
  const bench = ready();
  const orders = Array.from({ length: 251 }, () => bench.ask({ kind: 'item', item: 'nothing' }));
  t.same(bench.answer(orders[250] ?? 0), { kind: 'notDone', why: 'too-busy' });
  bench.pass(60_000);
  t.ok(orders.every((order) => bench.answer(order) !== undefined));
});

t.test('an idle session', async (t) => {
  t.test('asks for the status every 55 s', async (t) => {
    const bench = ready();
    bench.pass(49_000);
    t.same(bench.said, []);
    bench.pass(150_000);
    t.same(bench.said, ['99', '99', '99']);
  });

  t.test('that finds itself cut off is back before anybody hears of it', async (t) => {
    const bench = ready();
    bench.cut();
    bench.pass(1000);
    t.same(bench.statuses, ['ready']);
    t.same(bench.said, ['93', '99']);
  });

  t.test('passes over what nobody asked for', async (t) => {
    const bench = ready();
    for (const line of [
      '98YYYYNN',
      '\r\n\r\n',
      'out of memory\r',
      '96AZFEF6\r',
      '121NNY\r',
      '\u0000\u00ff\r',
    ]) {
      bench.hear(line);
      bench.pass(100);
    }
    t.same([bench.said, bench.statuses], [[], ['ready']]);
    t.match(bench.answerTo({ kind: 'item', item: bench.item('Dune').about.barcode }), {
      item: { title: 'Dune' },
    });
  });

  t.test('notices at its heartbeat that the library system is dead', async (t) => {
    const bench = ready();
    bench.acs.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'ignored' } });
    bench.pass(55_000 + SILENCE_MS + 2000);
    t.same(bench.statuses, ['ready', 'away']);
    bench.acs.faults.clear();
    bench.pass(60_000);
    t.same(bench.statuses, ['ready', 'away', 'ready']);
  });
});

t.test('the library system is away', async (t) => {
  t.test('and back: it is told, and requests wait for it for 8 s', async (t) => {
    const bench = ready();
    bench.switch('off');
    const early = bench.ask({ kind: 'item', item: 'nothing' });
    bench.pass(2000);
    t.same(bench.statuses, ['ready', 'away']);
    bench.pass(6100);
    t.same(bench.answer(early), { kind: 'notDone', why: 'library-away' });
    const late = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.pass(4000);
    bench.switch('on');
    bench.pass(15_000);
    t.same(bench.statuses, ['ready', 'away', 'ready']);
    t.match(bench.answer(late)?.kind, /item|notDone/);
    t.match(bench.answerTo({ kind: 'item', item: bench.item('Dune').about.barcode }), { kind: 'item' });
  });

  t.test('for days: it is asked more and more seldom, every 15 s in the end', async (t) => {
    const bench = ready();
    bench.switch('off');
    bench.pass(600_000);
    const waits = bench.connects.slice(1).map((ticks, index) => ticks - (bench.connects[index] ?? 0));
    t.match(waits.slice(1, 5), [501, 1001, 2001, 4001]);
    t.equal(waits.at(-1), 15_001);
  });

  t.test('while a check-in is in doubt: it is found out whenever it comes back', async (t) => {
    const bench = ready();
    const { about, standing } = bench.item('The Great Gatsby');
    bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'silent' } });
    const order = bench.ask({ kind: 'checkin', item: about.barcode });
    bench.pass(100);
    bench.switch('off');
    bench.pass(86_400_000);
    t.equal(bench.answer(order), undefined);
    bench.switch('on');
    bench.pass(20_000);
    t.match(bench.answer(order), { kind: 'checkin', result: { ok: true, title: about.title } });
    t.equal(standing.borrower, bench.card(0));
    t.equal(bench.said.filter((code) => code === '09').length, 1);
  });
});

t.test('a refused login', async (t) => {
  t.test('is not hammered, and requests are told at once', async (t) => {
    const bench = createBench({ acs: { password: 'other' } });
    const order = bench.ask({ kind: 'item', item: 'nothing' });
    bench.pass(200_000);
    t.same(bench.answer(order), { kind: 'notDone', why: 'login-refused' });
    t.same(bench.said, ['93', '93', '93', '93']);
    t.same(bench.statuses, ['away']);
    t.match(bench.notes[0], /user and password/);
    const later = bench.ask({ kind: 'item', item: 'nothing' });
    t.same(bench.answer(later), { kind: 'notDone', why: 'login-refused' });
  });

  t.test('comes as 94 to anything where the station does not log in', async (t) => {
    const bench = createBench({ setup: { login: { order: 'none', user: '', password: '', location: '' } } });
    t.same(bench.answerTo({ kind: 'item', item: 'nothing' }), { kind: 'notDone', why: 'login-refused' });
    bench.pass(50_000);
    t.equal(bench.connects.length, 1);
  });

  t.test('in the middle is answered by a new login', async (t) => {
    const bench = ready();
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.hear('940\r');
    bench.pass(5000);
    t.match(bench.answer(order), { kind: 'item', item: { title: 'Dune' } });
    t.same(bench.said, ['17', '93', '99', '17']);
  });
});

/** One change of each kind, with what makes it possible. `happened` asks the world. */
interface Change {
  readonly code: '11' | '09' | '29';
  readonly title: string;
  readonly request: (bench: Bench) => LibraryRequest;
  readonly before?: (bench: Bench) => void;
  /** What was done, exactly once. */
  readonly check: (bench: Bench) => Record<string, unknown>;
  readonly expected: Record<string, unknown>;
  readonly answer: Record<string, unknown>;
}

const patronOf = (bench: Bench, place: number) => ({ card: bench.card(place), pin: null });
const standingOf = (title: string) => (bench: Bench) => {
  const { circulation, borrower, renewals } = bench.item(title).standing;
  return { circulation, borrower: borrower === null ? null : 'somebody', renewals };
};

const changes: readonly Change[] = [
  {
    code: '11',
    title: 'a checkout',
    request: (bench) => ({
      ...({ kind: 'checkout', patron: patronOf(bench, 0) } as const),
      item: bench.item('Dune').about.barcode,
    }),
    check: standingOf('Dune'),
    expected: { circulation: 'on-loan', borrower: 'somebody', renewals: 0 },
    answer: {
      ...{ ok: true, title: 'Dune', renewal: false, release: true },
      due: { kind: 'day', year: 2026, month: 6, day: 1 },
    },
  },
  {
    code: '09',
    title: 'a check-in',
    request: (bench) => ({ kind: 'checkin', item: bench.item('The Great Gatsby').about.barcode }),
    check: standingOf('The Great Gatsby'),
    expected: { circulation: 'available', borrower: null, renewals: 0 },
    answer: { ok: true, title: 'The Great Gatsby', alert: null },
  },
  {
    code: '09',
    title: 'a check-in of what is reserved',
    request: (bench) => ({ kind: 'checkin', item: bench.item('Wilhelm Tell').about.barcode }),
    check: standingOf('Wilhelm Tell'),
    expected: { circulation: 'hold-shelf', borrower: null, renewals: 0 },
    answer: { ok: true, title: 'Wilhelm Tell', alert: 'hold' },
  },
  {
    code: '29',
    title: 'a renewal',
    request: (bench) => ({
      ...({ kind: 'renew', patron: patronOf(bench, 0) } as const),
      item: bench.item('The Great Gatsby').about.barcode,
    }),
    check: standingOf('The Great Gatsby'),
    expected: { circulation: 'on-loan', borrower: 'somebody', renewals: 1 },
    answer: { ok: true, title: 'The Great Gatsby', due: { kind: 'day', year: 2026, month: 6, day: 6 } },
  },
  {
    code: '09',
    title: 'a cancelled loan',
    before: (bench) => {
      bench.answerTo({
        ...({ kind: 'checkout', patron: patronOf(bench, 2) } as const),
        item: bench.item('Số đỏ').about.barcode,
      });
    },
    request: (bench) => ({
      ...({ kind: 'cancelCheckout', patron: patronOf(bench, 2) } as const),
      item: bench.item('Số đỏ').about.barcode,
    }),
    check: (bench) => ({ ...standingOf('Số đỏ')(bench), holds: bench.item('Số đỏ').standing.holds.length }),
    expected: { circulation: 'hold-shelf', borrower: null, renewals: 0, holds: 1 },
    answer: { ok: true },
  },
];

const losses: readonly AcsFault[] = [
  { kind: 'silent' },
  { kind: 'ignored' },
  { kind: 'closeBefore' },
  { kind: 'closeAfter' },
  { kind: 'garble' },
  { kind: 'delay', ms: SILENCE_MS + 500 },
  { kind: 'resend' },
];

for (const change of changes) {
  t.test(`${change.title} is done once and told rightly`, async (t) => {
    for (const what of losses) {
      for (const times of [1, 2]) {
        t.test(`after "${what.kind}", ${times} times`, async (t) => {
          const bench = ready();
          change.before?.(bench);
          for (let time = 1; time <= times; time += 1)
            bench.acs.faults.plan({ on: change.code, occurrence: time, what });
          t.match(bench.answerTo(change.request(bench)), { result: change.answer });
          t.same(change.check(bench), change.expected);
          bench.pass(60_000);
          t.same(change.check(bench), change.expected, 'and stays so');
        });
      }
    }
  });
}

t.test('what is asked before a change is repeated', async (t) => {
  const said = (change: Change | undefined, what: AcsFault) => {
    if (change === undefined) throw new Error('no such change');
    const bench = ready();
    bench.acs.faults.plan({ on: change.code, occurrence: 1, what });
    bench.answerTo(change.request(bench));
    return bench.said.join(' ');
  };
  t.equal(said(changes[0], { kind: 'silent' }), '11 93 99 63 17');
  t.equal(said(changes[0], { kind: 'ignored' }), '11 93 99 63 17 11');
  t.equal(said(changes[1], { kind: 'silent' }), '09 93 99 17');
  t.equal(said(changes[1], { kind: 'ignored' }), '09 93 99 17 09');
  t.equal(said(changes[3], { kind: 'silent' }), '17 29 93 99 17');
  t.equal(said(changes[3], { kind: 'ignored' }), '17 29 93 99 17 29');
});

t.test('a library system that carries a change out after it was asked about it', async (t) => {
  t.test(
    'gets no second loan: the repeated checkout wants no renewal, and its refusal is looked into',
    async (t) => {
      const bench = ready();
      const dune = bench.item('Dune');
      bench.acs.faults.plan({ on: '11', occurrence: 1, what: { kind: 'closeBefore' } });
      const order = bench.ask({ kind: 'checkout', patron: patronOf(bench, 0), item: dune.about.barcode });
      while (bench.said.filter((code) => code === '11').length < 2) bench.pass(1);
      // The first one comes through in the very moment in which the second is on its way.
      const [first = ''] = bench.lines.filter((line) => line.startsWith('11'));
      const late = bench.acs.accept();
      late.receive(new TextEncoder().encode(`9300CNkiosk1|COsecret|\r${first}`), bench.now());
      bench.pass(5000);
      t.match(bench.answer(order), { kind: 'checkout', result: { ok: true, title: 'Dune', renewal: false } });
      t.equal(dune.standing.renewals, 0);
      t.match(
        bench.lines.filter((line) => line.startsWith('11')),
        [/^11Y/, /^11N/],
      );
    },
  );

  t.test('is not told off for a check-in that it refuses the second time', async (t) => {
    const bench = ready();
    const gatsby = bench.item('The Great Gatsby');
    bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'closeBefore' } });
    const order = bench.ask({ kind: 'checkin', item: gatsby.about.barcode });
    while (bench.said.filter((code) => code === '09').length < 2) bench.pass(1);
    bench.hear(`100NUN20260504    100000AOMAIN|AB${gatsby.about.barcode}|AQ|AFNot on loan|\r`);
    bench.pass(5000);
    t.match(bench.answer(order), { kind: 'checkin', result: { ok: true, title: 'The Great Gatsby' } });
  });
});

t.test('a renewal whose item was brought back meanwhile is not told as renewed', async (t) => {
  const bench = ready();
  const gatsby = bench.item('The Great Gatsby');
  bench.acs.faults.plan({ on: '29', occurrence: 1, what: { kind: 'ignored' } });
  const order = bench.ask({ kind: 'renew', patron: patronOf(bench, 0), item: gatsby.about.barcode });
  bench.pass(1000);
  gatsby.standing = { ...gatsby.standing, circulation: 'available', borrower: null, dueWall: null };
  bench.pass(30_000);
  t.match(bench.answer(order), { kind: 'renew', result: { ok: false } });
});

t.test(
  'a check-in of what is unknown is not told as taken in, however often the answer is lost',
  async (t) => {
    const bench = ready();
    bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'silent' } });
    t.match(bench.answerTo({ kind: 'checkin', item: 'nosuch' }), {
      result: { ok: false, refusal: { text: /not known/ } },
    });
  },
);

t.test('a refusal comes with the words of the library system', async (t) => {
  const bench = ready();
  const item = bench.item('Wolf Hall').about.barcode;
  t.match(bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item }), {
    result: { ok: false, title: 'Wolf Hall', refusal: { code: 'library-says', text: /lost/ } },
  });
  t.match(bench.answerTo({ kind: 'checkin', item: 'nosuch' }), { result: { ok: false } });
});

t.test('a patron is told from a stranger, a wrong PIN from a right one', async (t) => {
  const bench = ready();
  const patron = (card: string, pin: string | null, loans = false) =>
    bench.answerTo({ kind: 'patron', patron: { card, pin }, loans });
  t.match(patron(bench.card(0), '1234', true), {
    patron: { known: true, pin: 'right', name: 'Nguyễn Thị Mai', blocked: false, loans: /./ },
  });
  t.match(patron(bench.card(0), '0000'), { patron: { known: true, pin: 'wrong', loans: [] } });
  t.match(patron(bench.card(4), null), {
    patron: { pin: 'not-checked', owed: { amount: 3.5, currency: 'EUR' } },
  });
  t.match(patron('20000000000000', null), { patron: { known: false } });
  t.match(patron(bench.card(3), null), { patron: { blocked: true, text: /blocked/ } });
});

t.test('whether an item is lent to a patron', async (t) => {
  const lent = (bench: Bench, place: number, title: string, pin: string | null = null) =>
    bench.answerTo({
      ...({ kind: 'isLentTo', patron: { card: bench.card(place), pin } } as const),
      item: bench.item(title).about.barcode,
    });
  t.same(lent(ready(), 0, 'The Great Gatsby'), { kind: 'isLentTo', lent: true });
  t.same(lent(ready(), 1, 'The Great Gatsby'), { kind: 'isLentTo', lent: false });
  t.same(lent(ready(), 0, 'Dune'), { kind: 'isLentTo', lent: false });
  t.test('is not known where the library system does not know the card, and the item is lent', async (t) => {
    const bench = ready();
    const ask = (item: string) =>
      bench.answerTo({ kind: 'isLentTo', patron: { card: 'nobody', pin: null }, item });
    t.same(ask(bench.item('The Great Gatsby').about.barcode), { kind: 'notDone', why: 'not-understood' });
    t.same(ask(bench.item('Dune').about.barcode), { kind: 'isLentTo', lent: false });
  });
  t.test('is seen in a list of titles too', async (t) => {
    const bench = ready();
    const order = bench.ask({
      ...({ kind: 'isLentTo', patron: patronOf(bench, 0) } as const),
      item: bench.item('The Great Gatsby').about.barcode,
    });
    const counts = '000000000001000000000000';
    bench.hear(`64${' '.repeat(14)}00020260504    100000${counts}AOMAIN|AAx|AEx|AUThe Great Gatsby|BLY|\r`);
    bench.pass(1000);
    t.same(bench.answer(order), { kind: 'isLentTo', lent: true });
  });
});

t.test('a message that always breaks the connection', async (t) => {
  t.test('ends as not understood, and others go on', async (t) => {
    for (const code of ['63', '11', '09', '29'] as const) {
      const bench = ready();
      bench.acs.faults.plan({ on: code, occurrence: 'every', what: { kind: 'closeBefore' } });
      const item = bench.item('The Great Gatsby').about.barcode;
      const patron = patronOf(bench, 0);
      const requests: Record<typeof code, LibraryRequest> = {
        '63': { kind: 'patron', patron, loans: false },
        '11': { kind: 'checkout', patron, item: bench.item('Dune').about.barcode },
        '09': { kind: 'checkin', item },
        '29': { kind: 'renew', patron, item },
      };
      const order = bench.ask(requests[code]);
      const next = bench.ask({ kind: 'item', item });
      bench.pass(20_000);
      t.same(bench.answer(order), { kind: 'notDone', why: 'not-understood' }, code);
      t.match(bench.answer(next), { kind: 'item' });
      t.equal(bench.said.filter((said) => said === code).length, 4);
    }
  });

  t.test('that is never answered ends as away', async (t) => {
    const bench = ready();
    bench.acs.faults.plan({ on: '63', occurrence: 'every', what: { kind: 'ignored' } });
    t.same(bench.answerTo({ kind: 'patron', patron: patronOf(bench, 0), loans: false }), {
      ...{ kind: 'notDone', why: 'library-away' },
    });
  });

  t.test('is done without looking first, where looking is what breaks it', async (t) => {
    const bench = ready();
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'closeBefore' } });
    const gatsby = bench.item('The Great Gatsby');
    t.match(bench.answerTo({ kind: 'renew', patron: patronOf(bench, 0), item: gatsby.about.barcode }), {
      result: { ok: true },
    });
    t.equal(gatsby.standing.renewals, 1);
  });

  t.test('keeps what is in doubt in doubt, asks once a minute, and lets others go on', async (t) => {
    const bench = ready();
    const { barcode } = bench.item('The Great Gatsby').about;
    bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'closeAfter' } });
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'closeBefore' } });
    const doubtful = bench.ask({ kind: 'checkin', item: barcode });
    const next = bench.ask({ kind: 'patron', patron: patronOf(bench, 0), loans: false });
    bench.pass(10_000);
    t.match(bench.answer(next), { kind: 'patron' });
    bench.pass(590_000);
    t.equal(bench.answer(doubtful), undefined);
    t.ok(bench.connects.length < 60, `${bench.connects.length} connections in ten minutes`);
    bench.acs.faults.clear();
    bench.pass(61_000);
    t.match(bench.answer(doubtful), { kind: 'checkin', result: { ok: true } });
    t.equal(bench.said.filter((code) => code === '09').length, 1);
  });

  t.test('does not hide a loan that is on the list, where only its title cannot be had', async (t) => {
    const bench = ready();
    bench.acs.faults.plan({ on: '11', occurrence: 1, what: { kind: 'closeAfter' } });
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'closeBefore' } });
    const { barcode } = bench.item('Dune').about;
    t.match(bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item: barcode }), {
      result: { ok: true, title: '', due: null },
    });
  });
});

t.test('96', async (t) => {
  t.test(
    'is answered by the same line, then by one without error detection, then not any more',
    async (t) => {
      const bench = ready();
      bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'resend' } });
      t.same(bench.answerTo({ kind: 'item', item: 'nothing' }), { kind: 'notDone', why: 'not-understood' });
      const asked = bench.lines.filter((line) => line.startsWith('17'));
      t.equal(asked.length, 12, 'three lines on each of four connections');
      t.equal(asked[0], asked[1]);
      t.match(asked[1], /\|AY\dAZ[0-9A-F]{4}\r$/);
      t.match(asked[2], /\|AB?nothing\|\r$|\|\r$/);
    },
  );

  t.test('leaves error detection alone where the settings insist on it', async (t) => {
    const bench = ready({ setup: { errorDetection: 'on' } });
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'resend' } });
    bench.answerTo({ kind: 'item', item: 'nothing' });
    t.ok(bench.lines.every((line) => /AY\dAZ[0-9A-F]{4}\r$/.test(line)));
  });
});

t.test('error detection', async (t) => {
  const asked = (station: 'auto' | 'on' | 'off', library: 'auto' | 'on' | 'off') => {
    const bench = createBench({ setup: { errorDetection: station }, acs: { errorDetection: library } });
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.pass(8500);
    return bench.answer(order)?.kind;
  };
  t.equal(asked('auto', 'auto'), 'item');
  t.equal(asked('auto', 'off'), 'item', 'auto takes answers without it');
  t.equal(asked('auto', 'on'), 'item');
  t.equal(asked('on', 'on'), 'item');
  t.equal(asked('on', 'off'), 'notDone', 'on takes none without it');
  t.equal(asked('off', 'auto'), 'item');
  t.equal(asked('off', 'on'), 'notDone');

  t.test('lets no wrong checksum through but where it is off', async (t) => {
    const line = `1803000120260504    100000ABx|AJWrong|`;
    for (const [errorDetection, taken] of [
      ['auto', false],
      ['on', false],
      ['off', true],
    ] as const) {
      const bench = ready({ setup: { errorDetection } });
      const order = bench.ask({ kind: 'item', item: 'x' });
      const number = /AY(\d)/.exec(bench.lines[0] ?? '')?.[1] ?? '4';
      bench.hear(`${line}AY${number}AZ0000\r`);
      bench.pass(2000);
      const answer = bench.answer(order);
      t.equal(answer?.kind === 'item' && answer.item.title === 'Wrong', taken, errorDetection);
    }
  });
});

t.test('an answer that comes late', async (t) => {
  t.test('on a connection that was given up reaches nobody', async (t) => {
    const bench = ready();
    const { barcode } = bench.item('Dune').about;
    bench.acs.faults.plan({ on: '63', occurrence: 1, what: { kind: 'delay', ms: SILENCE_MS } });
    const first = bench.ask({ kind: 'patron', patron: patronOf(bench, 3), loans: false });
    const second = bench.ask({ kind: 'patron', patron: patronOf(bench, 1), loans: false });
    const third = bench.ask({ kind: 'item', item: barcode });
    bench.pass(30_000);
    t.match(bench.answer(first), { patron: { name: 'James O’Connor' } });
    t.match(bench.answer(second), { patron: { name: 'Anna Schmidt' } });
    t.match(bench.answer(third), { item: { title: 'Dune' } });
  });

  t.test('with another number is passed over', async (t) => {
    const bench = ready();
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    const number = Number(/AY(\d)/.exec(bench.lines[0] ?? '')?.[1]);
    bench.hear(
      `1803000120260504    100000AB${bench.item('Dune').about.barcode}|AJWrong|AY${(number + 9) % 10}\r`,
    );
    t.equal(bench.answer(order), undefined);
    bench.pass(1000);
    t.match(bench.answer(order), { item: { title: 'Dune' } });
  });

  t.test('with the right number is taken, however its barcode is written', async (t) => {
    const bench = ready();
    const order = bench.ask({ kind: 'item', item: '0012' });
    const number = /AY(\d)/.exec(bench.lines[0] ?? '')?.[1];
    bench.hear(`1803000120260504    100000AB12|AJTwelve|AY${number}\r`);
    t.match(bench.answer(order), { item: { title: 'Twelve' } });
  });

  t.test('without numbers is passed over where it is about another item', async (t) => {
    const bench = ready({ setup: { errorDetection: 'off' } });
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.hear('1803000120260504    100000ABother|AJWrong|\r');
    t.equal(bench.answer(order), undefined);
    bench.pass(1000);
    t.match(bench.answer(order), { item: { title: 'Dune' } });
  });
});

/** Throws where an answer and the library system's books differ. */
function agree(answer: LibraryAnswer, before: Standing, after: Standing, bench: Bench, card: string): void {
  const insist = (holds: boolean): void => {
    if (!holds) throw new Error(JSON.stringify({ answer, before, after, said: bench.said.join(' ') }));
  };
  const same = JSON.stringify(before) === JSON.stringify(after);
  switch (answer.kind) {
    case 'checkout':
      if (!answer.result.ok) return insist(same);
      insist(after.borrower === card && after.circulation === 'on-loan');
      return insist(after.renewals <= (before.borrower === card ? before.renewals + 1 : 0));
    case 'renew':
      if (!answer.result.ok) return insist(same);
      return insist(after.borrower === card && after.renewals === before.renewals + 1);
    case 'checkin':
      return insist(answer.result.ok ? after.borrower === null && after.circulation !== 'lost' : same);
    case 'cancelCheckout':
      return insist(answer.result.ok ? after.borrower === null || after.renewals < before.renewals : same);
    case 'isLentTo':
      return insist(same && answer.lent === (after.borrower === card));
    case 'patron': {
      const loans = loansOf(bench.world, card).map(({ about }) => about.barcode);
      return insist(same && JSON.stringify(answer.patron.loans) === JSON.stringify(loans));
    }
    default:
      return insist(same && answer.kind === 'notDone');
  }
}

t.test('whatever goes wrong, every request ends, and the world agrees with every answer', async (t) => {
  const fault: fc.Arbitrary<AcsFault> = fc.oneof(
    fc.constantFrom<AcsFault>(...losses),
    fc.record({ kind: fc.constant('delay' as const), ms: fc.integer({ min: 1, max: 12_000 }) }),
  );
  const kinds = fc.constantFrom(
    'checkout',
    'checkin',
    'renew',
    'cancelCheckout',
    'patron',
    'isLentTo' as const,
  );
  const request = fc.record({
    kind: kinds,
    place: fc.constantFrom(0, 1, 2, 5),
    title: fc.constantFrom('Dune', 'The Great Gatsby', 'Wilhelm Tell', 'Số đỏ', 'Germinal', 'Wolf Hall'),
  });
  const planned = fc.record({
    on: fc.constantFrom('any', '11', '09', '29', '17', '63', '93', '99' as const),
    occurrence: fc.integer({ min: 1, max: 6 }),
    what: fault,
  });
  const trouble = fc.oneof(
    { arbitrary: fc.constant('none' as const), weight: 3 },
    fc.constantFrom('cut', 'off', 'noise'),
  );
  const life = fc.array(fc.record({ request, trouble, afterMs: fc.integer({ min: 0, max: 12_000 }) }), {
    ...{ minLength: 1, maxLength: 8 },
  });
  fc.assert(
    fc.property(life, fc.array(planned, { maxLength: 8 }), (steps, faults) => {
      // A garbled answer without a checksum could not be told from a true one.
      const bench = ready({ setup: { errorDetection: 'on' } });
      for (const plan of faults) bench.acs.faults.plan(plan);
      for (const step of steps) {
        const { kind, place, title } = step.request;
        const item = bench.item(title);
        const before = item.standing;
        const patron = patronOf(bench, place);
        const { barcode } = item.about;
        const order = bench.ask(
          kind === 'patron'
            ? { kind, patron, loans: true }
            : kind === 'checkin'
              ? { kind, item: barcode }
              : { kind, patron, item: barcode },
        );
        bench.pass(step.afterMs);
        if (step.trouble === 'cut') bench.cut();
        if (step.trouble === 'noise') bench.hear('garbage\r');
        if (step.trouble === 'off') {
          bench.switch('off');
          bench.pass(9000);
          bench.switch('on');
        }
        bench.pass(600_000);
        const answer = bench.answer(order);
        if (answer === undefined) throw new Error(`${kind} ${title} never ended`);
        agree(answer, before, item.standing, bench, patron.card);
      }
    }),
    { numRuns: 300 },
  );
  t.pass('300 lives');
});
