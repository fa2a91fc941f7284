// The words that the station and a receipt printer's driver share.

/** A slip as data. The driver turns it into the printer's bytes; nothing in it is a printer command. */
export interface Slip<Line = SlipLine> {
  /** The station's number for this slip, returned in `printed`. */
  readonly slip: number;
  readonly lines: readonly Line[];
}

/** One line of a slip. Text is Unicode; the driver takes control characters out and wraps it to the paper. */
export type SlipLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly align: 'left' | 'centre' }
  /** A title with what belongs to it on the next line, kept together. */
  | { readonly kind: 'entry'; readonly text: string; readonly detail: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' }
  /** A QR code with this text, in ASCII. */
  | { readonly kind: 'qr'; readonly text: string }
  /** A bar code (Code 128) with these letters and digits, and the same in letters below it. */
  | { readonly kind: 'barcode'; readonly text: string }
  /** The library's logo, where it has one that can be drawn; nothing else. */
  | { readonly kind: 'logo' };

/** Longer text than this on one line of a slip is cut: a title from a faulty record must not empty the roll. */
const LONGEST_TEXT = 200;

/** Text as it may be printed, in letters or in dots: without control characters and of bounded length. */
export function printable(text: string): string {
  const safe = text.normalize('NFC').replace(/\p{Cc}/gu, ' ');
  return [...safe].slice(0, LONGEST_TEXT).join('');
}

/** What of a text a QR code takes here: ASCII without control characters, of bounded length. */
export function inQrCode(text: string): string {
  return text.replace(/[^ -~]/g, '').slice(0, LONGEST_TEXT);
}

/** More does not fit across the paper. */
const LONGEST_BARCODE = 20;

/** What of a text a bar code takes here: letters, digits and what stands among them in numbers. */
export function inBarcode(text: string): string {
  return text.replace(/[^0-9A-Za-z ./+-]/g, '').slice(0, LONGEST_BARCODE);
}

/** A line that was drawn, because the printer has no letters for it: pictures one below the other. */
export interface DrawnLine {
  readonly kind: 'drawn';
  readonly pictures: readonly Picture[];
}

/** Black dots on paper, without the empty paper around them. */
export interface Picture {
  /** 1 and more: there is no picture without a black dot. */
  readonly widthDots: number;
  readonly heightDots: number;
  /** Row by row from the top, each begun with a new byte, its leftmost dot in bit 7; 1 is black. */
  readonly bits: Uint8Array;
  readonly align: 'left' | 'centre' | 'right';
  /** Empty paper above and below. */
  readonly aboveDots: number;
  readonly belowDots: number;
}

/** Bytes of one row of a picture. */
export function rowBytes(widthDots: number): number {
  return Math.ceil(widthDots / 8);
}

/** What of a slip a printer has no letters for. */
export interface ToDraw {
  /** Places among the slip's lines, in order. */
  readonly places: readonly number[];
  /** Dots from one edge of the printed area to the other. */
  readonly widthDots: number;
}

/** What is wrong with a printer, in the order of how much it hinders. */
export type PrinterTrouble =
  | 'not-answering'
  | 'cover-open'
  | 'paper-out'
  | 'cutter'
  | 'overheated'
  | 'error'
  | 'offline';

/** What a printer's driver tells the station. */
export type PrinterReading =
  | { readonly kind: 'ready'; readonly model: string; readonly paperNearEnd: boolean }
  | { readonly kind: 'lost'; readonly reason: string; readonly trouble: PrinterTrouble }
  /** The slip's last byte was sent and the printer reported itself well after it. */
  | { readonly kind: 'printed'; readonly slip: number }
  /** It did not come out whole and will not: not even when the printer was well again, or that took too long. */
  | { readonly kind: 'notPrinted'; readonly slip: number; readonly trouble: PrinterTrouble };

/** What the station asks of a printer. */
export type PrinterOrder =
  /** Lines that were to be drawn and could not be are text still. */
  | { readonly kind: 'print'; readonly slip: Slip<SlipLine | DrawnLine> }
  /** Nobody waits for this slip any more: what has not begun to print need not. It ends without a word. */
  | { readonly kind: 'withdraw'; readonly slip: number };
