// The commands of `lendstation`: what each takes and does. Each returns the process's exit status.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatFault, type PlacedFault } from '../../settings/fault.ts';
import type { DriverNames } from '../../settings/not-yet.ts';
import type { ResolvedSettings } from '../../settings/secrets.ts';
import { NO_JOURNAL, stationSetupOf } from '../daemon/station-setup.ts';
import { JOURNAL_FILE } from '../journal/journal.ts';
import { readAll, readForStaff, readGateEvents } from '../journal/read-journal.ts';
import { settleEntry } from '../journal/settle-entry.ts';
import { reasonOf } from '../line.ts';
import { checkSettingsFile, loadSettings } from '../settings-file.ts';
import { testDevices } from './devices-test/test-devices.ts';
import { gateCsv, gateTable } from './gate-report.ts';
import { journalCsv, journalTable } from './journal-report.ts';
import { testLibrary } from './sip2-test/test-library.ts';
import { UsageError } from './usage-error.ts';

/** What the commands need from outside. */
export interface CliSetup {
  readonly drivers: DriverNames;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Runs the station until it has ended; resolves with the exit status. */
  readonly startDaemon: (settings: ResolvedSettings) => Promise<number>;
  /** Runs a station with a simulated library around it, its pages on this port (0: any), until it has ended. */
  readonly startDemo: (webPort: number) => Promise<number>;
}

export interface Command {
  readonly usage: string;
  readonly does: string;
  /** Throws `UsageError`, or what `parseArgs` throws. */
  readonly run: (args: readonly string[], setup: CliSetup) => number | Promise<number>;
}

/** Only what works is here. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  check: {
    usage: 'check FILE',
    does: 'checks a settings file and names every fault in it',
    run: check,
  },
  start: {
    usage: 'start --config FILE',
    does: 'runs the station',
    run: start,
  },
  demo: {
    usage: 'demo [--port N]',
    does: 'runs a station with a simulated library around it',
    run: demo,
  },
  sip2: {
    usage: 'sip2 --config FILE [--patron ID [--pin PIN]] [--item ID] [--raw]',
    does: 'tests the library system step by step and says what to do; changes nothing there',
    run: sip2,
  },
  devices: {
    usage: 'devices --config FILE [--print-test]',
    does: 'lists the serial ports and says what answers at each configured device; with --print-test it prints a slip that shows what a printer can do. The station must not run meanwhile',
    run: devices,
  },
  journal: {
    usage: 'journal --config FILE [--all | --gates] [--export csv] [--settle NUMBER]',
    does: 'lists transactions that have not ended, or that staff have to look at; with --all every one that it still has, with --gates what happened to security gates; or says that staff have put one right that waits for them',
    run: journal,
  },
  simulate: {
    usage: 'simulate [--seeds N] [--from N] [--seed N] [--mutants]',
    does: 'plays nights of the whole station under faults and checks its promises; tells the first night that breaks one. Or tests that: by mistakes planted in a checkout',
    // Only here: a station that lends books has neither nights nor a simulator in it.
    run: async (args, setup) => (await import('./simulate.ts')).simulate(args, setup.out),
  },
};

const OK = 0;
const FAILED = 1;

function check(args: readonly string[], setup: CliSetup): number {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [file] = positionals;
  if (file === undefined || positionals.length !== 1) throw new UsageError('check takes one FILE');
  const checked = checkSettingsFile(file, setup.drivers);
  if (checked.ok) {
    setup.err(noteLines(file, checked.notes));
    return OK;
  }
  setup.out(faultLines(file, checked.faults));
  return FAILED;
}

async function start(args: readonly string[], setup: CliSetup): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { config: { type: 'string' } } });
  const settings = load(values.config, setup);
  return settings === null ? FAILED : setup.startDaemon(settings);
}

const DEMO_PORT = '8090';

function demo(args: readonly string[], setup: CliSetup): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { port: { type: 'string', default: DEMO_PORT } },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535)
    throw new UsageError('--port takes a number from 0 to 65535');
  return setup.startDemo(port);
}

async function sip2(args: readonly string[], setup: CliSetup): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      patron: { type: 'string' },
      pin: { type: 'string' },
      item: { type: 'string' },
      raw: { type: 'boolean', default: false },
    },
  });
  const { patron, pin, item, raw } = values;
  if (pin !== undefined && patron === undefined) throw new UsageError('--pin needs a --patron');
  const settings = load(values.config, setup);
  if (settings === null) return FAILED;
  const works = await testLibrary({
    line: settings.library.line,
    library: stationSetupOf(settings, NO_JOURNAL).library,
    target: {
      patron: patron === undefined ? null : { card: patron, pin: pin ?? null },
      item: item ?? null,
    },
    raw,
    out: setup.out,
  });
  return works ? OK : FAILED;
}

async function devices(args: readonly string[], setup: CliSetup): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { config: { type: 'string' }, 'print-test': { type: 'boolean', default: false } },
  });
  const settings = load(values.config, setup);
  if (settings === null) return FAILED;
  const work = await testDevices({ settings, printTest: values['print-test'], out: setup.out });
  return work ? OK : FAILED;
}

/** More lines than anybody reads. */
const MOST_LISTED = 10_000;

