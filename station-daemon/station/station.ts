// The whole pure station: core, library session and drivers behind one step. The shell brings the events in and
// carries the commands out; the simulation does the same under a virtual clock.

import { dequal } from 'dequal/lite';
import type { DrawnLine, Slip, SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { startCore, stepCore } from '../core/core.ts';
import type { CoreCommand, CoreEvent } from '../core/event.ts';
import { faultsOf, functionsOf } from '../core/functions.ts';
import { allLooked, type Pad } from '../core/pads.ts';
import { screenOf } from '../core/screen-of.ts';
import type { CoreState } from '../core/state.ts';
import { nextDeadline } from '../core/time-out.ts';
import type { Pace } from '../drivers/driver.ts';
import { stepLibrary } from '../library/session.ts';
import { type LibraryEvent, type LibraryState, newLibraryState } from '../library/state.ts';
import { type Device, type DeviceStep, newDevice, orderPad, orderPrinter, stepDevice } from './devices.ts';
import type { DeviceId, StationCommand, StationEvent, StationHealth } from './rim.ts';
import type { StationSetup } from './setup.ts';
import { type SlipInDrawing, withDrawn } from './slips-in-drawing.ts';

export interface StationState {
  readonly core: CoreState;
  readonly library: LibraryState;
  readonly devices: readonly Device[];
  /** Devices whose lines are open. */
  readonly open: ReadonlySet<DeviceId>;
  /** Slips that wait for lines that are being drawn. */
  readonly drawing: readonly SlipInDrawing[];
  readonly libraryWakeAt: number | null;
  /** As it was told to the pads last. */
  readonly pace: Pace;
  /** The core's own next deadline, or null. Until it comes, time alone changes nothing, neither in it nor on the screen. */
  readonly coreWakeAt: number | null;
  /** The alarm as it was ordered last. */
  readonly wakeAt: number | null;
  /** The screen as it was shown last, and the tick at which its countdown ends. */
  readonly shown: {
    readonly screen: Screen;
    readonly endsAt: number | null;
  } | null;
}

/** The station as it starts: every line closed, nobody here. */
export function createStation(setup: StationSetup): StationState {
  const devices = setup.devices.map(newDevice);
  return {
    core: startCore({ ...setup.core, devices: setup.devices }),
    library: newLibraryState(setup.library),
    devices,
    open: new Set(),
    drawing: [],
    libraryWakeAt: null,
    pace: 'calm',
    coreWakeAt: Number.NEGATIVE_INFINITY,
    wakeAt: null,
    shown: null,
  };
}

/** One step. A function of its arguments. */
export function stepStation(
  state: StationState,
  event: StationEvent,
  now: Moment,
): { readonly state: StationState; readonly commands: readonly StationCommand[] } {
  const turn = new Turn(state, now);
  turn.hear(event);
  // Most events are a reader's answer that says nothing new, or its next request: the core hears of none of them.
  if (turn.settle()) turn.show();
  turn.setAlarm();
  return { state: turn.state, commands: turn.commands };
}

/** How each part of the station stands. */
export function healthOf(state: StationState): StationHealth {
  const can = functionsOf(state.core);
  return {
    ...can,
    ready: can.return && (state.core.drop !== null || (can.borrow && can.renew)),
    reasons: faultsOf(state.core),
    transactionsOpen: state.core.transactions.filter(({ stage }) => stage.kind !== 'ended').length,
    offlineWaiting: state.core.offline.waiting.length,
    tagsOnPads: tagsOn(state.core.pads),
    staffCalls: state.core.staffCalls.count,
  };
}

function tagsOn(pads: readonly Pad[]): number | null {
  return allLooked(pads) ? pads.reduce((sum, { tags }) => sum + tags.length, 0) : null;
}

/** One turn of the station, until nothing inside it moves any more. Lives only inside a step. */
class Turn {
  state: StationState;
  readonly now: Moment;
  readonly commands: StationCommand[] = [];
  private readonly waiting: CoreEvent[] = [];

  constructor(state: StationState, now: Moment) {
    this.state = state;
    this.now = now;
  }

  hear(event: StationEvent): void {
    switch (event.kind) {
      case 'deviceOpened':
        this.state = { ...this.state, open: new Set([...this.state.open, event.device]) };
        return this.onLine(event.device, { kind: 'opened' });
      case 'deviceClosed':
        this.state = {
          ...this.state,
          open: new Set([...this.state.open].filter((id) => id !== event.device)),
        };
        return this.onLine(event.device, { kind: 'closed', reason: event.reason });
      case 'deviceBytes':
        return this.onLine(event.device, { kind: 'bytes', bytes: event.bytes });
      case 'libraryOpened':
        return this.toLibrary({ kind: 'opened' });
      case 'libraryClosed':
        return this.toLibrary({ kind: 'closed', reason: event.reason });
      case 'libraryBytes':
        return this.toLibrary({ kind: 'bytes', bytes: event.bytes });
      case 'intent':
        return this.toCore({ kind: 'intent', intent: event.intent });
      case 'sensor':
        return this.toCore(event);
      case 'wake':
        return this.wake();
      case 'journalFailed':
        // What stood behind the entry was not carried out, so the alarm and the screen are ordered anew.
        this.state = { ...this.state, wakeAt: null, shown: null };
        this.toLibrary({ kind: 'journal', works: false });
        this.toCore({ kind: 'journal', works: false });
        this.printUndrawn();
        return this.beginPadsAfresh();
      case 'journalBack':
        this.toLibrary({ kind: 'journal', works: true });
        return this.toCore({ kind: 'journal', works: true });
      case 'journalReplaced':
        return this.toCore({ kind: 'journalReplaced' });
      case 'doors':
        return this.toCore({ kind: 'doors', doors: event.doors });
      case 'blockedCards':
        return this.toCore({ kind: 'blockedCards', cards: event.cards });
      case 'drawn':
        return this.drawn(event.slip, event.lines);
      case 'stop':
        return this.toCore({ kind: 'stop' });
    }
  }

  /** Deals with what the rooms told each other, in order. False where that was nothing. */
  settle(): boolean {
    if (this.waiting.length === 0) return false;
    for (let event = this.waiting.shift(); event !== undefined; event = this.waiting.shift()) {
      const { state: core, commands } = stepCore(this.state.core, event, this.now);
      this.state = { ...this.state, core };
      for (const command of commands) this.carryOut(command);
    }
    this.setPace();
    this.state = { ...this.state, coreWakeAt: nextDeadline(this.state.core, this.now.ticks) };
    return true;
  }

  /** Whoever is here waits for what comes of what they lay down; an empty station spares its computer. */
  private setPace(): void {
    const pace = this.state.core.session.kind === 'none' ? 'calm' : 'eager';
    if (pace === this.state.pace) return;
    this.state = { ...this.state, pace };
    for (const { id, kind } of this.state.devices)
      if (kind === 'pad') this.onLine(id, { kind: 'pace', pace });
  }

  /** Shows the screen, if it differs by more than the running of its countdown. */
  show(): void {
    const before = this.state.shown;
    const screen = screenOf(this.state.core, this.now);
    const endsAt = screen.countdown === null ? null : this.now.ticks + screen.countdown.leftMs;
    if (before !== null && before.endsAt === endsAt && isSameButForTime(before.screen, screen)) return;
    this.state = { ...this.state, shown: { screen, endsAt } };
    this.commands.push({ kind: 'show', screen });
  }

  setAlarm(): void {
    const { devices, libraryWakeAt, coreWakeAt } = this.state;
    const moments = [coreWakeAt, libraryWakeAt, ...devices.map((device) => device.wakeAt)];
    const set = moments.filter((moment): moment is number => moment !== null);
    const wakeAt = set.length === 0 ? null : Math.min(...set);
    if (wakeAt === this.state.wakeAt) return;
    this.state = { ...this.state, wakeAt };
    this.commands.push({ kind: 'wakeAt', ticks: wakeAt });
  }

  private wake(): void {
    const { ticks } = this.now;
    this.state = { ...this.state, wakeAt: null };
    for (const { id, wakeAt } of this.state.devices) {
      if (wakeAt !== null && wakeAt <= ticks) this.onLine(id, { kind: 'wake' });
    }
    const { libraryWakeAt, coreWakeAt } = this.state;
    if (libraryWakeAt === null || libraryWakeAt <= ticks) this.toLibrary({ kind: 'wake' });
    if (coreWakeAt !== null && coreWakeAt <= ticks) this.toCore({ kind: 'wake' });
  }

  /**
   * A tag write that stood behind the failed entry never left, and its driver, which waits for an answer, would write
   * again by itself what the journal knows nothing of. Begun afresh, it has ended all writes: nobody knows how, so the
   * core finds out.
   */
  private beginPadsAfresh(): void {
    for (const { id, kind } of this.state.devices) {
      if (kind !== 'pad' || !this.state.open.has(id)) continue;
      this.onLine(id, { kind: 'closed', reason: 'the journal cannot be written' });
      this.onLine(id, { kind: 'opened' });
    }
  }

  private toCore(event: CoreEvent): void {
    this.waiting.push(event);
  }

  private onLine(id: DeviceId, event: Parameters<typeof stepDevice>[1]): void {
    const device = this.state.devices.find((known) => known.id === id);
    if (device !== undefined) this.took(stepDevice(device, event, this.now));
  }

  private took({ device, sent, told, notes }: DeviceStep): void {
    const devices = this.state.devices.map((known) => (known.id === device.id ? device : known));
    this.state = { ...this.state, devices };
    for (const bytes of sent) this.commands.push({ kind: 'sendToDevice', device: device.id, bytes });
    for (const { text, bytes } of notes) {
      const data = { device: device.id, ...(bytes === undefined ? {} : { bytes }) };
      this.commands.push({ kind: 'note', level: 'debug', text, data });
    }
    this.waiting.push(...told);
  }

  private toLibrary(event: LibraryEvent): void {
    const { state: library, commands, wakeAt } = stepLibrary(this.state.library, event, this.now);
    this.state = { ...this.state, library, libraryWakeAt: wakeAt };
    for (const command of commands) {
      switch (command.kind) {
        case 'connect':
          this.commands.push({ kind: 'connectLibrary' });
          break;
        case 'disconnect':
          this.commands.push({ kind: 'disconnectLibrary' });
          break;
        case 'send':
          this.commands.push({ kind: 'sendToLibrary', bytes: command.bytes });
          break;
        case 'answered':
          this.toCore({ kind: 'libraryAnswered', order: command.order, answer: command.answer });
          break;
        case 'status':
          this.toCore({ kind: 'libraryStatus', status: command.status });
          break;
        case 'note':
          this.commands.push({ kind: 'note', level: 'info', text: command.text, data: {} });
          break;
      }
    }
  }

  /** A slip goes to its printer at once where that has all the letters; else first to where lines are drawn. */
  private drawThenPrint(id: DeviceId, slip: Slip): void {
    const device = this.state.devices.find((known) => known.id === id);
    if (device?.kind !== 'printer') return;
    const { places, widthDots } = device.toDraw(slip.lines);
    if (places.length === 0) return this.print(id, slip);
    this.state = { ...this.state, drawing: [...this.state.drawing, { device: id, slip, places }] };
    const lines = slip.lines.filter((_, place) => places.includes(place));
    this.commands.push({ kind: 'draw', slip: slip.slip, lines, widthDots });
  }

  private drawn(number: number, lines: readonly (SlipLine | DrawnLine)[]): void {
    const waited = this.state.drawing.find(({ slip }) => slip.slip === number);
    if (waited === undefined) return;
    this.state = { ...this.state, drawing: this.state.drawing.filter((one) => one !== waited) };
    this.print(waited.device, withDrawn(waited, lines));
  }

  /** What was to be drawn may never have been asked for: these slips are printed as far as their printer can. */
  private printUndrawn(): void {
    const { drawing } = this.state;
    this.state = { ...this.state, drawing: [] };
    for (const { device, slip } of drawing) this.print(device, slip);
  }

  private print(id: DeviceId, slip: Slip<SlipLine | DrawnLine>): void {
    const device = this.state.devices.find((known) => known.id === id);
    if (device?.kind === 'printer') this.took(orderPrinter(device, { kind: 'print', slip }, this.now));
  }

  private withdraw(id: DeviceId, slip: number): void {
    const drawing = this.state.drawing.filter((one) => one.slip.slip !== slip);
    this.state = { ...this.state, drawing };
    const device = this.state.devices.find((known) => known.id === id);
    if (device?.kind === 'printer') this.took(orderPrinter(device, { kind: 'withdraw', slip }, this.now));
  }

  private carryOut(command: CoreCommand): void {
    switch (command.kind) {
      case 'record':
      case 'actuate':
        this.commands.push(command);
        return;
      case 'ask':
        return this.toLibrary({ kind: 'ask', order: command.order });
      case 'pad': {
        const device = this.state.devices.find(({ id }) => id === command.device);
        return device?.kind === 'pad' ? this.took(orderPad(device, command.order, this.now)) : undefined;
      }
      case 'print':
        return this.drawThenPrint(command.device, command.slip);
      case 'withdrawSlip':
        return this.withdraw(command.device, command.slip);
      case 'note':
        this.commands.push({ kind: 'note', level: 'info', text: command.text, data: command.data });
        return;
      case 'stopped':
        this.commands.push({ kind: 'stopped' });
        return;
    }
  }
}

/** Do they differ by no more than the running of a countdown that ends at the same moment? */
function isSameButForTime(before: Screen, screen: Screen): boolean {
  const standing = (one: Screen) => ({ ...one, countdown: one.countdown?.warning ?? null });
  return dequal(standing(before), standing(screen));
}
