// The session with the library system, against a simulated one: its connection, and what it tells the core.
// What becomes of lost answers is in lost-answers.test.ts.

import t from 'tap';
import { stepLibrary } from '../../station-daemon/library/session.ts';
import { newLibraryState } from '../../station-daemon/library/state.ts';
import { type Bench, createBench, patronOf, readyBench, SETUP } from './bench.ts';

const SILENCE_MS = 10_000;

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
  const bench = readyBench();
  const titles = ['Dune', 'Momo', 'The Hobbit', 'Truyện Kiều'];
  const orders = titles.map((title) => bench.ask({ kind: 'item', item: bench.item(title).about.barcode }));
  t.same(bench.said, ['17']);
  bench.pass(5000);
  t.equal(bench.said.length, 4);
  for (const [index, title] of titles.entries())
    t.match(bench.answer(orders[index] ?? 0), { kind: 'item', item: { title } });
});

t.test('more than 250 waiting requests are refused', async (t) => {
  const bench = readyBench();
  const orders = Array.from({ length: 251 }, () => bench.ask({ kind: 'item', item: 'nothing' }));
  t.same(bench.answer(orders[250] ?? 0), { kind: 'notDone', why: 'too-busy' });
  bench.pass(60_000);
  t.ok(orders.every((order) => bench.answer(order) !== undefined));
});

t.test('an idle session', async (t) => {
  t.test('asks for the status every 55 s', async (t) => {
    const bench = readyBench();
    bench.pass(49_000);
    t.same(bench.said, []);
    bench.pass(150_000);
    t.same(bench.said, ['99', '99', '99']);
  });

  t.test('that finds itself cut off is back before anybody hears of it', async (t) => {
    const bench = readyBench();
    bench.cut();
    bench.pass(1000);
    t.same(bench.statuses, ['ready']);
    t.same(bench.said, ['93', '99']);
  });

  t.test('passes over what nobody asked for', async (t) => {
    const bench = readyBench();
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
    const bench = readyBench();
    bench.acs.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'ignored' } });
    bench.pass(55_000 + SILENCE_MS + 2000);
    t.same(bench.statuses, ['ready', 'away']);
    bench.acs.faults.clear();
    bench.pass(60_000);
    t.same(bench.statuses, ['ready', 'away', 'away', 'ready'], 'a new reason is told anew');
  });
});

t.test('a library system that hangs up right after each greeting is not hammered, and is told', async (t) => {
  const bench = readyBench();
  bench.world.libraryDelayMs = 5;
  const before = bench.connects.length;
  for (let cuts = 0; cuts < 600; cuts += 1) {
    bench.pass(100);
    bench.cut();
  }
  const connects = bench.connects.length - before;
  t.ok(connects > 3 && connects < 20, `${connects} connections in a minute`);
  t.ok(bench.statuses.includes('away'));
  bench.pass(30_000);
  t.match(bench.answerTo({ kind: 'item', item: bench.item('Dune').about.barcode }), { kind: 'item' });
  t.equal(bench.statuses.at(-1), 'ready');
});

t.test('staff hear why the library system is away now, not why it was at first', async (t) => {
  const at = (ticks: number) => ({ ticks, wall: ticks, utcOffsetMinutes: 0 });
  const told: string[] = [];
  let state = newLibraryState(SETUP);
  let ticks = 0;
  const hear = (event: Parameters<typeof stepLibrary>[1], afterMs = 0) => {
    ticks += afterMs;
    const stepped = stepLibrary(state, event, at(ticks));
    state = stepped.state;
    for (const command of stepped.commands) {
      if (command.kind === 'status' && command.status.kind === 'away') told.push(command.status.reason);
    }
  };
  hear({ kind: 'wake' });
  hear({ kind: 'closed', reason: 'refused' });
  hear({ kind: 'wake' }, 2_000);
  hear({ kind: 'opened' }, 20_000);
  hear({ kind: 'wake' });
  hear({ kind: 'opened' });
  hear({ kind: 'bytes', bytes: new TextEncoder().encode('940\r') });
  t.same(told, ['refused', 'login refused']);
});

