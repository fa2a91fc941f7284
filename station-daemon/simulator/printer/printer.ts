// An ESC/POS receipt printer's twin: bytes in at the speed of the serial line, slips of text out into the world line
// by line, and status bytes back. A printer that is off line keeps what it is told until it is well again, but
// answers real-time requests at once, as real ones do.

import {
  ALL_WELL,
  encodeInOrderStatus,
  encodeStatus,
  type PrinterStatus,
  STATUS_NUMBERS,
} from '../../../protocols/escpos/status.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { ActorOutput } from '../output.ts';
import type { World, WorldPrinter } from '../world/world.ts';
import { pieceAt, type RealTimeCommand, sift } from './commands.ts';
import { createPrintHead } from './print-head.ts';

/** A printer's settings. */
export interface PrinterSettings {
  readonly baudRate: number;
  /** On the line: 10 without parity, 11 with. */
  readonly bitsPerByte: number;
  readonly columns: number;
  /** Time to print a line. 25 ms is 4 mm at 160 mm a second. */
  readonly lineMs: number;
  /** False for a printer that leaves GS r unanswered. */
  readonly tellsInOrder: boolean;
}

const defaultPrinterSettings: PrinterSettings = {
  baudRate: 19_200,
  bitsPerByte: 10,
  columns: 42,
  lineMs: 25,
  tellsInOrder: true,
};

/** A simulated printer on a serial line. */
export interface SimulatedPrinter {
  /** Commands that such a printer does not know, since it was made. */
  readonly unknown: () => number;
  /** Bytes from the host. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** The time of a `wake` output has come. Harmless when it has not. */
  wake(now: Moment): readonly ActorOutput[];
  /** The plug is pulled: what was on the line or waited is gone; printed lines hang on until the next cut. */
  unplug(now: Moment): void;
}

/** What waits beyond this is lost, as in a printer whose host does not heed its handshake. */
const LONGEST_WAITING_BYTES = 1 << 16;
/** A printer that stands still looks this often whether it is well again. */
const LOOK_AGAIN_MS = 250;
/** Ticks with fractions do not add up exactly. */
const ROUNDING = 1e-6;
/** What DLE DC4 is answered with once all is cleared. */
const CLEARED = Uint8Array.of(0x37, 0x25, 0x00);

const statusOf = (printer: WorldPrinter): PrinterStatus => {
  const paperOut = printer.paper === 'out';
  return {
    ...ALL_WELL,
    offline: paperOut || printer.coverOpen || printer.cutterJammed,
    coverOpen: printer.coverOpen,
    stoppedForPaper: paperOut,
    error: printer.cutterJammed,
    cutterError: printer.cutterJammed,
    paperNearEnd: printer.paper !== 'full',
    paperOut,
  };
};

/** Bytes under way on the line, from the tick at which the first bit was sent. */
interface Chunk {
  readonly startTicks: number;
  readonly bytes: readonly number[];
}

