// The station's programme for as long as it runs: the pure station in a loop, its commands carried out in order, the
// journal as a barrier before what follows from it. As in shell/, but for the time and the chance of a power cut.

import type { StationCommand, StationEvent } from '../../station/rim.ts';
import { type StationState, stepStation } from '../../station/station.ts';
import type { Happening } from '../happening.ts';
import type { CutAt, PowerCut } from '../plan/trouble.ts';
import type { Cutter } from './cutter.ts';
import type { MemoryJournal } from './memory-journal.ts';
import type { NightTime } from './night-time.ts';

/** What the programme is joined to. */
export interface Rim {
  sendToDevice(device: string, bytes: Uint8Array): void;
  connectLibrary(): void;
  disconnectLibrary(): void;
  sendToLibrary(bytes: Uint8Array): void;
  /** Would the device be woken at this tick only to be asked the same again, with the same answer? */
  isAsleep(device: string, wakeTicks: number): boolean;
  /** Until this tick, asking for a connection would only bring the same refusal again. */
  libraryRefusesUntil(): number;
  happened(happening: Happening): void;
  /** The programme is no more. */
  died(cut: PowerCut | null): void;
}

/** As in the shell: how often a full disk is tried again. */
const PROBE_EVERY_MS = 2_000;
/** As in the shell: a station that does not come to an end by itself is ended. */
const LONGEST_STOP_MS = 4_500;
/** As in the shell: after a fault of the programme it is woken this soon. */
const AFTER_FAULT_MS = 1_000;

/** What a process needs to begin. */
export interface ProcessSetup {
  /** As it starts. */
  readonly station: StationState;
  readonly time: NightTime;
  readonly journal: MemoryJournal;
  readonly cutter: Cutter;
  readonly rim: Rim;
}

/** One run of the programme. */
export class StationProcess {
  readonly #time: NightTime;
  readonly #journal: MemoryJournal;
  readonly #cutter: Cutter;
  readonly #rim: Rim;
  readonly #startedTicks: number;
  readonly #waiting: StationEvent[] = [];
  #state: StationState;
  #mode: 'idle' | 'working' | 'dead' = 'idle';
  /** As it was ordered last, in the station's ticks. */
  #alarm: number | null = null;
  #probing = false;
  /** It has written down that it tells of what was done before: that goes out next. */
  #tells = false;

  constructor({ station, time, journal, cutter, rim }: ProcessSetup) {
    this.#time = time;
    this.#journal = journal;
    this.#cutter = cutter;
    this.#rim = rim;
    this.#startedTicks = Math.ceil(time.ticks);
    this.#state = station;
  }

  get state(): StationState {
    return this.#state;
  }

  get isAlive(): boolean {
    return this.#mode !== 'dead';
  }

