// A driver and a device's twin on one line, under a virtual clock: what the driver sends reaches the twin, what the
// twin sends reaches the driver, in the order of ticks and in pieces of any size. Not a test itself.

import type { Moment } from '../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent } from '../../station-daemon/drivers/driver.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';

/** What the bench needs of a twin. */
export interface Twin {
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
  unplug?(now: Moment): void;
}

/** A device that is switched off. */
export const SILENT: Twin = { receive: () => [], wake: () => [] };

/** How bytes that arrive at one tick are handed to the driver. */
export type Carrier = (bytes: Uint8Array) => readonly Uint8Array[];

export const whole: Carrier = (bytes) => [bytes];
export const byteByByte: Carrier = (bytes) => [...bytes].map((byte) => Uint8Array.of(byte));

/** Numbers from 0 up to a bound, always the same ones. */
export const chance = (seed: number): ((bound: number) => number) => {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
};

export const inRandomPieces = (seed: number): Carrier => {
  const below = chance(seed);
  return (bytes) => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = 1 + below(bytes.length - at);
      pieces.push(bytes.slice(at, at + length));
      at += length;
    }
    return pieces;
  };
};

export const behindGarbage = (seed: number): Carrier => {
  const below = chance(seed);
  return (bytes) => [Uint8Array.from({ length: 1 + below(6) }, () => below(256)), bytes];
};

/** What the driver told, and when. */
export interface Told<Reading> {
  readonly ticks: number;
  readonly reading: Reading;
}

/** What the driver sent, and when. */
interface Sent {
  readonly ticks: number;
  readonly bytes: Uint8Array;
}

export interface Bench<Order, Reading> {
  readonly told: readonly Told<Reading>[];
  /** Everything the driver sent. */
  readonly sent: readonly Sent[];
  now(): Moment;
  open(): void;
  /** Line and power are gone; what was under way never comes. */
  unplug(): void;
  order(order: Order): void;
  /** Bytes from nowhere. */
  feed(bytes: Uint8Array): void;
  /** Takes in outputs of the twin that came of something else than bytes. */
  schedule(outputs: readonly ActorOutput[]): void;
  /** Puts another device on the line. */
  replace(twin: Twin): void;
  runFor(ms: number): void;
  /** Runs until something holds; fails where it does not within so long. Gives the tick. */
  runUntil(what: string, holds: () => boolean, withinMs?: number): number;
}

type Due =
  | { readonly ticks: number; readonly kind: 'output'; readonly output: ActorOutput }
  | { readonly ticks: number; readonly kind: 'wakeDriver' };

/** No driver does so many steps for anything in these tests: it goes round in circles. */
const MOST_STEPS = 200_000;

/** A bench with the line closed, at tick 1000. */
export function createBench<State, Order, Reading>(
  driver: Driver<State, Order, Reading>,
  twin: Twin,
  carrier: Carrier = whole,
): Bench<Order, Reading> {
  return new LineBench(driver, twin, carrier);
}

class LineBench<State, Order, Reading> implements Bench<Order, Reading> {
  readonly told: Told<Reading>[] = [];
  readonly sent: Sent[] = [];
  readonly #driver: Driver<State, Order, Reading>;
  readonly #carrier: Carrier;
  #twin: Twin;
  #state: State;
  #ticks = 1000;
  #outputs: readonly ActorOutput[] = [];
  #wakeAt: number | null = null;
  #open = false;
  #steps = 0;

  constructor(driver: Driver<State, Order, Reading>, twin: Twin, carrier: Carrier) {
    this.#driver = driver;
    this.#twin = twin;
    this.#carrier = carrier;
    this.#state = driver.start;
  }

  now(): Moment {
    return { ticks: this.#ticks, wall: 1_750_000_000_000 + this.#ticks, utcOffsetMinutes: 420 };
  }

  open(): void {
    this.#open = true;
    this.#step({ kind: 'opened' });
  }

  unplug(): void {
    this.#open = false;
    this.#outputs = [];
    this.#twin.unplug?.(this.now());
    this.#step({ kind: 'closed', reason: 'unplugged' });
  }

  order(order: Order): void {
    this.#step({ kind: 'order', order });
  }

  feed(bytes: Uint8Array): void {
    this.#step({ kind: 'bytes', bytes });
  }

  schedule(outputs: readonly ActorOutput[]): void {
    this.#outputs = [...this.#outputs, ...outputs].sort((a, b) => a.atTicks - b.atTicks);
  }

  replace(twin: Twin): void {
    this.#twin = twin;
    this.#outputs = [];
  }

  runFor(ms: number): void {
    const until = this.#ticks + ms;
    while (this.#advance(until));
    this.#ticks = until;
  }

  runUntil(what: string, holds: () => boolean, withinMs = 5000): number {
    const until = this.#ticks + withinMs;
    while (!holds()) if (!this.#advance(until)) throw new Error(`not within ${withinMs} ms: ${what}`);
    return this.#ticks;
  }

  /** Does the next thing that is due by then; false where there is none. */
  #advance(untilTicks: number): boolean {
    const due = this.#nextDue();
    if (due === null || due.ticks > untilTicks) return false;
    this.#ticks = Math.max(this.#ticks, due.ticks);
    if (due.kind === 'output') {
      this.#outputs = this.#outputs.slice(1);
      this.#carryOut(due.output);
    } else {
      this.#wakeAt = null;
      this.#step({ kind: 'wake' });
    }
    return true;
  }

  #nextDue(): Due | null {
    const [output] = this.#outputs;
    const wakeAt = this.#wakeAt;
    if (output !== undefined && (wakeAt === null || output.atTicks <= wakeAt)) {
      return { ticks: output.atTicks, kind: 'output', output };
    }
    return wakeAt === null ? null : { ticks: wakeAt, kind: 'wakeDriver' };
  }

  #carryOut(output: ActorOutput): void {
    switch (output.kind) {
      case 'send':
        for (const piece of this.#carrier(output.bytes)) this.#step({ kind: 'bytes', bytes: piece });
        break;
      case 'wake':
        this.schedule(this.#twin.wake(this.now()));
        break;
      case 'close':
        this.unplug();
    }
  }

  #step(event: DriverEvent<Order>): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) throw new Error('The driver goes round in circles.');
    const { state, commands } = this.#driver.step(this.#state, event, this.now());
    this.#state = state;
    for (const command of commands) this.#obey(command);
  }

  #obey(command: DriverCommand<Reading>): void {
    switch (command.kind) {
      case 'send':
        this.sent.push({ ticks: this.#ticks, bytes: command.bytes });
        if (this.#open) this.schedule(this.#twin.receive(command.bytes, this.now()));
        break;
      case 'tell':
        this.told.push({ ticks: this.#ticks, reading: command.reading });
        break;
      case 'wakeAt':
        this.#wakeAt = command.ticks;
        break;
      case 'note':
        break;
    }
  }
}