/** Makes a printer that prints into the world. */
export const createPrinter = (world: World, given: Partial<PrinterSettings> = {}): SimulatedPrinter => {
  const settings = { ...defaultPrinterSettings, ...given };
  const { printer } = world;
  const byteMs = (settings.bitsPerByte * 1000) / settings.baudRate;
  const head = createPrintHead(printer, settings.columns);
  let unknown = 0;
  let onLine: readonly Chunk[] = [];
  let held: readonly number[] = [];
  /** Arrived and not yet printed. */
  let waiting: readonly number[] = [];
  /** The head is at work until then. */
  let busyUntilTicks = Number.NEGATIVE_INFINITY;
  let answeredTicks = Number.NEGATIVE_INFINITY;
  let wakeTicks: number | null = null;

  const endOf = ({ startTicks, bytes }: Chunk): number => startTicks + bytes.length * byteMs;

  const answer = (bytes: Uint8Array, now: Moment): ActorOutput => {
    answeredTicks = Math.max(answeredTicks, now.ticks) + bytes.length * byteMs;
    return { kind: 'send', atTicks: answeredTicks, bytes };
  };

  /** The bytes that have crossed the line by now. */
  const crossed = (now: Moment): readonly number[] => {
    let come: readonly number[] = [];
    onLine = onLine.flatMap(({ startTicks, bytes }) => {
      const count = Math.max(0, Math.floor((now.ticks - startTicks) / byteMs + ROUNDING));
      come = come.concat(bytes.slice(0, count));
      const rest = bytes.slice(count);
      return rest.length === 0 ? [] : [{ startTicks: startTicks + count * byteMs, bytes: rest }];
    });
    return come;
  };

  const heed = ({ name, argument }: RealTimeCommand, now: Moment): readonly ActorOutput[] => {
    switch (name) {
      case 'clear':
        waiting = [];
        head.drop();
        return [answer(CLEARED, now)];
      case 'tell at once': {
        const number = STATUS_NUMBERS.find((known) => known === argument);
        if (number === undefined) return [];
        return [answer(Uint8Array.of(encodeStatus(number, statusOf(printer))), now)];
      }
    }
  };

  const arrive = (now: Moment): readonly ActorOutput[] => {
    const { atOnce, inTurn, held: begun } = sift(held, crossed(now));
    held = begun;
    if (waiting.length + inTurn.length <= LONGEST_WAITING_BYTES) waiting = waiting.concat(inTurn);
    return atOnce.flatMap((command) => heed(command, now));
  };

  /** Prints what waits, as far as it is whole and the printer is on line and has the time. */
  const print = (now: Moment): readonly ActorOutput[] => {
    const outputs: ActorOutput[] = [];
    let at = 0;
    for (
      let piece = pieceAt(waiting, at);
      piece !== null && busyUntilTicks <= now.ticks && !statusOf(printer).offline;
      piece = pieceAt(waiting, at)
    ) {
      at += piece.bytes;
      if (piece.kind === 'unknown') unknown += 1;
      if (piece.kind === 'command' && piece.name === 'tell in order' && settings.tellsInOrder) {
        outputs.push(answer(Uint8Array.of(encodeInOrderStatus(statusOf(printer))), now));
      }
      const lines = head.print(piece);
      if (lines > 0) busyUntilTicks = Math.max(busyUntilTicks, now.ticks) + lines * settings.lineMs;
    }
    waiting = waiting.slice(at);
    if (printer.paper === 'out') head.release();
    return outputs;
  };

  /** When there will be something to do next, or null. */
  const nextTicks = (now: Moment): number | null => {
    const ticks = onLine.slice(0, 1).map(endOf);
    if (pieceAt(waiting, 0) !== null) {
      ticks.push(busyUntilTicks > now.ticks ? busyUntilTicks : now.ticks + LOOK_AGAIN_MS);
    } else if (onLine.length > 0) {
      // A long chunk prints while it comes in.
      ticks.push(now.ticks + settings.lineMs);
    }
    return ticks.length === 0 ? null : Math.min(...ticks);
  };

  const goOn = (now: Moment): readonly ActorOutput[] => {
    const outputs = [...arrive(now), ...print(now)];
    if (wakeTicks !== null && wakeTicks <= now.ticks) wakeTicks = null;
    const next = nextTicks(now);
    if (next === null || (wakeTicks !== null && wakeTicks <= next)) return outputs;
    wakeTicks = next;
    return [...outputs, { kind: 'wake', atTicks: next }];
  };

  return {
    unknown: () => unknown,
    receive: (bytes, now) => {
      const last = onLine.at(-1);
      const startTicks = last === undefined ? now.ticks : Math.max(now.ticks, endOf(last));
      onLine = [...onLine, { startTicks, bytes: [...bytes] }];
      return goOn(now);
    },
    wake: goOn,
    unplug: (now) => {
      goOn(now);
      onLine = [];
      held = [];
      waiting = [];
      busyUntilTicks = Number.NEGATIVE_INFINITY;
      answeredTicks = Number.NEGATIVE_INFINITY;
      wakeTicks = null;
      head.reset();
    },
  };
};
