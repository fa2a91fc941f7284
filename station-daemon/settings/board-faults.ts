// What is wrong between the keys of one relay board, or of the gate that hangs on it.

import type { Fault } from './fault.ts';
import { valueAt } from './reference.ts';

/** The faults of all boards among the devices. */
export function boardFaults(devices: readonly unknown[]): readonly Fault[] {
  return devices.flatMap((device, place) => [...sharedRelays(device, place), ...inputsOfNone(device, place)]);
}

/** Two things on one relay would switch each other. */
function sharedRelays(device: unknown, place: number): readonly Fault[] {
  const outputs = valueAt(['outputs'], device);
  if (typeof outputs !== 'object' || outputs === null) return [];
  const named = Object.entries(outputs).filter(([, relay]) => typeof relay === 'number');
  return named.flatMap(([name, relay], index): Fault[] => {
    const other = named.slice(0, index).find(([, earlier]) => earlier === relay);
    if (other === undefined) return [];
    const path = ['devices', place, 'outputs', name];
    const what = `${other[0]} is on this relay`;
    return [{ path, at: 'value', what, allowed: 'a relay of its own', nearest: null }];
  });
}

function inputsOfNone(device: unknown, place: number): readonly Fault[] {
  if (valueAt(['driver'], device) !== 'lcus-relay' || valueAt(['alarmInput'], device) === undefined)
    return [];
  const path = ['devices', place, 'alarmInput'];
  const what = 'boards of the driver lcus-relay have no inputs';
  return [{ path, at: 'value', what, allowed: 'no alarmInput, or another driver', nearest: null }];
}
