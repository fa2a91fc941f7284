// A printer driver and its printer's twin on one line, under the virtual clock. Not a test itself.

import assert from 'node:assert/strict';
import type {
  DrawnLine,
  PrinterOrder,
  PrinterReading,
  Slip,
  SlipLine,
} from '../../protocols/devices/printer.ts';
import { PRINTER_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import {
  createPrinter,
  createStarPrinter,
  type PrinterSettings,
  type SimulatedPrinter,
} from '../../station-daemon/simulator/printer/printer.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, type Carrier, createBench, whole } from './bench.ts';

const START = { ticks: 0, wall: 1_750_000_000_000, utcOffsetMinutes: 420 };
export const COLUMNS = 42;

export type DriverSettings = Parameters<(typeof PRINTER_DRIVERS)['escpos']>[0];

export const SETTINGS: DriverSettings = {
  columns: COLUMNS,
  tables: 'many',
  baudRate: 19_200,
  flowControl: 'none',
};

/** Every printer driver, and its printer's twin. */
export const TWINS: Readonly<
  Record<keyof typeof PRINTER_DRIVERS, (world: World, given: Partial<PrinterSettings>) => SimulatedPrinter>
> = {
  escpos: createPrinter,
  star: createStarPrinter,
};

export type PrinterName = keyof typeof PRINTER_DRIVERS;

export const names = ['escpos', 'star'] as const satisfies readonly (keyof typeof PRINTER_DRIVERS)[];

export interface Desk {
  readonly world: World;
  readonly printer: SimulatedPrinter;
  readonly bench: Bench<PrinterOrder, PrinterReading>;
  /** The world changes, and the printer notices. */
  change(how: Partial<World['printer']>): void;
}

const worldNow = createWorld({ now: START });

/** A printer with its line open. */
export const desk = (
  given: Partial<PrinterSettings> = {},
  carrier: Carrier = whole,
  name: keyof typeof PRINTER_DRIVERS = 'escpos',
  settings: Partial<DriverSettings> = {},
): Desk => {
  const world: World = {
    ...worldNow,
    printer: {
      paper: 'full',
      coverOpen: false,
      cutterJammed: false,
      hot: false,
      paused: false,
      linesLeft: null,
      slips: [],
      pictures: [],
    },
  };
  const printer = TWINS[name](world, given);
  const baudRate = given.baudRate ?? 19_200;
  const driver = PRINTER_DRIVERS[name]({ ...SETTINGS, baudRate, ...settings });
  const bench = createBench(driver, printer, carrier);
  bench.open();
  return {
    world,
    printer,
    bench,
    change(how) {
      Object.assign(world.printer, how);
      bench.schedule(printer.stir(bench.now()));
    },
  };
};

export const entries = (count: number): readonly SlipLine[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'entry',
    text: `L’Étranger, tome ${index + 1}`,
    detail: 'à rendre le 12.3.2026',
  }));

export const slip = (lines: readonly (SlipLine | DrawnLine)[], number = 1): PrinterOrder => ({
  kind: 'print',
  slip: { slip: number, lines } satisfies Slip<SlipLine | DrawnLine>,
});

export const outcomes = ({ bench }: Desk): readonly PrinterReading[] =>
  bench.told.map(({ reading }) => reading).filter(({ kind }) => kind === 'printed' || kind === 'notPrinted');

export const outcomeOf = (one: Desk, withinMs = 12_000): PrinterReading | undefined => {
  one.bench.runUntil('an outcome', () => outcomes(one).length > 0, withinMs);
  return outcomes(one).at(-1);
};

export const last = ({ bench }: Desk): PrinterReading | undefined => bench.told.at(-1)?.reading;

export const printedText = (lines: readonly (SlipLine | DrawnLine)[]): readonly string[] => {
  const one = desk();
  one.bench.order(slip(lines));
  assert.deepEqual(outcomeOf(one, 60_000), { kind: 'printed', slip: 1 });
  assert.equal(one.printer.unknown(), 0);
  assert.equal(one.world.printer.slips.length, 1);
  return one.world.printer.slips[0] ?? [];
};

export const left = (text: string): SlipLine => ({ kind: 'text', text, align: 'left' });

/** As many rows of dots as a page of titles, every byte of them one that some command begins or ends with. */
export const drawn = (rows: number): DrawnLine => ({
  kind: 'drawn',
  pictures: Array.from({ length: rows }, (_, row) => ({
    ...{ widthDots: 500, heightDots: 30, align: 'left', aboveDots: 2, belowDots: 4 },
    bits: Uint8Array.from(
      { length: 63 * 30 },
      (_, at) => [0x10, 0x04, 0x1b, 0x40, 0x0a, 0x1d, 0x56, 0x14, 0x08][(at * 7 + row) % 9] ?? 0,
    ),
  })),
});
