// What a simulated printer understands and says: its language. What it does with that is printer.ts.

import type { PrinterStatus } from '../../../protocols/devices/printer-status.ts';
import type { Command, CommandForm } from './command-forms.ts';

/** Commands that stand in the text and are obeyed in their turn, under one name in every language. */
export type InOrderName =
  | 'initialise'
  | 'no kanji'
  | 'font'
  | 'bold'
  | 'line spacing'
  /** How large a bar code is. */
  | 'symbol form'
  /** The argument is the printer's own number. */
  | 'character table'
  /** 0 left, 1 centre, 2 right. */
  | 'align'
  /** In dots. */
  | 'feed'
  /** Bits 4 to 6: columns that a character takes, less one; bits 0 to 2: lines. */
  | 'size'
  | 'cut'
  /** What it tells by itself from now on. */
  | 'tell changes'
  /** Answered once everything before it was printed. */
  | 'tell in order';

/** Commands that are heeded at once when their last byte comes in, whatever waits before them. */
export type AtOnceName = 'tell at once' | 'clear';

/** What waits its turn: one thing to print or to obey, and how many bytes it is. */
export type InOrderPiece =
  | Command<InOrderName>
  | { readonly kind: 'character'; readonly byte: number; readonly bytes: 1 }
  | { readonly kind: 'control'; readonly byte: number; readonly bytes: 1 }
  | {
      readonly kind: 'picture';
      readonly acrossBytes: number;
      readonly downDots: number;
      readonly dots: Uint8Array;
      readonly bytes: number;
    }
  /** Part of a QR code or a bar code; the part that has its text prints it. */
  | { readonly kind: 'symbol'; readonly text: string | null; readonly bytes: number }
  /** A prefix with a letter that is not known: both are passed over, as printers do. */
  | { readonly kind: 'unknown'; readonly bytes: 2 };

/** A printer's language. */
export interface Tongue {
  readonly atOnce: readonly CommandForm<AtOnceName>[];
  /** The piece at a place of what waits to be printed; null where it is not whole yet, and at the end. */
  readonly pieceAt: (bytes: readonly number[], at: number) => InOrderPiece | null;
  /** The character that a byte prints under a table. */
  readonly character: (table: number, byte: number) => string;
  /** The answer to `tell at once`; null where it is no question. `marks`: how often it was told in order. */
  readonly status: (argument: number, status: PrinterStatus, marks: number) => Uint8Array | null;
  /** The answer to `tell in order`. */
  readonly inOrder: (status: PrinterStatus, marks: number) => Uint8Array;
  /** What it tells by itself; null where it does not. */
  readonly change: ((status: PrinterStatus) => Uint8Array) | null;
  /** The answer to `clear`. */
  readonly cleared: Uint8Array;
}
