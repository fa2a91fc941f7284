// The demo around a station: the simulator's library system on a TCP port, its devices behind ttys, and a settings
// file that names them. The station that reads that file cannot tell them from real ones.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Moment } from '../../../protocols/moment.ts';
import type { DeskDeed, DeskTable } from '../../../protocols/screen/desk.ts';
import { type Acs, createAcs } from '../../simulator/acs/acs.ts';
import { doDeed } from '../../simulator/desk/deeds.ts';
import { shelfOf } from '../../simulator/desk/shelf.ts';
import { tableOf } from '../../simulator/desk/table.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import { createPrinter } from '../../simulator/printer/printer.ts';
import { createFeigReader } from '../../simulator/reader/feig/feig-reader.ts';
import type { Reader } from '../../simulator/reader/twin.ts';
import { createScanner } from '../../simulator/scanner/scanner.ts';
import { createWorld } from '../../simulator/world/opening.ts';
import type { World } from '../../simulator/world/world.ts';
import { systemClock } from '../clock.ts';
import { PACKAGE_ROOT } from '../package-root.ts';
import type { WebDesk } from '../web/sockets.ts';
import { createAcsServer } from './acs-server.ts';
import { createPtyDevice } from './pty-device.ts';
import { type Actor, runActor } from './run-actor.ts';

export interface BoxSetup {
  /** Where the ttys' links and the settings file go; made where it is missing. */
  readonly folder: string;
  /** Of the station's pages; 0 for any. */
  readonly webPort: number;
  /** Told whenever something on the table has changed. */
  readonly onTable: (table: DeskTable) => void;
}

/** A library in a box, switched on. */
export interface LibraryInABox {
  readonly settingsFile: string;
  readonly desk: WebDesk;
  /** The simulator's true state, for tests. */
  readonly world: World;
  /** What is to go wrong. */
  readonly faults: { readonly acs: Acs['faults']; readonly reader: Reader['faults'] };
  close(): Promise<void>;
}

/** What the library system of the demo wants to be told by its stations. */
const LOGIN = { user: 'kiosk1', password: 'secret' } as const;

/** The station serves whenever it is tried; the hours are only shown. */
const DEMO_HOURS = {
  tue: ['10:00-19:00'],
  wed: ['10:00-13:00', '15:00-19:00'],
  thu: ['10:00-19:00'],
  fri: ['10:00-19:00'],
  sat: ['10:00-14:00'],
} as const;

/** Often enough for the eye; the table is compared, and told only when it differs. */
const TABLE_EVERY_MS = 100;

/** Opens the library. */
export async function openLibraryInABox({ folder, webPort, onTable }: BoxSetup): Promise<LibraryInABox> {
  const clock = systemClock();
  // Actors count in fractions of a millisecond: that is what a byte on a serial line takes.
  const now = (): Moment => ({ ...clock.now(), ticks: performance.now() });
  const world = createWorld({ now: now() });
  const acs = createAcs(world, LOGIN);
  const server = createAcsServer({ accept: () => acs.accept(), now });
  const reader = createFeigReader(world);
  const scanner = createScanner();
  const printer = createPrinter(world);
  const devices = {
    pad: plugIn(join(folder, 'pad'), reader, now),
    scanner: plugIn(join(folder, 'scanner'), scanner, now),
    printer: plugIn(join(folder, 'printer'), printer, now),
  };
  const settingsFile = join(folder, 'station.yaml');
  writeFileSync(settingsFile, demoSettings(folder, await server.start(), webPort));

  const carryOut = (deed: DeskDeed): void => {
    const effect = doDeed(world, deed);
    switch (effect.kind) {
      case 'none':
        // Its paper may have been changed.
        return devices.printer.schedule(printer.stir(now()));
      case 'scan':
        return devices.scanner.schedule(scanner.scan(effect.text, now()));
      case 'switch':
        if (effect.part === 'library') return void (effect.to === 'working' ? server.start() : server.stop());
        return effect.to === 'working' ? devices[effect.part].plug() : devices[effect.part].unplug();
    }
  };
  const stopTelling = tellTable(world, onTable);
  return {
    settingsFile,
    world,
    faults: { acs: acs.faults, reader: reader.faults },
    desk: { shelf: () => shelfOf(world), table: () => tableOf(world), onDeed: carryOut },
    async close() {
      stopTelling();
      for (const device of Object.values(devices)) device.unplug();
      await server.stop();
    },
  };
}

interface Plugged {
  plug(): void;
  unplug(): void;
  schedule(outputs: readonly ActorOutput[]): void;
}

/** A simulated device behind a tty. Unplugged, it loses its power too. */
function plugIn(
  path: string,
  actor: Actor & { readonly unplug?: (now: Moment) => void },
  now: () => Moment,
): Plugged {
  const running = runActor(actor, {
    now,
    send: (bytes) => device.send(bytes),
    close: () => device.unplug(),
  });
  const device = createPtyDevice({ path, onBytes: running.receive });
  return {
    plug: device.plug,
    schedule: running.schedule,
    unplug() {
      device.unplug();
      running.cut();
      actor.unplug?.(now());
    },
  };
}

/** The actors change the world in place and tell nobody, so it is looked at. */
function tellTable(world: World, onTable: (table: DeskTable) => void): () => void {
  let told = '';
  const timer = setInterval(() => {
    const table = tableOf(world);
    const text = JSON.stringify(table);
    if (text === told) return;
    told = text;
    onTable(table);
  }, TABLE_EVERY_MS);
  return () => clearInterval(timer);
}

function demoSettings(folder: string, libraryPort: number, webPort: number): string {
  mkdirSync(folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const demo = (name: string) => join(PACKAGE_ROOT, 'config', 'demo', name);
  const settings = {
    station: { id: 'demo', name: 'Demo library', languages: ['en', 'vi'], pin: 'optional' },
    idle: { slides: demo('slides'), afterSeconds: 180 },
    hours: DEMO_HOURS,
    events: { file: demo('events.ics') },
    questions: { folder: demo('questions') },
    library: {
      host: '127.0.0.1',
      port: libraryPort,
      institution: 'MAIN',
      login: { order: 'login-first', ...LOGIN, location: 'FRONT' },
    },
    devices: [
      { id: 'pad', kind: 'pad', driver: 'feig', path: path('pad') },
      { id: 'scanner', kind: 'scanner', driver: 'line', path: path('scanner'), lineEnd: 'CR' },
      { id: 'printer', kind: 'printer', driver: 'escpos', path: path('printer') },
    ],
    receipts: { email: 'library' },
    scans: { card: ['2#############'], item: ['3#############'] },
    tags: { models: ['iso28560-3', 'iso28560-2'] },
    web: { host: '127.0.0.1', port: webPort },
    data: { dir: './data' },
  };
  return `# Made by the demo. It is a settings file like that of a real station.\n${stringify(settings)}`;
}
