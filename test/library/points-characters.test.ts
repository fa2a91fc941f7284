// A whole session with a library system of every character, with everything that can go wrong once at every step:
// each step ends, is told rightly, and leaves the library system's books as it should.

import t from 'tap';
import type { RequestCode } from '../../protocols/sip2/table.ts';
import type { LibraryAnswer, LibraryRequest } from '../../station-daemon/core/library-port.ts';
import type { LibrarySetup } from '../../station-daemon/library/setup.ts';
import { type AcsCharacter, acsCharacters } from '../../station-daemon/simulator/acs/characters.ts';
import type { AcsFault, AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import { type Bench, createBench, patronOf } from './bench.ts';
import { dialectOf } from './dialects.ts';

interface Meeting {
  readonly acs: Partial<AcsSettings>;
  readonly setup: Partial<LibrarySetup>;
}

const characters: Readonly<Record<AcsCharacter | 'demo', Meeting>> = {
  demo: { acs: {}, setup: {} },
  koha: { acs: acsCharacters.koha, setup: { dialect: dialectOf('koha') } },
  evergreen: { acs: acsCharacters.evergreen, setup: { dialect: dialectOf('evergreen') } },
  folio: { acs: acsCharacters.folio, setup: { dialect: dialectOf('folio'), charset: 'cp850' } },
  mediator: { acs: acsCharacters.mediator, setup: {} },
  dp2: { acs: acsCharacters.dp2, setup: {} },
};

const FAULTS: readonly AcsFault[] = [
  { kind: 'closeBefore' },
  { kind: 'closeAfter' },
  { kind: 'silent' },
  { kind: 'ignored' },
  { kind: 'delay', ms: 10_500 },
  { kind: 'garble' },
  { kind: 'resend' },
  { kind: 'resendStorm', times: 4 },
  { kind: 'half' },
  { kind: 'duplicate' },
  { kind: 'staleNumber' },
  { kind: 'plainText' },
  { kind: 'unsolicited', line: 'Out of memory!' },
  { kind: 'unsolicited', line: '98YYYYNN10000320260504    1000002.00AOMAIN|BXYYYYYYYYYYYYYYYY|' },
];

interface Step {
  readonly code: RequestCode;
  readonly request: (bench: Bench) => LibraryRequest;
  readonly answer: Record<string, unknown>;
  /** How the item stands afterwards: its place, its borrower's place in the list, its renewals. */
  readonly item: string;
  readonly stands: readonly [circulation: string, borrower: number | null, renewals: number];
}

const about = (kind: 'checkout' | 'renew' | 'cancelCheckout', title: string) => (bench: Bench) => ({
  ...{ kind, patron: patronOf(bench, 0) },
  item: bench.item(title).about.barcode,
});

const STEPS: readonly Step[] = [
  {
    code: '63',
    request: (bench) => ({ kind: 'patron', patron: { card: bench.card(0), pin: '1234' }, loans: true }),
    answer: { patron: { known: true, pin: 'right', blocked: false } },
    item: 'Dune',
    stands: ['available', null, 0],
  },
  {
    code: '11',
    request: about('checkout', 'Dune'),
    // Found on the patron's list, it may have been there before.
    answer: { result: { ok: true, renewal: /^(false|unknown)$/, release: true } },
    item: 'Dune',
    stands: ['on-loan', 0, 0],
  },
  {
    code: '29',
    request: about('renew', 'The Great Gatsby'),
    answer: { result: { ok: true, renewal: true } },
    item: 'The Great Gatsby',
    stands: ['on-loan', 0, 1],
  },
  {
    code: '09',
    request: (bench) => ({ kind: 'checkin', item: bench.item('The Great Gatsby').about.barcode }),
    answer: { result: { ok: true, alert: null } },
    item: 'The Great Gatsby',
    stands: ['available', null, 0],
  },
  {
    code: '09',
    request: about('cancelCheckout', 'Dune'),
    answer: { result: { ok: true } },
    item: 'Dune',
    stands: ['available', null, 0],
  },
  {
    code: '35',
    request: (bench) => ({ kind: 'endSession', patron: patronOf(bench, 0) }),
    answer: { kind: 'endSession' },
    item: 'Dune',
    stands: ['available', null, 0],
  },
];

/** A return that was found undone is made again by whoever sees that the item still lies there. */
function answered(bench: Bench, request: LibraryRequest): LibraryAnswer {
  const answer = bench.answerTo(request);
  const undone = answer.kind === 'notDone' && answer.why === 'found-undone';
  return undone ? bench.answerTo(request) : answer;
}

for (const [character, { acs, setup }] of Object.entries(characters)) {
  t.test(`a session with a library system like ${character}`, async (t) => {
    for (const what of [null, ...FAULTS]) {
      t.test(what === null ? 'goes well' : `ends right whatever meets "${what.kind}" once`, async (t) => {
        const first = what === null ? [] : (['93', '99'] as const).map((on) => ({ on, occurrence: 1, what }));
        const bench = createBench({ setup, acs: { ...acs, faults: first } });
        bench.answerTo({ kind: 'item', item: 'nothing' });
        bench.pass(60_000);
        for (const step of STEPS) {
          if (what !== null) bench.acs.faults.plan({ on: step.code, occurrence: 1, what });
          const request = step.request(bench);
          t.match(answered(bench, request), step.answer, request.kind);
          const { circulation, borrower, renewals } = bench.item(step.item).standing;
          const place = borrower === null ? null : borrower === bench.card(0) ? 0 : -1;
          t.same([circulation, place, renewals], step.stands, `${request.kind} in the books`);
        }
        bench.pass(60_000);
        const lent = [...bench.world.items.values()].filter(({ touched }) => touched);
        t.same(
          lent.map(({ about: { title } }) => title).sort(),
          ['Dune', 'The Great Gatsby'],
          'and nothing else',
        );
        if (what === null) t.equal(bench.connects.length, 1);
      });
    }
  });
}
