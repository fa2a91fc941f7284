// The driver for receipt printers that speak ESC/POS: asks how the printer is before and after each slip, and every
// few seconds in between. What a slip looks like in bytes is in slip-bytes.ts.

import type {
  PrinterOrder,
  PrinterReading,
  PrinterTrouble,
  Slip,
} from '../../../protocols/devices/printer.ts';
import {
  ALL_WELL,
  decodeStatus,
  isStatusByte,
  type PrinterStatus,
  STATUS_NUMBERS,
  type StatusNumber,
  statusRequest,
} from '../../../protocols/escpos/status.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../driver.ts';
import { slipBytes } from './slip-bytes.ts';

/** Between two looks at the printer's state. */
const POLL_MS = 5000;
/** For the answer to one status request. A printer with paper out answers too; one that is off does not. */
const ANSWER_MS = 1000;
/** After a slip the printer is asked again until it is well or this is over: paper may run out in the middle. */
const PRINTING_MS = 8000;
/** Slips that may wait; more are refused. */
const MOST_WAITING = 10;

export interface EscposState {
  readonly columns: number;
  readonly open: boolean;
  readonly status: PrinterStatus;
  /** The status byte that is waited for, null between rounds. */
  readonly asked: { readonly number: StatusNumber; readonly deadline: number } | null;
  readonly nextRound: number;
  readonly told: PrinterTrouble | 'near-end' | 'well' | null;
  readonly waiting: readonly Slip[];
  /** The slip whose bytes were sent, until the printer is seen to be well after it. */
  readonly printing: { readonly slip: number; readonly until: number } | null;
}

type Command = DriverCommand<PrinterReading>;

/** A driver for one printer with so many columns of text. */
export function escposPrinter(columns: number): Driver<EscposState, PrinterOrder, PrinterReading> {
  return { start: closed(columns), step };
}

function closed(columns: number): EscposState {
  return {
    columns,
    open: false,
    status: ALL_WELL,
    asked: null,
    nextRound: 0,
    told: null,
    waiting: [],
    printing: null,
  };
}

function step(state: EscposState, event: DriverEvent<PrinterOrder>, now: Moment): Step<EscposState, Command> {
  const commands: Command[] = [];
  const next = goOn(hear(state, event, now, commands), now, commands);
  commands.push({ kind: 'wakeAt', ticks: next.open ? (next.asked?.deadline ?? next.nextRound) : null });
  return { state: next, commands };
}

function hear(
  state: EscposState,
  event: DriverEvent<PrinterOrder>,
  now: Moment,
  commands: Command[],
): EscposState {
  switch (event.kind) {
    case 'opened':
      return { ...closed(state.columns), open: true, nextRound: now.ticks };
    case 'closed': {
      const lost = failAll(state, 'not-answering', commands);
      commands.push(tell({ kind: 'lost', reason: event.reason, trouble: 'not-answering' }));
      return { ...closed(lost.columns), told: 'not-answering' };
    }
    case 'bytes':
      return [...event.bytes]
        .filter(isStatusByte)
        .reduce((before, byte) => statusCame(before, byte, now, commands), state);
    case 'order':
      return ordered(state, event.order.slip, now, commands);
    case 'wake':
      return state;
  }
}

function ordered(state: EscposState, slip: Slip, now: Moment, commands: Command[]): EscposState {
  if (!state.open || state.waiting.length >= MOST_WAITING) {
    commands.push(
      tell({ kind: 'notPrinted', slip: slip.slip, trouble: state.open ? 'error' : 'not-answering' }),
    );
    return state;
  }
  // Asked at once how the printer is: the slip goes out when the round has come back well.
  return { ...state, waiting: [...state.waiting, slip], nextRound: Math.min(state.nextRound, now.ticks) };
}

function statusCame(state: EscposState, byte: number, now: Moment, commands: Command[]): EscposState {
  if (state.asked === null) return state;
  const { number } = state.asked;
  const decoded = decodeStatus(number, byte, number === 1 ? ALL_WELL : state.status);
  if (!decoded.ok) return state;
  const following = STATUS_NUMBERS[STATUS_NUMBERS.indexOf(number) + 1];
  const status = decoded.status;
  if (following !== undefined) return { ...ask(state, following, now, commands), status };
  return roundDone({ ...state, status, asked: null, nextRound: now.ticks + POLL_MS }, now, commands);
}

