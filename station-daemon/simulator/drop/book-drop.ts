// The twin of a book drop's machine: an inlet, a place with the reader's field, a sorter with flaps, bins, and sensors.
// What is on a belt moves while that belt is on, and only then; where it falls is decided by the flap that is open as it
// comes by. Where everything lies is its true state, whatever the station believes.

import type { Uid } from '../../../protocols/devices/pad.ts';
import { layTag, liftTag } from '../world/field.ts';
import type { World } from '../world/world.ts';

/** What goes through it as one. */
export interface Piece {
  readonly name: string;
  readonly uids: readonly Uid[];
}

/** How long each way takes while its belt runs, in milliseconds, and how its parts are called. */
export interface BookDropSettings {
  /** From a hand into the inlet, once that is clear. */
  readonly handMs: number;
  /** From the inlet to the place. */
  readonly feedMs: number;
  /** Out of the place; half of it out of the field. */
  readonly clearMs: number;
  /** From the place to the flaps, and to the bins. */
  readonly flapMs: number;
  readonly fallMs: number;
  readonly relays: { readonly feed: string; readonly move: string; readonly sort: string };
  /** The flap of each bin but the one at the end. */
  readonly flaps: ReadonlyMap<number, string>;
  readonly endBin: number;
  readonly sensors: { readonly item: string; readonly place: string; readonly dropped: string };
  readonly faults: readonly DropFault[];
}

/** `stays`: it is stuck in the sorter until somebody frees it; `once`: until the belt starts anew. */
export interface DropFault {
  readonly piece: string;
  readonly what: 'stays' | 'once';
}

/** How long the sensor over the bins feels what falls. */
const PULSE_MS = 80;

interface OnWay {
  readonly piece: Piece;
  /** How long its belt has run for it. */
  doneMs: number;
  bin: number | null;
  stuck: DropFault['what'] | null;
}

/** Sums of fractions of milliseconds come near to a mark, and not always up to it. */
const NEAR_MS = 1e-6;

const hasRun = ({ doneMs }: OnWay, ms: number): boolean => doneMs > ms - NEAR_MS;

/** A sensor that changed. */
export interface Sensed {
  readonly input: string;
  readonly on: boolean;
}

export class BookDrop {
  readonly bins = new Map<number, Piece[]>();
  /** Ticks at which something fell into a bin. */
  readonly fell: number[] = [];
  /** What hands wait to put in. */
  readonly queue: Piece[] = [];
  readonly #world: World;
  readonly #set: BookDropSettings;
  readonly #on = new Map<string, number>();
  readonly #told = new Map<string, boolean>();
  readonly #sorter: OnWay[] = [];
  #inlet: Piece | null = null;
  #feeding: OnWay | null = null;
  #place: OnWay | null = null;
  #handAt = 0;
  #pulseUntil = Number.NEGATIVE_INFINITY;
  #ticks = 0;

  constructor(world: World, settings: BookDropSettings) {
    this.#world = world;
    this.#set = settings;
  }

  /** Everything that was put in and lies in no bin. */
  get inside(): readonly Piece[] {
    const ways = [this.#feeding, this.#place, ...this.#sorter].flatMap((way) =>
      way === null ? [] : [way.piece],
    );
    return this.#inlet === null ? ways : [this.#inlet, ...ways];
  }

