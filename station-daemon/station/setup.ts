// What the pure station is made from: the settings, already checked, sorted by who needs them.

import type { CoreSetup, ScannerReads } from '../core/setup.ts';
import type { PrinterSettings } from '../drivers/printer-engine/dialect.ts';
import type { PAD_DRIVERS, PadSettings, PRINTER_DRIVERS, SCANNER_DRIVERS } from '../drivers/registry.ts';
import type { LineScannerSettings } from '../drivers/scanners/line.ts';
import type { LibrarySetup } from '../library/setup.ts';
import type { DeviceId } from './rim.ts';

export interface StationSetup {
  readonly core: Omit<CoreSetup, 'devices'>;
  readonly library: LibrarySetup;
  readonly devices: readonly DeviceSetup[];
}

/** One device and the driver that it was given. */
export type DeviceSetup =
  | ({
      readonly id: DeviceId;
      readonly kind: 'pad';
      readonly driver: keyof typeof PAD_DRIVERS;
    } & PadSettings)
  | ({
      readonly id: DeviceId;
      readonly kind: 'scanner';
      readonly driver: keyof typeof SCANNER_DRIVERS;
      readonly reads: ScannerReads;
    } & LineScannerSettings)
  | ({
      readonly id: DeviceId;
      readonly kind: 'printer';
      readonly driver: keyof typeof PRINTER_DRIVERS;
    } & PrinterSettings);