t.test('the library system is away', async (t) => {
  t.test('and back: it is told, and requests wait for it for 8 s', async (t) => {
    const bench = readyBench();
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

  t.test('for days: it is asked more and more seldom, every 15 s at most in the end', async (t) => {
    const bench = readyBench();
    bench.switch('off');
    bench.pass(600_000);
    const waits = bench.connects.slice(1).map((ticks, index) => ticks - (bench.connects[index] ?? 0));
    for (const [index, longest] of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000].entries()) {
      const wait = waits[index + 1] ?? 0;
      t.ok(wait > longest / 2 && wait <= longest + 1, `${wait} ms of ${longest}`);
    }
    t.ok((waits.at(-1) ?? 0) > 7_500);
  });

  t.test('while a check-in is in doubt: it is found out whenever it comes back', async (t) => {
    const bench = readyBench();
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
    const bench = readyBench();
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.hear('940\r');
    bench.pass(5000);
    t.match(bench.answer(order), { kind: 'item', item: { title: 'Dune' } });
    t.same(bench.said, ['17', '93', '99', '17']);
  });
});

t.test('a refusal comes with the words of the library system', async (t) => {
  const bench = readyBench();
  const item = bench.item('Wolf Hall').about.barcode;
  t.match(bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item }), {
    result: { ok: false, title: 'Wolf Hall', refusal: { code: 'lost', text: /lost/ } },
  });
  t.match(bench.answerTo({ kind: 'checkin', item: 'nosuch' }), { result: { ok: false } });
});

t.test('a patron is told from a stranger, a wrong PIN from a right one', async (t) => {
  const bench = readyBench();
  const patron = (card: string, pin: string | null, loans = false) =>
    bench.answerTo({ kind: 'patron', patron: { card, pin }, loans });
  t.match(patron(bench.card(0), '1234', true), {
    patron: { known: true, pin: 'right', name: 'Nguyễn Thị Mai', blocked: false, hasEmail: true, loans: /./ },
  });
  t.match(patron(bench.card(0), '0000'), { patron: { known: true, pin: 'wrong', loans: [] } });
  t.match(patron(bench.card(4), null), {
    patron: { pin: 'not-checked', hasEmail: true, owed: { amount: 3.5, currency: 'EUR' } },
  });
  t.match(patron('20000000000000', null), { patron: { known: false } });
  t.match(patron(bench.card(3), null), {
    patron: { blocked: true, hasEmail: false, blockedBy: 'card-blocked', text: /blocked/ },
  });
});

t.test('whether an item is lent to a patron', async (t) => {
  const lent = (bench: Bench, place: number, title: string, pin: string | null = null) =>
    bench.answerTo({
      ...({ kind: 'isLentTo', patron: { card: bench.card(place), pin } } as const),
      item: bench.item(title).about.barcode,
    });
  t.same(lent(readyBench(), 0, 'The Great Gatsby'), { kind: 'isLentTo', lent: true });
  t.same(lent(readyBench(), 1, 'The Great Gatsby'), { kind: 'isLentTo', lent: false });
  t.same(lent(readyBench(), 0, 'Dune'), { kind: 'isLentTo', lent: false });
  t.test('is not known where the library system does not know the card, and the item is lent', async (t) => {
    const bench = readyBench();
    const ask = (item: string) =>
      bench.answerTo({ kind: 'isLentTo', patron: { card: 'nobody', pin: null }, item });
    t.same(ask(bench.item('The Great Gatsby').about.barcode), { kind: 'notDone', why: 'not-understood' });
    t.same(ask(bench.item('Dune').about.barcode), { kind: 'isLentTo', lent: false });
  });
  t.test('is seen in a list of titles too', async (t) => {
    const bench = readyBench();
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

t.test('96', async (t) => {
  t.test(
    'is answered by the same line, then by one without error detection, then not any more',
    async (t) => {
      const bench = readyBench();
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
    const bench = readyBench({ setup: { errorDetection: 'on' } });
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
      const bench = readyBench({ setup: { errorDetection } });
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
    const bench = readyBench();
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
    const bench = readyBench();
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
    const bench = readyBench();
    const order = bench.ask({ kind: 'item', item: '0012' });
    const number = /AY(\d)/.exec(bench.lines[0] ?? '')?.[1];
    bench.hear(`1803000120260504    100000AB12|AJTwelve|AY${number}\r`);
    t.match(bench.answer(order), { item: { title: 'Twelve' } });
  });

  t.test('without numbers is passed over where it is about another item', async (t) => {
    const bench = readyBench({ setup: { errorDetection: 'off' } });
    const order = bench.ask({ kind: 'item', item: bench.item('Dune').about.barcode });
    bench.hear('1803000120260504    100000ABother|AJWrong|\r');
    t.equal(bench.answer(order), undefined);
    bench.pass(1000);
    t.match(bench.answer(order), { item: { title: 'Dune' } });
  });
});
