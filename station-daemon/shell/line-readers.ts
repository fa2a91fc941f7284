// Reads the pattern files that pads name whose driver speaks by one.

import { resolve } from 'node:path';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import { speaksByPattern } from '../settings/device-keys.ts';
import type { SettledSettings } from '../settings/dialect.ts';
import type { Fault, PlacedFault } from '../settings/fault.ts';
import { type CheckedPattern, checkLineReader, inabilities } from '../settings/line-reader.ts';
import type { Settings } from '../settings/schema.ts';
import { readNamedFile } from './named-file.ts';

/** Patterns by the place of their pad in the settings. */
type Patterns = ReadonlyMap<number, LineReaderPattern>;

export type ReadLineReaders =
  | {
      readonly ok: true;
      readonly patterns: Patterns;
      /** What the station's settings ask for that a pattern's reader cannot do. */
      readonly inabilities: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** A pattern file. Its path is seen from here. */
export const readLineReader = (file: string): CheckedPattern => readNamedFile(file, checkLineReader);

/** All pattern files of the settings. `folder` is where the settings file is. */
export function readLineReaders({ devices, tags }: Settings, folder: string): ReadLineReaders {
  const read = devices.flatMap((device, place) => {
    if (device.kind !== 'pad' || device.pattern === undefined || !speaksByPattern(device.driver)) return [];
    return [{ place, checked: readLineReader(resolve(folder, device.pattern)) }];
  });
  const faults = read.flatMap(({ checked }) => (checked.ok ? [] : checked.faults));
  if (faults.length > 0) return { ok: false, faults };
  const good = read.flatMap(({ place, checked }) => (checked.ok ? [[place, checked.pattern] as const] : []));
  return {
    ok: true,
    patterns: new Map(good),
    inabilities: good.flatMap(([place, pattern]) => inabilities(pattern, tags, place)),
  };
}

/** The settings with the patterns at their pads. */
export function withLineReaders(settings: SettledSettings, patterns: Patterns): SettledSettings {
  const devices = settings.devices.map((device, place) => {
    const lineReader = patterns.get(place);
    return lineReader === undefined ? device : { ...device, lineReader };
  });
  return { ...settings, devices };
}
