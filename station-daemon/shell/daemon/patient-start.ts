// Starts a station, also where its disk is full: then the pages say that it is out of service, and it starts by
// itself as soon as there is space.

import { join } from 'node:path';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import type { Screen } from '../../../protocols/screen/screen.ts';
import type { StationHealth } from '../../station/rim.ts';
import { createStation, healthOf, stepStation } from '../../station/station.ts';
import { readBrand } from '../brand-files.ts';
import { systemClock } from '../clock.ts';
import { JOURNAL_FILE, openJournal } from '../journal/journal.ts';
import { lockFolder } from '../journal/lock-folder.ts';
import { reasonOf } from '../line.ts';
import { createMetrics } from '../metrics.ts';
import { createWeb, type Web } from '../web/web.ts';
import { type Daemon, type DaemonSetup, startDaemon } from './daemon.ts';
import { pageSetupOf } from './page-setup.ts';
import { stationSetupOf } from './station-setup.ts';

/** Often enough that nobody waits after space was made. */
const TRY_EVERY_MS = 2_000;

/** Starts a station. Rejects as `startDaemon` does, but for a full disk. */
export async function startPatiently(setup: DaemonSetup, tryEveryMs = TRY_EVERY_MS): Promise<Daemon> {
  try {
    return await startDaemon(setup);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    setup.log.error('The journal cannot be opened, so the station is out of service until it can', {
      reason: reasonOf(error),
    });
    return new WaitingStation(setup, reasonOf(error), tryEveryMs).start();
  }
}

const DISK_FULL = /^(SQLITE_FULL|SQLITE_IOERR.*|ENOSPC|EDQUOT)$/;

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && DISK_FULL.test(String(error.code));
}

/** Out of service until the real station can be started on the same address. */
class WaitingStation {
  readonly #setup: DaemonSetup;
  readonly #tryEveryMs: number;
  readonly #shown: { readonly screen: Screen | null; readonly health: StationHealth };
  #web: Web | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** The attempt that is under way. */
  #attempt: Promise<void> = Promise.resolve();
  #daemon: Daemon | null = null;
  #stopped = false;

  constructor(setup: DaemonSetup, reason: string, tryEveryMs: number) {
    this.#setup = setup;
    this.#tryEveryMs = tryEveryMs;
    this.#shown = withoutJournal(setup, reason);
  }

  async start(): Promise<Daemon> {
    const { port, url } = await this.#serve(this.#setup.settings.web.port);
    this.#tryLater(port);
    return {
      url,
      showTable: (table: DeskTable) => (this.#daemon ?? this.#web)?.showTable(table),
      stop: () => this.#stop(),
    };
  }

  async #serve(port: number): Promise<{ readonly url: string; readonly port: number }> {
    const { settings, log } = this.#setup;
    const brand = readBrand(settings.branding, (why) => log.warn(why));
    const metrics = createMetrics({
      version: this.#setup.version,
      health: () => this.#shown.health,
      journal: () => ({ forStaff: 0, setAside: 0 }),
      pages: () => this.#web?.pages ?? 0,
      silentPages: () => this.#web?.silentPages ?? 0,
      eventsDropped: () => 0,
    });
    const web = await createWeb({
      ...this.#setup,
      ...settings.web,
      port,
      brand,
      page: pageSetupOf(settings, brand),
      slide: () => null,
      health: () => this.#shown.health,
      metrics: () => metrics.text(),
      onIntent: () => {},
      onDropped: (why) => metrics.messageDropped(why),
      onFault: (error) => log.error('An answer to a browser could not be made', { error }),
    });
    this.#web = web;
    const served = await web.listen();
    if (this.#shown.screen !== null) web.show(this.#shown.screen);
    return served;
  }

  #tryLater(port: number): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#attempt = this.#try(port);
    }, this.#tryEveryMs);
  }

  async #try(port: number): Promise<void> {
    const { settings, log } = this.#setup;
    if (!hasSpace(settings.data.dir)) return this.#tryLater(port);
    // The address is the real station's now.
    await this.#web?.close();
    this.#web = null;
    try {
      const web = { ...settings.web, port };
      this.#daemon = await startDaemon({ ...this.#setup, settings: { ...settings, web } });
      log.info('There is space on the disk again');
    } catch (error) {
      log.warn('The station cannot start yet', { reason: reasonOf(error) });
      await this.#serve(port);
      this.#tryLater(port);
    }
  }

  async #stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#attempt;
    await this.#daemon?.stop();
    await this.#web?.close();
  }
}

/** Could the journal be opened? */
function hasSpace(dir: string): boolean {
  try {
    const unlock = lockFolder(dir);
    try {
      openJournal(join(dir, JOURNAL_FILE)).close();
    } finally {
      unlock();
    }
    return true;
  } catch {
    return false;
  }
}

/** What a station without a journal shows and says of itself. */
function withoutJournal(
  { settings }: DaemonSetup,
  reason: string,
): { readonly screen: Screen | null; readonly health: StationHealth } {
  const facts = { unfinished: [], firstTransaction: 1 };
  const failed = { kind: 'journalFailed', reason } as const;
  const { state, commands } = stepStation(
    createStation(stationSetupOf(settings, facts)),
    failed,
    systemClock().now(),
  );
  const shown = commands.flatMap((command) => (command.kind === 'show' ? [command.screen] : [])).at(-1);
  const screen = shown?.name === 'out-of-service' ? { ...shown, why: 'nothing-works' as const } : null;
  const what = `Journal: cannot be opened (${reason}). Make space on the disk; the station starts by itself then.`;
  return { screen, health: { ...healthOf(state), reasons: [what] } };
}
