// What becomes of requests whose answers are lost: found out before anything is repeated, done once, told rightly.

import fc from 'fast-check';
import t from 'tap';
import type { LibraryAnswer, LibraryRequest } from '../../station-daemon/core/library-port.ts';
import type { AcsFault } from '../../station-daemon/simulator/acs/settings.ts';
import { loansOf, type Standing } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, patronOf, readyBench } from './bench.ts';

const SILENCE_MS = 10_000;

/** One change of each kind, with what makes it possible. `check` asks the world. */
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
      // Found on the patron's list, it may have been there before.
      ...{ ok: true, title: 'Dune', renewal: /^(false|unknown)$/, release: true },
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

/** The answer in the end, where a check-in that was found undone is asked for again as the core does. */
const settled = (bench: Bench, request: LibraryRequest): LibraryAnswer => {
  for (;;) {
    const answer = bench.answerTo(request);
    if (answer.kind !== 'notDone' || answer.why !== 'found-undone') return answer;
  }
};

for (const change of changes) {
  t.test(`${change.title} is done once and told rightly`, async (t) => {
    for (const what of losses) {
      for (const times of [1, 2]) {
        t.test(`after "${what.kind}", ${times} times`, async (t) => {
          const bench = readyBench();
          change.before?.(bench);
          for (let time = 1; time <= times; time += 1)
            bench.acs.faults.plan({ on: change.code, occurrence: time, what });
          t.match(settled(bench, change.request(bench)), { result: change.answer });
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
    const bench = readyBench();
    bench.acs.faults.plan({ on: change.code, occurrence: 1, what });
    bench.answerTo(change.request(bench));
    return bench.said.join(' ');
  };
  t.equal(said(changes[0], { kind: 'silent' }), '11 93 99 63 17');
  t.equal(said(changes[0], { kind: 'ignored' }), '11 93 99 63 17 11');
  t.equal(said(changes[1], { kind: 'silent' }), '09 93 99 17');
  t.equal(said(changes[1], { kind: 'ignored' }), '09 93 99 17', 'what lies on the pad only the core knows');
  t.equal(said(changes[3], { kind: 'silent' }), '17 29 93 99 17');
  t.equal(said(changes[3], { kind: 'ignored' }), '17 29 93 99 17 29');
});

t.test('a library system that carries a change out after it was asked about it', async (t) => {
  t.test(
    'gets no second loan: the repeated checkout wants no renewal, and its refusal is looked into',
    async (t) => {
      const bench = readyBench();
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
});

t.test('a renewal whose item was brought back meanwhile is not told as renewed', async (t) => {
  const bench = readyBench();
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
    const bench = readyBench();
    bench.acs.faults.plan({ on: '09', occurrence: 1, what: { kind: 'silent' } });
    t.match(settled(bench, { kind: 'checkin', item: 'nosuch' }), {
      result: { ok: false, refusal: { text: /not known/ } },
    });
  },
);

t.test('a message that always breaks the connection', async (t) => {
  t.test('ends as not understood, and others go on', async (t) => {
    for (const code of ['63', '11', '09', '29'] as const) {
      const bench = readyBench();
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
      const why = code === '09' ? 'found-undone' : 'not-understood';
      t.same(bench.answer(order), { kind: 'notDone', why }, code);
      t.match(bench.answer(next), { kind: 'item' });
      t.equal(bench.said.filter((said) => said === code).length, code === '09' ? 1 : 4);
    }
  });

  t.test('that is never answered ends as away', async (t) => {
    const bench = readyBench();
    bench.acs.faults.plan({ on: '63', occurrence: 'every', what: { kind: 'ignored' } });
    t.same(bench.answerTo({ kind: 'patron', patron: patronOf(bench, 0), loans: false }), {
      ...{ kind: 'notDone', why: 'library-away' },
    });
  });

  t.test('is done without looking first, where looking is what breaks it', async (t) => {
    const bench = readyBench();
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'closeBefore' } });
    const gatsby = bench.item('The Great Gatsby');
    t.match(bench.answerTo({ kind: 'renew', patron: patronOf(bench, 0), item: gatsby.about.barcode }), {
      result: { ok: true },
    });
    t.equal(gatsby.standing.renewals, 1);
  });

  t.test('keeps what is in doubt in doubt, asks once a minute, and lets others go on', async (t) => {
    const bench = readyBench();
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
    const bench = readyBench();
    bench.acs.faults.plan({ on: '11', occurrence: 1, what: { kind: 'closeAfter' } });
    bench.acs.faults.plan({ on: '17', occurrence: 'every', what: { kind: 'closeBefore' } });
    const { barcode } = bench.item('Dune').about;
    t.match(bench.answerTo({ kind: 'checkout', patron: patronOf(bench, 0), item: barcode }), {
      result: { ok: true, title: '', due: null },
    });
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
      const bench = readyBench({ setup: { errorDetection: 'on' } });
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
