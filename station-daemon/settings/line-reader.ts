// A pattern file's text checked, and whether a reader with it can do what the station's settings ask for.

import type { z } from 'zod';
import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import type { Fault, PlacedFault } from './fault.ts';
import { LINE_GATE } from './line-gate-keys.ts';
import { LINE_READER } from './line-reader-keys.ts';
import { referenceOf } from './reference.ts';
import type { Settings } from './schema.ts';
import { faultsOf } from './schema-faults.ts';
import { byPlace, readYaml } from './yaml-text.ts';

export type CheckedPattern<Pattern> =
  | { readonly ok: true; readonly pattern: Pattern }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** Checks the text of a reader's pattern file. */
export const checkLineReader = checking<LineReaderPattern>(LINE_READER);

/** Checks the text of a gate's pattern file. */
export const checkLineGate = checking<GatePattern>(LINE_GATE);

function checking<Pattern>(schema: z.ZodType<Pattern>): (text: string) => CheckedPattern<Pattern> {
  const reference = referenceOf(schema);
  return (text) => {
    const yaml = readYaml(text);
    if (!yaml.ok) return yaml;
    const parsed = schema.safeParse(yaml.raw);
    if (parsed.success) return { ok: true, pattern: parsed.data };
    const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, yaml.raw, reference));
    return { ok: false, faults: faults.map(yaml.placeFault).sort(byPlace) };
  };
}

/** What a library asks of its readers that one with this pattern cannot do. `place` is the pad's in the settings. */
export function inabilities(
  pattern: LineReaderPattern,
  tags: Settings['tags'],
  place: number,
): readonly Fault[] {
  const { security, password } = tags;
  const needsAfi = security === 'afi' || security === 'both';
  const needsEas = security === 'eas' || security === 'both';
  const knowsEas = pattern.readEas !== null && pattern.writeEas !== null;
  const needs: readonly (readonly [lacks: boolean, what: string, allowed: string])[] = [
    [needsAfi && pattern.writeAfi === null, 'has no writeAfi', 'one that has it, or tags.security none'],
    [needsEas && !knowsEas, 'has no readEas and writeEas', 'one that has both, or tags.security none'],
    [password !== '', 'gives no tag its password', 'another reader, or no tags.password'],
  ];
  return needs.flatMap(([lacks, what, allowed]) =>
    lacks ? [fault(['devices', place, 'pattern'], `${what}, so that no tag could be released`, allowed)] : [],
  );
}

function fault(path: Fault['path'], what: string, allowed: string): Fault {
  return { path, at: 'value', what, allowed, nearest: null };
}
