// The station's devices: each a running driver, told what happens on its line and what the core orders.

import type { GateOrder, GateReading } from '../../protocols/devices/gate.ts';
import type { PadOrder, PadReading } from '../../protocols/devices/pad.ts';
import type { PrinterOrder, PrinterReading, SlipLine, ToDraw } from '../../protocols/devices/printer.ts';
import type { RelayOrder, RelayReading } from '../../protocols/devices/relay.ts';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { CoreCommand, CoreEvent } from '../core/event.ts';
import type { DriverCommand, DriverEvent } from '../drivers/driver.ts';
import {
  GATE_DRIVERS,
  LINES_TO_DRAW,
  PAD_DRIVERS,
  PRINTER_DRIVERS,
  RELAY_DRIVERS,
  SCANNER_DRIVERS,
} from '../drivers/registry.ts';
import { boardToldOf, relayOrderOf } from './board.ts';
import type { DeviceId } from './rim.ts';
import { type RunningDriver, running } from './running-driver.ts';
import type { BoardWiring, DeviceSetup } from './setup.ts';

/** One device at work. `wakeAt` is its driver's alarm. */
export type Device = { readonly id: DeviceId; readonly wakeAt: number | null } & (
  | { readonly kind: 'pad'; readonly driver: RunningDriver<PadOrder, PadReading> }
  | { readonly kind: 'scanner'; readonly driver: RunningDriver<never, ScannerReading> }
  | {
      readonly kind: 'printer';
      readonly driver: RunningDriver<PrinterOrder, PrinterReading>;
      /** What of some lines has to be drawn for it. */
      readonly toDraw: (lines: readonly SlipLine[]) => ToDraw;
    }
  | { readonly kind: 'gate'; readonly driver: RunningDriver<GateOrder, GateReading> }
  | {
      readonly kind: 'relay';
      readonly driver: RunningDriver<RelayOrder, RelayReading>;
      readonly wiring: BoardWiring;
    }
);

/** A device as the settings describe it, before its line is open. */
export function newDevice(setup: DeviceSetup): Device {
  const { id } = setup;
  switch (setup.kind) {
    case 'pad':
      return {
        id,
        wakeAt: null,
        kind: 'pad',
        driver: running(PAD_DRIVERS[setup.driver](setup)),
      };
    case 'scanner':
      return { id, wakeAt: null, kind: 'scanner', driver: running(SCANNER_DRIVERS[setup.driver](setup)) };
    case 'printer':
      return {
        id,
        wakeAt: null,
        kind: 'printer',
        driver: running(PRINTER_DRIVERS[setup.driver](setup)),
        toDraw: (lines) => LINES_TO_DRAW[setup.driver](lines, setup),
      };
    case 'gate':
      return { id, wakeAt: null, kind: 'gate', driver: running(GATE_DRIVERS[setup.driver](setup.pattern)) };
    case 'relay':
      return {
        id,
        wakeAt: null,
        kind: 'relay',
        driver: running(RELAY_DRIVERS[setup.driver](setup)),
        wiring: setup.wiring,
      };
  }
}

/** What a device's step came to. */
export interface DeviceStep {
  readonly device: Device;
  readonly sent: readonly Uint8Array[];
  readonly told: readonly CoreEvent[];
  readonly notes: readonly Extract<DriverCommand<never>, { kind: 'note' }>[];
}

/** What happens on any device's line, or its alarm. */
export type LineEvent = Exclude<DriverEvent<never>, { kind: 'order' }>;

