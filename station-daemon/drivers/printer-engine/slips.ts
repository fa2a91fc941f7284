// The slips of a printer: one at a time is in it, some wait, and one that was cut off is printed whole again. When a
// slip is complete only the printer can tell: by what it answers behind the slip's end.

import type { PrinterTrouble } from '../../../protocols/devices/printer.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { PrinterDialect } from './dialect.ts';
import { crossingMs } from './outgoing.ts';
import { type Command, type CutOff, type PrinterState, type Printing, type Slip, tell } from './state.ts';

/** Between two looks while a slip is printed. */
export const PRINTING_POLL_MS = 250;
/**
 * A printer that was well for so long after the slip should be printed, and did not answer the end mark, is one that
 * does not know it.
 */
const PRINTING_MS = 3000;
/** What a line takes on a slow printer, 40 mm a second. */
const SLOW_LINE_MS = 100;
/** Slips that may wait; more are refused. */
const MOST_WAITING = 10;
/** Somebody puts in a roll in less; after longer nobody stands there for whom the slip is. */
const WAIT_FOR_PRINTER_MS = 120_000;

/** The station wants a slip printed. */
export function ordered(state: PrinterState, slip: Slip, now: Moment, commands: Command[]): PrinterState {
  if (!state.open || state.waiting.length >= MOST_WAITING) {
    commands.push(notPrinted(slip, state.open ? 'error' : 'not-answering'));
    return state;
  }
  // Asked at once how the printer is: the slip goes out when the round has come back well.
  return { ...state, waiting: [...state.waiting, slip], nextRound: Math.min(state.nextRound, now.ticks) };
}

/** Nobody wants a slip any more: what of it is not on its way to the paper never will be. */
export function withdrawn(state: PrinterState, number: number): PrinterState {
  const waiting = state.waiting.filter(({ slip }) => slip !== number);
  const { current } = state;
  if (current?.slip.slip !== number) return { ...state, waiting };
  return {
    ...state,
    waiting,
    current: current.kind === 'printing' ? { ...current, isLastTry: true } : { ...current, isWanted: false },
  };
}

/** The printer is well: what was cut off comes first, once its rest cannot come out any more. */
export function printNext(state: PrinterState, dialect: PrinterDialect, now: Moment): PrinterState {
  const { current } = state;
  if (current?.kind === 'printing') return state;
  const restUntil = current === null ? now.ticks : (current.restUntil ?? now.ticks + current.lengthMs);
  if (current === null || current.rest === 'gone' || now.ticks >= restUntil) {
    if (current?.isWanted) return printed(state, current.slip, 'again', dialect, now);
    const [slip, ...waiting] = state.waiting;
    const idle = { ...state, current: null };
    return slip === undefined ? idle : printed({ ...idle, waiting }, slip, 'first', dialect, now);
  }
  return { ...state, current: { ...current, restUntil }, nextRound: now.ticks + PRINTING_POLL_MS };
}

function printed(
  state: PrinterState,
  slip: Slip,
  time: 'first' | 'again',
  dialect: PrinterDialect,
  now: Moment,
): PrinterState {
  const { bytes, lines } = dialect.slip(slip.lines, state.settings);
  const whole = Uint8Array.from([...bytes, ...dialect.endMark]);
  const crossed = now.ticks + crossingMs(state, whole.length);
  const until = crossed + lines * SLOW_LINE_MS + PRINTING_MS;
  return {
    ...state,
    outgoing: { bytes: whole, nextAt: now.ticks },
    current: {
      kind: 'printing',
      slip,
      isLastTry: time === 'again',
      crossed,
      until,
      lengthMs: until - now.ticks,
    },
    nextRound: now.ticks,
  };
}

/** The printer stood still for a while: what is on its way comes so much later. */
export function delayed(current: PrinterState['current'], ms: number): PrinterState['current'] {
  if (current?.kind !== 'printing') return current;
  return { ...current, crossed: current.crossed + ms, until: current.until + ms };
}

/**
 * The end mark was answered. Behind a slip that was cut off it is the end of the rest: then the slip is whole, unless it
 * lies on two rolls.
 */
export function endReached(state: PrinterState, now: Moment, commands: Command[]): PrinterState {
  const { current } = state;
  if (current === null || state.outgoing !== null) return state;
  if (current.kind === 'cut-off' && (!current.isWanted || current.trouble === 'paper-out')) {
    return { ...state, current: { ...current, rest: 'gone' } };
  }
  return complete(state, current, now, commands);
}

/** The slip is on paper. */
export function complete(
  state: PrinterState,
  { slip }: Printing | CutOff,
  now: Moment,
  commands: Command[],
): PrinterState {
  commands.push(tell({ kind: 'printed', slip: slip.slip }));
  return { ...state, current: null, nextRound: now.ticks };
}

/** The slip in the printer will not come out whole. What waits behind it does not come out at all. */
export function cutOff(
  state: PrinterState,
  trouble: PrinterTrouble,
  now: Moment,
  commands: Command[],
): PrinterState {
  const { current } = state;
  const after: PrinterState = { ...failWaiting(state, trouble, commands), outgoing: null };
  if (current?.kind !== 'printing') return after;
  const { slip, lengthMs, isLastTry } = current;
  if (isLastTry) commands.push(notPrinted(slip, trouble));
  const giveUpAt = now.ticks + WAIT_FOR_PRINTER_MS;
  return {
    ...after,
    current: {
      kind: 'cut-off',
      slip,
      trouble,
      isWanted: !isLastTry,
      giveUpAt,
      rest: 'may-come',
      restUntil: null,
      lengthMs,
    },
  };
}

/** No slip begins while something is wrong: those that wait are not printed. */
export function failWaiting(state: PrinterState, trouble: PrinterTrouble, commands: Command[]): PrinterState {
  for (const slip of state.waiting) commands.push(notPrinted(slip, trouble));
  return { ...state, waiting: [] };
}

/** A slip that was cut off does not wait for ever. */
export function giveUpLate(state: PrinterState, now: Moment, commands: Command[]): PrinterState {
  const { current, told } = state;
  if (current?.kind !== 'cut-off' || !current.isWanted || now.ticks < current.giveUpAt) return state;
  const trouble = told === null || told === 'well' || told === 'near-end' ? 'offline' : told;
  commands.push(notPrinted(current.slip, trouble));
  return { ...state, current: { ...current, isWanted: false } };
}

function notPrinted({ slip }: Slip, trouble: PrinterTrouble): Command {
  return tell({ kind: 'notPrinted', slip, trouble });
}
