// The whole pure station under a virtual clock, with the simulator's library system and reader at the ends of its
// lines: what takes time in a real one takes its time here, and nothing else does. Not a test itself.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Moment } from '../../protocols/moment.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import type { DropSetup } from '../../station-daemon/core/drop/setup.ts';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { screenOf } from '../../station-daemon/core/screen-of.ts';
import { DRIVER_NAMES, stationSetupOf } from '../../station-daemon/shell/daemon/station-setup.ts';
import { loadSettings } from '../../station-daemon/shell/settings-file.ts';
import { type AcsConnection, createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { BookDrop } from '../../station-daemon/simulator/drop/book-drop.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import type { ReaderFaults } from '../../station-daemon/simulator/reader/faults.ts';
import { createFeigReader } from '../../station-daemon/simulator/reader/feig/feig-reader.ts';
import { layItem } from '../../station-daemon/simulator/world/field.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import type { StationCommand, StationEvent } from '../../station-daemon/station/rim.ts';
import type { StationSetup } from '../../station-daemon/station/setup.ts';
import { createStation, type StationState, stepStation } from '../../station-daemon/station/station.ts';

/** How long what is outside the station takes, in milliseconds. */
export interface OutsideTimes {
  /** The library system, for each answer. */
  readonly libraryMs: number;
  /** A journal entry until it is on disk; nothing else happens meanwhile. */
  readonly journalMs: number;
}

/** Bytes that go over a line at a tick. */
interface Passed {
  readonly ticks: number;
  readonly bytes: Uint8Array;
}

/** What is otherwise than at a kiosk. */
export interface StationOptions {
  readonly core?: Partial<StationSetup['core']>;
  readonly machine?: { readonly drop: DropSetup; readonly twin: (world: World) => BookDrop };
  /** For long runs: the screen is not made anew after every event to be compared. */
  readonly trustsScreen?: boolean;
  readonly mostSteps?: number;
}

const ENDED: ReadonlySet<JournalEntry['step']> = new Set(['done', 'for-staff', 'receipt']);

type Owner = 'pad' | 'library';

const PAD = 'pad';
/** No way to where a test wants to go takes so many steps. */
const MOST_STEPS = 200_000;

export class VirtualStation {
  readonly world: World;
  /** What the station sent to its reader and to the library system. */
  readonly sent: Readonly<Record<Owner, Passed[]>> = { pad: [], library: [] };
  screen: Screen | null = null;
  /** What the journal holds, in the order of its coming. */
  readonly journal: JournalEntry[] = [];
  /** Can it write this entry? */
  journalTakes: (entry: JournalEntry) => boolean = () => true;
  /** What is switched and felt, at a book drop whose machine moves. */
  readonly machine: BookDrop | null;
  /** Does the library system take connections? */
  libraryThere = true;
  readonly #options: StationOptions;
  readonly #times: OutsideTimes;
  readonly #reader: ReturnType<typeof createFeigReader>;
  readonly #accept: () => AcsConnection;
  #state: StationState;
  #connection: AcsConnection | null = null;
  #due: readonly { readonly owner: Owner; readonly output: ActorOutput }[] = [];
  #wakeAt: number | null = null;
  #timeMs = 1_000;
  #steps = 0;

  constructor(times: OutsideTimes, options: StationOptions = {}) {
    this.#times = times;
    this.#options = options;
    this.world = createWorld({ now: this.#moment() });
    this.world.libraryDelayMs = times.libraryMs;
    const acs = createAcs(this.world);
    this.#accept = () => acs.accept();
    this.#reader = createFeigReader(this.world);
    this.machine = options.machine?.twin(this.world) ?? null;
    this.#state = createStation(this.#setup());
    this.push({ kind: 'wake' });
    this.push({ kind: 'deviceOpened', device: PAD });
  }

  /** Milliseconds, with fractions. */
  get timeMs(): number {
    return this.#timeMs;
  }

  /** What is to go wrong with the reader. */
  get readerFaults(): ReaderFaults {
    return this.#reader.faults;
  }

  /** What the settings say, and what the journal holds. */
  #setup(): StationSetup {
    const setup = setupOfStation();
    const latest = new Map(this.journal.map((entry) => [entry.transaction, entry]));
    const unfinished = [...latest.values()].filter(({ step }) => !ENDED.has(step));
    const firstTransaction = Math.max(0, ...latest.keys()) + 1;
    const core = { ...setup.core, ...this.#options.core, unfinished, firstTransaction };
    return { ...setup, core: { ...core, drop: this.#options.machine?.drop ?? null } };
  }

  /** The power goes, and comes back at once: whatever was on its way over a line or a belt stops there. */
  cutPower(): void {
    this.#reader.unplug(this.#exactly());
    this.machine?.powerOff(this.#timeMs);
    this.#connection = null;
    this.#due = [];
    this.#wakeAt = null;
    this.#state = createStation(this.#setup());
    this.push({ kind: 'wake' });
    this.push({ kind: 'deviceOpened', device: PAD });
  }

  /** The library system goes away, or comes back. */
  setLibrary(there: boolean): void {
    this.libraryThere = there;
    if (there || this.#connection === null) return;
    this.#connection = null;
    this.#due = this.#due.filter(({ owner }) => owner !== 'library');
    this.push({ kind: 'libraryClosed', reason: 'the library system is away' });
  }

  push(event: StationEvent): void {
    this.#steps += 1;
    if (this.#steps > (this.#options.mostSteps ?? MOST_STEPS))
      throw new Error('the station goes round in circles');
    const { state, commands } = stepStation(this.#state, event, this.#moment());
    this.#state = state;
    if (this.#options.trustsScreen !== true) this.#showsWhatIsSo();
    for (const command of commands) {
      if (command.kind === 'record' && !this.journalTakes(command.entry)) {
        // What stands behind it is not done.
        return this.push({ kind: 'journalFailed', reason: 'disk full' });
      }
      this.#carryOut(command);
    }
  }

  /** The screen is made anew only when something may have changed: it must never be an old one. */
  #showsWhatIsSo(): void {
    const { core, shown } = this.#state;
    const { countdown, ...screen } = screenOf(core, this.#moment());
    const { countdown: shownCountdown, ...shownScreen } = shown?.screen ?? { countdown: null };
    assert.deepEqual(shownScreen, screen);
    assert.equal(shownCountdown?.warning, countdown?.warning);
  }

  do(intent: Intent): void {
    this.push({ kind: 'intent', intent });
  }

  lay(...items: readonly string[]): void {
    for (const item of items) layItem(this.world, item);
  }

  runFor(ms: number): void {
    const until = this.#timeMs + ms;
    while (this.#advance(until));
    this.#timeMs = Math.max(this.#timeMs, until);
  }

  /** Runs until something holds; fails where it does not within so long. Gives the time. */
  runUntil(what: string, holds: () => boolean, withinMs = 60_000): number {
    const until = this.#timeMs + withinMs;
    while (!holds()) if (!this.#advance(until)) throw new Error(`not within ${withinMs} ms: ${what}`);
    return this.#timeMs;
  }

  /** A station's clock counts whole milliseconds. */
  #moment(): Moment {
    const ticks = Math.floor(this.#timeMs);
    return { ticks, wall: 1_750_000_000_000 + ticks, utcOffsetMinutes: 420 };
  }

  /** An actor counts in fractions: so long takes a byte on a line. */
  #exactly(): Moment {
    return { ...this.#moment(), ticks: this.#timeMs };
  }

  #advance(untilMs: number): boolean {
    const [first] = this.#due;
    const outputAt = first?.output.atTicks ?? Number.POSITIVE_INFINITY;
    const wakeAt = this.#wakeAt ?? Number.POSITIVE_INFINITY;
    const moveAt = this.machine?.nextTicks ?? Number.POSITIVE_INFINITY;
    const next = Math.min(outputAt, wakeAt, moveAt);
    if (next > untilMs) return false;
    if (moveAt <= next) {
      this.#timeMs = Math.max(this.#timeMs, moveAt);
      this.#feel();
      return true;
    }
    // What came while the journal was written is dealt with after it.
    this.#timeMs = Math.max(this.#timeMs, next);
    if (first !== undefined && outputAt <= wakeAt) {
      this.#due = this.#due.slice(1);
      this.#obey(first.owner, first.output);
    } else {
      this.#wakeAt = null;
      this.push({ kind: 'wake' });
    }
    return true;
  }

  /** Lets the machine move until now, and tells the station what its sensors feel. */
  #feel(): void {
    this.machine?.advance(this.#timeMs);
    for (const sensed of this.machine?.sense() ?? []) this.push({ kind: 'sensor', ...sensed });
  }

  #obey(owner: Owner, output: ActorOutput): void {
    switch (output.kind) {
      case 'send':
        return this.push(
          owner === 'pad'
            ? { kind: 'deviceBytes', device: PAD, bytes: output.bytes }
            : { kind: 'libraryBytes', bytes: output.bytes },
        );
      case 'wake': {
        const actor = owner === 'pad' ? this.#reader : this.#connection;
        return this.#schedule(owner, actor?.wake(this.#exactly()) ?? []);
      }
      case 'close':
        this.#connection = null;
        return this.push({ kind: 'libraryClosed', reason: 'closed by the library system' });
    }
  }

  #schedule(owner: Owner, outputs: readonly ActorOutput[]): void {
    const added = outputs.map((output) => ({ owner, output }));
    this.#due = [...this.#due, ...added].sort((a, b) => a.output.atTicks - b.output.atTicks);
  }

  #carryOut(command: StationCommand): void {
    switch (command.kind) {
      case 'sendToDevice':
        this.sent.pad.push({ ticks: this.#timeMs, bytes: command.bytes });
        return this.#schedule('pad', this.#reader.receive(command.bytes, this.#exactly()));
      case 'connectLibrary':
        if (!this.libraryThere) return this.push({ kind: 'libraryClosed', reason: 'away' });
        this.#connection = this.#accept();
        return this.push({ kind: 'libraryOpened' });
      case 'disconnectLibrary':
        this.#connection = null;
        return;
      case 'sendToLibrary':
        this.sent.library.push({ ticks: this.#timeMs, bytes: command.bytes });
        return this.#schedule('library', this.#connection?.receive(command.bytes, this.#exactly()) ?? []);
      case 'record':
        this.#timeMs += this.#times.journalMs;
        this.journal.push(command.entry);
        return;
      case 'actuate':
        this.machine?.switch(command.relay, command.on, command.forMs, this.#timeMs);
        return this.#feel();
      case 'show':
        this.screen = command.screen;
        return;
      case 'wakeAt':
        this.#wakeAt = command.ticks;
        return;
      case 'draw':
        return this.push({ kind: 'drawn', slip: command.slip, lines: command.lines });
      case 'note':
      case 'stopped':
        return;
    }
  }
}

/** A station with a FEIG pad, as a settings file makes it. */
function setupOfStation(): StationSetup {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-virtual-'));
  const file = join(folder, 'station.yaml');
  const settings = {
    station: { id: 'virtual' },
    library: { host: '127.0.0.1' },
    devices: [{ id: PAD, kind: 'pad', driver: 'feig', path: '/dev/pad' }],
    scans: { card: ['2#############'], item: ['3#############'] },
    tags: { models: ['iso28560-3', 'iso28560-2'] },
  };
  try {
    writeFileSync(file, stringify(settings));
    const loaded = loadSettings(file, DRIVER_NAMES, {});
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
    return stationSetupOf(loaded.settings, { unfinished: [], firstTransaction: 1, clockAtLeast: 0 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
