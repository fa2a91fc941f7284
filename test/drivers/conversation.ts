// Recorded conversations: a device's side of a line as a file, played to its driver under a virtual clock. Not a test
// itself.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PadOrder } from '../../protocols/devices/pad.ts';
import type { PrinterOrder } from '../../protocols/devices/printer.ts';
import type { RelayOrder } from '../../protocols/devices/relay.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Driver } from '../../station-daemon/drivers/driver.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import { type Bench, type Carrier, createBench, SILENT, type Twin } from './bench.ts';

/** Bytes: hexadecimal digits, or text. */
const bytes = z.union([
  z
    .string()
    .regex(/^([0-9a-f]{2} ?)+$/)
    .transform((digits) => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'))),
  z.strictObject({ text: z.string() }).transform(({ text }) => Uint8Array.from(Buffer.from(text, 'latin1'))),
]);

const padOrder = z.strictObject({
  kind: z.literal('setSecurity'),
  order: z.int(),
  uid: z.string(),
  security: z.enum(['secured', 'released']),
}) satisfies z.ZodType<PadOrder>;

const slipLine = z.union([
  z.strictObject({ kind: z.literal('heading'), text: z.string() }),
  z.strictObject({ kind: z.literal('entry'), text: z.string(), detail: z.string() }),
  z.strictObject({ kind: z.literal('rule') }),
]);

const printerOrder = z.strictObject({
  kind: z.literal('print'),
  slip: z.strictObject({ slip: z.int(), lines: z.array(slipLine) }),
}) satisfies z.ZodType<PrinterOrder>;

const relayOrder = z.strictObject({
  kind: z.literal('switch'),
  relay: z.int(),
  on: z.boolean(),
  forMs: z.int().nullable(),
}) satisfies z.ZodType<RelayOrder>;

/** The station gives an order once so many readings were told. */
const given = <Order extends z.ZodType>(order: Order) =>
  z.array(z.strictObject({ afterReadings: z.int(), order })).default([]);

const conversation = {
  /** Where it was recorded, or what it was made from. */
  source: z.string().min(1),
  /** What the driver asks, and what it is answered: the first time, the second, and the last one ever after. */
  asked: z
    .array(
      z.strictObject({
        bytes,
        /** Anything that begins with the bytes is meant. */
        beginning: z.boolean().default(false),
        answers: z.array(bytes).min(1),
      }),
    )
    .default([]),
  /** What the device sends of itself, and when. */
  unasked: z.array(z.strictObject({ afterMs: z.int(), bytes })).default([]),
  /** All that the driver has to tell, in this order; bytes in hexadecimal digits. */
  readings: z.array(z.record(z.string(), z.unknown())).min(1),
} as const;

const afi = z.strictObject({ secured: z.int(), onLoan: z.int() });

export const PAD_CONVERSATION = z.strictObject({
  ...conversation,
  security: z.strictObject({ gate: z.enum(['afi', 'eas', 'both']), afi }),
  /** The pattern of its reader, where the driver needs one. */
  pattern: z.string().optional(),
  orders: given(padOrder),
});

export const PRINTER_CONVERSATION = z.strictObject({ ...conversation, orders: given(printerOrder) });

export const RELAY_CONVERSATION = z.strictObject({ ...conversation, orders: given(relayOrder) });

export const SCANNER_CONVERSATION = z.strictObject(conversation);

type Conversation = z.output<typeof SCANNER_CONVERSATION>;

/** The conversation in a file. */
export const readConversation = <Shape extends z.ZodType>(shape: Shape, file: string): z.output<Shape> =>
  shape.parse(parse(readFileSync(file, 'utf8'), { merge: true }));

/** The device that was recorded. What it was not asked on record it does not answer. */
const deviceOf = ({
  asked,
  unasked,
}: Conversation): Twin & { begin(now: Moment): readonly ActorOutput[] } => {
  const turns = new Map<(typeof asked)[number], number>();
  return {
    begin: (now) =>
      unasked.map(({ afterMs, bytes }) => ({ kind: 'send', atTicks: now.ticks + afterMs, bytes })),
    receive: (bytes, now) => {
      const found = asked.find((one) => {
        const compared = one.beginning ? bytes.subarray(0, one.bytes.length) : bytes;
        return Buffer.compare(compared, one.bytes) === 0;
      });
      if (found === undefined) return [];
      const turn = turns.get(found) ?? 0;
      turns.set(found, turn + 1);
      const answer = found.answers[Math.min(turn, found.answers.length - 1)];
      return answer === undefined ? [] : [{ kind: 'send', atTicks: now.ticks + ANSWER_MS, bytes: answer }];
    },
    wake: () => [],
  };
};

/** What a device takes for an answer. */
const ANSWER_MS = 20;

/** Something that a driver told, as it stands in a file. */
type Told = Readonly<Record<string, unknown>>;

const asInFile = (reading: object): Told =>
  JSON.parse(
    JSON.stringify(reading, (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ),
  );

/** A driver that hears what was recorded. */
export interface Playing {
  /** What was told since the line was opened last. */
  readonly told: readonly Told[];
  /** How often something was sent. */
  readonly sent: number;
  readonly orders: number;
  open(): void;
  /** Line and power are gone; the record begins anew when it is opened again. */
  unplug(): void;
  runFor(ms: number): void;
  /** Runs until so many readings are there; fails where they are not in time. */
  runUntilTold(what: string, count: number): void;
  /** Gives all orders, whatever was told. */
  orderAll(): void;
}

interface Part<Order> {
  readonly conversation: Conversation;
  readonly orders: readonly { readonly afterReadings: number; readonly order: Order }[];
  readonly carrier: Carrier;
  /** The device is there; else nothing ever answers. */
  readonly answers: boolean;
}

/** Plays a conversation to a driver. The line is closed at first. */
export function play<State, Order, Reading extends object>(
  driver: Driver<State, Order, Reading>,
  part: Part<Order>,
): Playing {
  return new Play(driver, part);
}

/** Longer than any conversation takes, with all the noise in it. */
const LONGEST_MS = 20_000;

class Play<State, Order, Reading extends object> implements Playing {
  readonly #bench: Bench<Order, Reading>;
  readonly #part: Part<Order>;
  #opened = 0;
  #given = 0;

  constructor(driver: Driver<State, Order, Reading>, part: Part<Order>) {
    this.#part = part;
    this.#bench = createBench(driver, SILENT, part.carrier);
  }

  get told(): readonly Told[] {
    return this.#bench.told.slice(this.#opened).map(({ reading }) => asInFile(reading));
  }

  get sent(): number {
    return this.#bench.sent.length;
  }

  get orders(): number {
    return this.#part.orders.length;
  }

  open(): void {
    const device = deviceOf(this.#part.conversation);
    if (this.#part.answers) this.#bench.replace(device);
    this.#opened = this.#bench.told.length;
    this.#given = this.#part.answers ? 0 : this.#part.orders.length;
    this.#bench.open();
    if (this.#part.answers) this.#bench.schedule(device.begin(this.#bench.now()));
  }

  unplug(): void {
    this.#given = this.#part.orders.length;
    this.#bench.unplug();
  }

  runFor(ms: number): void {
    const until = this.#bench.now().ticks + ms;
    while (this.#bench.now().ticks < until) {
      this.#order();
      this.#bench.runFor(1);
    }
  }

  runUntilTold(what: string, count: number): void {
    const until = this.#bench.now().ticks + LONGEST_MS;
    while (this.told.length < count && this.#bench.now().ticks < until) this.runFor(1);
    if (this.told.length < count) throw new Error(`${what}: only ${JSON.stringify(this.told)} was told`);
  }

  orderAll(): void {
    for (const { order } of this.#part.orders) this.#bench.order(order);
  }

  /** Gives the orders whose time has come. */
  #order(): void {
    for (;;) {
      const next = this.#part.orders[this.#given];
      if (next === undefined || this.told.length < next.afterReadings) return;
      this.#given += 1;
      this.#bench.order(next.order);
    }
  }
}
