// The driver for receipt printers that speak ESC/POS: asks how the printer is before each slip, after it, and every
// few seconds in between. What a slip looks like in bytes is in slip-bytes.ts.
//
// A status by DLE EOT is told at once, while the slip may still wait in the printer; so behind the slip goes a GS r,
// which is answered once everything before it was printed. Meanwhile DLE EOT tells of what may stop it.

import type { PrinterOrder, PrinterReading, PrinterTrouble } from '../../../../protocols/devices/printer.ts';
import {
  ALL_WELL,
  clearRequest,
  decodeInOrderStatus,
  decodeStatus,
  inOrderStatusRequest,
  isStatusByte,
  type PrinterStatus,
  STATUS_NUMBERS,
  type StatusNumber,
  statusRequest,
} from '../../../../protocols/escpos/status.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { Driver, DriverCommand, DriverEvent, Step } from '../../driver.ts';
import { type PrinterPaper, slipBytes } from './slip-bytes.ts';
import { readingOf, type Told, troubleOf } from './trouble.ts';

/** Between two looks at the printer's state. */
const POLL_MS = 5000;
/** For the answer to one status request. A printer with paper out answers too; one that is off does not. */
const ANSWER_MS = 1000;
/** Between two looks while a slip is printed. */
const PRINTING_POLL_MS = 250;
/**
 * A printer that was well for so long after the slip should be printed, and did not answer GS r, is one that does
 * not know it.
 */
const PRINTING_MS = 3000;
/** What a line takes on a slow printer, 40 mm a second. */
const SLOW_LINE_MS = 100;
/** What a byte takes on a slow line, 9600 baud: until a slip has crossed it no answer can come. */
const SLOW_BYTE_MS = 1.05;
/** Slips that may wait; more are refused. */
const MOST_WAITING = 10;

type Slip = PrinterOrder['slip'];

/** A slip in the printer: by `crossed` its bytes have left the line, by `until` it is printed. */
interface Printing {
  readonly slip: number;
  readonly crossed: number;
  readonly until: number;
}

export interface EscposState {
  readonly paper: PrinterPaper;
  readonly open: boolean;
  readonly status: PrinterStatus;
  /** The status byte that is waited for, null between rounds. */
  readonly asked: { readonly number: StatusNumber; readonly deadline: number } | null;
  readonly nextRound: number;
  readonly told: Told | null;
  readonly waiting: readonly Slip[];
  /** The slip whose bytes were sent, until it is known how it went. */
  readonly printing: Printing | null;
}

type Command = DriverCommand<PrinterReading>;

/** A driver for one printer. */
export function escposPrinter(paper: PrinterPaper): Driver<EscposState, PrinterOrder, PrinterReading> {
  return { start: closed(paper), step };
}

function closed(paper: PrinterPaper): EscposState {
  return {
    paper,
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
      return { ...closed(state.paper), open: true, nextRound: now.ticks };
    case 'closed': {
      const lost = failAll(state, 'not-answering', commands);
      commands.push(tell({ kind: 'lost', reason: event.reason, trouble: 'not-answering' }));
      return { ...closed(lost.paper), told: 'not-answering' };
    }
    case 'bytes':
      return [...event.bytes].reduce((before, byte) => byteCame(before, byte, now, commands), state);
    case 'order':
      return ordered(state, event.order.slip, now, commands);
    case 'wake':
    case 'pace':
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

function byteCame(state: EscposState, byte: number, now: Moment, commands: Command[]): EscposState {
  if (isStatusByte(byte)) return statusCame(state, byte, now, commands);
  const inOrder = decodeInOrderStatus(byte, state.status);
  if (state.printing === null || !inOrder.ok || inOrder.status.paperOut) return state;
  commands.push(tell({ kind: 'printed', slip: state.printing.slip }));
  return { ...state, printing: null, nextRound: now.ticks };
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
  if (after.printing !== null) return slipLookedAt(after, after.printing, trouble, now, commands);
  if (trouble !== null) return failAll(after, trouble, commands);
  return printNext(after, now, commands);
}

function slipLookedAt(
  state: EscposState,
  { slip, until }: Printing,
  trouble: PrinterTrouble | null,
  now: Moment,
  commands: Command[],
): EscposState {
  const again: EscposState = { ...state, nextRound: now.ticks + PRINTING_POLL_MS };
  if (now.ticks < until && (trouble === null || trouble === 'offline')) return again;
  if (trouble === null) {
    commands.push(tell({ kind: 'printed', slip }));
    return { ...again, printing: null, nextRound: now.ticks };
  }
  // Otherwise its rest would come out once there is paper again, in somebody else's hands.
  commands.push({ kind: 'send', bytes: clearRequest() });
  return failAll(again, trouble, commands);
}

function printNext(state: EscposState, now: Moment, commands: Command[]): EscposState {
  const [slip, ...waiting] = state.waiting;
  if (slip === undefined) return state;
  const { bytes, lines } = slipBytes(slip.lines, state.paper);
  commands.push({ kind: 'send', bytes }, { kind: 'send', bytes: inOrderStatusRequest() });
  const crossed = now.ticks + bytes.length * SLOW_BYTE_MS;
  return {
    ...state,
    waiting,
    printing: { slip: slip.slip, crossed, until: crossed + lines * SLOW_LINE_MS + PRINTING_MS },
    nextRound: now.ticks,
  };
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
  const answerable = Math.max(now.ticks, state.printing?.crossed ?? 0);
  return { ...state, asked: { number, deadline: answerable + ANSWER_MS } };
}

function failAll(state: EscposState, trouble: PrinterTrouble, commands: Command[]): EscposState {
  const slips = [
    ...(state.printing === null ? [] : [state.printing.slip]),
    ...state.waiting.map(({ slip }) => slip),
  ];
  for (const slip of slips) commands.push(tell({ kind: 'notPrinted', slip, trouble }));
  return { ...state, printing: null, waiting: [] };
}

function tell(reading: PrinterReading): Command {
  return { kind: 'tell', reading };
}
