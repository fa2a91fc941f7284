// The station's library session and the simulated library system, joined by a wire under a virtual clock.
// What happens is ordered by ticks; nothing waits in real time. Not a test itself.

import type { Moment } from '../../protocols/moment.ts';
import type { LibraryAnswer, LibraryRequest, LibraryStatus } from '../../station-daemon/core/library-port.ts';
import { stepLibrary } from '../../station-daemon/library/session.ts';
import type { LibrarySetup } from '../../station-daemon/library/setup.ts';
import { type LibraryEvent, newLibraryState } from '../../station-daemon/library/state.ts';
import { type Acs, type AcsConnection, createAcs } from '../../station-daemon/simulator/acs/acs.ts';
import type { AcsSettings } from '../../station-daemon/simulator/acs/settings.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldItem } from '../../station-daemon/simulator/world/world.ts';

/** A setup that suits the simulated library system. */
const SETUP: LibrarySetup = {
  login: { order: 'login-first', user: 'kiosk1', password: 'secret', location: 'MAIN' },
  institution: 'MAIN',
  terminalPassword: '',
  currency: 'EUR',
  charset: 'utf-8',
  terminator: 'CR',
  errorDetection: 'auto',
  replyMs: 10_000,
  retries: 3,
  heartbeatMs: 55_000,
};

/** 2026-05-04, 10:00 in Hanoi, at tick 0. */
const START_WALL = 1_777_863_600_000;
/** One way over the wire. */
const WIRE_MS = 1;
/** A session that has not come to rest after so many events never will. */
const MOST_EVENTS = 20_000;

