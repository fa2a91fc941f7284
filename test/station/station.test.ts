// The pure station as one step: what it orders anew when the journal failed, and what it shows and when.

import assert from 'node:assert/strict';
import t from 'tap';
import { AFI_ON_LOAN, AFI_SECURED } from '../../protocols/tags/security.ts';
import { RECEIPT_TEMPLATES } from '../../station-daemon/core/receipt-template.ts';
import { liftItem } from '../../station-daemon/simulator/world/field.ts';
import type { WorldTag } from '../../station-daemon/simulator/world/world.ts';
import type { StationCommand, StationEvent } from '../../station-daemon/station/rim.ts';
import type { StationSetup } from '../../station-daemon/station/setup.ts';
import {
  createStation,
  healthOf,
  type StationState,
  stepStation,
} from '../../station-daemon/station/station.ts';
import { SETUP as LIBRARY } from '../library/bench.ts';
import { PLAIN_SCANS } from '../protocols/scan-rules.ts';
import { openForPatron, shelf } from './borrowing.ts';
import type { VirtualStation } from './virtual-station.ts';

const SETUP: StationSetup = {
  core: {
    stationName: 'Ground floor',
    languages: ['en', 'vi'],
    theme: 'light',
    profile: 'public',
    children: 'offered',
    attractMs: null,
    currency: 'EUR',
    pin: 'optional',
    itemsWithoutCard: 'ask',
    sessionMs: 60_000,
    tagModels: ['iso28560-3'],
    tagBlinkMs: 600,
    incompleteSets: 'refuse',
    staffCards: [],
    secureTags: false,
    receipts: {
      ...{ head: ['Ground floor'], foot: [], qr: '', parts: RECEIPT_TEMPLATES.public, patron: 'none' },
      email: 'none',
      routeSlips: null,
    },
    offline: { returns: false, loans: null },
    scans: { ...PLAIN_SCANS, card: ['C*'], item: ['B*'] },
    unfinished: [],
    firstTransaction: 1,
    clockAtLeast: 0,
    drop: null,
  },
  library: {
    ...LIBRARY,
    login: { order: 'none', user: '', password: '', location: '' },
    institution: '',
  },
  devices: [{ id: 'scanner', kind: 'scanner', driver: 'line', lineEnd: 'any', ...PLAIN_SCANS.wedge }],
};

/** A station and the commands of its last step. */
const run = (events: readonly StationEvent[], from: StationState = createStation(SETUP)) => {
  let state = from;
  let commands: readonly StationCommand[] = [];
  for (const event of events) {
    ({ state, commands } = stepStation(state, event, { ticks: 0, wall: 0, utcOffsetMinutes: 0 }));
  }
  return { state, commands, kinds: commands.map(({ kind }) => kind) };
};

t.test('the first step connects, shows a screen and sets the alarm', async (t) => {
  const { kinds, state } = run([{ kind: 'wake' }]);
  t.match(kinds, ['connectLibrary', 'show', 'wakeAt']);
  t.match(healthOf(state), { borrow: false, transactionsOpen: 0 });
});

t.test('a step that changes nothing orders nothing', async (t) => {
  t.same(
    run([{ kind: 'wake' }, { kind: 'deviceBytes', device: 'nobody', bytes: new Uint8Array() }]).kinds,
    [],
  );
});

t.test(
  'after a failed journal entry, screen and alarm are ordered anew: the first orders stood behind it',
  async (t) => {
    const { kinds } = run([{ kind: 'wake' }, { kind: 'journalFailed', reason: 'disk full' }]);
    t.ok(kinds.includes('show'));
    t.ok(kinds.includes('wakeAt'));
  },
);

const line = (text: string) => new TextEncoder().encode(`${text}\r`);
const says = (text: string): StationEvent => ({ kind: 'libraryBytes', bytes: line(text) });
const scans = (text: string): StationEvent => ({ kind: 'deviceBytes', device: 'scanner', bytes: line(text) });

const DATE = '20260102    084238';
const OPEN_FOR_MAI: readonly StationEvent[] = [
  { kind: 'wake' },
  { kind: 'deviceOpened', device: 'scanner' },
  { kind: 'libraryOpened' },
  says(`98YYYYYN010003${DATE}2.00AO|BXYYYYYYYYYYYYYYYY|`),
  scans('C1'),
  says(`64              001${DATE}000000000000000000000000AO|AAC1|AEMai|BLY|CQY|`),
];

