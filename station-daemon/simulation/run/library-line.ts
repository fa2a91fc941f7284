// The network between the station and the library system: connections, and everything that can happen to a message on
// its way.

import { decodeMessage } from '../../../protocols/sip2/codec.ts';
import type { MessageCode } from '../../../protocols/sip2/table.ts';
import { messages } from '../../../protocols/sip2/table.ts';
import type { Acs, AcsConnection } from '../../simulator/acs/acs.ts';
import { createFaultPlan, type FaultPlan } from '../../simulator/faults.ts';
import type { ActorOutput } from '../../simulator/output.ts';
import type { NetworkFault } from '../plan/trouble.ts';
import { codeOf, fieldOf, textOf } from '../truth/sip2-line.ts';
import type { NightTime } from './night-time.ts';

/** What the station and the night are told. */
export interface LibraryListener {
  opened(): void;
  closed(reason: string): void;
  bytes(bytes: Uint8Array): void;
  /** A message has arrived: `deal` has the library system deal with it. */
  arrived(line: string, deal: () => readonly ActorOutput[]): readonly ActorOutput[];
}

interface Connection {
  readonly acs: AcsConnection;
  /** The library system's end is broken: what comes is read by nobody. */
  broken: boolean;
  /** What arrives later than this arrives nowhere: the station has gone away, and will ask what became of it. */
  untilTicks: number;
  /** Nothing overtakes anything. */
  requestTicks: number;
  answerTicks: number;
}

/** As in the shell: so much less than the session waits. */
const CONNECT_TIME_OUT_MS = 4_500;

/** After so many refusals the next one is known. */
const OFTEN = 9;

/** The network of one night. */
export class LibraryLine {
  readonly requestFaults: FaultPlan<MessageCode, NetworkFault> = createFaultPlan();
  readonly answerFaults: FaultPlan<MessageCode, NetworkFault> = createFaultPlan();
  readonly #acs: Acs;
  readonly #time: NightTime;
  readonly #wireMs: number;
  readonly #listener: LibraryListener;
  #current: Connection | 'connecting' | null = null;
  /** Counts connections that the station asked for and gave up. */
  #attempt = 0;
  #state: 'up' | 'away' | 'half-open' = 'up';
  /** How often a connection was refused since it is away, and until when it is. */
  #refused = 0;
  #untilTicks = Number.NEGATIVE_INFINITY;
  #stuck: { readonly key: string; readonly deliver: () => void }[] = [];

  constructor(acs: Acs, time: NightTime, wireMs: number, listener: LibraryListener) {
    this.#acs = acs;
    this.#time = time;
    this.#wireMs = wireMs;
    this.#listener = listener;
  }

  /** Is there a connection on which something can be said? */
  get isUp(): boolean {
    return this.#state === 'up';
  }

  /** @param untilTicks for those who ask again and again, when it is worth while to ask anew */
  turn(state: 'up' | 'away' | 'half-open', untilTicks = Number.NEGATIVE_INFINITY): void {
    this.#state = state;
    this.#refused = 0;
    this.#untilTicks = untilTicks;
    if (state === 'away') this.cut('switched off');
  }

  /** Until when asking for a connection would only bring the same refusal again. */
  get refusesUntilTicks(): number {
    return this.#refused < OFTEN ? Number.NEGATIVE_INFINITY : this.#untilTicks;
  }

  /** What was stuck on its way never arrives. */
  forgetStuck(): void {
    this.#stuck = [];
  }

  // --- from the station

