// The words that the station and a receipt printer's driver share.

/** A slip as data. The driver turns it into the printer's bytes; nothing in it is a printer command. */
export interface Slip {
  /** The station's number for this slip, returned in `printed`. */
  readonly slip: number;
  readonly lines: readonly SlipLine[];
}

/** One line of a slip. Text is Unicode without control characters; the driver wraps it to the paper. */
export type SlipLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly align: 'left' | 'centre' }
  /** A title with what belongs to it on the next line, kept together. */
  | { readonly kind: 'entry'; readonly text: string; readonly detail: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'blank' };

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
  | { readonly kind: 'notPrinted'; readonly slip: number; readonly trouble: PrinterTrouble };

/** What the station asks of a printer. */
export interface PrinterOrder {
  readonly kind: 'print';
  readonly slip: Slip;
}
