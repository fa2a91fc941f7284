// A receipt printer's twin, in any of its languages: bytes in at the speed of the serial line, slips of text out into the world line
// by line, and status bytes back. A printer that is off line keeps what it is told until it is well again, but
// answers real-time requests at once, as real ones do.

import { ALL_WELL, type PrinterStatus } from '../../../protocols/devices/printer-status.ts';
import type { Moment } from '../../../protocols/moment.ts';
import type { ActorOutput } from '../output.ts';
import type { World, WorldPrinter } from '../world/world.ts';
import { type Command, sift } from './command-forms.ts';
import { ESCPOS_TONGUE } from './escpos-tongue.ts';
import { IncomingLine } from './incoming-line.ts';
import { createPrintHead, type PrintHead } from './print-head.ts';
import { STAR_TONGUE } from './star-tongue.ts';
import type { AtOnceName, Tongue } from './tongue.ts';

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
  /** False for a printer that tells nothing by itself. */
  readonly tellsChanges: boolean;
  /** False for a printer that keeps what it was told to forget. */
  readonly clears: boolean;
  /** Says XOFF when no more than `ROOM_BYTES` are free of so many, or it is off line; null: never. */
  readonly saysStopOfBytes: number | null;
}

const defaultPrinterSettings: PrinterSettings = {
  baudRate: 19_200,
  bitsPerByte: 10,
  columns: 42,
  lineMs: 25,
  tellsInOrder: true,
  tellsChanges: true,
  clears: true,
  saysStopOfBytes: null,
};

/** A simulated printer on a serial line. */
export interface SimulatedPrinter {
  /** Commands that such a printer does not know, since it was made. */
  unknown(): number;
  /** Bytes from the host. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** The time of a `wake` output has come. Harmless when it has not. */
  wake(now: Moment): readonly ActorOutput[];
  /** The world has changed: perhaps it says so. */
  stir(now: Moment): readonly ActorOutput[];
  /** The plug is pulled: what was on the line or waited is gone; printed lines hang on until the next cut. */
  unplug(now: Moment): void;
}

/** What waits beyond this is lost, as in a printer whose host does not heed its handshake. */
const LONGEST_WAITING_BYTES = 1 << 16;
/** What still finds room after an XOFF, in the manuals. */
const ROOM_BYTES = 128;
const [XON, XOFF] = [Uint8Array.of(0x11), Uint8Array.of(0x13)];
/** A printer that stands still looks this often whether it is well again. */
const LOOK_AGAIN_MS = 250;

const statusOf = (printer: WorldPrinter): PrinterStatus => {
  const paperOut = printer.paper === 'out';
  return {
    ...ALL_WELL,
    offline: paperOut || printer.coverOpen || printer.cutterJammed || printer.hot || printer.paused,
    coverOpen: printer.coverOpen,
    stoppedForPaper: paperOut,
    error: printer.cutterJammed,
    cutterError: printer.cutterJammed,
    overheated: printer.hot,
    paperNearEnd: printer.paper !== 'full',
    paperOut,
  };
};

/** Makes an ESC/POS printer that prints into the world. */
export const createPrinter = (world: World, given: Partial<PrinterSettings> = {}): SimulatedPrinter =>
  new SerialPrinter(world.printer, { ...defaultPrinterSettings, ...given }, ESCPOS_TONGUE);

/** Makes a printer in Star Line Mode that prints into the world. */
export const createStarPrinter = (world: World, given: Partial<PrinterSettings> = {}): SimulatedPrinter =>
  new SerialPrinter(world.printer, { ...defaultPrinterSettings, ...given }, STAR_TONGUE);

class SerialPrinter implements SimulatedPrinter {
  readonly #printer: WorldPrinter;
  readonly #settings: PrinterSettings;
  readonly #head: PrintHead;
  readonly #line: IncomingLine;
  readonly #tongue: Tongue;
  #unknown = 0;
  /** How often it was told in order, since it was switched on. */
  #marks = 0;
  #held: readonly number[] = [];
  /** Arrived and not yet printed. */
  #waiting: readonly number[] = [];
  /** The head is at work until then. */
  #busyUntilTicks = Number.NEGATIVE_INFINITY;
  #answeredTicks = Number.NEGATIVE_INFINITY;
  #wakeTicks: number | null = null;
  /** It was asked to tell what changes; what it told last. */
  #told: string | null = null;
  #saidStop = false;

  constructor(printer: WorldPrinter, settings: PrinterSettings, tongue: Tongue) {
    this.#printer = printer;
    this.#tongue = tongue;
    this.#settings = settings;
    this.#head = createPrintHead(printer, settings.columns, tongue);
    this.#line = new IncomingLine((settings.bitsPerByte * 1000) / settings.baudRate);
  }

  unknown(): number {
    return this.#unknown;
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    this.#line.send(bytes, now);
    return this.wake(now);
  }

