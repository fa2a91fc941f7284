// A running station: the pure station in the one loop, with everything around it that has effects.

import { join } from 'node:path';
import type { DeskTable } from '../../../protocols/screen/desk.ts';
import type { Doors } from '../../core/event.ts';
import { itemOfRow } from '../../core/row-items.ts';
import type { ResolvedSettings } from '../../settings/secrets.ts';
import type { StationCommand, StationEvent, StationHealth } from '../../station/rim.ts';
import { createStation, healthOf, type StationState, stepStation } from '../../station/station.ts';
import { type BoardKeeper, keepBoard } from '../board/board.ts';
import { readBrand } from '../brand-files.ts';
import { systemClock } from '../clock.ts';
import { createCoverKeeper } from '../covers/cover-keeper.ts';
import { createSlipPainter, type SlipPainter } from '../drawing/slip-painter.ts';
import { JOURNAL_FILE, type Journal } from '../journal/journal.ts';
import { openLastingJournal } from '../journal/lasting-journal.ts';
import { lockFolder } from '../journal/lock-folder.ts';
import { createLibraryLine } from '../library-line/create-library-line.ts';
import type { LibraryLine } from '../library-line/library-line.ts';
import { type LineEvent, reasonOf } from '../line.ts';
import type { Log } from '../log.ts';
import { type CarriedOut, createLoop, type Loop } from '../loop.ts';
import { createMetrics, type Metrics } from '../metrics.ts';
import { createRecorder, type Recorder } from '../recorder.ts';
import { createVoice } from '../speech/espeak.ts';
import { silentPageWarnings } from '../web/page-watch.ts';
import type { RouteSetup } from '../web/routes.ts';
import type { WebDesk } from '../web/sockets.ts';
import { createWeb, type Web } from '../web/web.ts';
import { watchBlockList } from './block-list.ts';
import { boardSetupOf } from './board-setup.ts';
import { type DeviceLines, openDeviceLines } from './device-lines.ts';
import { createJournalWatch, type JournalWatch } from './journal-watch.ts';
import { createLineWatch, type LineWatch } from './line-watch.ts';
import { pageSetupOf } from './page-setup.ts';
import { stationSetupOf, WRITTEN_AFTER } from './station-setup.ts';

export interface DaemonSetup {
  /** Checked with `DRIVER_NAMES`. */
  readonly settings: ResolvedSettings;
  /** Where the built pages are. */
  readonly uiDir: string;
  readonly version: string;
  /** The simulator's table; null in a real station. */
  readonly desk: WebDesk | null;
  readonly log: Log;
}

export interface Daemon {
  /** Where the pages are, e.g. `http://127.0.0.1:8090/`. */
  readonly url: string;
  showTable(table: DeskTable): void;
  /** Ends what is in work or leaves it to the journal, and closes everything. Takes less than 5 s. */
  stop(): Promise<void>;
}

/** A station that does not come to an end by itself is ended by this; the process must go within 5 s. */
const LONGEST_STOP_MS = 4_500;
/** After a fault of the programme the station is woken this soon. */
const AFTER_FAULT_MS = 1_000;
/** So much less than the session waits, so that it hears why there is no connection. */
const CONNECT_MARGIN_MS = 500;
/** Pieces of device bytes that may wait; far more than a second of every line at full speed. */
const MOST_EVENTS = 10_000;

