// Reads the pattern files that pads and gates name whose driver speaks by one.

import { resolve } from 'node:path';
import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import { speaksByPattern } from '../settings/device-keys.ts';
import type { SettledSettings } from '../settings/dialect.ts';
import type { Fault, PlacedFault } from '../settings/fault.ts';
import { type CheckedPattern, checkLineGate, checkLineReader, inabilities } from '../settings/line-reader.ts';
import type { Settings } from '../settings/schema.ts';
import { readNamedFile } from './named-file.ts';

/** What pattern files say, by the place of their device in the settings. */
interface Patterns {
  readonly readers: ReadonlyMap<number, LineReaderPattern>;
  readonly gates: ReadonlyMap<number, GatePattern>;
}

export type ReadLineReaders =
  | {
      readonly ok: true;
      readonly patterns: Patterns;
      /** What the station's settings ask for that a pattern's reader cannot do. */
      readonly inabilities: readonly Fault[];
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** A reader's pattern file. Its path is seen from here. */
export const readLineReader = (file: string): CheckedPattern<LineReaderPattern> =>
  readNamedFile(file, checkLineReader);

/** A gate's pattern file. Its path is seen from here. */
export const readLineGate = (file: string): CheckedPattern<GatePattern> => readNamedFile(file, checkLineGate);

/** All pattern files of the settings. `folder` is where the settings file is. */
export function readLineReaders({ devices, tags }: Settings, folder: string): ReadLineReaders {
  const filesOf = (kind: 'pad' | 'gate') =>
    devices.flatMap((device, place) => {
      if (device.kind !== kind || device.pattern === undefined || !speaksByPattern(device.driver)) return [];
      return [{ place, file: resolve(folder, device.pattern) }];
    });
  const readers = readAll(filesOf('pad'), readLineReader);
  const gates = readAll(filesOf('gate'), readLineGate);
  const faults = [...readers.faults, ...gates.faults];
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    patterns: { readers: readers.good, gates: gates.good },
    inabilities: [...readers.good].flatMap(([place, pattern]) => inabilities(pattern, tags, place)),
  };
}

function readAll<Pattern>(
  files: readonly { readonly place: number; readonly file: string }[],
  read: (file: string) => CheckedPattern<Pattern>,
): { readonly good: ReadonlyMap<number, Pattern>; readonly faults: readonly PlacedFault[] } {
  const good = new Map<number, Pattern>();
  const faults: PlacedFault[] = [];
  for (const { place, file } of files) {
    const checked = read(file);
    if (checked.ok) good.set(place, checked.pattern);
    else faults.push(...checked.faults);
  }
  return { good, faults };
}

/** The settings with the patterns at their devices. */
export function withLineReaders(settings: SettledSettings, { readers, gates }: Patterns): SettledSettings {
  const devices = settings.devices.map((device, place) => {
    const lineReader = readers.get(place);
    const gatePattern = gates.get(place);
    return {
      ...device,
      ...(lineReader === undefined ? {} : { lineReader }),
      ...(gatePattern === undefined ? {} : { gatePattern }),
    };
  });
  return { ...settings, devices };
}
