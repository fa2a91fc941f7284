// Every driver by its kind and its name in the settings. The one file that knows them all.

import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import type { SlipLine, ToDraw } from '../../protocols/devices/printer.ts';
import type { TagSecurity } from '../../protocols/tags/security.ts';
import { lineGate } from './gates/line-gate.ts';
import { asciiLinePad } from './pads/ascii-line.ts';
import { feigPad } from './pads/feig/feig.ts';
import { feigAdvancedPad } from './pads/feig/feig-advanced.ts';
import { m3Pad } from './pads/m3.ts';
import type { PrinterSettings } from './printer-engine/dialect.ts';
import { linesToDraw } from './printer-engine/letters.ts';
import type { PrinterPaper } from './printer-engine/slip-bytes.ts';
import { escposPrinter } from './printers/escpos.ts';
import { starPrinter } from './printers/star.ts';
import type { RelayBoardUse } from './relay-engine/dialect.ts';
import { asciiRelay } from './relays/ascii-relay.ts';
import { lcusRelay } from './relays/lcus-relay.ts';
import { modbusRelay } from './relays/modbus-relay.ts';
import { type LineScannerSettings, lineScanner } from './scanners/line.ts';

/** What a pad's driver is told of the station. */
export interface PadSettings {
  readonly security: TagSecurity;
  /** How its reader speaks, where the driver leaves that to a pattern. */
  readonly lineReader?: LineReaderPattern | undefined;
}

/** What a relay board's driver is told of the device. */
export interface RelaySettings extends RelayBoardUse {
  /** Its address, where several boards can hang on one line. */
  readonly unit: number;
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

export const RELAY_DRIVERS = {
  'ascii-relay': (settings: RelaySettings) => asciiRelay(settings),
  'lcus-relay': (settings: RelaySettings) => lcusRelay(settings),
  'modbus-relay': (settings: RelaySettings) => modbusRelay(settings, settings.unit),
} as const;

/** Gates with a line of their own. Others hang on a relay, whose drivers are above. */
export const GATE_DRIVERS = {
  'line-gate': (pattern: GatePattern) => lineGate(pattern),
} as const;

/** What of some lines has to be drawn, because the printer of a driver has no letters for it. */
export const LINES_TO_DRAW: Readonly<
  Record<keyof typeof PRINTER_DRIVERS, (lines: readonly SlipLine[], paper: PrinterPaper) => ToDraw>
> = {
  escpos: (lines, paper) => linesToDraw(lines, 'esc-pos', paper),
  star: (lines, paper) => linesToDraw(lines, 'star-line', paper),
};
