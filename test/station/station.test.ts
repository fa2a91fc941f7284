// The pure station as one step: what it orders anew when the journal failed, and what it shows and when.

import t from 'tap';
import { RECEIPT_TEMPLATES } from '../../station-daemon/core/receipt-template.ts';
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
      ...{ head: ['Ground floor'], foot: [], parts: RECEIPT_TEMPLATES.public, patron: 'none' },
      routeSlips: null,
    },
    offline: { returns: false, loans: null },
    scans: { ...PLAIN_SCANS, card: ['C*'], item: ['B*'] },
    unfinished: [],
    firstTransaction: 1,
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

t.test('a stop with nothing in work ends at once', async (t) => {
  const { kinds } = run([{ kind: 'wake' }, { kind: 'stop' }]);
  t.ok(kinds.includes('stopped'));
});
