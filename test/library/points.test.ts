// What real servers do and what the station must make of it, point by point: the connection and its trouble.
// What the answers say is in points-answers.test.ts; whole sessions are in points-characters.test.ts.

import t from 'tap';
import { reconnectAfterMs } from '../../station-daemon/library/backoff.ts';
import { stepLibrary } from '../../station-daemon/library/session.ts';
import { SESSION } from '../../station-daemon/library/setup.ts';
import { newLibraryState } from '../../station-daemon/library/state.ts';
import { acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { faults, MINIMAL, settings } from '../settings/checked.ts';
import { type Bench, createBench, patronOf, readyBench, SETUP } from './bench.ts';
import { dialectOf } from './dialects.ts';

const FOLIO = { charset: 'cp850', dialect: dialectOf('folio') } as const;

const barcodeOf = (bench: Bench, title: string): string => bench.item(title).about.barcode;
const askItem = (bench: Bench, title: string) =>
  bench.answerTo({ kind: 'item', item: barcodeOf(bench, title) });
const timesSaid = (bench: Bench, code: string): number => bench.said.filter((said) => said === code).length;

t.test('1. capabilities lie: 98 is no gate, and its time-out and retries are not taken over', async (t) => {
  const bench = readyBench({ acs: acsCharacters.evergreen });
  const item = barcodeOf(bench, 'Dune');
  t.match(bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item }), { result: { ok: true } });
  t.match(bench.answerTo({ kind: 'checkin', item }), { result: { ok: true } });
  bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'ignored' } });
  const before = bench.now().ticks;
  t.same(askItem(bench, 'Momo'), { kind: 'notDone', why: 'library-away' });
  t.equal(timesSaid(bench, '17'), 1 + SETUP.retries);
  t.ok(
    bench.now().ticks - before >= (1 + SETUP.retries) * SETUP.replyMs,
    'each waited for as long as is set',
  );
});

t.test('2. version: every 99 says 2.00, so that no server is taken down to 1.00', async (t) => {
  for (const order of ['login-first', 'status-first', 'none'] as const) {
    const bench = createBench({
      setup: { login: { ...SETUP.login, order } },
      acs: { ...acsCharacters.evergreen, ...(order === 'none' ? { user: '' } : {}) },
    });
    bench.answerTo({ kind: 'item', item: 'nothing' });
    bench.pass(600_000);
    const asked = bench.lines.filter((line) => line.startsWith('99'));
    t.ok(asked.length > 9);
    t.ok(asked.every((line) => /^99\d\d{3}2\.00/.test(line)));
    t.match(bench.answerTo({ kind: 'patron', patron: patronOf(bench, 0), loans: false }), { kind: 'patron' });
    t.equal(bench.connects.length, 1);
  }
});

t.test(
  '3. close without a word, 96 or silence: the poisonous message ends, and the next one goes through',
  async (t) => {
    const refusals = [
      ['evergreen', 'not-understood', 4],
      ['koha', 'not-understood', 12],
      ['folio', 'not-understood', 4],
      ['mediator', 'library-away', 4],
    ] as const;
    for (const [character, why, times] of refusals) {
      const setup = character === 'folio' ? FOLIO : {};
      const bench = readyBench({ setup, acs: { ...acsCharacters[character], unsupported: ['63'] } });
      const patron = patronOf(bench, 0);
      t.same(bench.answerTo({ kind: 'patron', patron, loans: false }), { kind: 'notDone', why }, character);
      t.equal(timesSaid(bench, '63'), times, `${character}: how often it was said`);
      t.match(askItem(bench, 'Dune'), { item: { title: 'Dune' } });
    }
  },
);