  connect(): void {
    const attempt = this.#next('connecting');
    this.#time.after(2 * this.#wireMs, () => {
      if (attempt !== this.#attempt) return;
      if (this.#state === 'away') {
        this.#refused += 1;
        return this.#lose('refused');
      }
      if (this.#state === 'half-open') return this.#hang(attempt);
      const acs = this.#acs.accept();
      this.#current = {
        acs,
        broken: false,
        untilTicks: Number.POSITIVE_INFINITY,
        requestTicks: 0,
        answerTicks: 0,
      };
      this.#listener.opened();
    });
  }

  disconnect(): void {
    this.#next(null);
  }

  send(bytes: Uint8Array): void {
    const connection = this.#current;
    if (connection === null || connection === 'connecting' || this.#state === 'half-open') return;
    const line = textOf(bytes);
    const code = codeOf(line);
    const fault = isCode(code) ? this.requestFaults.next(code) : null;
    switch (fault?.kind) {
      case 'swallowed':
        return;
      case 'lost':
        return this.#breakOff(connection);
      case 'stuck':
        this.#stuck.push({
          key: keyOf(line),
          deliver: () => this.#deliver(connection, bytes, line),
        });
        return;
      case 'pieces':
        return this.#inPieces(bytes, fault, (piece, lateMs) => this.#carryOver(connection, piece, lateMs));
      case 'cutBehind':
        this.#carryOver(connection, bytes, 0);
        return this.#time.after(this.#wireMs, () => this.#breakOff(connection));
      default:
        this.#carryOver(connection, bytes, fault?.kind === 'late' ? fault.byMs : 0);
    }
  }

  // --- what happens to it

  /** The connection breaks. What is under way arrives nowhere. */
  cut(reason = 'reset by peer'): void {
    if (this.#current === null || this.#current === 'connecting') return;
    this.#current.broken = true;
    this.#lose(reason);
  }

  /** The programme is no more. What it has sent arrives, or is lost with it. */
  stationGone(inFlight: 'kept' | 'lost'): void {
    if (inFlight === 'lost' && this.#current !== null && this.#current !== 'connecting') {
      this.#current.broken = true;
    }
    this.#next(null);
  }

  #breakOff(connection: Connection): void {
    connection.broken = true;
    if (this.#current === connection) this.#lose('reset by peer');
  }

  #lose(reason: string): void {
    const attempt = this.#next(null);
    this.#time.after(this.#wireMs, () => {
      if (attempt === this.#attempt) this.#listener.closed(reason);
    });
  }

  #hang(attempt: number): void {
    this.#time.after(CONNECT_TIME_OUT_MS, () => {
      if (attempt === this.#attempt) this.#lose('no connection in time');
    });
  }

  #next(current: 'connecting' | null): number {
    if (this.#current !== null && this.#current !== 'connecting') {
      this.#current.untilTicks = this.#time.ticks + 2 * this.#wireMs;
    }
    this.#current = current;
    this.#attempt += 1;
    return this.#attempt;
  }

  // --- to the library system

  #carryOver(connection: Connection, bytes: Uint8Array, lateMs: number): void {
    const atTicks = Math.max(connection.requestTicks, this.#time.ticks + this.#wireMs + lateMs);
    connection.requestTicks = atTicks;
    this.#time.agenda.at(atTicks, () => {
      if (this.#time.ticks <= connection.untilTicks) this.#deliver(connection, bytes, textOf(bytes));
    });
  }

  #deliver(connection: Connection, bytes: Uint8Array, line: string): void {
    if (connection.broken || this.#state === 'away') return;
    this.#freeStuck(line);
    const outputs = this.#listener.arrived(line, () => connection.acs.receive(bytes, this.#time.truth));
    this.#carryBack(connection, outputs);
  }

  /** What was stuck comes in just before it is asked for again. */
  #freeStuck(line: string): void {
    if (this.#stuck.length === 0) return;
    const freed = this.#stuck.filter(({ key }) => key === keyOf(line));
    this.#stuck = this.#stuck.filter((one) => !freed.includes(one));
    for (const { deliver } of freed) deliver();
  }

  // --- back from it

  #carryBack(connection: Connection, outputs: readonly ActorOutput[]): void {
    for (const output of outputs) {
      switch (output.kind) {
        case 'send':
          this.#sendBack(connection, output.bytes, output.atTicks);
          break;
        case 'close':
          this.#inTurn(connection, output.atTicks, () => this.#breakOff(connection));
          break;
        case 'wake':
          this.#time.agenda.at(Math.max(this.#time.ticks, output.atTicks), () => {
            if (!connection.broken) this.#carryBack(connection, connection.acs.wake(this.#time.truth));
          });
          break;
      }
    }
  }

  #sendBack(connection: Connection, bytes: Uint8Array, atTicks: number): void {
    const code = codeOf(textOf(bytes));
    const fault = isCode(code) ? this.answerFaults.next(code) : null;
    const hear = (heard: Uint8Array) => () => this.#hear(connection, heard);
    switch (fault?.kind) {
      case 'swallowed':
        return;
      case 'lost':
        return this.#inTurn(connection, atTicks, () => this.#breakOff(connection));
      case 'cutBehind':
        this.#inTurn(connection, atTicks, hear(bytes));
        return this.#inTurn(connection, atTicks, () => this.#breakOff(connection));
      case 'echo':
        this.#inTurn(connection, atTicks, hear(bytes));
        this.#time.agenda.at(atTicks + this.#wireMs + fault.afterMs, hear(bytes));
        return;
      case 'pieces':
        return this.#inPieces(bytes, fault, (piece, lateMs) =>
          this.#inTurn(connection, atTicks + lateMs, hear(piece)),
        );
      case 'damaged':
        // Damaged twice, a message may look whole again.
        return this.#inTurn(connection, atTicks, hear(isWhole(bytes) ? withOther(bytes, fault.at) : bytes));
      case 'evilTitle':
        return this.#inTurn(connection, atTicks, hear(withEvilTitle(bytes)));
      default:
        this.#inTurn(connection, atTicks + (fault?.kind === 'late' ? fault.byMs : 0), hear(bytes));
    }
  }

  #inTurn(connection: Connection, atTicks: number, happen: () => void): void {
    connection.answerTicks = Math.max(connection.answerTicks, this.#time.ticks, atTicks + this.#wireMs);
    this.#time.agenda.at(connection.answerTicks, happen);
  }

  #hear(connection: Connection, bytes: Uint8Array): void {
    if (this.#current === connection && !connection.broken && this.#state === 'up') {
      this.#listener.bytes(bytes);
    }
  }

  #inPieces(
    bytes: Uint8Array,
    { pieceBytes, pauseMs }: Extract<NetworkFault, { kind: 'pieces' }>,
    carry: (piece: Uint8Array, lateMs: number) => void,
  ): void {
    for (let at = 0, lateMs = 0; at < bytes.length; at += pieceBytes, lateMs += pauseMs) {
      carry(bytes.subarray(at, at + pieceBytes), lateMs);
    }
  }
}