  wake(now: Moment): readonly ActorOutput[] {
    const outputs = [
      ...this.#arrive(now),
      ...this.#print(now),
      ...this.#tellChanges(now),
      ...this.#handshake(now),
    ];
    if (this.#wakeTicks !== null && this.#wakeTicks <= now.ticks) this.#wakeTicks = null;
    const next = this.#nextTicks(now);
    if (next === null || (this.#wakeTicks !== null && this.#wakeTicks <= next)) return outputs;
    this.#wakeTicks = next;
    return [...outputs, { kind: 'wake', atTicks: next }];
  }

  stir(now: Moment): readonly ActorOutput[] {
    return this.wake(now);
  }

  unplug(now: Moment): void {
    this.wake(now);
    this.#line.cut();
    this.#held = [];
    this.#waiting = [];
    this.#busyUntilTicks = Number.NEGATIVE_INFINITY;
    this.#answeredTicks = Number.NEGATIVE_INFINITY;
    this.#wakeTicks = null;
    this.#marks = 0;
    this.#told = null;
    this.#saidStop = false;
    this.#head.reset();
  }

  #arrive(now: Moment): readonly ActorOutput[] {
    const { atOnce, inTurn, held } = sift(this.#tongue.atOnce, this.#held, this.#line.crossed(now));
    this.#held = held;
    const room = (this.#settings.saysStopOfBytes ?? LONGEST_WAITING_BYTES) - this.#waiting.length;
    this.#waiting = this.#waiting.concat(inTurn.slice(0, Math.max(0, room)));
    return atOnce.flatMap((command) => this.#heed(command, now));
  }

  #heed({ name, argument }: Command<AtOnceName>, now: Moment): readonly ActorOutput[] {
    switch (name) {
      case 'clear':
        if (!this.#settings.clears) return [];
        this.#waiting = [];
        this.#head.drop();
        return [this.#answer(this.#tongue.cleared, now)];
      case 'tell at once': {
        const answer = this.#tongue.status(argument, statusOf(this.#printer), this.#marks);
        return answer === null ? [] : [this.#answer(answer, now)];
      }
    }
  }

  /** Prints what waits, as far as it is whole and the printer is on line and has the time. */
  #print(now: Moment): readonly ActorOutput[] {
    const outputs: ActorOutput[] = [];
    let at = 0;
    for (
      let piece = this.#tongue.pieceAt(this.#waiting, at);
      piece !== null && this.#busyUntilTicks <= now.ticks && !statusOf(this.#printer).offline;
      piece = this.#tongue.pieceAt(this.#waiting, at)
    ) {
      at += piece.bytes;
      if (piece.kind === 'unknown') this.#unknown += 1;
      if (piece.kind === 'command' && piece.name === 'tell changes' && this.#settings.tellsChanges) {
        this.#told = piece.argument === 0 ? null : '';
      }
      if (piece.kind === 'command' && piece.name === 'tell in order' && this.#settings.tellsInOrder) {
        this.#marks += 1;
        outputs.push(this.#answer(this.#tongue.inOrder(statusOf(this.#printer), this.#marks), now));
      }
      const lines = this.#head.print(piece);
      if (lines > 0) {
        this.#busyUntilTicks = Math.max(this.#busyUntilTicks, now.ticks) + lines * this.#settings.lineMs;
      }
    }
    this.#waiting = this.#waiting.slice(at);
    if (this.#printer.paper === 'out') this.#head.release();
    return outputs;
  }

  #tellChanges(now: Moment): readonly ActorOutput[] {
    const { change } = this.#tongue;
    if (this.#told === null || change === null) return [];
    const status = change(statusOf(this.#printer));
    const telling = status.join();
    if (telling === this.#told) return [];
    this.#told = telling;
    return [this.#answer(status, now)];
  }

  #handshake(now: Moment): readonly ActorOutput[] {
    const { saysStopOfBytes } = this.#settings;
    if (saysStopOfBytes === null) return [];
    const isFull = this.#waiting.length >= saysStopOfBytes - (this.#saidStop ? 2 * ROOM_BYTES : ROOM_BYTES);
    const says = isFull || statusOf(this.#printer).offline;
    if (says === this.#saidStop) return [];
    this.#saidStop = says;
    return [this.#answer(says ? XOFF : XON, now)];
  }

  #answer(bytes: Uint8Array, now: Moment): ActorOutput {
    this.#answeredTicks = Math.max(this.#answeredTicks, now.ticks) + bytes.length * this.#line.byteMs;
    return { kind: 'send', atTicks: this.#answeredTicks, bytes };
  }

  /** When there will be something to do next, or null. */
  #nextTicks(now: Moment): number | null {
    const arrival = this.#line.nextTicks();
    const ticks = arrival === null ? [] : [arrival];
    if (this.#tongue.pieceAt(this.#waiting, 0) !== null) {
      ticks.push(this.#busyUntilTicks > now.ticks ? this.#busyUntilTicks : now.ticks + LOOK_AGAIN_MS);
    } else if (arrival !== null) {
      // A long chunk prints while it comes in.
      ticks.push(now.ticks + this.#settings.lineMs);
    }
    return ticks.length === 0 ? null : Math.min(...ticks);
  }
}
