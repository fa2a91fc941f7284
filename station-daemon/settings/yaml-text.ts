// A YAML text as plain values, with a way back from a path to its line. What the values must be is not known here.

import { type Document, LineCounter, parseDocument } from 'yaml';
import { type Fault, type PlacedFault, wholeFile } from './fault.ts';
import { place } from './positions.ts';

export type YamlText =
  | {
      readonly ok: true;
      readonly raw: unknown;
      /** Says where in the text a fault is. */
      readonly placeFault: (fault: Fault) => PlacedFault;
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** More than a hundred devices with comments; a file above that is something else. */
const LONGEST_TEXT = 256 * 1024;

/** Reads a text that somebody wrote by hand. */
export function readYaml(text: string): YamlText {
  if (text.length > LONGEST_TEXT)
    return { ok: false, faults: [wholeFile('is too long for a settings file')] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const syntax = syntaxFaults(document, lines);
  if (syntax.length > 0) return { ok: false, faults: syntax };
  const value = plainValue(document);
  if (!value.ok) return { ok: false, faults: [wholeFile(value.why)] };
  return { ok: true, raw: value.value, placeFault: (fault) => place(fault, document, lines) };
}

/** In the order of the file. */
export function byPlace(a: PlacedFault, b: PlacedFault): number {
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