/** What tells a request that is made again from any other. */
const keyOf = (line: string): string => `${codeOf(line)} ${fieldOf(line, 'AA')} ${fieldOf(line, 'AB')}`;

function isCode(code: string): code is MessageCode {
  return Object.hasOwn(messages, code);
}

/** Is its checksum not wrong? */
function isWhole(bytes: Uint8Array): boolean {
  const decoded = decodeMessage(bytes.subarray(0, lastOf(bytes)), { charset: 'utf-8' });
  return decoded.ok && decoded.checksum !== 'wrong';
}

/** Where the line ends. */
function lastOf(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte === 0x0d || byte === 0x0a);
  return end < 0 ? bytes.length : end;
}

/** The same line with another character in one place. */
function withOther(bytes: Uint8Array, at: number): Uint8Array {
  const damaged = bytes.slice();
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  return damaged;
}

const TITLE = '|AJ';
/** The beginning of a title is what tells its item; what is written over comes behind it. */
const BEHIND = TITLE.length + 4;
/** Initialise, cut, and the beginning of a real-time command. */
const EVIL = [0x1b, 0x40, 0x1d, 0x56, 0x00, 0x10, 0x04] as const;

/** The same answer with a printer's commands in its title. */
function withEvilTitle(bytes: Uint8Array): Uint8Array {
  const at = textOf(bytes).indexOf(TITLE);
  if (at < 0) return bytes;
  const evil = bytes.slice();
  EVIL.forEach((byte, place) => {
    if (at + BEHIND + place < evil.length - 1) evil[at + BEHIND + place] = byte;
  });
  return evil;
}
