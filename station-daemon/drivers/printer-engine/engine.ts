// The engine of all printer drivers: asks how the printer is before each slip, after it, and every few seconds in
// between, hears what it tells by itself, and sends one slip at a time. What becomes of slips is in slips.ts, the bytes
// are the dialect's.
//
// A status is told at once, while the slip may still wait in the printer; so behind the slip goes an end mark, which is
// answered once everything before it was printed. Meanwhile the status tells of what may stop it.

import type { PrinterOrder, PrinterReading } from '../../../protocols/devices/printer.ts';
import { ALL_WELL } from '../../../protocols/devices/printer-status.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverEvent, Step } from '../driver.ts';
import type { Heard, PrinterDialect, PrinterSettings } from './dialect.ts';
import { nextPiece } from './outgoing.ts';
import {
  complete,
  cutOff,
  delayed,
  endReached,
  failWaiting,
  giveUpLate,
  ordered,
  PRINTING_POLL_MS,
  printNext,
  withdrawn,
} from './slips.ts';
import { type Command, closed, type PrinterState, type Printing, tell } from './state.ts';
import { readingOf, troubleOf } from './trouble.ts';

/** Between two looks at the printer's state. */
const POLL_MS = 5000;
/** For the answer to one question. A printer with paper out answers too; one that is off does not. */
const ANSWER_MS = 1000;
/**
 * A printer that said stop amid a slip is asked only after so long: what it has no room for may cost it some dots. One
 * that has told nothing of a trouble by then is asked.
 */
const HELD_MS = 5000;
/** One that says stop for longer, and nothing else, will not go on with the slip. */
const LONGEST_HELD_MS = 60_000;

/** A driver for one printer that speaks a dialect. */
export function printerDriver(
  dialect: PrinterDialect,
  settings: PrinterSettings,
): Driver<PrinterState, PrinterOrder, PrinterReading> {
  return {
    start: closed(settings, dialect.deaf),
    step: (state, event, now) => new Turn(dialect, now).step(state, event),
  };
}

/** One step: the dialect, the moment, and what is to be done. */
class Turn {
  readonly #dialect: PrinterDialect;
  readonly #now: Moment;
  readonly #commands: Command[] = [];

  constructor(dialect: PrinterDialect, now: Moment) {
    this.#dialect = dialect;
    this.#now = now;
  }

