// The pure station as one step: what it orders anew when the journal failed, and what it shows and when.

import t from 'tap';
import type { StationCommand, StationEvent } from '../../station-daemon/station/rim.ts';
import type { StationSetup } from '../../station-daemon/station/setup.ts';
import {
  createStation,
  healthOf,
  type StationState,
  stepStation,
} from '../../station-daemon/station/station.ts';

const SETUP: StationSetup = {
  core: {
    stationName: 'Ground floor',
    languages: ['en', 'vi'],
    currency: 'EUR',
    pin: 'optional',
    itemsWithoutCard: 'ask',
    sessionMs: 60_000,
    tagModels: ['iso28560-3'],
    secureTags: true,
    masks: { card: ['C*'], item: ['B*'] },
    unfinished: [],
    firstTransaction: 1,
  },
  library: {
    login: { order: 'none', user: '', password: '', location: '' },
    institution: '',
    terminalPassword: '',
    currency: 'EUR',
    charset: 'utf-8',
    terminator: 'CR',
    errorDetection: 'auto',
    replyMs: 10_000,
    retries: 3,
    heartbeatMs: 55_000,
  },
  devices: [{ id: 'scanner', kind: 'scanner', driver: 'line' }],
};

/** A station and the commands of its last step. */
const run = (events: readonly StationEvent[], from: StationState = createStation(SETUP)) => {
  let state = from;
  let commands: readonly StationCommand[] = [];
  for (const event of events) {
    ({ state, commands } = stepStation(state, event, { ticks: 0, wall: 0, utcOffsetMinutes: 0 }));
  }
  return { state, kinds: commands.map(({ kind }) => kind) };
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

t.test('a stop with nothing in work ends at once', async (t) => {
  const { kinds } = run([{ kind: 'wake' }, { kind: 'stop' }]);
  t.ok(kinds.includes('stopped'));
});