function roundDone(state: EscposState, now: Moment, commands: Command[]): EscposState {
  const trouble = troubleOf(state.status);
  const told = trouble ?? (state.status.paperNearEnd ? 'near-end' : 'well');
  if (told !== state.told) commands.push(tell(readingOf(told)));
  const after: EscposState = { ...state, told };
  if (after.printing !== null) return slipChecked(after, trouble, now, commands);
  if (trouble !== null) return failAll(after, trouble, commands);
  return printNext(after, now, commands);
}

function slipChecked(
  state: EscposState,
  trouble: PrinterTrouble | null,
  now: Moment,
  commands: Command[],
): EscposState {
  if (state.printing === null) return state;
  const { slip, until } = state.printing;
  if (trouble === null) {
    commands.push(tell({ kind: 'printed', slip }));
    return printNext({ ...state, printing: null }, now, commands);
  }
  if (now.ticks < until && trouble === 'offline') return { ...state, nextRound: now.ticks + 200 };
  return failAll(state, trouble, commands);
}

function printNext(state: EscposState, now: Moment, commands: Command[]): EscposState {
  const [slip, ...waiting] = state.waiting;
  if (slip === undefined) return state;
  commands.push({ kind: 'send', bytes: slipBytes(slip.lines, state.columns) });
  const printing = { slip: slip.slip, until: now.ticks + PRINTING_MS };
  return { ...state, waiting, printing, nextRound: now.ticks };
}

function goOn(state: EscposState, now: Moment, commands: Command[]): EscposState {
  if (!state.open) return state;
  if (state.asked !== null) return now.ticks < state.asked.deadline ? state : silent(state, now, commands);
  return now.ticks < state.nextRound ? state : ask(state, STATUS_NUMBERS[0] ?? 1, now, commands);
}

/** The status answer of a printer that is busy with a slip comes late, that of one that is off never. */
function silent(state: EscposState, now: Moment, commands: Command[]): EscposState {
  const again = { ...state, asked: null, nextRound: now.ticks + ANSWER_MS };
  if (state.printing !== null && now.ticks < state.printing.until) return again;
  if (state.told !== 'not-answering') {
    commands.push(tell({ kind: 'lost', reason: 'the printer does not answer', trouble: 'not-answering' }));
  }
  return failAll({ ...again, told: 'not-answering' }, 'not-answering', commands);
}

function ask(state: EscposState, number: StatusNumber, now: Moment, commands: Command[]): EscposState {
  commands.push({ kind: 'send', bytes: statusRequest(number) });
  return { ...state, asked: { number, deadline: now.ticks + ANSWER_MS } };
}

function failAll(state: EscposState, trouble: PrinterTrouble, commands: Command[]): EscposState {
  const slips = [
    ...(state.printing === null ? [] : [state.printing.slip]),
    ...state.waiting.map(({ slip }) => slip),
  ];
  for (const slip of slips) commands.push(tell({ kind: 'notPrinted', slip, trouble }));
  return { ...state, printing: null, waiting: [] };
}

/** What hinders most, or null. */
function troubleOf(status: PrinterStatus): PrinterTrouble | null {
  if (status.coverOpen) return 'cover-open';
  if (status.paperOut || status.stoppedForPaper) return 'paper-out';
  if (status.cutterError) return 'cutter';
  if (status.overheated) return 'overheated';
  if (status.error || status.unrecoverable) return 'error';
  return status.offline ? 'offline' : null;
}

function readingOf(told: PrinterTrouble | 'near-end' | 'well'): PrinterReading {
  if (told === 'well' || told === 'near-end') {
    return { kind: 'ready', model: 'ESC/POS printer', paperNearEnd: told === 'near-end' };
  }
  return { kind: 'lost', reason: told, trouble: told };
}

function tell(reading: PrinterReading): Command {
  return { kind: 'tell', reading };
}