  step(state: PrinterState, event: DriverEvent<PrinterOrder>): Step<PrinterState, Command> {
    const heard = this.#goOn(giveUpLate(this.#hear(state, event), this.#now, this.#commands));
    const next = this.#send(heard);
    this.#commands.push({ kind: 'wakeAt', ticks: this.#wakeTicks(next) });
    return { state: next, commands: this.#commands };
  }

  #hear(state: PrinterState, event: DriverEvent<PrinterOrder>): PrinterState {
    switch (event.kind) {
      case 'opened':
        return this.#opened(state);
      case 'closed':
        return this.#closed(state, event.reason);
      case 'bytes':
        return [...event.bytes].reduce((before, byte) => this.#byteCame(before, byte), state);
      case 'order':
        return event.order.kind === 'print'
          ? ordered(state, event.order.slip, this.#now, this.#commands)
          : withdrawn(state, event.order.slip);
      case 'wake':
      case 'pace':
        return state;
    }
  }

  #opened({ settings, current }: PrinterState): PrinterState {
    this.#greet(current);
    return { ...closed(settings, this.#dialect.deaf), open: true, current, nextRound: this.#now.ticks };
  }

  /** The printer is there, or there again. What it still has of a slip must not come out before the whole one. */
  #greet(current: PrinterState['current']): void {
    if (current !== null) this.#transmit(this.#dialect.clear);
    for (const bytes of this.#dialect.opening) this.#transmit(bytes);
  }

  #closed(state: PrinterState, reason: string): PrinterState {
    const { settings, current } = cutOff(state, 'not-answering', this.#now, this.#commands);
    this.#commands.push(tell({ kind: 'lost', reason, trouble: 'not-answering' }));
    return { ...closed(settings, this.#dialect.deaf), told: 'not-answering', current };
  }

  #byteCame(state: PrinterState, byte: number): PrinterState {
    const { ear, heard } = this.#dialect.hear(state.ear, byte, this.#now.ticks);
    return heard.reduce<PrinterState>((before, one) => this.#heard(before, one), { ...state, ear });
  }

  #heard(state: PrinterState, heard: Heard): PrinterState {
    switch (heard.kind) {
      case 'byte':
        return this.#answered(state, heard.byte);
      case 'status': {
        const isAnswer = heard.asked && state.asked !== null;
        const known: PrinterState = { ...state, status: heard.status };
        return isAnswer ? this.#roundDone(known) : this.#statusKnown(known);
      }
      case 'end':
        return endReached(state, this.#now, this.#commands);
      case 'cleared': {
        const { current } = state;
        return current?.kind === 'cut-off' ? { ...state, current: { ...current, rest: 'gone' } } : state;
      }
      case 'flow':
        return this.#flow(state, heard.goes);
    }
  }

  #flow(state: PrinterState, goes: boolean): PrinterState {
    const { ticks } = this.#now;
    if (state.settings.flowControl !== 'xon-xoff') return state;
    const { heldSince } = state;
    if (!goes) return { ...state, heldSince: heldSince ?? ticks };
    if (heldSince === null) return state;
    return { ...state, heldSince: null, current: delayed(state.current, ticks - heldSince) };
  }

  #answered(state: PrinterState, byte: number): PrinterState {
    if (state.asked === null) return state;
    const { question } = state.asked;
    const status = this.#dialect.answered(question, byte, question === 0 ? ALL_WELL : state.status);
    if (status === null) return state;
    const known: PrinterState = { ...state, status };
    return question + 1 < this.#dialect.questions.length
      ? this.#ask(known, question + 1)
      : this.#roundDone(known);
  }

  #roundDone(state: PrinterState): PrinterState {
    return this.#statusKnown({ ...state, asked: null, nextRound: this.#now.ticks + POLL_MS });
  }

  #statusKnown(state: PrinterState): PrinterState {
    const trouble = troubleOf(state.status);
    const told = trouble ?? (state.status.paperNearEnd ? 'near-end' : 'well');
    // One that was switched off in between has forgotten what it is to do by itself.
    if (state.told === 'not-answering') this.#greet(state.current);
    if (told !== state.told) this.#commands.push(tell(readingOf(told, this.#dialect.model)));
    const after: PrinterState = { ...state, told };
    if (after.current?.kind === 'printing') return this.#slipLookedAt(after, after.current);
    if (trouble !== null) return failWaiting(after, trouble, this.#commands);
    return printNext(after, this.#dialect, this.#now);
  }

  #slipLookedAt(state: PrinterState, current: Printing): PrinterState {
    const { ticks } = this.#now;
    const trouble = troubleOf(state.status);
    const again: PrinterState = {
      ...state,
      nextRound: state.asked === null ? ticks + PRINTING_POLL_MS : state.nextRound,
    };
    const isHeld = state.heldSince !== null && ticks >= state.heldSince + LONGEST_HELD_MS;
    const isLate = isHeld || (ticks >= current.until && state.outgoing === null);
    if (!isLate && (trouble === null || trouble === 'offline')) return again;
    if (trouble === null && !isHeld) return complete(again, current, this.#now, this.#commands);
    // Otherwise its rest would come out once there is paper again, before the slip does or in somebody else's hands.
    this.#transmit(this.#dialect.clear);
    return cutOff({ ...again, heldSince: null }, trouble ?? 'offline', this.#now, this.#commands);
  }

  #goOn(state: PrinterState): PrinterState {
    const { ticks } = this.#now;
    if (!state.open) return state;
    if (state.asked !== null) return ticks < state.asked.deadline ? state : this.#silent(state);
    return ticks < this.#nextRound(state) ? state : this.#ask(state, 0);
  }

  /** A question amid a slip's bytes would be part of them. */
  #nextRound({ outgoing, heldSince, nextRound }: PrinterState): number {
    if (outgoing === null) return nextRound;
    return heldSince === null ? Number.POSITIVE_INFINITY : Math.max(nextRound, heldSince + HELD_MS);
  }

  /** The answer of a printer that is busy with a slip comes late, that of one that is off never. */
  #silent(state: PrinterState): PrinterState {
    const { ticks } = this.#now;
    const { current, heldSince } = state;
    const again: PrinterState = { ...state, asked: null, nextRound: ticks + ANSWER_MS };
    const isHeld = heldSince !== null && ticks < heldSince + LONGEST_HELD_MS;
    if (current?.kind === 'printing' && (ticks < current.until || isHeld)) return again;
    if (state.told !== 'not-answering') {
      this.#commands.push(
        tell({ kind: 'lost', reason: 'the printer does not answer', trouble: 'not-answering' }),
      );
    }
    return cutOff(
      { ...again, told: 'not-answering', heldSince: null },
      'not-answering',
      this.#now,
      this.#commands,
    );
  }

  #ask(state: PrinterState, question: number): PrinterState {
    this.#transmit(this.#dialect.questions[question] ?? new Uint8Array());
    const crossed = state.current?.kind === 'printing' ? state.current.crossed : 0;
    return { ...state, asked: { question, deadline: Math.max(this.#now.ticks, crossed) + ANSWER_MS } };
  }

  /** Sends what is due of a slip. */
  #send(state: PrinterState): PrinterState {
    const { piece, outgoing } = nextPiece(state, this.#now.ticks);
    if (piece === null) return state;
    this.#transmit(piece);
    return { ...state, outgoing };
  }

  #transmit(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#commands.push({ kind: 'send', bytes });
  }

  #wakeTicks(state: PrinterState): number | null {
    const { open, asked, outgoing, heldSince, current } = state;
    const moments = [
      ...(current?.kind === 'cut-off' && current.isWanted ? [current.giveUpAt] : []),
      ...(open ? [asked?.deadline ?? this.#nextRound(state)] : []),
      ...(outgoing !== null && heldSince === null ? [outgoing.nextAt] : []),
    ].filter(Number.isFinite);
    return moments.length === 0 ? null : Math.min(...moments);
  }
}