t.test('4. login: in every order, with the location, and a refusal is not hammered', async (t) => {
  const talk = (acs: Partial<AcsSettings>, login: Partial<typeof SETUP.login>) => {
    const bench = createBench({ setup: { login: { ...SETUP.login, ...login } }, acs });
    bench.ask({ kind: 'item', item: 'x' });
    bench.pass(50_000);
    return bench.said.join(' ');
  };
  t.equal(talk({}, { order: 'login-first' }), '93 99 17');
  t.equal(talk({}, { order: 'status-first' }), '99 93 17');
  t.equal(talk({ user: '' }, { order: 'none' }), '99 17');
  t.equal(talk({ needsLocation: true }, { location: 'FRONT' }), '93 99 17');
  t.equal(talk({ needsLocation: true }, { location: '' }), '93');
  t.equal(talk({ password: 'other' }, {}), '93');

  const bench = readyBench();
  const order = bench.ask({ kind: 'item', item: 'x' });
  bench.hear('940\r');
  bench.pass(5000);
  t.match(bench.answer(order), { kind: 'item' }, 'a 94 out of turn: the server has forgotten the login');
  t.equal(bench.said.join(' '), '17 93 99 17');
});

t.test('5. error detection', async (t) => {
  t.test('may be missing from every answer', async (t) => {
    const bench = readyBench({ acs: acsCharacters.mediator });
    t.match(askItem(bench, 'Dune'), { item: { title: 'Dune' } });
    t.same(bench.said, ['17']);
  });

  t.test('may be AY4 for ever, whatever number the connection begins with', async (t) => {
    for (const order of ['login-first', 'status-first', 'none'] as const) {
      const bench = readyBench({
        setup: { login: { ...SETUP.login, order } },
        acs: { ...acsCharacters.dp2, ...(order === 'none' ? { user: '' } : {}) },
      });
      for (let round = 1; round <= 10; round += 1) {
        for (let time = 0; time < 11 + round; time += 1)
          t.match(askItem(bench, 'Dune'), { item: { title: 'Dune' } });
        t.equal(bench.connects.length, round, 'no connection was given up');
        bench.cut();
        bench.pass(2000);
      }
    }
  });

  t.test('that is demanded is not made up for by a number that stays the same', async (t) => {
    const bench = createBench({ setup: { errorDetection: 'on' }, acs: acsCharacters.dp2 });
    t.match(bench.answerTo({ kind: 'item', item: 'x' }), { kind: 'notDone' });
  });

  t.test('from a server that counts tells a stale answer from the awaited one', async (t) => {
    const bench = readyBench();
    const order = bench.ask({ kind: 'item', item: barcodeOf(bench, 'Dune') });
    const number = Number(/AY(\d)/.exec(bench.lines[0] ?? '')?.[1]);
    for (const wrong of [1, 4, 9]) {
      bench.hear(
        `1803000120260504    100000AB${barcodeOf(bench, 'Dune')}|AJStale|AY${(number + wrong) % 10}\r`,
      );
      t.equal(bench.answer(order), undefined);
    }
    bench.pass(1000);
    t.match(bench.answer(order), { item: { title: 'Dune' } });
  });

  t.test('from a server that counts is believed again after one wrong number at the start', async (t) => {
    const bench = createBench({
      acs: { faults: [{ on: '93', occurrence: 1, what: { kind: 'staleNumber' } }] },
    });
    askItem(bench, 'Momo');
    const order = bench.ask({ kind: 'item', item: barcodeOf(bench, 'Dune') });
    const number = Number(/AY(\d)/.exec(bench.lines.at(-1) ?? '')?.[1]);
    bench.hear(`1803000120260504    100000AB${barcodeOf(bench, 'Dune')}|AJStale|AY${(number + 9) % 10}\r`);
    t.equal(bench.answer(order), undefined);
  });

  t.test('is written in lower case by some', async (t) => {
    const bench = readyBench();
    const order = bench.ask({ kind: 'item', item: 'x' });
    const number = /AY(\d)/.exec(bench.lines[0] ?? '')?.[1] ?? '';
    const line = `1803000120260504    100000ABx|AJLow|AY${number}AZ`;
    const sum = [...new TextEncoder().encode(line)].reduce((total, byte) => total + byte, 0);
    bench.hear(`${line}${(-sum & 0xffff).toString(16)}\r`);
    t.match(bench.answer(order), { item: { title: 'Low' } });
  });

  t.test(
    '96: a loop of them ends, and several at once make the request go out once more, not several times',
    async (t) => {
      const loop = readyBench();
      loop.acs.faults.plan({ on: '11', occurrence: 'every', what: { kind: 'resend' } });
      const item = barcodeOf(loop, 'Dune');
      t.same(loop.answerTo({ kind: 'checkout', patron: patronOf(loop, 0), item }), {
        ...{ kind: 'notDone', why: 'not-understood' },
      });
      t.equal(timesSaid(loop, '11'), 3 * (1 + SETUP.retries));
      loop.acs.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'resend' } });
      loop.cut();
      loop.said.length = 0;
      loop.pass(600_000);
      t.ok(loop.said.length > 0 && loop.said.length < 200, `${loop.said.length} lines in ten minutes`);

      const storm = readyBench();
      storm.acs.faults.plan({ on: '11', occurrence: 1, what: { kind: 'resendStorm', times: 5 } });
      const dune = storm.item('Dune');
      t.match(storm.answerTo({ kind: 'checkout', patron: patronOf(storm, 0), item: dune.about.barcode }), {
        result: { ok: true, renewal: false },
      });
      t.equal(dune.standing.renewals, 0);
      t.same(storm.said, ['11', '11']);
    },
  );
});