  /**
   * When it has to be woken. A device that is asleep is not worth waking it for: an alarm that comes late does no
   * harm to it, as its answers would be the same again.
   */
  get alarmTicks(): number {
    const alarm = this.#alarm;
    if (alarm === null || !this.isAlive) return Number.POSITIVE_INFINITY;
    const { coreWakeAt, devices, libraryWakeAt } = this.#state;
    const awake = devices.filter(({ id, wakeAt }) => {
      return wakeAt !== null && !this.#rim.isAsleep(id, this.#startedTicks + wakeAt);
    });
    // Where nobody is here, the library session has nothing to do but to ask for a connection.
    const nobody = this.#state.core.session.kind === 'none';
    const refusedUntil = nobody ? this.#rim.libraryRefusesUntil() - this.#startedTicks : -1;
    const libraryAt = libraryWakeAt === null ? null : Math.max(libraryWakeAt, refusedUntil);
    if (awake.length === devices.length && libraryAt === libraryWakeAt) return this.#startedTicks + alarm;
    const moments = [coreWakeAt, libraryAt, ...awake.map(({ wakeAt }) => wakeAt)];
    const next = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY));
    return this.#startedTicks + Math.max(alarm, next);
  }

  /** The alarm rings. */
  wake(): void {
    this.#alarm = null;
    this.push({ kind: 'wake' });
  }

  push(event: StationEvent): void {
    if (!this.isAlive) return;
    this.#waiting.push(event);
    if (this.#mode === 'idle') this.#work();
  }

  /** Asks it to end, and ends it where it does not. */
  stop(): void {
    this.#time.after(LONGEST_STOP_MS, () => this.#die(null));
    this.push({ kind: 'stop' });
  }

  #work(): void {
    this.#mode = 'working';
    for (let event = this.#waiting.shift(); event !== undefined; event = this.#waiting.shift()) {
      const cut = this.#cutter.next('step');
      if (cut === null) this.#step(event);
      else this.#die(cut);
      if (!this.isAlive) return;
    }
    this.#mode = 'idle';
  }

  #step(event: StationEvent): void {
    let commands: readonly StationCommand[];
    try {
      const stepped = stepStation(this.#state, event, this.#time.seenBy(this.#startedTicks));
      this.#state = stepped.state;
      commands = stepped.commands;
    } catch (error) {
      this.#alarm = this.#time.seenBy(this.#startedTicks).ticks + AFTER_FAULT_MS;
      this.#rim.happened({ kind: 'threw', event, error: String(error) });
      return;
    }
    for (const command of commands) {
      if (!this.#carryOut(command)) break;
    }
    if (this.isAlive) this.#rim.happened({ kind: 'stepped', event, state: this.#state });
  }

  /** False where what follows must not be done. */
  #carryOut(command: StationCommand): boolean {
    switch (command.kind) {
      case 'record':
        return this.#record(command);
      case 'sendToDevice': {
        const { device, bytes } = command;
        const at = device === 'pad' ? 'sendToPad' : null;
        return this.#between(at, () => this.#rim.sendToDevice(device, bytes));
      }
      case 'sendToLibrary': {
        const at = this.#tells ? 'replay' : 'sendToLibrary';
        this.#tells = false;
        return this.#between(at, () => this.#rim.sendToLibrary(command.bytes));
      }
      case 'connectLibrary':
        this.#rim.connectLibrary();
        return true;
      case 'disconnectLibrary':
        this.#rim.disconnectLibrary();
        return true;
      case 'actuate':
        return true;
      case 'show':
        return this.#between('show', () => this.#rim.happened({ kind: 'shown', screen: command.screen }));
      case 'wakeAt':
        this.#alarm = command.ticks;
        return true;
      case 'draw':
        // The printer of a night takes every letter as it is.
        this.push({ kind: 'drawn', slip: command.slip, lines: command.lines });
        return true;
      case 'note':
        this.#rim.happened({ kind: 'noted', note: command });
        return true;
      case 'stopped':
        this.#die(null);
        return false;
    }
  }

  #between(at: CutAt | null, act: () => void): boolean {
    if (at === null) {
      act();
      return true;
    }
    const cut = this.#cutter.next(at);
    if (cut?.side === 'before') return this.#die(cut);
    act();
    return cut === null ? this.isAlive : this.#die(cut);
  }

  #record({ entry }: Extract<StationCommand, { kind: 'record' }>): boolean {
    this.#tells = entry.step === 'replaying';
    const cut = this.#cutter.next('record') ?? (this.#tells ? this.#cutter.next('replay') : null);
    if (cut?.side === 'before') {
      if (cut.inFlight === 'kept') {
        this.#journal.write(entry);
        this.#rim.happened({ kind: 'recorded', entry });
      }
      return this.#die(cut);
    }
    if (!this.#journal.record(entry, this.#time.ticks)) return this.#writeFailed();
    this.#rim.happened({ kind: 'recorded', entry });
    this.#writes();
    return cut === null ? this.isAlive : this.#die(cut);
  }

  #writeFailed(): false {
    if (!this.#probing) {
      this.#probing = true;
      this.#time.after(PROBE_EVERY_MS, () => this.#probe());
    }
    this.#waiting.unshift({ kind: 'journalFailed', reason: 'disk full' });
    return false;
  }

  #probe(): void {
    if (!this.isAlive || !this.#probing) return;
    if (this.#journal.isFull(this.#time.ticks)) this.#time.after(PROBE_EVERY_MS, () => this.#probe());
    else this.#writes();
  }

  /** The journal has written something: it can again. */
  #writes(): void {
    if (!this.#probing) return;
    this.#probing = false;
    this.push({ kind: 'journalBack' });
  }

  #die(cut: PowerCut | null): false {
    if (!this.isAlive) return false;
    this.#mode = 'dead';
    this.#waiting.length = 0;
    this.#rim.died(cut);
    return false;
  }
}
