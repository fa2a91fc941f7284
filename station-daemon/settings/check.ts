// A settings file's text in, settings or all of its faults out. It reads no file and no environment.

import { crossFaults } from './cross-checks.ts';
import type { Fault, PlacedFault } from './fault.ts';
import { type DriverNames, notYet } from './not-yet.ts';
import { SETTINGS, type Settings } from './schema.ts';
import { faultsOf } from './schema-faults.ts';
import { withoutEffect } from './without-effect.ts';
import { byPlace, readYaml } from './yaml-text.ts';

export type Checked =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** What the file says that has no effect, a line each; no fault. */
      readonly notes: readonly string[];
      /** Says where in the text a fault is that was found later. */
      readonly placeFault: (fault: Fault) => PlacedFault;
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** Checks a settings file. All faults are found in one pass, in the order of the file. */
export function checkSettings(text: string, drivers: DriverNames): Checked {
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const { raw, placeFault } = yaml;
  const parsed = SETTINGS.safeParse(raw);
  const faults = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => faultsOf(issue, raw)),
    ...crossFaults(raw),
    ...notYet(raw, drivers),
  ];
  if (parsed.success && faults.length === 0) {
    return { ok: true, settings: parsed.data, notes: withoutEffect(raw), placeFault };
  }
  return { ok: false, faults: faults.map(placeFault).sort(byPlace) };
}
