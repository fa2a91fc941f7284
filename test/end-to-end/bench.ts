// A whole station for tests: the built daemon as a process of its own, started from a settings file, with the
// simulator's library system on TCP and its devices behind ttys in this process. Not a test itself.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DeskDeed } from '../../protocols/screen/desk.ts';
import { type LibraryInABox, openLibraryInABox } from '../../station-daemon/shell/demo/library-in-a-box.ts';
import { until } from '../shell/until.ts';

const ASKED_EVERY_MS = 20;

export const ROOT = resolve(import.meta.dirname, '../..');

/** The command `lendstation`, as it was built. */
export const LENDSTATION = join(ROOT, 'scripts/lendstation');

/** A daemon as a process. */
export interface DaemonProcess {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Everything that it wrote, its log first of all. */
  readonly written: () => string;
  readonly process: ChildProcess;
  /** Resolves with the exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface Bench {
  readonly box: LibraryInABox;
  readonly daemon: DaemonProcess;
  readonly do: (deed: DeskDeed) => void;
  /** What the station says of itself. */
  readonly ready: () => Promise<Readiness>;
  /** Another daemon on the same settings, after the first one has ended. */
  readonly startAgain: () => Promise<DaemonProcess>;
}

export interface Readiness {
  readonly borrow: boolean;
  readonly return: boolean;
  readonly renew: boolean;
  readonly print: boolean;
  readonly reasons: readonly string[];
}

/** What the bench needs of a test. */
export interface Ending {
  readonly teardown: (end: () => Promise<void>) => unknown;
}

/** Starts a library and a station; both end with the test. */
export async function startBench(
  t: Ending,
  before: (box: LibraryInABox) => void | Promise<void> = () => {},
): Promise<Bench> {
  // Builds what is stale; nothing where scripts/test has built already.
  execFileSync(join(ROOT, 'scripts/build'));
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-bench-'));
  const box = await openLibraryInABox({ folder, webPort: 0, onTable: () => {} });
  await before(box);
  const daemons: DaemonProcess[] = [];
  const start = async (): Promise<DaemonProcess> => {
    const daemon = await startCommand(LENDSTATION, ['start', '--config', box.settingsFile]);
    daemons.push(daemon);
    return daemon;
  };
  t.teardown(async () => {
    for (const { process, ended } of daemons) {
      process.kill('SIGKILL');
      await ended;
    }
    await box.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const daemon = await start();
  return {
    box,
    daemon,
    do: box.desk.onDeed,
    ready: () => readiness(daemons.at(-1) ?? daemon),
    startAgain: start,
  };
}

/** Runs a command that starts a station, and waits until it has told where its pages are. */
export async function startCommand(command: string, args: readonly string[]): Promise<DaemonProcess> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      written += chunk;
    });
  }
  let status: number | string | null = null;
  const ended = new Promise<number | string>((done) => {
    child.on('close', (code, signal) => {
      status = code ?? signal ?? 'gone';
      done(status);
    });
  });
  const address = () => /^Lendstation.*: (http:\S+)$/m.exec(written)?.[1];
  await until('the daemon serves its pages', () => address() !== undefined || status !== null, 20_000);
  const url = address();
  if (url === undefined) throw new Error(`the daemon ended with ${status}: ${written}`);
  return { url, written: () => written, process: child, ended };
}

/** `GET /readyz`. */
export async function readiness({ url }: DaemonProcess): Promise<Readiness> {
  const answer = await fetch(`${url}readyz`);
  const told: Readiness = JSON.parse(await answer.text());
  return told;
}

/** Waits until a condition holds that has to be asked for. */
export async function untilAsync(
  what: string,
  holds: () => Promise<boolean>,
  withinMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`);
    // Asked without a pause, the daemon would be busy with answers, and not with what is waited for.
    const next = performance.now() + ASKED_EVERY_MS;
    await until('it is asked again', () => performance.now() >= next);
  }
}

/** How much memory a daemon holds now, in MB. */
export function residentMb({ process }: DaemonProcess): number {
  const status = readFileSync(`/proc/${process.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024);
}
