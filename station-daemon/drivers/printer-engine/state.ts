// What the printer engine knows of its printer, and the slips that it has.

import type { PrinterOrder, PrinterReading, PrinterTrouble } from '../../../protocols/devices/printer.ts';
import { ALL_WELL, type PrinterStatus } from '../../../protocols/devices/printer-status.ts';
import type { DriverCommand } from '../driver.ts';
import type { PrinterEar, PrinterSettings } from './dialect.ts';
import type { Told } from './trouble.ts';

export type Slip = Extract<PrinterOrder, { kind: 'print' }>['slip'];

export type Command = DriverCommand<PrinterReading>;

/** A slip in the printer, or on the way to it. */
export interface Printing {
  readonly kind: 'printing';
  readonly slip: Slip;
  /** Cut off, it is not printed again: it has been once, or nobody wants it any more. */
  readonly isLastTry: boolean;
  /** By then its bytes have left the line. */
  readonly crossed: number;
  /** By then it is printed. */
  readonly until: number;
  /** How long that takes on a slow printer. */
  readonly lengthMs: number;
}

/** A slip whose printing was cut off: its rest comes out, or is forgotten, before anything else is printed. */
export interface CutOff {
  readonly kind: 'cut-off';
  readonly slip: Slip;
  readonly trouble: PrinterTrouble;
  /** It is printed whole again once the printer is well. */
  readonly isWanted: boolean;
  /** Then it is not wanted any more. */
  readonly giveUpAt: number;
  /** Does the printer have the rest of it still, which comes out as soon as it is well? */
  readonly rest: 'gone' | 'may-come';
  /** By then the rest has come out, once the printer was well. */
  readonly restUntil: number | null;
  readonly lengthMs: number;
}

/** Bytes of a slip that go out piece by piece, because the printer may say stop. */
export interface Outgoing {
  readonly bytes: Uint8Array;
  /** The next piece is due. */
  readonly nextAt: number;
}

export interface PrinterState {
  readonly settings: PrinterSettings;
  readonly open: boolean;
  readonly ear: PrinterEar;
  readonly status: PrinterStatus;
  /** The question whose answer is waited for, null between rounds. */
  readonly asked: { readonly question: number; readonly deadline: number } | null;
  readonly nextRound: number;
  readonly told: Told | null;
  /** In the order of their orders. */
  readonly waiting: readonly Slip[];
  readonly current: Printing | CutOff | null;
  readonly outgoing: Outgoing | null;
  /** Since when the printer takes no bytes, by its own word. */
  readonly heldSince: number | null;
}

/** A printer whose line is closed. */
export function closed(settings: PrinterSettings, deaf: PrinterEar): PrinterState {
  return {
    settings,
    open: false,
    ear: deaf,
    status: ALL_WELL,
    asked: null,
    nextRound: 0,
    told: null,
    waiting: [],
    current: null,
    outgoing: null,
    heldSince: null,
  };
}

/** The command that tells a reading. */
export function tell(reading: PrinterReading): Command {
  return { kind: 'tell', reading };
}
