// The serial line between the station and one of its devices, which may be unplugged. It also knows when nothing new
// is said on it: a reader that is asked for the field again and again, with the same answer.

import type { Moment } from '../../../protocols/moment.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import type { DeviceName } from '../plan/trouble.ts';
import type { NightTime } from './night-time.ts';

/** A device of the simulator. */
interface Actor {
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
  unplug?(now: Moment): void;
  /** Something has changed that it may tell unasked. */
  stir?(now: Moment): readonly ActorOutput[];
}

/** What the station is told of the line. */
export interface LineListener {
  opened(device: DeviceName): void;
  closed(device: DeviceName, reason: string): void;
  bytes(device: DeviceName, bytes: Uint8Array): void;
}

/** A question and its answer on the line. */
interface Exchange {
  readonly question: Uint8Array;
  answer: Uint8Array | null;
}

/** What a programme needs to open a path. */
const OPENING_MS = 4;
/** Questions after which a device's polling begins anew: a printer is asked four things in turn. */
const QUESTIONS_A_ROUND = { pad: 1, scanner: 1, printer: 4 } as const satisfies Record<DeviceName, number>;
/** A driver that waits for longer than this before its next question has nothing to do. */
const REST_MS = 12;
const NOTHING = new Uint8Array();

/** The line of one device. */
export class DeviceLine {
  readonly device: DeviceName;
  readonly #actor: Actor;
  readonly #time: NightTime;
  readonly #listener: LineListener;
  #plugged = true;
  /** Counts programmes that opened the line, and plugs: what set out before the last change never arrives. */
  #opening = 0;
  #isOpen = false;
  /** Counts losses of the device's power. */
  #power = 0;
  #pending = 0;
  #exchanges: Exchange[] = [];
  #heardTicks = 0;
  #alike = 0;

  constructor(device: DeviceName, actor: Actor, time: NightTime, listener: LineListener) {
    this.device = device;
    this.#actor = actor;
    this.#time = time;
    this.#listener = listener;
  }

  get isPlugged(): boolean {
    return this.#plugged;
  }

  /**
   * Has a whole round of questions been answered as the round before, with nothing else under way, so that its driver
   * wants to be woken at this tick only to ask the same again? A driver that has something to do does not rest so long.
   */
  isAsleep(wakeTicks: number): boolean {
    const repeats = this.#alike >= QUESTIONS_A_ROUND[this.device] && this.#pending === 0;
    return repeats && wakeTicks - this.#heardTicks >= REST_MS;
  }

  /** Something has changed that the device may tell, unasked or when it is asked next. */
  stir(): void {
    this.#forget();
    if (this.#plugged) this.carry(this.#actor.stir?.(this.#time.truth) ?? []);
  }

  /** The programme has started and opens the line. */
  open(): void {
    const opening = this.#change();
    this.#time.after(OPENING_MS, () => {
      if (opening !== this.#opening) return;
      this.#isOpen = this.#plugged;
      if (this.#plugged) this.#listener.opened(this.device);
      else this.#listener.closed(this.device, 'no such path');
    });
  }

  /** The programme is no more. */
  close(): void {
    this.#change();
  }

  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    this.open();
  }

  unplug(): void {
    if (!this.#plugged) return;
    this.#plugged = false;
    const told = this.#isOpen;
    this.#change();
    this.powerOff();
    if (told) this.#listener.closed(this.device, 'unplugged');
  }

  /** The device has no power for a moment. */
  powerOff(): void {
    this.#power += 1;
    this.#pending = 0;
    this.#forget();
    this.#actor.unplug?.(this.#time.truth);
  }

  /** From the station. What is sent on a line that is not open is lost. */
  send(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    this.#exchanges.push({ question: bytes, answer: null });
    if (this.#exchanges.length > 2 * QUESTIONS_A_ROUND[this.device] + 1) this.#exchanges.shift();
    this.carry(this.#actor.receive(bytes, this.#time.truth));
  }

  /** What the device wants done. */
  carry(outputs: readonly ActorOutput[]): void {
    for (const output of outputs) {
      const power = this.#power;
      const opening = this.#opening;
      this.#pending += 1;
      this.#time.agenda.at(Math.max(this.#time.ticks, output.atTicks), () => {
        if (power !== this.#power) return;
        this.#pending -= 1;
        if (output.kind === 'wake') this.carry(this.#actor.wake(this.#time.truth));
        if (output.kind === 'send' && opening === this.#opening) this.say(output.bytes);
      });
    }
  }

  /** Bytes for the station, wherever they come from. */
  say(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    this.#compare(bytes);
    this.#listener.bytes(this.device, bytes);
  }

  #change(): number {
    this.#isOpen = false;
    this.#opening += 1;
    this.#forget();
    return this.#opening;
  }

  #forget(): void {
    this.#alike = 0;
    this.#exchanges = [];
  }

  #compare(answer: Uint8Array): void {
    const last = this.#exchanges.at(-1);
    const before = this.#exchanges.at(-1 - QUESTIONS_A_ROUND[this.device]);
    if (last === undefined || last.answer !== null) return this.#forget();
    last.answer = answer;
    this.#heardTicks = this.#time.ticks;
    const same =
      before !== undefined &&
      sameBytes(before.question, last.question) &&
      sameBytes(before.answer ?? NOTHING, answer);
    this.#alike = same ? this.#alike + 1 : 0;
  }
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
