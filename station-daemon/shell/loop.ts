// The one loop: an event in, one step, its commands out in order. It knows neither the station nor its commands.

import type { Moment } from '../../protocols/moment.ts';
import { createEventQueue, type EventQueue, type EventQueueSetup } from './event-queue.ts';

/**
 * How a command ended. After `stopHere` the rest of the step's commands are not carried out:
 * a barrier did not hold, and what stands behind it must not happen.
 */
export type CarriedOut = 'goOn' | 'stopHere';

export interface LoopSetup<State, Event, Command> {
  readonly start: State;
  readonly step: (
    state: State,
    event: Event,
    now: Moment,
  ) => { readonly state: State; readonly commands: readonly Command[] };
  readonly now: () => Moment;
  readonly carryOut: (command: Command) => CarriedOut;
  /** A barrier that throws holds back what follows it, just as one that says `stopHere`. */
  readonly isBarrier: (command: Command) => boolean;
  readonly queue: EventQueueSetup<Event>;
  /** A step or a command threw: a fault of the programme. The loop goes on with the next event. */
  readonly onFault: (fault: LoopFault) => void;
  /** Told after each event, when its commands have been carried out. */
  readonly onStepped?: (event: Event, tookMs: number) => void;
}

export type LoopFault =
  /** The state is as it was before the event. */
  | { readonly kind: 'stepThrew'; readonly error: unknown }
  /** The commands after it are carried out, but not those after a barrier. */
  | { readonly kind: 'commandThrew'; readonly error: unknown };

export interface Loop<State, Event> {
  /** Takes an event in. May be called at any time, also while a command is carried out. */
  push(event: Event): void;
  /** The same, but it is worked on before every event that waits: none of these must come to pass without it. */
  pushFirst(event: Event): void;
  readonly state: State;
  readonly waiting: number;
  readonly dropped: number;
  /** No event is taken in or worked on any more; the commands of a step in work are still carried out. */
  stop(): void;
}

/** So many events are worked on before timers, sockets and pages get their turn. */
const EVENTS_PER_TURN = 256;

/**
 * Works on one event at a time, in the order of their coming. A `push` from outside is worked on before it
 * returns; one from inside a step's commands waits for its turn.
 */
export function createLoop<State, Event extends object, Command>(
  setup: LoopSetup<State, Event, Command>,
): Loop<State, Event> {
  return new EventLoop(setup);
}

class EventLoop<State, Event extends object, Command> implements Loop<State, Event> {
  readonly #setup: LoopSetup<State, Event, Command>;
  readonly #queue: EventQueue<Event>;
  #state: State;
  #mode: 'idle' | 'working' | 'resting' | 'stopped' = 'idle';

  constructor(setup: LoopSetup<State, Event, Command>) {
    this.#setup = setup;
    this.#queue = createEventQueue(setup.queue);
    this.#state = setup.start;
  }

  get state(): State {
    return this.#state;
  }

  get waiting(): number {
    return this.#queue.length;
  }

  get dropped(): number {
    return this.#queue.dropped;
  }

  push(event: Event): void {
    if (this.#isStopped()) return;
    this.#queue.push(event);
    if (this.#mode === 'idle') this.#work();
  }

  pushFirst(event: Event): void {
    if (this.#isStopped()) return;
    this.#queue.pushFirst(event);
    if (this.#mode === 'idle') this.#work();
  }

  stop(): void {
    this.#mode = 'stopped';
  }

  #isStopped(): boolean {
    return this.#mode === 'stopped';
  }

  #work(): void {
    this.#mode = 'working';
    for (let worked = 0; worked < EVENTS_PER_TURN; worked += 1) {
      const event = this.#queue.take();
      if (event === null) {
        this.#mode = 'idle';
        return;
      }
      this.#workOn(event);
      if (this.#isStopped()) return;
    }
    this.#mode = 'resting';
    setImmediate(() => {
      if (!this.#isStopped()) this.#work();
    });
  }

  #workOn(event: Event): void {
    const began = performance.now();
    let commands: readonly Command[];
    try {
      const stepped = this.#setup.step(this.#state, event, this.#setup.now());
      this.#state = stepped.state;
      commands = stepped.commands;
    } catch (error) {
      this.#setup.onFault({ kind: 'stepThrew', error });
      return;
    }
    this.#carryOut(commands);
    this.#setup.onStepped?.(event, performance.now() - began);
  }

  #carryOut(commands: readonly Command[]): void {
    for (const command of commands) {
      try {
        if (this.#setup.carryOut(command) === 'stopHere') return;
      } catch (error) {
        this.#setup.onFault({ kind: 'commandThrew', error });
        if (this.#setup.isBarrier(command)) return;
      }
    }
  }
}