t.test(
  '6. retries are not idempotent: what became of a request is asked before it is repeated',
  async (t) => {
    const lost = (acs: Partial<AcsSettings>, on: '11' | '09', what: 'silent' | 'closeAfter') => {
      const bench = readyBench({ acs });
      bench.acs.faults.plan({ on, occurrence: 1, what: { kind: what } });
      const item = barcodeOf(bench, on === '11' ? 'Dune' : 'The Great Gatsby');
      const answer = bench.answerTo(
        on === '11' ? { kind: 'checkout', patron: patronOf(bench, 0), item } : { kind: 'checkin', item },
      );
      const { renewals } = bench.item('Dune').standing;
      return { ok: 'result' in answer && answer.result.ok, renewals, said: bench.said.join(' ') };
    };
    for (const what of ['silent', 'closeAfter'] as const) {
      for (const character of ['koha', 'evergreen', 'folio'] as const) {
        const acs = acsCharacters[character];
        const setup = character === 'folio' ? { ...acs, charset: 'utf-8' as const } : acs;
        t.same(lost(setup, '11', what), { ok: true, renewals: 0, said: '11 93 99 63 17' }, character);
        t.same(lost(setup, '09', what), { ok: true, renewals: 0, said: '09 93 99 17' }, character);
      }
    }
    t.test('and a late or second answer is never taken for the next one', async (t) => {
      for (const errorDetection of ['auto', 'off'] as const) {
        const bench = readyBench({ acs: { errorDetection } });
        bench.acs.faults.plan({ on: '63', occurrence: 1, what: { kind: 'duplicate' } });
        bench.acs.faults.plan({ on: '17', occurrence: 1, what: { kind: 'duplicate' } });
        const [blocked, anna] = [3, 1].map((place) =>
          bench.ask({ kind: 'patron', patron: patronOf(bench, place), loans: false }),
        );
        const [dune, momo] = ['Dune', 'Momo'].map((title) =>
          bench.ask({ kind: 'item', item: barcodeOf(bench, title) }),
        );
        bench.pass(30_000);
        t.match(bench.answer(blocked ?? 0), { patron: { name: 'James O’Connor', blocked: true } });
        t.match(bench.answer(anna ?? 0), { patron: { name: 'Anna Schmidt', blocked: false } });
        t.match(bench.answer(dune ?? 0), { item: { title: 'Dune' } });
        t.match(bench.answer(momo ?? 0), { item: { title: 'Momo' } });
      }
    });
  },
);

t.test('7. one request in flight, and each in one piece', async (t) => {
  const bench = readyBench({ acs: acsCharacters.mediator });
  const orders = ['Dune', 'Momo', 'The Hobbit'].map((title) =>
    bench.ask({ kind: 'item', item: barcodeOf(bench, title) }),
  );
  bench.pass(1000);
  for (const order of orders) t.match(bench.answer(order), { kind: 'item' });
  t.equal(bench.lines.length, 3);
  for (const line of bench.lines) t.match(line, /^17[^\r\n]+\r$/, 'a whole line and no more');
});

t.test('8. terminators: CR, CRLF, LF and all mixed are understood; what is sent is a setting', async (t) => {
  for (const terminator of ['CR', 'CRLF', 'LF', 'mixed'] as const) {
    const bench = readyBench({ setup: { terminator: 'CRLF' }, acs: { terminator } });
    for (const title of ['Dune', 'Momo', 'The Hobbit', 'Wolf Hall', 'Dune'])
      t.match(askItem(bench, title), { item: { title } }, terminator);
    t.equal(bench.connects.length, 1);
    t.ok(bench.lines.every((line) => line.endsWith('\r\n')));
  }
});

