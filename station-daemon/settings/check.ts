// A settings file's text in, settings or all of its faults out. It reads no file and no environment.

import { type Document, LineCounter, parseDocument } from 'yaml';
import { crossFaults } from './cross-checks.ts';
import type { Fault, PlacedFault } from './fault.ts';
import { type DriverNames, notYet } from './not-yet.ts';
import { place } from './positions.ts';
import { SETTINGS, type Settings } from './schema.ts';
import { faultsOf } from './schema-faults.ts';
import { withoutEffect } from './without-effect.ts';

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

/** More than a hundred devices with comments; a file above that is something else. */
const LONGEST_TEXT = 256 * 1024;

/** Checks a settings file. All faults are found in one pass, in the order of the file. */
export function checkSettings(text: string, drivers: DriverNames): Checked {
  if (text.length > LONGEST_TEXT)
    return { ok: false, faults: [wholeFile('is too long for a settings file')] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const syntax = syntaxFaults(document, lines);
  if (syntax.length > 0) return { ok: false, faults: syntax };
  const raw = plainValue(document);
  if (!raw.ok) return { ok: false, faults: [wholeFile(raw.why)] };
  const parsed = SETTINGS.safeParse(raw.value);
  const faults = [
    ...(parsed.error?.issues ?? []).flatMap((issue) => faultsOf(issue, raw.value)),
    ...crossFaults(raw.value),
    ...notYet(raw.value, drivers),
  ];
  const placeFault = (fault: Fault) => place(fault, document, lines);
  if (parsed.success && faults.length === 0) {
    return { ok: true, settings: parsed.data, notes: withoutEffect(raw.value), placeFault };
  }
  return { ok: false, faults: faults.map(placeFault).sort(byPlace) };
}

function byPlace(a: PlacedFault, b: PlacedFault): number {
  return a.line - b.line || a.column - b.column;
}

function syntaxFaults(document: Document.Parsed, lines: LineCounter): readonly PlacedFault[] {
  // A tag that nobody knows is a warning to the parser; to the settings it is as wrong as any other.
  return [...document.errors, ...document.warnings].map(({ message, pos }) => {
    const { line, col } = lines.linePos(pos[0]);
    const what = message.replaceAll(/\s+/g, ' ').trim();
    return { ...wholeFile(what), line: Math.max(line, 1), column: Math.max(col, 1), path: '(yaml)' };
  });
}

type Value = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

function plainValue(document: Document): Value {
  try {
    // An empty file is a file in which everything is missing.
    return { ok: true, value: document.toJS() ?? {} };
  } catch (error) {
    // Aliases that multiply without end, or that lead nowhere.
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function wholeFile(what: string): PlacedFault {
  return { line: 1, column: 1, path: '(file)', what, allowed: null, nearest: null };
}
