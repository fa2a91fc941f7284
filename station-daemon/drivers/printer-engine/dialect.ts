// How a family of printers is told what the printer engine wants: the one thing that a new printer driver has to bring.
//
// A driver is `printerDriver(dialect, settings)` (engine.ts). The engine asks how the printer is, sends one slip at a
// time, waits for its end and prints again what was cut off; the dialect knows the bytes. It decides nothing and has no
// time of its own.

import type { DrawnLine, SlipLine } from '../../../protocols/devices/printer.ts';
import type { PrinterStatus } from '../../../protocols/devices/printer-status.ts';
import type { PrinterPaper, SlipBytes } from './slip-bytes.ts';

/** How one end of a serial line tells the other to wait. `rts-cts` is the line's own business. */
export type FlowControl = 'none' | 'xon-xoff' | 'rts-cts';

/** What a printer's driver is told of the device. */
export interface PrinterSettings extends PrinterPaper {
  readonly baudRate: number;
  readonly flowControl: FlowControl;
}

/** What of an answer has come in so far, and what is remembered of the one before. */
export interface PrinterEar {
  readonly begun: readonly number[];
  readonly sinceTicks: number;
  /** The printer's own count of the end marks that it has reached, where it has one. */
  readonly marks: number | null;
}

/** The language of one family of printers. */
export interface PrinterDialect {
  /** What the staff page calls the printer. */
  readonly model: string;
  /** Nothing has come in yet. */
  readonly deaf: PrinterEar;
  /** Takes in a byte, at this tick. */
  readonly hear: (
    ear: PrinterEar,
    byte: number,
    ticks: number,
  ) => { readonly ear: PrinterEar; readonly heard: readonly Heard[] };
  /** Sent when the printer is there: what it is to do by itself. */
  readonly opening: readonly Uint8Array[];
  /** How the printer is asked how it is: one question after the other, each once the one before it was answered. */
  readonly questions: readonly Uint8Array[];
  /** What is known of the printer after this answer to a question; null where it is no answer to it. */
  readonly answered: (question: number, byte: number, before: PrinterStatus) => PrinterStatus | null;
  /** Behind a slip: answered once everything before it was printed, if the printer knows it. */
  readonly endMark: Uint8Array;
  /** Has the printer forget what it was sent and has not printed; empty where nothing does. */
  readonly clear: Uint8Array;
  readonly slip: (lines: readonly (SlipLine | DrawnLine)[], paper: PrinterPaper) => SlipBytes;
}

/** What a printer said. */
export type Heard =
  /** An answer of one byte to the question that was asked. */
  | { readonly kind: 'byte'; readonly byte: number }
  /** Everything about it. `asked`: in answer to the question; else by itself. */
  | { readonly kind: 'status'; readonly status: PrinterStatus; readonly asked: boolean }
  /** The end mark was reached: the slip is on paper. */
  | { readonly kind: 'end' }
  /** What was not printed is forgotten. */
  | { readonly kind: 'cleared' }
  /** It takes bytes, or no more for now. */
  | { readonly kind: 'flow'; readonly goes: boolean };