t.test('9. charsets', async (t) => {
  t.test('what a charset cannot say is replaced before the checksum is taken', async (t) => {
    const bench = readyBench({ setup: { ...FOLIO, errorDetection: 'on' }, acs: acsCharacters.folio });
    t.match(askItem(bench, 'Truyện Kiều'), { item: { title: 'Truyen Kieu' } });
    t.match(bench.answerTo({ kind: 'item', item: 'Kiều 李' }), { item: { known: false } });
    t.same(bench.said, ['17', '17'], 'neither was sent twice');
  });

  t.test('decomposed text is composed, and an echo that was changed is no other item', async (t) => {
    const bench = readyBench();
    const order = bench.ask({ kind: 'item', item: 'café7' });
    bench.hear('1803000120260504    100000ABcaf?7|AJCafe\u0301|\r');
    t.match(bench.answer(order), { item: { title: 'Caf\u00e9' } });
  });
});

t.test(
  '10. idle: a server that hangs up in silence, or in the middle of a message, is not noticed',
  async (t) => {
    const bench = readyBench({ acs: { idleMs: 30_000 } });
    bench.pass(600_000);
    t.ok(bench.connects.length > 10, 'it hung up again and again');
    t.same(bench.statuses, ['ready']);
    t.match(askItem(bench, 'Dune'), { item: { title: 'Dune' } });
    bench.hear('1803000120260504    10');
    bench.cut();
    bench.pass(2000);
    t.match(askItem(bench, 'Momo'), { item: { title: 'Momo' } });
    t.same(bench.statuses, ['ready']);

    const kept = readyBench({ acs: acsCharacters.koha });
    kept.pass(600_000);
    t.equal(kept.connects.length, 1, 'the heartbeat keeps a connection that idles for less than a minute');
  },
);

t.test('10. idle: stations that lost one server come back spread out, ever less often', async (t) => {
  const stations = Array.from({ length: 40 }, (_, number) => `station-${number}`);
  for (const [failures, longest] of [
    [0, 250],
    [3, 2_000],
    [20, SESSION.longestBackoffMs],
  ] as const) {
    const waits = stations.map((station) => reconnectAfterMs(station, failures));
    t.ok(Math.min(...waits) >= longest / 2 && Math.max(...waits) <= longest, `up to ${longest} ms`);
    t.ok(new Set(waits).size > 30, 'hardly two wait alike');
    t.ok(Math.max(...waits) - Math.min(...waits) > longest / 3, 'they use all of the time');
  }
});

t.test('21. few workers: one connection a station, and waiting for it has its own end', async (t) => {
  const state = newLibraryState({ ...SETUP, replyMs: 60_000 });
  const at = (ticks: number) => ({ ticks, wall: ticks, utcOffsetMinutes: 0 });
  const begun = stepLibrary(state, { kind: 'wake' }, at(0));
  t.same(begun.commands, [{ kind: 'connect' }]);
  t.equal(begun.wakeAt, SETUP.connectMs);
  const ended = stepLibrary(begun.state, { kind: 'wake' }, at(SETUP.connectMs));
  t.match(ended.commands.at(-1), { kind: 'disconnect' });

  const bench = readyBench({ setup: { replyMs: 60_000 } });
  bench.world.libraryDelayMs = 50_000;
  t.match(askItem(bench, 'Dune'), { item: { title: 'Dune' } }, 'an answer may take longer than a connection');
  t.equal(bench.connects.length, 1);
});

t.test('22. TLS: switching the verification off has to be written out', async (t) => {
  const text = (tls: string) =>
    MINIMAL.replace('host: sip.example.org', `host: sip.example.org\n  transport: tls${tls}`);
  t.equal(settings(text('\n  tls: { servername: other.example.org }')).library.tls?.verify, true);
  t.equal(settings(text('\n  tls: { verify: false }')).library.tls?.verify, false);
  t.ok(faults(text('\n  tls: { verify: "no" }')).length > 0);
});
