// A driver and a device's twin on one line, under a virtual clock: what the driver sends reaches the twin, what the
// twin sends reaches the driver, in the order of ticks and in pieces of any size. Not a test itself.

import type { Moment } from '../../protocols/moment.ts';
import type { Driver, DriverEvent } from '../../station-daemon/drivers/driver.ts';
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

export interface Bench<Order, Reading> {
  readonly told: readonly Told<Reading>[];
  /** Everything the driver sent. */
  readonly sent: readonly { readonly ticks: number; readonly bytes: Uint8Array }[];
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
  first: Twin,
  carrier: Carrier = whole,
): Bench<Order, Reading> {
  const told: Told<Reading>[] = [];
  const sent: { ticks: number; bytes: Uint8Array }[] = [];
  let twin = first;
  let { start: state } = driver;
  let ticks = 1000;
  let outputs: ActorOutput[] = [];
  let wakeAt: number | null = null;
  let open = false;
  let steps = 0;

  const now = (): Moment => ({ ticks, wall: 1_750_000_000_000 + ticks, utcOffsetMinutes: 420 });

  const schedule = (more: readonly ActorOutput[]): void => {
    outputs = [...outputs, ...more].sort((a, b) => a.atTicks - b.atTicks);
  };

  const step = (event: DriverEvent<Order>): void => {
    steps += 1;
    if (steps > MOST_STEPS) throw new Error('The driver goes round in circles.');
    const { state: next, commands } = driver.step(state, event, now());
    state = next;
    for (const command of commands) {
      switch (command.kind) {
        case 'send':
          sent.push({ ticks, bytes: command.bytes });
          if (open) schedule(twin.receive(command.bytes, now()));
          break;
        case 'tell':
          told.push({ ticks, reading: command.reading });
          break;
        case 'wakeAt':
          wakeAt = command.ticks;
          break;
        case 'note':
          break;
      }
    }
  };

  const carryOut = (output: ActorOutput): void => {
    switch (output.kind) {
      case 'send':
        for (const piece of carrier(output.bytes)) step({ kind: 'bytes', bytes: piece });
        break;
      case 'wake':
        schedule(twin.wake(now()));
        break;
      case 'close':
        unplug();
    }
  };

  const unplug = (): void => {
    open = false;
    outputs = [];
    twin.unplug?.(now());
    step({ kind: 'closed', reason: 'unplugged' });
  };

  const nextDue = (): Due | null => {
    const [output] = outputs;
    if (output !== undefined && (wakeAt === null || output.atTicks <= wakeAt)) {
      return { ticks: output.atTicks, kind: 'output', output };
    }
    return wakeAt === null ? null : { ticks: wakeAt, kind: 'wakeDriver' };
  };

  /** Does the next thing that is due by then; false where there is none. */
  const advance = (untilTicks: number): boolean => {
    const due = nextDue();
    if (due === null || due.ticks > untilTicks) return false;
    ticks = Math.max(ticks, due.ticks);
    if (due.kind === 'output') {
      outputs = outputs.slice(1);
      carryOut(due.output);
    } else {
      wakeAt = null;
      step({ kind: 'wake' });
    }
    return true;
  };

  return {
    told,
    sent,
    now,
    open: () => {
      open = true;
      step({ kind: 'opened' });
    },
    unplug,
    order: (order) => step({ kind: 'order', order }),
    feed: (bytes) => step({ kind: 'bytes', bytes }),
    schedule,
    replace: (other) => {
      twin = other;
      outputs = [];
    },
    runFor: (ms) => {
      const until = ticks + ms;
      while (advance(until));
      ticks = until;
    },
    runUntil: (what, holds, withinMs = 5000) => {
      const until = ticks + withinMs;
      while (!holds()) if (!advance(until)) throw new Error(`not within ${withinMs} ms: ${what}`);
      return ticks;
    },
  };
}
