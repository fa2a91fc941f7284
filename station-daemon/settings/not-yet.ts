// What the settings may say, but what this version cannot do. It says so before the start, not in the middle.

import { DEVICE_KINDS, type DeviceKind } from './device-keys.ts';
import { type Fault, nearestOf, shown } from './fault.ts';
import { nodeAt, type PathPart, valueAt } from './reference.ts';

/** The names of the drivers that are built, by kind of device. */
export type DriverNames = Readonly<Record<DeviceKind, readonly string[]>>;

interface Limit {
  readonly path: readonly string[];
  /** What works today. */
  readonly works: readonly (string | boolean)[];
}

/** Each key of which only some values work today. A row goes when its part is built. */
const LIMITS: readonly Limit[] = [{ path: ['station', 'kind'], works: ['kiosk', 'bookdrop'] }];

/** A fault for each value that is right, but that nothing is built for. */
export function notYet(raw: unknown, drivers: DriverNames): readonly Fault[] {
  return [...LIMITS.flatMap((limit) => limitFaults(limit, raw)), ...driverFaults(raw, drivers)];
}

function limitFaults({ path, works }: Limit, raw: unknown): readonly Fault[] {
  const value = valueAt(path, raw);
  const known: readonly unknown[] = nodeAt(path, raw)?.enum ?? [true, false];
  // What the schema does not know at all is its fault to tell.
  if (!known.includes(value) || works.some((word) => word === value)) return [];
  return [refusal(path, `${shown(value)} is not built yet`, works.join(', '), null)];
}

function driverFaults(raw: unknown, drivers: DriverNames): readonly Fault[] {
  const devices = valueAt(['devices'], raw);
  if (!Array.isArray(devices)) return [];
  return devices.flatMap((device: unknown, place) => {
    const kind = DEVICE_KINDS.find((known) => known === valueAt(['kind'], device));
    const driver = valueAt(['driver'], device);
    if (kind === undefined || typeof driver !== 'string') return [];
    const built = drivers[kind];
    if (built.includes(driver)) return [];
    if (built.length === 0)
      return [refusal(['devices', place, 'kind'], `no driver of this kind is built yet`)];
    const what = `no driver ${shown(driver)} for this kind is built`;
    return [refusal(['devices', place, 'driver'], what, built.join(', '), nearestOf(driver, built))];
  });
}

function refusal(
  path: readonly PathPart[],
  what: string,
  allowed: string | null = null,
  nearest: string | null = null,
): Fault {
  return { path, at: 'value', what, allowed, nearest };
}
