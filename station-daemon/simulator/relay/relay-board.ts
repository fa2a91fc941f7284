// The twin of a relay board of any make: requests in, answers out at the speed of its line. What its relays switch is
// whoever's who looks at `relays`; its inputs are set from outside. The frames of a make are a `RelayBoardDialect`.

import { EMPTY_BUFFER, type FrameBuffer, type Pushed } from '../../../protocols/binary/stream.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { createFaultPlan, type FaultPlan, garbled } from '../faults.ts';
import type { ActorOutput } from '../output.ts';

/** What is asked of a board. Places count from 0. */
export type BoardRequest =
  | { readonly kind: 'write'; readonly place: number; readonly on: boolean }
  | { readonly kind: 'readRelay' | 'readInput'; readonly place: number };

/** What goes wrong with one request. */
export type BoardFault =
  /** Carried out, and not answered. */
  | { readonly kind: 'noAnswer' }
  /** Neither carried out nor answered. */
  | { readonly kind: 'deaf' }
  /** Carried out, and half the answer is lost. */
  | { readonly kind: 'halfAnswer' }
  /** Carried out, and a bit of the answer falls over on the line. */
  | { readonly kind: 'garble' }
  /** Bytes that nobody asked for come before the answer. */
  | { readonly kind: 'noise'; readonly bytes: Uint8Array }
  /** Answered as if done, and the relay stays as it is. */
  | { readonly kind: 'stuck' }
  /** Its power fails for a moment: all relays are off, and nothing is answered. */
  | { readonly kind: 'reset' };

/** The frames of one make, as the board speaks them. */
export interface RelayBoardDialect<Request extends BoardRequest> {
  cut(buffer: FrameBuffer, bytes: Uint8Array): Pushed<Request>;
  /** What it sends for a request; nothing where it leaves one unanswered. `on`: the level asked for, null where there is none. */
  answer(request: Request, on: boolean | null): Uint8Array;
}

/** A board's settings. */
export interface RelayBoardSettings {
  readonly relays: number;
  readonly inputs: number;
  readonly baudRate: number;
}

const defaultSettings: RelayBoardSettings = { relays: 4, inputs: 4, baudRate: 9_600 };

/** A simulated board on a serial line. */
export interface RelayBoard {
  /** How its relays are. */
  readonly relays: readonly boolean[];
  readonly faults: FaultPlan<BoardRequest['kind'], BoardFault>;
  /** Opens or closes the contact at an input. */
  setInput(place: number, on: boolean): void;
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  wake(now: Moment): readonly ActorOutput[];
  /** The plug is pulled: without power all relays are off. */
  unplug(now: Moment): void;
}

/** What a board takes to switch and to answer. */
const WORKING_MS = 8;
const BITS_PER_BYTE = 10;

/** Makes a board. */
export const createRelayBoard = <Request extends BoardRequest>(
  dialect: RelayBoardDialect<Request>,
  given: Partial<RelayBoardSettings> = {},
): RelayBoard => new SerialRelayBoard(dialect, { ...defaultSettings, ...given });

class SerialRelayBoard<Request extends BoardRequest> implements RelayBoard {
  readonly faults: FaultPlan<BoardRequest['kind'], BoardFault> = createFaultPlan();
  readonly #dialect: RelayBoardDialect<Request>;
  readonly #byteMs: number;
  #relays: readonly boolean[];
  #inputs: readonly boolean[];
  #buffer: FrameBuffer = EMPTY_BUFFER;
  #lineFreeTicks = Number.NEGATIVE_INFINITY;

  constructor(dialect: RelayBoardDialect<Request>, { relays, inputs, baudRate }: RelayBoardSettings) {
    this.#dialect = dialect;
    this.#byteMs = (BITS_PER_BYTE * 1000) / baudRate;
    this.#relays = Array.from({ length: relays }, () => false);
    this.#inputs = Array.from({ length: inputs }, () => false);
  }

  get relays(): readonly boolean[] {
    return this.#relays;
  }

  setInput(place: number, on: boolean): void {
    this.#inputs = this.#inputs.with(place, on);
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const { buffer, frames } = this.#dialect.cut(this.#buffer, bytes);
    this.#buffer = buffer;
    return frames.flatMap((request) => this.#heed(request, now));
  }

  wake(): readonly ActorOutput[] {
    return [];
  }

  unplug(): void {
    this.#relays = this.#relays.map(() => false);
    this.#buffer = EMPTY_BUFFER;
    this.#lineFreeTicks = Number.NEGATIVE_INFINITY;
  }

  #heed(request: Request, now: Moment): readonly ActorOutput[] {
    const fault = this.faults.next(request.kind);
    if (fault?.kind === 'deaf') return [];
    if (fault?.kind === 'reset') {
      this.unplug();
      return [];
    }
    if (request.kind === 'write' && request.place < this.#relays.length && fault?.kind !== 'stuck')
      this.#relays = this.#relays.with(request.place, request.on);
    const answer = spoiled(fault, this.#dialect.answer(request, this.#levelOf(request)));
    if (answer.length === 0) return [];
    this.#lineFreeTicks =
      Math.max(this.#lineFreeTicks, now.ticks + WORKING_MS) + answer.length * this.#byteMs;
    return [{ kind: 'send', atTicks: this.#lineFreeTicks, bytes: answer }];
  }

  #levelOf(request: Request): boolean | null {
    switch (request.kind) {
      case 'write':
        return request.place < this.#relays.length ? request.on : null;
      case 'readRelay':
        return this.#relays[request.place] ?? null;
      case 'readInput':
        return this.#inputs[request.place] ?? null;
    }
  }
}

/** What of an answer goes over the line in spite of a fault. */
const spoiled = (fault: BoardFault | null, answer: Uint8Array): Uint8Array => {
  switch (fault?.kind) {
    case 'noAnswer':
      return new Uint8Array(0);
    case 'halfAnswer':
      return answer.slice(0, Math.floor(answer.length / 2));
    case 'garble':
      return garbled(answer);
    case 'noise':
      return Uint8Array.of(...fault.bytes, ...answer);
    default:
      return answer;
  }
};