/** The checkouts that a step sends, by their item. */
const checkouts = (commands: readonly StationCommand[]): readonly string[] =>
  commands.flatMap((command) => {
    if (command.kind !== 'sendToLibrary') return [];
    return /^11.*\|AB([^|]*)\|/.exec(new TextDecoder().decode(command.bytes))?.[1] ?? [];
  });

t.test('a checkout whose journal entry failed is not sent later either', async (t) => {
  const first = run([...OPEN_FOR_MAI, scans('B1')]);
  t.same(checkouts(first.commands), ['B1']);
  const second = run([scans('B2')], first.state);
  t.ok(second.kinds.includes('record'), 'it waits for its turn, written down');
  const answered = says(`121NNY${DATE}AO|AAC1|ABB1|AJDune|AH|`);
  t.same(checkouts(run([answered], second.state).commands), ['B2'], 'which comes when the journal works');
  const failed = run([{ kind: 'journalFailed', reason: 'disk full' }], second.state);
  const after = run([answered], failed.state);
  t.same(checkouts(after.commands), []);
  t.same(checkouts(run([{ kind: 'journalBack' }], after.state).commands), []);
});

t.test(
  'a tag whose writing could not be written down is not released by its driver later either',
  async (t) => {
    const station = openForPatron({ libraryMs: 50, journalMs: 1 });
    const [item = ''] = shelf(station, 1);
    station.journalTakes = ({ step }) => step !== 'writing';
    station.lay(item);
    // The driver would have repeated a write without an answer within a second.
    station.runFor(10_000);
    const lent = station.world.items.get(item);
    t.equal(lent?.tags[0]?.afi, 0x07, 'still secured');
    t.match(station.screen, { name: 'borrow', items: [{ status: 'do-not-leave' }] });
    station.journalTakes = () => true;
    station.push({ kind: 'journalBack' });
    station.runUntil('the loan is taken back', () => lent?.standing.borrower === null, 180_000);
    station.runFor(1_000);
    t.match(station.journal.at(-1), { step: 'done', outcome: 'taken-back' });
  },
);

t.test('a kiosk is ready when all of it works, a book drop when it takes back', async (t) => {
  const drop: StationSetup = {
    ...SETUP,
    core: { ...SETUP.core, drop: { rules: [], exceptionBin: 0, capacity: new Map(), machine: null } },
  };
  const there = OPEN_FOR_MAI.slice(0, 4);
  t.match(healthOf(run(there).state), { ready: true, borrow: true, return: true });
  t.match(healthOf(run(there.slice(0, 2)).state), { ready: false });
  const atDrop = (events: readonly StationEvent[]) => healthOf(run(events, createStation(drop)).state);
  t.match(atDrop(there), { ready: true, borrow: false, return: true, renew: false });
  t.match(atDrop(there.slice(0, 2)), { ready: false });
});

/** Lays an item whose tag is half written the next time that it is written, and lifts it just then. */
const halfWrite = (station: VirtualStation, item: string): WorldTag => {
  const [tag] = station.world.items.get(item)?.tags ?? [];
  assert.ok(tag);
  station.readerFaults.plan({ on: 'writeAfi', occurrence: 'every', what: { kind: 'half' } });
  station.lay(item);
  station.runUntil('it is half written', () => tag.afi === 0);
  liftItem(station.world, item);
  station.readerFaults.clear();
  return tag;
};

const TIMES = { libraryMs: 50, journalMs: 1 } as const;

t.test('a tag half written at a loan is found when it lies there again, and released', async (t) => {
  const station = openForPatron(TIMES);
  const [item = ''] = shelf(station, 1);
  const tag = halfWrite(station, item);
  station.runFor(2_000);
  t.match(station.screen, {
    name: 'borrow',
    items: [{ status: 'do-not-leave', reason: { code: 'put-back-on-pad' } }],
  });
  station.lay(item);
  station.runUntil('it is released', () => tag.afi === AFI_ON_LOAN, 5_000);
  station.runUntil('it is theirs', () => JSON.stringify(station.screen).includes('"borrowed"'), 5_000);
});