interface Wire {
  readonly connection: AcsConnection;
  readonly bornTicks: number;
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
  readonly now: () => Moment;
  readonly item: (title: string) => WorldItem;
  /** The card in this place of the list of patrons, from 0. */
  readonly card: (place: number) => string;
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

/** A bench on which the session has had no event yet. */
export function createBench(
  given: { readonly setup?: Partial<LibrarySetup>; readonly acs?: Partial<AcsSettings> } = {},
): Bench {
  const setup = { ...SETUP, ...given.setup };
  let ticks = 0;
  const now = (): Moment => ({ ticks, wall: START_WALL + ticks, utcOffsetMinutes: 420 });
  const world = createWorld({ now: now() });
  const acs = createAcs(world, { user: 'kiosk1', password: 'secret', ...given.acs });
  let state = newLibraryState(setup);
  let wakeAt: number | null = null;
  let wire: Wire | null = null;
  let on = true;
  let orders = 0;
  const answers = new Map<number, LibraryAnswer>();
  const seen: Pick<Bench, 'said' | 'lines' | 'statuses' | 'notes' | 'connects'> = {
    ...{ said: [], lines: [], statuses: [], notes: [], connects: [] },
  };
  let agenda: { readonly atTicks: number; readonly happen: () => void }[] = [];

  /** Those of one tick happen in the order of their making. */
  const at = (atTicks: number, happen: () => void): void => {
    agenda = [...agenda, { atTicks, happen }].sort((a, b) => a.atTicks - b.atTicks);
  };

  const step = (event: LibraryEvent): void => {
    const stepped = stepLibrary(state, event, now());
    state = stepped.state;
    wakeAt = stepped.wakeAt;
    if (wakeAt !== null && wakeAt <= ticks) throw new Error('wakes at once: it would never rest');
    for (const command of stepped.commands) {
      switch (command.kind) {
        case 'connect':
          connect();
          break;
        case 'disconnect':
          if (wire !== null) wire.cut = true;
          wire = null;
          break;
        case 'send':
          send(command.bytes);
          break;
        case 'answered':
          if (answers.has(command.order)) throw new Error(`order ${command.order} was answered twice`);
          answers.set(command.order, command.answer);
          break;
        case 'status':
          seen.statuses.push(command.status.kind);
          break;
        case 'note':
          seen.notes.push(command.text);
      }
    }
  };

  const connect = (): void => {
    if (wire !== null) throw new Error('connects while it is connected');
    seen.connects.push(ticks);
    at(ticks + WIRE_MS, () => {
      if (!on) return step({ kind: 'closed', reason: 'refused' });
      wire = { connection: acs.accept(), bornTicks: ticks, cut: false, unanswered: false };
      step({ kind: 'opened' });
    });
  };

  const send = (bytes: Uint8Array): void => {
    const through = wire;
    if (through === null) throw new Error('sends without a connection');
    if (through.unanswered) throw new Error('sends while a request is out');
    through.unanswered = true;
    const line = new TextDecoder().decode(bytes);
    seen.said.push(line.slice(0, 2));
    seen.lines.push(line);
    // What was sent before a connection is cut still arrives.
    at(ticks + WIRE_MS, () => carry(through, through.connection.receive(bytes, now())));
  };

  const carry = (through: Wire, outputs: readonly ActorOutput[]): void => {
    for (const output of outputs) {
      at(output.atTicks, () => {
        if (through.cut) return;
        if (output.kind === 'send') deliver(through, output.bytes);
        if (output.kind === 'close') hangUp(through, 'closed by the other side');
        if (output.kind === 'wake') carry(through, through.connection.wake(now()));
      });
    }
  };

  const deliver = (through: Wire, bytes: Uint8Array): void => {
    through.unanswered = false;
    step({ kind: 'bytes', bytes });
  };

  const hangUp = (through: Wire, reason: string): void => {
    through.cut = true;
    wire = null;
    step({ kind: 'closed', reason });
  };

  /** Lets happen what comes next, if that is not after `untilTicks`. */
  const happenNext = (untilTicks: number): boolean => {
    const [next] = agenda;
    const wake = wakeAt ?? Number.POSITIVE_INFINITY;
    const atTicks = Math.min(wake, next?.atTicks ?? Number.POSITIVE_INFINITY);
    if (atTicks > untilTicks) return false;
    ticks = Math.max(ticks, atTicks);
    if (next !== undefined && next.atTicks <= wake) {
      agenda = agenda.slice(1);
      next.happen();
    } else {
      step({ kind: 'wake' });
    }
    return true;
  };

  const passUntil = (untilTicks: number, enough: () => boolean): void => {
    for (let events = 0; !enough(); events += 1) {
      if (events > MOST_EVENTS) throw new Error('never comes to rest');
      if (happenNext(untilTicks)) continue;
      ticks = untilTicks;
      return;
    }
  };

  const ask = (request: LibraryRequest): number => {
    orders += 1;
    step({ kind: 'ask', order: { order: orders, request } });
    return orders;
  };

  return {
    ...seen,
    world,
    acs,
    now,
    item(title) {
      const found = [...world.items.values()].find(({ about }) => about.title === title);
      if (found === undefined) throw new Error(`no title ${title}`);
      return found;
    },
    card: (place) => [...world.patrons.keys()][place] ?? '',
    ask,
    answer: (order) => answers.get(order),
    answerTo(request) {
      const order = ask(request);
      passUntil(ticks + 3_600_000, () => answers.has(order));
      const answer = answers.get(order);
      if (answer === undefined) throw new Error(`no answer to ${request.kind} within an hour`);
      return answer;
    },
    pass: (ms) => passUntil(ticks + ms, () => false),
    hear(text) {
      if (wire !== null) deliver(wire, new TextEncoder().encode(text));
    },
    cut() {
      if (wire !== null) hangUp(wire, 'closed by the other side');
    },
    switch(library) {
      on = library === 'on';
      if (!on && wire !== null) hangUp(wire, 'switched off');
    },
  };
}

/** A bench that has logged in and is at rest. */
export function readyBench(given: Parameters<typeof createBench>[0] = {}): Bench {
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
