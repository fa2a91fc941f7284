// Every driver by its kind and its name in the settings. The one file that knows them all.

import type { TagSecurity } from '../../protocols/tags/security.ts';
import { feigPad } from './pads/feig/feig.ts';
import { m3Pad } from './pads/m3.ts';
import { escposPrinter } from './printers/escpos/escpos.ts';
import { type LineScannerSettings, lineScanner } from './scanners/line.ts';

/** What a pad's driver is told of the station. */
export interface PadSettings {
  readonly security: TagSecurity;
}

/** What a printer's driver is told of the device. */
export interface PrinterSettings {
  /** Characters of text on one line. */
  readonly columns: number;
}

export const PAD_DRIVERS = {
  feig: ({ security }: PadSettings) => feigPad(security),
  m3: ({ security }: PadSettings) => m3Pad(security),
} as const;

export const SCANNER_DRIVERS = {
  line: (settings: LineScannerSettings) => lineScanner(settings),
} as const;

export const PRINTER_DRIVERS = {
  escpos: ({ columns }: PrinterSettings) => escposPrinter(columns),
} as const;