/** Starts a station. Rejects where the data folder or the journal cannot be used, or the port cannot be had. */
export async function startDaemon(setup: DaemonSetup): Promise<Daemon> {
  const { dir } = setup.settings.data;
  const unlock = lockFolder(dir);
  try {
    let station: RunningStation | null = null;
    const journal = openLastingJournal(join(dir, JOURNAL_FILE), (file) => {
      setup.log.error('The journal is damaged: it was set aside, and a new one was begun', { file });
      station?.journalReplaced();
    });
    try {
      tellOfJournal(journal, setup.log);
      station = new RunningStation(setup, journal, unlock);
      return await station.start();
    } catch (error) {
      journal.close();
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

function tellOfJournal(journal: Journal, log: Log): void {
  if (journal.setAside !== null) {
    log.error('The journal was damaged: it was set aside, and a new one was begun', {
      file: journal.setAside,
    });
  }
  const unfinished = journal.unfinished().length;
  if (unfinished > 0)
    log.warn('The journal holds unfinished transactions: they are settled now', { unfinished });
  const { unreadable } = journal.staffWork();
  if (unreadable.length > 0)
    log.error('The journal holds transactions that cannot be read: staff have to see to them', {
      transactions: unreadable,
    });
}

class RunningStation {
  readonly #setup: DaemonSetup;
  readonly #journal: Journal;
  readonly #unlock: () => void;
  readonly #clock = systemClock();
  readonly #loop: Loop<StationState, StationEvent>;
  readonly #recorder: Recorder;
  readonly #metrics: Metrics;
  readonly #library: LibraryLine;
  readonly #lineWatch: LineWatch;
  readonly #journalWatch: JournalWatch;
  #painter: SlipPainter | null = null;
  #stopBlockList: () => void = () => {};
  #devices: DeviceLines | null = null;
  #web: Web | null = null;
  #board: BoardKeeper | null = null;
  #ended: () => void = () => {};
  /** Why the library system was away when that was logged last; null while it is there. */
  #awayBecause: string | null = null;

  constructor(setup: DaemonSetup, journal: Journal, unlock: () => void) {
    this.#setup = setup;
    this.#journal = journal;
    this.#unlock = unlock;
    const { settings, log } = setup;
    this.#loop = this.#makeLoop();
    this.#metrics = createMetrics({
      version: setup.version,
      health: () => this.#health(),
      journal: () => this.#journalWatch.counts(),
      pages: () => this.#web?.pages ?? 0,
      silentPages: () => this.#web?.silentPages ?? 0,
      eventsDropped: () => this.#loop.dropped,
    });
    this.#recorder = createRecorder({
      record: (entry) => this.#write(() => journal.record(entry)),
      probe: () => journal.probe(),
      onFailed: (reason) => {
        log.error('The journal cannot write: lending stops until it can', { reason });
        // The state counts on what is not on disk: whatever waits may bring on what stood behind the barrier.
        this.#loop.pushFirst({ kind: 'journalFailed', reason });
      },
      onBack: () => this.#loop.push({ kind: 'journalBack' }),
    });
    const { line } = settings.library;
    this.#library = createLibraryLine({
      line,
      connectTimeoutMs: settings.library.connectSeconds * 1_000 - CONNECT_MARGIN_MS,
      listener: (event) => this.#libraryTold(event),
    });
    this.#lineWatch = createLineWatch({
      line,
      security: () => this.#library.security,
      wall: () => this.#clock.now().wall,
      onWarning: (warning) => log.warn(warning),
    });
    const { dir, keepDays } = settings.data;
    const wall = () => this.#clock.now().wall;
    const ticks = () => this.#clock.now().ticks;
    this.#journalWatch = createJournalWatch({
      journal,
      path: join(dir, JOURNAL_FILE),
      keepDays,
      wall,
      ticks,
      log,
    });
  }

  /** Covers of what is on the screen, where the settings name a provider. */
  #covers(): Pick<RouteSetup, 'cover'> {
    const { covers } = this.#setup.settings.branding;
    if (covers === undefined) return {};
    const keeper = createCoverKeeper({ url: covers, nowMs: () => this.#clock.now().ticks });
    return {
      cover: async (row) => {
        const item = itemOfRow(this.#loop.state.core, row);
        return item === null ? null : keeper.coverOf(item);
      },
    };
  }

  /** There is a new file, which knows nothing of what is unfinished. */
  journalReplaced(): void {
    this.#loop.push({ kind: 'journalReplaced' });
  }

  async start(): Promise<Daemon> {
    const { settings, log } = this.#setup;
    const brand = readBrand(settings.branding, (why) => log.warn(why));
    this.#painter = createSlipPainter({
      logo: brand.logo?.bytes ?? null,
      onFault: (what, reason) => log.warn(what, { reason }),
    });
    const web = await createWeb({
      ...this.#setup,
      ...settings.web,
      brand,
      page: pageSetupOf(settings, brand),
      ...this.#covers(),
      health: () => this.#health(),
      metrics: () => this.#metrics.text(),
      slide: (id) => this.#board?.slide(id) ?? null,
      speak: createVoice(),
      onIntent: (intent) => this.#loop.push({ kind: 'intent', intent }),
      onDropped: (why) => this.#metrics.messageDropped(why),
      onFault: (error) => log.error('An answer to a browser could not be made', { error }),
    });
    this.#web = web;
    const { url } = await web.listen().catch((error: unknown) => {
      throw new Error(cannotServe(settings.web, reasonOf(error)));
    });
    this.#devices = openDeviceLines(settings.devices, this.#loop.push.bind(this.#loop), log);
    this.#watchBlockList();
    this.#board = this.#keepBoard(web);
    this.#recorder.check();
    // The first event: connects to the library system and shows the first screen.
    this.#loop.push({ kind: 'wake' });
    log.info('Station started', { version: this.#setup.version, url });
    return { url, showTable: web.showTable, stop: () => this.#stop() };
  }

  /** How the station stands, with what its line to the library system has to be warned of. */
  #health(): StationHealth {
    const health = healthOf(this.#loop.state);
    const warnings = [
      ...this.#lineWatch.warnings(),
      ...this.#journalWatch.warnings(),
      ...(this.#board?.warnings() ?? []),
      ...silentPageWarnings(this.#web?.silentPages ?? 0),
    ];
    return { ...health, reasons: [...health.reasons, ...warnings] };
  }

  #watchBlockList(): void {
    const { loans, blockList } = this.#setup.settings.library.offline;
    if (!loans || blockList === undefined) return;
    this.#stopBlockList = watchBlockList({
      path: blockList,
      onList: (cards, why) => {
        if (why !== null) this.#setup.log.warn('The block list cannot be read', { reason: why });
        this.#loop.push({ kind: 'blockedCards', cards });
      },
    });
  }

  /** What the library tells everybody; and whether the station rests, where it does so while the library is closed. */
  #keepBoard(web: Web): BoardKeeper {
    const { settings, log } = this.#setup;
    let doors: Doors = 'open';
    return keepBoard({
      ...boardSetupOf(settings),
      wall: () => this.#clock.now().wall,
      onNote: (note) => log.warn(note),
      onBoard: (board) => {
        web.showBoard(board);
        const now: Doors =
          settings.hours?.whenClosed === 'rest' && board.opening?.kind === 'closed' ? 'closed' : 'open';
        if (now === doors) return;
        doors = now;
        this.#loop.push({ kind: 'doors', doors });
      },
    });
  }

  async #stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      const giveUp = setTimeout(resolve, LONGEST_STOP_MS);
      this.#ended = () => {
        clearTimeout(giveUp);
        resolve();
      };
      this.#loop.push({ kind: 'stop' });
    });
    this.#loop.stop();
    this.#clock.clearAlarm();
    this.#recorder.stop();
    this.#lineWatch.stop();
    this.#journalWatch.stop();
    this.#stopBlockList();
    this.#board?.stop();
    await Promise.all([this.#library.end(), this.#devices?.close(), this.#web?.close()]);
    this.#journal.close();
    this.#unlock();
    const { transactionsOpen } = healthOf(this.#loop.state);
    if (transactionsOpen === 0) return this.#setup.log.info('Station stopped');
    this.#setup.log.warn('Station stopped with open transactions: `lendstation journal` lists them', {
      transactionsOpen,
    });
  }

  #makeLoop(): Loop<StationState, StationEvent> {
    const { settings, log } = this.#setup;
    const facts = {
      unfinished: this.#journal.unfinished(),
      firstTransaction: this.#journal.nextTransactionNumber(),
      clockAtLeast: Math.max(WRITTEN_AFTER, this.#journal.latestAt() ?? 0),
    };
    return createLoop<StationState, StationEvent, StationCommand>({
      start: createStation(stationSetupOf(settings, facts)),
      step: stepStation,
      now: () => this.#clock.now(),
      carryOut: (command) => this.#carryOut(command),
      isBarrier: (command) => command.kind === 'record',
      queue: {
        limit: MOST_EVENTS,
        mayDrop: (event) => event.kind === 'deviceBytes',
        onFull: (dropped) => log.warn('A device sends more than can be worked on', { dropped }),
      },
      onFault: ({ kind, error }) => {
        this.#metrics.fault(kind);
        log.error('A fault of the programme; it went on with the next event', { fault: kind, error });
        // A step that threw has ordered no alarm: without one the pads would be polled no more.
        this.#clock.setAlarm(this.#clock.now().ticks + AFTER_FAULT_MS, () =>
          this.#loop.push({ kind: 'wake' }),
        );
      },
      onStepped: ({ kind }, tookMs) => this.#metrics.event(kind, tookMs),
    });
  }

  #carryOut(command: StationCommand): CarriedOut {
    switch (command.kind) {
      case 'record':
        return this.#recorder.record(command.entry);
      case 'sendToDevice':
        this.#devices?.send(command.device, command.bytes);
        return 'goOn';
      case 'connectLibrary':
        this.#library.open();
        return 'goOn';
      case 'disconnectLibrary':
        this.#library.close();
        return 'goOn';
      case 'sendToLibrary':
        this.#library.send(command.bytes);
        return 'goOn';
      case 'actuate':
        return 'goOn';
      case 'show':
        this.#web?.show(command.screen);
        return 'goOn';
      case 'draw':
        void this.#draw(command);
        return 'goOn';
      case 'wakeAt':
        if (command.ticks === null) this.#clock.clearAlarm();
        else this.#clock.setAlarm(command.ticks, () => this.#loop.push({ kind: 'wake' }));
        return 'goOn';
      case 'note':
        this.#setup.log[command.level](command.text, command.data);
        return 'goOn';
      case 'stopped':
        this.#ended();
        return 'goOn';
    }
  }

  /** Never rejects: what cannot be drawn comes back as it was. */
  async #draw({ slip, lines, widthDots }: Extract<StationCommand, { kind: 'draw' }>): Promise<void> {
    const drawn = (await this.#painter?.draw(lines, widthDots)) ?? lines;
    this.#loop.push({ kind: 'drawn', slip, lines: drawn });
  }

  #libraryTold(event: LineEvent): void {
    const { log } = this.#setup;
    switch (event.kind) {
      case 'opened':
        log.info('Connected to the library system');
        this.#awayBecause = null;
        this.#lineWatch.look();
        return this.#loop.push({ kind: 'libraryOpened' });
      case 'closed':
        // Tried for ever; told once for each new reason.
        if (event.reason !== this.#awayBecause) {
          log.warn('No connection to the library system; it is tried again', { reason: event.reason });
        }
        this.#awayBecause = event.reason;
        return this.#loop.push({ kind: 'libraryClosed', reason: event.reason });
      case 'bytes':
        return this.#loop.push({ kind: 'libraryBytes', bytes: event.bytes });
      case 'discarded':
        return;
    }
  }

  #write(record: () => void): void {
    const began = performance.now();
    try {
      record();
      this.#metrics.journalWrite('written', performance.now() - began);
    } catch (error) {
      this.#metrics.journalWrite('failed', performance.now() - began);
      throw error;
    }
  }
}

function cannotServe({ host, port }: ResolvedSettings['web'], reason: string): string {
  const what = `${host}:${port} cannot be served (${reason})`;
  if (!reason.includes('EADDRINUSE')) return what;
  return `${what}: another program, perhaps another station, is there. Stop it or choose another web.port`;
}
