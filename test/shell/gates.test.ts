// Security gates at a whole daemon, behind real ttys: what the settings say is what the board's relays do, what happened
// stands in the journal, and a gate that is missing costs nothing else.

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { GateEntry } from '../../station-daemon/core/gate/gate-entry.ts';
import { runCli } from '../../station-daemon/shell/cli/cli.ts';
import { startDaemon } from '../../station-daemon/shell/daemon/daemon.ts';
import { DRIVER_NAMES } from '../../station-daemon/shell/daemon/station-setup.ts';
import { createPtyDevice } from '../../station-daemon/shell/demo/pty-device.ts';
import { runActor } from '../../station-daemon/shell/demo/run-actor.ts';
import { JOURNAL_FILE } from '../../station-daemon/shell/journal/journal.ts';
import { readGateEvents } from '../../station-daemon/shell/journal/read-journal.ts';
import { createLog } from '../../station-daemon/shell/log.ts';
import { loadSettings } from '../../station-daemon/shell/settings-file.ts';
import { createAsciiBoard } from '../../station-daemon/simulator/relay/ascii-board.ts';
import { createModbusBoard } from '../../station-daemon/simulator/relay/modbus-board.ts';
import type { RelayBoard } from '../../station-daemon/simulator/relay/relay-board.ts';
import { freshPath, opened } from './journal-files.ts';
import { until } from './until.ts';

const now = () => ({ ticks: performance.now(), wall: Date.now(), utcOffsetMinutes: 0 });

/** Plugs a board in; `unplug` takes its power too. */
function plugIn(test: Test, path: string, board: RelayBoard): { plug(): void; unplug(): void } {
  const device = createPtyDevice({ path, onBytes: (bytes) => running.receive(bytes) });
  const running = runActor(board, { now, send: (bytes) => void device.send(bytes), close: () => {} });
  const unplug = () => {
    device.unplug();
    running.cut();
    board.unplug(now());
  };
  test.teardown(unplug);
  return { plug: device.plug, unplug };
}

/** A station without a library system; its devices in the settings' own words. */
async function started(test: Test, folder: string, rest: string) {
  mkdirSync(join(folder, 'ui'), { recursive: true });
  const file = join(folder, 'station.yaml');
  const library = '{ host: 127.0.0.1, port: 1, institution: MAIN }';
  writeFileSync(
    file,
    `station: { id: main-01 }\nlibrary: ${library}\ntags: { security: none }\nweb: { port: 0 }\n${rest}`,
  );
  const loaded = loadSettings(file, DRIVER_NAMES, {});
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const daemon = await startDaemon({
    settings: loaded.settings,
    uiDir: join(folder, 'ui'),
    version: '0.0.0',
    desk: null,
    log: createLog({ level: 'info', to: () => {}, station: 'main-01' }),
  });
  test.teardown(() => daemon.stop());
  const get = async (path: string) => (await fetch(new URL(path, daemon.url))).text();
  /** Asks until the answer holds a text. */
  const says = async (path: string, text: string) => {
    let answer = '';
    let asking = false;
    await until(`${path} says ${text}`, () => {
      if (!asking) {
        asking = true;
        void get(path).then((said) => {
          answer = said;
          asking = false;
        });
      }
      return answer.includes(text);
    });
  };
  return { daemon, get, says, events: () => readGateEvents(join(folder, 'data', JOURNAL_FILE), 100) };
}

const freshFolder = () => mkdtempSync(join(tmpdir(), 'lendstation-gates-'));

t.test(
  'the gate of the contract is armed by its relay, missed, found again, and left as the settings say',
  async (t) => {
    const folder = freshFolder();
    const board = createAsciiBoard();
    const plug = plugIn(t, join(folder, 'gate'), board);
    const station = await started(
      t,
      folder,
      `devices:
  - { id: gate, kind: gate, driver: ascii-relay, path: ${join(folder, 'gate')}, baudRate: 9600, relayOn: arms, relay: 2 }
gates: { whenStopped: off }
`,
    );
    await until('armed', () => board.relays[2] === true);
    t.same([...board.relays], [false, false, true, false]);
    plug.unplug();
    await station.says('readyz', 'Gate gate: away');
    t.match(JSON.parse(await station.get('readyz')), { return: true }, 'returns go on');
    plug.plug();
    await until('armed again', () => board.relays[2] === true);
    await station.says('metrics', 'lendstation_gate_armed{gate="gate"} 1');
    await station.daemon.stop();
    t.equal(board.relays[2], false, 'it was switched before the station went');
    t.same(
      station.events().map(({ what, who }) => `${what} ${who}`),
      ['off stop', 'armed start'],
    );
  },
);

t.test(
  'by default a gate is disarmed by a relay that is on, so that it is armed without power',
  async (t) => {
    const folder = freshFolder();
    const board = createModbusBoard({ unit: 9 });
    plugIn(t, join(folder, 'board'), board);
    const { get, says } = await started(
      t,
      folder,
      `devices:
  - { id: board, kind: relay, driver: modbus-relay, path: ${join(folder, 'board')}, unit: 9, outputs: { gate: 0, buzzer: 3 }, alarmInput: 1 }
hours: {}
gates: { whenClosed: off, buzzerSeconds: 1 }
`,
    );
    await until('disarmed: this library is never open', () => board.relays[0] === true);
    t.equal(board.relays[3], false);
    board.setInput(1, true);
    await until('the buzzer', () => board.relays[3] === true);
    await says('readyz', 'Gate board: sounded for an item.');
    t.match(await get('metrics'), 'lendstation_gate_alarms 1');
    await until('its end', () => board.relays[3] === false);
  },
);

const EVENT: GateEntry = { at: 1_000, gate: 'gate', what: 'armed', who: 'hours', why: 'test', item: '' };

t.test('the journal has each event of a gate once, and forgets what is old', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  journal.recordGate(EVENT);
  journal.recordGate(EVENT);
  journal.recordGate({ ...EVENT, at: 2_000, what: 'alarm', who: 'gate', item: '30001' });
  t.same(
    readGateEvents(path, 10).map(({ at, what, item }) => [at, what, item]),
    [
      [2_000, 'alarm', '30001'],
      [1_000, 'armed', ''],
    ],
  );
  t.equal(readGateEvents(path, 1).length, 1);
  journal.forget(1_500, 100);
  t.match(readGateEvents(path, 10), [{ at: 2_000 }]);
});

t.test('the command lists what happened to gates', async (t) => {
  const folder = freshFolder();
  const file = join(folder, 'station.yaml');
  writeFileSync(file, 'station: { id: main-01 }\nlibrary: { host: sip.example.org }\ndata: { dir: . }\n');
  const journal = opened(t, join(folder, JOURNAL_FILE));
  const run = async (...more: readonly string[]) => {
    let said = '';
    const status = await runCli(['journal', '--config', file, '--gates', ...more], {
      drivers: DRIVER_NAMES,
      environment: {},
      out: (text) => {
        said += text;
      },
      err: () => {},
      startDaemon: async () => 0,
      startDemo: async () => 0,
    });
    return { status, said };
  };
  t.match(await run(), { status: 0, said: 'No gate was switched, and none has sounded.\n' });
  journal.recordGate({ ...EVENT, who: 'staff:desk-1', why: 'bypass', what: 'off' });
  const { said } = await run();
  t.match(said, /when +gate +what +who +why +item\n1970-01-01 .* gate +off +staff:desk-1 +bypass\n/);
  t.match((await run('--export', 'csv')).said, ',gate,off,staff:desk-1,bypass,\r\n');
});