t.test('a tag half written and carried off is put right the next time that it lies on a pad', async (t) => {
  const station = openForPatron(TIMES);
  const [item = ''] = shelf(station, 1);
  const tag = halfWrite(station, item);
  station.do({ kind: 'finish' });
  station.runUntil('nobody is here', () => station.screen?.name === 'start', 300_000);
  station.runFor(10_000);
  t.equal(tag.afi, 0, 'it is still half written');
  station.lay(item);
  const borrower = () => station.world.items.get(item)?.standing.borrower ?? null;
  const isRight = () => tag.afi === (borrower() === null ? AFI_SECURED : AFI_ON_LOAN);
  station.runUntil('it is as the library system has it, and written down', () => {
    const last = station.journal.at(-1);
    return isRight() && last?.step === 'done';
  });
  station.runFor(5_000);
  t.ok(isRight(), 'and stays so');
});

const PRINTER = {
  id: 'printer',
  kind: 'printer',
  driver: 'escpos',
  columns: 42,
  tables: 'many',
  baudRate: 19_200,
  flowControl: 'none',
} as const;
const printerSays = (...bytes: readonly number[]): StationEvent => ({
  kind: 'deviceBytes',
  device: PRINTER.id,
  bytes: Uint8Array.from(bytes),
});
/** Well, in answer to each of the four questions. */
const WELL = [0x12, 0x12, 0x12, 0x12].map((byte) => printerSays(byte));

/** A receipt was asked for that its printer has not all the letters for. */
const withReceipt = () =>
  run(
    [
      ...OPEN_FOR_MAI,
      { kind: 'deviceOpened', device: PRINTER.id },
      ...WELL,
      scans('B1'),
      says(`121NNY${DATE}AO|AAC1|ABB1|AJ\u4e09\u4f53|AH20260301|`),
      { kind: 'intent', intent: { kind: 'printReceipt' } },
    ],
    createStation({ ...SETUP, devices: [...SETUP.devices, PRINTER] }),
  );

const drawOf = (commands: readonly StationCommand[]) =>
  commands.flatMap((command) => (command.kind === 'draw' ? [command] : []));

/** What a step sends to the printer; `<1d>` is a byte that is no letter. */
const toPrinter = (commands: readonly StationCommand[]): string =>
  commands
    .flatMap((command) => (command.kind === 'sendToDevice' && command.device === PRINTER.id ? [command] : []))
    .flatMap(({ bytes }) => [...bytes])
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `<${byte.toString(16)}>`))
    .join('');

t.test('what the printer has no letters for is drawn before the slip goes to it', async (t) => {
  const asked = withReceipt();
  const [draw] = drawOf(asked.commands);
  t.match(draw, { widthDots: 504, lines: [{ kind: 'logo' }, { kind: 'entry', text: '\u4e09\u4f53' }] });
  t.equal(draw?.lines.length, 2, 'and nothing that it can print by itself');
  t.equal(toPrinter(asked.commands), '', 'it waits');
  const size = { widthDots: 8, heightDots: 1, aboveDots: 0, belowDots: 0 };
  const lines = [
    { kind: 'logo' },
    { kind: 'drawn', pictures: [{ ...size, bits: Uint8Array.of(0x3c), align: 'left' }] },
  ] as const;
  const drawn: StationEvent = { kind: 'drawn', slip: draw?.slip ?? 0, lines };
  const wrong = run([{ kind: 'drawn', slip: 999, lines }], asked.state);
  t.same(wrong.kinds, [], 'of a slip that does not wait nothing comes');
  const printed = run([drawn, ...WELL], asked.state);
  t.match(toPrinter(printed.commands), /Ground floor.*<1d>v0<0><1><0><1><0><.*Thank you/);
  t.notOk(toPrinter(printed.commands).includes('?'));
  t.same(run([drawn], printed.state).kinds, [], 'nor anything when it comes twice');
});

t.test('a slip whose drawing was lost behind a failed journal entry is printed as it can be', async (t) => {
  const failed = run([{ kind: 'journalFailed', reason: 'disk full' }, ...WELL], withReceipt().state);
  t.match(toPrinter(failed.commands), /Ground floor.*\?\?.*Thank you/);
});

t.test('a stop with nothing in work ends at once', async (t) => {
  const { kinds } = run([{ kind: 'wake' }, { kind: 'stop' }]);
  t.ok(kinds.includes('stopped'));
});
