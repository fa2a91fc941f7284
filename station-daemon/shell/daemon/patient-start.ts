// Starts a station, also where its journal cannot be opened, e.g. because the disk is full: then the pages say that it
// is out of service, and it starts by itself as soon as that has changed.

import { join } from 'node:path';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import type { Screen } from '../../../protocols/screen/screen.ts';
import type { StationHealth } from '../../station/rim.ts';
import { createStation, healthOf, stepStation } from '../../station/station.ts';
import { readBrand } from '../brand-files.ts';
import { systemClock } from '../clock.ts';
import { JOURNAL_FILE, openJournal } from '../journal/journal.ts';
import { lockFolder } from '../journal/lock-folder.ts';
import { whatToDo } from '../journal/what-to-do.ts';
import { reasonOf } from '../line.ts';
import { createMetrics } from '../metrics.ts';
import { createWeb, type Web } from '../web/web.ts';
import { type Daemon, type DaemonSetup, startDaemon } from './daemon.ts';
import { pageSetupOf } from './page-setup.ts';
import { NO_JOURNAL, stationSetupOf } from './station-setup.ts';

/** Often enough that nobody waits after space was made. */
const TRY_EVERY_MS = 2_000;

/** Starts a station. Rejects as `startDaemon` does, but for a journal that can be opened once somebody has helped. */
export async function startPatiently(setup: DaemonSetup, tryEveryMs = TRY_EVERY_MS): Promise<Daemon> {
  try {
    return await startDaemon(setup);
  } catch (error) {
    const advice = whatToDo(error, setup.settings.data.dir);
    if (advice === null) throw error;
    const reason = reasonOf(error);
    setup.log.error('The journal cannot be opened, so the station is out of service until it can', {
      reason,
      advice,
    });
    return new WaitingStation(setup, { reason, advice }, tryEveryMs).start();
  }
}

/** Why the journal cannot be opened, and what to do about it. */
interface Hindrance {
  readonly reason: string;
  readonly advice: string;
}

/** Out of service until the real station can be started on the same address. */
class WaitingStation {
  readonly #setup: DaemonSetup;
  readonly #tryEveryMs: number;
  #shown: { readonly screen: Screen | null; readonly health: StationHealth };
  #web: Web | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** The attempt that is under way. */
  #attempt: Promise<void> = Promise.resolve();
  #daemon: Daemon | null = null;
  #stopped = false;

  constructor(setup: DaemonSetup, hindrance: Hindrance, tryEveryMs: number) {
    this.#setup = setup;
    this.#tryEveryMs = tryEveryMs;
    this.#shown = withoutJournal(setup, hindrance);
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
      journal: () => ({ forStaff: 0, toCheck: 0, unreadable: 0, setAside: 0 }),
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
    const hindrance = hindranceIn(settings.data.dir);
    if (hindrance !== null) {
      this.#shown = withoutJournal(this.#setup, hindrance);
      return this.#tryLater(port);
    }
    // The address is the real station's now.
    await this.#web?.close();
    this.#web = null;
    try {
      const web = { ...settings.web, port };
      this.#daemon = await startDaemon({ ...this.#setup, settings: { ...settings, web } });
      log.info('The journal could be opened, and the station serves');
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

/** What keeps the journal from being opened; null where it can be. */
function hindranceIn(dir: string): Hindrance | null {
  try {
    const unlock = lockFolder(dir);
    try {
      openJournal(join(dir, JOURNAL_FILE)).close();
    } finally {
      unlock();
    }
    return null;
  } catch (error) {
    return { reason: reasonOf(error), advice: whatToDo(error, dir) ?? 'See to it.' };
  }
}

/** What a station without a journal shows and says of itself. */
function withoutJournal(
  { settings }: DaemonSetup,
  { reason, advice }: Hindrance,
): { readonly screen: Screen | null; readonly health: StationHealth } {
  const failed = { kind: 'journalFailed', reason } as const;
  const { state, commands } = stepStation(
    createStation(stationSetupOf(settings, NO_JOURNAL)),
    failed,
    systemClock().now(),
  );
  const shown = commands.flatMap((command) => (command.kind === 'show' ? [command.screen] : [])).at(-1);
  const screen = shown?.name === 'out-of-service' ? { ...shown, why: 'nothing-works' as const } : null;
  const what = `Journal: cannot be opened (${reason}). ${advice} The station starts by itself then.`;
  return { screen, health: { ...healthOf(state), reasons: [what] } };
}