function journal(args: readonly string[], setup: CliSetup): number {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      all: { type: 'boolean', default: false },
      gates: { type: 'boolean', default: false },
      export: { type: 'string' },
      settle: { type: 'string' },
    },
  });
  const format = values.export;
  if (values.settle !== undefined && !/^\d{1,15}$/.test(values.settle))
    throw new UsageError('--settle takes the number of a transaction');
  if (format !== undefined && format !== 'csv') throw new UsageError('--export takes csv');
  const settings = load(values.config, setup);
  if (settings === null) return FAILED;
  const path = join(settings.data.dir, JOURNAL_FILE);
  if (!existsSync(path)) {
    setup.err(
      `${path} is not there: no station has run with this data.dir. Is ${values.config} the settings file of the station that you mean?\n`,
    );
    return FAILED;
  }
  try {
    if (values.settle !== undefined) return settle(path, Number(values.settle), setup);
    if (values.gates) {
      const events = readGateEvents(path, MOST_LISTED);
      setup.out(format === 'csv' ? gateCsv(events) : gateTable(events));
      return OK;
    }
    const list = values.all ? readAll(path, MOST_LISTED) : readForStaff(path, MOST_LISTED);
    setup.out(format === 'csv' ? journalCsv(list) : journalTable(list));
    if (list.more > 0) setup.err(`The list is cut: ${list.more} older transactions are not in it.\n`);
    return OK;
  } catch (error) {
    setup.err(`${path} cannot be read: ${reasonOf(error)}\n`);
    return FAILED;
  }
}

function settle(path: string, transaction: number, { out, err }: CliSetup): number {
  if (settleEntry(path, transaction, Date.now())) {
    out(`Transaction ${transaction} is settled.\n`);
    return OK;
  }
  err(`Transaction ${transaction} does not wait for staff.\n`);
  return FAILED;
}

function load(file: string | undefined, setup: CliSetup): ResolvedSettings | null {
  if (file === undefined) throw new UsageError('--config FILE is missing');
  const loaded = loadSettings(file, setup.drivers, setup.environment);
  if (loaded.ok) {
    setup.err(noteLines(file, loaded.notes));
    return loaded.settings;
  }
  setup.err(faultLines(file, loaded.faults));
  return null;
}

function faultLines(file: string, faults: readonly PlacedFault[]): string {
  return faults.map((fault) => `${formatFault(file, fault)}\n`).join('');
}

function noteLines(file: string, notes: readonly string[]): string {
  return notes.map((note) => `${file}: ${note}\n`).join('');
}
