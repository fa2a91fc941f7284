// What the pure station is made from: the settings, already checked, sorted by who needs them.

import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { BoardOutput } from '../core/gate/outputs.ts';
import type { CoreSetup, ScannerReads } from '../core/setup.ts';
import type { PrinterSettings } from '../drivers/printer-engine/dialect.ts';
import type {
  GATE_DRIVERS,
  PAD_DRIVERS,
  PadSettings,
  PRINTER_DRIVERS,
  RELAY_DRIVERS,
  RelaySettings,
  SCANNER_DRIVERS,
} from '../drivers/registry.ts';
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
    } & PrinterSettings)
  | {
      readonly id: DeviceId;
      readonly kind: 'gate';
      readonly driver: keyof typeof GATE_DRIVERS;
      readonly pattern: GatePattern;
      readonly switches: boolean;
    }
  | ({
      readonly id: DeviceId;
      readonly kind: 'relay';
      readonly driver: keyof typeof RELAY_DRIVERS;
      readonly outputs: readonly BoardOutput[];
      readonly tellsAlarm: boolean;
      readonly wiring: BoardWiring;
    } & RelaySettings);

/** What hangs where on a relay board. */
export interface BoardWiring {
  /** Places of relays. */
  readonly relayOf: { readonly [Output in BoardOutput]?: number | undefined };
  /** Is the gate armed while its relay is on, or while it is off? */
  readonly armedWhenOn: boolean;
  /** The place of the input whose contact is closed while the gate sounds; null where there is none. */
  readonly alarmInput: number | null;
}
