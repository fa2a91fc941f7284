// What the relay engine knows of a board.

import { EMPTY_BUFFER, type FrameBuffer } from '../../../protocols/binary/stream.ts';
import type { RelayReading } from '../../../protocols/devices/relay.ts';
import type { RelayRequest } from './dialect.ts';

export interface RelayState {
  readonly open: boolean;
  readonly buffer: FrameBuffer;
  /** What was sent and is not answered yet, and the tick by which it must be. */
  readonly asked: { readonly request: RelayRequest; readonly deadline: number } | null;
  /** How often in a row nothing answered. */
  readonly vain: number;
  /** Nothing is sent before this tick, and what comes until then is an answer that is too late: nobody knows to what. */
  readonly quietUntil: number;
  /** What is still to be asked in this round, the first one first. */
  readonly round: readonly RelayRequest[];
  readonly nextRound: number;
  /** What was ordered for good, by relay. */
  readonly held: ReadonlyMap<number, boolean>;
  /** What was ordered for a while, by relay, and until which tick. */
  readonly pulses: ReadonlyMap<number, { readonly on: boolean; readonly until: number }>;
  /** As they were read last, by place. */
  readonly relays: ReadonlyMap<number, boolean>;
  readonly inputs: ReadonlyMap<number, boolean>;
  /** How often a relay was switched in vain in a row. */
  readonly disobeyed: ReadonlyMap<number, number>;
  /** Null until the board has answered or was given up. */
  readonly told: 'ready' | 'lost' | null;
  readonly toldLevel: Extract<RelayReading, { kind: 'level' }> | null;
  readonly toldStuck: ReadonlySet<number>;
}

/** Before the line was ever open. */
export const CLOSED: RelayState = {
  open: false,
  buffer: EMPTY_BUFFER,
  asked: null,
  vain: 0,
  quietUntil: Number.NEGATIVE_INFINITY,
  round: [],
  nextRound: 0,
  held: new Map(),
  pulses: new Map(),
  relays: new Map(),
  inputs: new Map(),
  disobeyed: new Map(),
  told: null,
  toldLevel: null,
  toldStuck: new Set(),
};

/** How a relay has to be at a tick; undefined where nobody ever ordered anything. */
export function wantedOf({ held, pulses }: RelayState, relay: number, ticks: number): boolean | undefined {
  const pulse = pulses.get(relay);
  return pulse !== undefined && ticks < pulse.until ? pulse.on : held.get(relay);
}

/** A map with one more entry, or another one in its place. */
export function withEntry<Value>(
  map: ReadonlyMap<number, Value>,
  key: number,
  value: Value,
): ReadonlyMap<number, Value> {
  return new Map([...map, [key, value]]);
}

/** A map without one of its entries. */
export function withoutEntry<Value>(
  map: ReadonlyMap<number, Value>,
  key: number,
): ReadonlyMap<number, Value> {
  return new Map([...map].filter(([other]) => other !== key));
}
