// Every driver by its kind and its name in the settings. The one file that knows them all.

import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import type { SlipLine, ToDraw } from '../../protocols/devices/printer.ts';
import type { TagSecurity } from '../../protocols/tags/security.ts';
import { asciiLinePad } from './pads/ascii-line.ts';
import { feigPad } from './pads/feig/feig.ts';
import { feigAdvancedPad } from './pads/feig/feig-advanced.ts';
import { m3Pad } from './pads/m3.ts';
import type { PrinterSettings } from './printer-engine/dialect.ts';
import { linesToDraw } from './printer-engine/letters.ts';
import type { PrinterPaper } from './printer-engine/slip-bytes.ts';
import { escposPrinter } from './printers/escpos.ts';
import { starPrinter } from './printers/star.ts';
import { type LineScannerSettings, lineScanner } from './scanners/line.ts';

/** What a pad's driver is told of the station. */
export interface PadSettings {
  readonly security: TagSecurity;
  /** How its reader speaks, where the driver leaves that to a pattern. */
  readonly lineReader?: LineReaderPattern | undefined;
}

export const PAD_DRIVERS = {
  feig: ({ security }: PadSettings) => feigPad(security),
  m3: ({ security }: PadSettings) => m3Pad(security),
  'ascii-line': ({ security, lineReader }: PadSettings) => asciiLinePad(security, lineReader),
  'feig-advanced': ({ security }: PadSettings) => feigAdvancedPad(security),
} as const;

export const SCANNER_DRIVERS = {
  line: (settings: LineScannerSettings) => lineScanner(settings),
} as const;

export const PRINTER_DRIVERS = {
  escpos: (settings: PrinterSettings) => escposPrinter(settings),
  star: (settings: PrinterSettings) => starPrinter(settings),
} as const;

/** What of some lines has to be drawn, because the printer of a driver has no letters for it. */
export const LINES_TO_DRAW: Readonly<
  Record<keyof typeof PRINTER_DRIVERS, (lines: readonly SlipLine[], paper: PrinterPaper) => ToDraw>
> = {
  escpos: (lines, paper) => linesToDraw(lines, 'esc-pos', paper),
  star: (lines, paper) => linesToDraw(lines, 'star-line', paper),
};