/** A device after an event of its line. */
export function stepDevice(device: Device, event: LineEvent, now: Moment): DeviceStep {
  switch (device.kind) {
    case 'pad': {
      const { next, commands } = device.driver.step(event, now);
      return stepOf({ ...device, driver: next }, commands, padTold(device.id));
    }
    case 'scanner': {
      const { next, commands } = device.driver.step(event, now);
      return stepOf({ ...device, driver: next }, commands, (reading) => ({
        kind: 'scanner',
        device: device.id,
        reading,
      }));
    }
    case 'printer': {
      const { next, commands } = device.driver.step(event, now);
      return stepOf({ ...device, driver: next }, commands, printerTold(device.id));
    }
    case 'gate': {
      const { next, commands } = device.driver.step(event, now);
      return stepOf({ ...device, driver: next }, commands, gateTold(device.id));
    }
    case 'relay': {
      const { next, commands } = device.driver.step(event, now);
      return stepOfBoard({ ...device, driver: next }, commands);
    }
  }
}

/** A pad after an order of the core. */
export function orderPad(device: Extract<Device, { kind: 'pad' }>, order: PadOrder, now: Moment): DeviceStep {
  const { next, commands } = device.driver.step({ kind: 'order', order }, now);
  return stepOf({ ...device, driver: next }, commands, padTold(device.id));
}

/** A printer after an order of the core. */
export function orderPrinter(
  device: Extract<Device, { kind: 'printer' }>,
  order: PrinterOrder,
  now: Moment,
): DeviceStep {
  const { next, commands } = device.driver.step({ kind: 'order', order }, now);
  return stepOf({ ...device, driver: next }, commands, printerTold(device.id));
}

/** A gate, or the board that it hangs on, after an order of the core; null where the device has no gate. */
export function orderGate(device: Device, order: GateOrder, now: Moment): DeviceStep | null {
  if (device.kind === 'gate') {
    const { next, commands } = device.driver.step({ kind: 'order', order }, now);
    return stepOf({ ...device, driver: next }, commands, gateTold(device.id));
  }
  if (device.kind !== 'relay') return null;
  const on = order.armed === device.wiring.armedWhenOn;
  return switchOutput(device, { output: 'gate', on, forMs: null }, now);
}

type Switching = Pick<Extract<CoreCommand, { kind: 'switch' }>, 'output' | 'on' | 'forMs'>;

/** A board after something that hangs on it was switched; null where nothing does. */
export function switchOutput(device: Device, switching: Switching, now: Moment): DeviceStep | null {
  const order = device.kind === 'relay' ? relayOrderOf(device.wiring, switching) : null;
  if (device.kind !== 'relay' || order === null) return null;
  const { next, commands } = device.driver.step({ kind: 'order', order }, now);
  return stepOfBoard({ ...device, driver: next }, commands);
}

const gateTold =
  (device: DeviceId) =>
  (reading: GateReading): CoreEvent => ({ kind: 'gate', device, reading });

const padTold =
  (device: DeviceId) =>
  (reading: PadReading): CoreEvent => ({ kind: 'pad', device, reading });

const printerTold =
  (device: DeviceId) =>
  (reading: PrinterReading): CoreEvent => ({ kind: 'printer', device, reading });

/** What a board tells concerns whatever hangs on it. */
function stepOfBoard(
  device: Extract<Device, { kind: 'relay' }>,
  commands: readonly DriverCommand<RelayReading>[],
): DeviceStep {
  return stepOf(device, commands, (reading) => boardToldOf(device.id, device.wiring, reading));
}

function stepOf<Reading>(
  device: Device,
  commands: readonly DriverCommand<Reading>[],
  eventsOf: (reading: Reading) => CoreEvent | readonly CoreEvent[],
): DeviceStep {
  let { wakeAt } = device;
  const sent: Uint8Array[] = [];
  const told: CoreEvent[] = [];
  const notes: Extract<DriverCommand<never>, { kind: 'note' }>[] = [];
  for (const command of commands) {
    switch (command.kind) {
      case 'send':
        sent.push(command.bytes);
        break;
      case 'tell':
        told.push(...[eventsOf(command.reading)].flat());
        break;
      case 'wakeAt':
        wakeAt = command.ticks;
        break;
      case 'note':
        notes.push(command);
        break;
    }
  }
  return { device: { ...device, wakeAt }, sent, told, notes };
}