  /** A hand frees what is stuck: it falls into a bin that somebody chooses. */
  free(bin: number): void {
    for (const { piece } of this.#sorter.splice(0)) this.#bin(bin).push(piece);
  }

  /** The station is without power: all stands still where it is. */
  powerOff(now: number): void {
    this.advance(now);
    this.#on.clear();
    this.#told.clear();
  }

  /** A relay is switched. */
  switch(relay: string, on: boolean, forMs: number | null, now: number): void {
    this.advance(now);
    const { sort } = this.#set.relays;
    if (relay === sort && on && !this.#isOn(sort))
      for (const way of this.#sorter) if (way.stuck === 'once' && way.doneMs > 0) way.stuck = null;
    this.#on.set(
      relay,
      on ? (forMs === null ? Number.POSITIVE_INFINITY : now + forMs) : Number.NEGATIVE_INFINITY,
    );
  }

  /** When something will happen by itself; infinite where nothing will. */
  get nextTicks(): number {
    const { feed, move, sort } = this.#set.relays;
    const { feedMs, clearMs, flapMs, fallMs } = this.#set;
    const ends = [...this.#on.values()].filter((until) => until > this.#ticks);
    const moments = [...ends, this.#pulseUntil];
    const goesOn = (way: OnWay | null, relay: string, marks: readonly number[]) => {
      if (way === null || !this.#isOn(relay)) return;
      for (const mark of marks) if (!hasRun(way, mark)) moments.push(this.#ticks + mark - way.doneMs);
    };
    goesOn(this.#feeding, feed, [feedMs / 5, feedMs]);
    goesOn(this.#place, move, [clearMs / 2, clearMs]);
    for (const way of this.#sorter) if (way.stuck === null) goesOn(way, sort, [flapMs, fallMs]);
    const hand =
      this.#inlet === null && this.queue.length > 0
        ? Math.max(this.#handAt, this.#ticks)
        : Number.POSITIVE_INFINITY;
    return Math.min(hand, ...moments.filter((moment) => moment > this.#ticks));
  }

  /** Lets the time pass. */
  advance(now: number): void {
    this.#happen();
    while (this.nextTicks <= now) this.#run(this.nextTicks);
    this.#run(now);
  }

  /** Sensors that changed since they were asked last. */
  sense(): readonly Sensed[] {
    const { item, place, dropped } = this.#set.sensors;
    const felt: readonly (readonly [string, boolean])[] = [
      [item, this.#isInletTaken],
      [place, this.#place !== null],
      [dropped, this.#ticks < this.#pulseUntil],
    ];
    const changed = felt.filter(([input, on]) => this.#told.get(input) !== on);
    for (const [input, on] of changed) this.#told.set(input, on);
    return changed.map(([input, on]) => ({ input, on }));
  }

  /** What the feed has only touched still lies there. */
  get #isInletTaken(): boolean {
    const touched = this.#feeding !== null && !hasRun(this.#feeding, this.#set.feedMs / 5);
    return this.#inlet !== null || touched;
  }

  #isOn(relay: string): boolean {
    return (this.#on.get(relay) ?? Number.NEGATIVE_INFINITY) > this.#ticks;
  }

  #bin(bin: number): Piece[] {
    const pieces = this.bins.get(bin) ?? [];
    this.bins.set(bin, pieces);
    return pieces;
  }

  #run(to: number): void {
    const { feed, move, sort } = this.#set.relays;
    const ms = Math.max(0, to - this.#ticks);
    if (this.#feeding !== null && this.#isOn(feed)) this.#feeding.doneMs += ms;
    if (this.#place !== null && this.#isOn(move)) this.#place.doneMs += ms;
    if (this.#isOn(sort)) for (const way of this.#sorter) if (way.stuck === null) way.doneMs += ms;
    this.#ticks = Math.max(this.#ticks, to);
    this.#happen();
  }

  #happen(): void {
    const { feedMs, clearMs, flapMs, fallMs, handMs, relays, flaps, endBin } = this.#set;
    if (this.#inlet !== null && this.#feeding === null && this.#isOn(relays.feed)) {
      this.#feeding = { piece: this.#inlet, doneMs: 0, bin: null, stuck: null };
      this.#inlet = null;
      this.#handAt = this.#ticks + handMs;
    }
    if (this.#inlet === null && this.#ticks >= this.#handAt) this.#inlet = this.queue.shift() ?? null;
    if (this.#feeding !== null && hasRun(this.#feeding, feedMs) && this.#place === null) {
      this.#place = { piece: this.#feeding.piece, doneMs: 0, bin: null, stuck: null };
      this.#feeding = null;
      for (const uid of this.#place.piece.uids) layTag(this.#world, uid);
    }
    const place = this.#place;
    if (place !== null && hasRun(place, clearMs / 2))
      for (const uid of place.piece.uids) liftTag(this.#world, uid);
    if (place !== null && hasRun(place, clearMs)) {
      const fault = this.#set.faults.find(({ piece }) => piece === place.piece.name)?.what ?? null;
      this.#sorter.push({ ...place, stuck: fault });
      this.#place = null;
    }
    for (const way of [...this.#sorter]) {
      if (way.bin === null && hasRun(way, flapMs))
        way.bin = [...flaps].find(([, relay]) => this.#isOn(relay))?.[0] ?? endBin;
      if (way.bin === null || !hasRun(way, fallMs)) continue;
      this.#bin(way.bin).push(way.piece);
      this.fell.push(this.#ticks);
      this.#pulseUntil = this.#ticks + PULSE_MS;
      this.#sorter.splice(this.#sorter.indexOf(way), 1);
    }
  }
}
