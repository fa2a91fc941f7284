// The station's library session and the simulated library system, joined by a wire under a virtual clock.
// What happens is ordered by ticks; nothing waits in real time. Not a test itself.

import type { Moment } from '../../protocols/moment.ts';
import type { LibraryAnswer, LibraryRequest, LibraryStatus } from '../../station-daemon/core/library-port.ts';
import { stepLibrary } from '../../station-daemon/library/session.ts';
import type { LibrarySetup } from '../../station-daemon/library/setup.ts';
import {
  type LibraryCommand,
  type LibraryEvent,
  type LibraryState,
  newLibraryState,
} from '../../station-daemon/library/state.ts';
import { type Acs, type AcsConnection, createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { dialectOf } from './dialects.ts';

/** A setup that suits the simulated library system. */
export const SETUP: LibrarySetup = {
  station: 'main-01',
  login: { order: 'login-first', user: 'kiosk1', password: 'secret', location: 'MAIN' },
  institution: 'MAIN',
  terminalPassword: '',
  currency: 'EUR',
  charset: 'utf-8',
  terminator: 'CR',
  errorDetection: 'auto',
  connectMs: 5_000,
  replyMs: 10_000,
  retries: 3,
  heartbeatMs: 55_000,
  dialect: dialectOf('standard'),
};

/** 2026-05-04, 10:00 in Hanoi, at tick 0. */
const START_WALL = 1_777_863_600_000;
/** One way over the wire. */
const WIRE_MS = 1;
/** A session that has not come to rest after so many events never will. */
const MOST_EVENTS = 20_000;

interface Wire {
  readonly connection: AcsConnection;
  cut: boolean;
  /** The station has said something that nothing has answered. */
  unanswered: boolean;
}

export interface Bench {
  readonly world: World;
  readonly acs: Acs;
  /** What the station said, e.g. `11` or `09`, oldest first, over all connections. */
  readonly said: string[];
  /** The same as whole lines. */
  readonly lines: string[];
  readonly statuses: LibraryStatus['kind'][];
  readonly notes: string[];
  /** Ticks at which a connection was asked for. */
  readonly connects: number[];
  now(): Moment;
  item(title: string): WorldItem;
  /** The card in this place of the list of patrons, from 0. */
  card(place: number): string;
  /** Asks, without waiting. Returns the order's number. */
  ask(request: LibraryRequest): number;
  /** The answer to an order, or undefined so far. */
  answer(order: number): LibraryAnswer | undefined;
  /** Asks, and lets time pass until the answer is there. Throws where it does not come within an hour. */
  answerTo(request: LibraryRequest): LibraryAnswer;
  /** Lets so much time pass. */
  pass(ms: number): void;
  /** The library system says something unasked. */
  hear(bytes: string): void;
  /** The library system closes the connection. */
  cut(): void;
  /** Switches the library system off, which cuts the connection, or on again. */
  switch(library: 'off' | 'on'): void;
}

/** What a bench may be given; the rest suits the simulated library system. */
interface BenchSetup {
  readonly setup?: Partial<LibrarySetup>;
  readonly acs?: Partial<AcsSettings>;
}

/** A bench on which the session has had no event yet. */
export function createBench(given: BenchSetup = {}): Bench {
  return new WiredBench(given);
}

class WiredBench implements Bench {
  readonly world: World;
  readonly acs: Acs;
  readonly said: string[] = [];
  readonly lines: string[] = [];
  readonly statuses: LibraryStatus['kind'][] = [];
  readonly notes: string[] = [];
  readonly connects: number[] = [];
  readonly #answers = new Map<number, LibraryAnswer>();
  #ticks = 0;
  #state: LibraryState;
  #wakeAt: number | null = null;
  #wire: Wire | null = null;
  #on = true;
  #orders = 0;
  #agenda: readonly { readonly atTicks: number; readonly happen: () => void }[] = [];

  constructor(given: BenchSetup) {
    this.world = createWorld({ now: this.now() });
    this.acs = createAcs(this.world, { user: 'kiosk1', password: 'secret', ...given.acs });
    this.#state = newLibraryState({ ...SETUP, ...given.setup });
  }

  now(): Moment {
    return { ticks: this.#ticks, wall: START_WALL + this.#ticks, utcOffsetMinutes: 420 };
  }

  item(title: string): WorldItem {
    const found = [...this.world.items.values()].find(({ about }) => about.title === title);
    if (found === undefined) throw new Error(`no title ${title}`);
    return found;
  }

  card(place: number): string {
    return [...this.world.patrons.keys()][place] ?? '';
  }

  ask(request: LibraryRequest): number {
    this.#orders += 1;
    this.#step({ kind: 'ask', order: { order: this.#orders, request } });
    return this.#orders;
  }

  answer(order: number): LibraryAnswer | undefined {
    return this.#answers.get(order);
  }

  answerTo(request: LibraryRequest): LibraryAnswer {
    const order = this.ask(request);
    this.#passUntil(this.#ticks + 3_600_000, () => this.#answers.has(order));
    const answer = this.#answers.get(order);
    if (answer === undefined) throw new Error(`no answer to ${request.kind} within an hour`);
    return answer;
  }

  pass(ms: number): void {
    this.#passUntil(this.#ticks + ms, () => false);
  }

  hear(bytes: string): void {
    if (this.#wire !== null) this.#deliver(this.#wire, new TextEncoder().encode(bytes));
  }

  cut(): void {
    if (this.#wire !== null) this.#hangUp(this.#wire, 'closed by the other side');
  }

  switch(library: 'off' | 'on'): void {
    this.#on = library === 'on';
    if (!this.#on && this.#wire !== null) this.#hangUp(this.#wire, 'switched off');
  }

  // --- time

  #passUntil(untilTicks: number, enough: () => boolean): void {
    for (let events = 0; !enough(); events += 1) {
      if (events > MOST_EVENTS) throw new Error('never comes to rest');
      if (this.#happenNext(untilTicks)) continue;
      this.#ticks = untilTicks;
      return;
    }
  }

  /** Lets happen what comes next, if that is not after `untilTicks`. */
  #happenNext(untilTicks: number): boolean {
    const [next] = this.#agenda;
    const wake = this.#wakeAt ?? Number.POSITIVE_INFINITY;
    const atTicks = Math.min(wake, next?.atTicks ?? Number.POSITIVE_INFINITY);
    if (atTicks > untilTicks) return false;
    this.#ticks = Math.max(this.#ticks, atTicks);
    if (next !== undefined && next.atTicks <= wake) {
      this.#agenda = this.#agenda.slice(1);
      next.happen();
    } else {
      this.#step({ kind: 'wake' });
    }
    return true;
  }

  /** Those of one tick happen in the order of their making. */
  #at(atTicks: number, happen: () => void): void {
    this.#agenda = [...this.#agenda, { atTicks, happen }].sort((a, b) => a.atTicks - b.atTicks);
  }

  // --- the session

  #step(event: LibraryEvent): void {
    const { state, wakeAt, commands } = stepLibrary(this.#state, event, this.now());
    this.#state = state;
    this.#wakeAt = wakeAt;
    if (wakeAt !== null && wakeAt <= this.#ticks) throw new Error('wakes at once: it would never rest');
    for (const command of commands) this.#obey(command);
  }

  #obey(command: LibraryCommand): void {
    switch (command.kind) {
      case 'connect':
        this.#connect();
        break;
      case 'disconnect':
        if (this.#wire !== null) this.#wire.cut = true;
        this.#wire = null;
        break;
      case 'send':
        this.#send(command.bytes);
        break;
      case 'answered':
        if (this.#answers.has(command.order)) throw new Error(`order ${command.order} was answered twice`);
        this.#answers.set(command.order, command.answer);
        break;
      case 'status':
        this.statuses.push(command.status.kind);
        break;
      case 'note':
        this.notes.push(command.text);
    }
  }

  // --- the wire

  #connect(): void {
    if (this.#wire !== null) throw new Error('connects while it is connected');
    this.connects.push(this.#ticks);
    this.#at(this.#ticks + WIRE_MS, () => {
      if (!this.#on) return this.#step({ kind: 'closed', reason: 'refused' });
      const connection = this.acs.accept();
      this.#wire = { connection, cut: false, unanswered: false };
      this.#step({ kind: 'opened' });
    });
  }

  #send(bytes: Uint8Array): void {
    const through = this.#wire;
    if (through === null) throw new Error('sends without a connection');
    if (through.unanswered) throw new Error('sends while a request is out');
    through.unanswered = true;
    const line = new TextDecoder().decode(bytes);
    this.said.push(line.slice(0, 2));
    this.lines.push(line);
    // What was sent before a connection is cut still arrives.
    this.#at(this.#ticks + WIRE_MS, () =>
      this.#carry(through, through.connection.receive(bytes, this.now())),
    );
  }

  #carry(through: Wire, outputs: readonly ActorOutput[]): void {
    for (const output of outputs) {
      this.#at(output.atTicks, () => {
        if (through.cut) return;
        if (output.kind === 'send') this.#deliver(through, output.bytes);
        if (output.kind === 'close') this.#hangUp(through, 'closed by the other side');
        if (output.kind === 'wake') this.#carry(through, through.connection.wake(this.now()));
      });
    }
  }

  #deliver(through: Wire, bytes: Uint8Array): void {
    through.unanswered = false;
    this.#step({ kind: 'bytes', bytes });
  }

  #hangUp(through: Wire, reason: string): void {
    through.cut = true;
    this.#wire = null;
    this.#step({ kind: 'closed', reason });
  }
}

/** A bench that has logged in and is at rest. */
export function readyBench(given: BenchSetup = {}): Bench {
  const bench = createBench(given);
  bench.pass(1);
  bench.ask({ kind: 'item', item: 'nothing' });
  bench.pass(5000);
  bench.said.length = 0;
  bench.lines.length = 0;
  return bench;
}

/** A patron by their place in the list, without a PIN. */
export const patronOf = (bench: Bench, place: number) => ({ card: bench.card(place), pin: null });
