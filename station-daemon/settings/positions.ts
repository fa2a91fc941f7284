// Where in a YAML text a path is.

import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Pair } from 'yaml';
import type { Fault, PlacedFault } from './fault.ts';
import type { PathPart } from './reference.ts';

/** Finds the fault's place. What is nowhere to be found is where its section is, up to the file's beginning. */
export function place(fault: Fault, document: Document, lines: LineCounter): PlacedFault {
  const { path, at, what, allowed, nearest } = fault;
  const offset = offsetOf(path, at, document);
  const { line, col } = lines.linePos(offset);
  // An empty file has no lines to count.
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: dotted(path), what, allowed, nearest };
}

/** `devices.0.path`; of the whole file, `(file)`. */
function dotted(path: readonly PathPart[]): string {
  return path.length === 0
    ? '(file)'
    : path.map((part) => String(part).replaceAll(/[\s\p{Cc}]/gu, '?')).join('.');
}

function offsetOf(path: readonly PathPart[], at: Fault['at'], document: Document): number {
  const wanted = at === 'parent' ? path.slice(0, -1) : path;
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, part] of wanted.entries()) {
    const found = childOf(node, part, document);
    if (found === null) return offset;
    const isLast = depth === wanted.length - 1;
    offset = isLast && at === 'value' ? (startOf(found.value) ?? found.start) : found.start;
    node = found.value;
  }
  return offset;
}

/** A child and where it begins: a key's name, or an entry of a list. */
interface Child {
  readonly value: unknown;
  readonly start: number;
}

function childOf(parent: unknown, part: PathPart, document: Document): Child | null {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isMap(node)) {
    const pair = node.items.find((item) => keyOf(item) === String(part));
    return pair === undefined ? null : { value: pair.value, start: startOf(pair.key) ?? 0 };
  }
  if (isSeq(node) && typeof part === 'number') {
    const value = node.items[part];
    return value === undefined ? null : { value, start: startOf(value) ?? 0 };
  }
  return null;
}

function keyOf(pair: Pair): string | null {
  return isScalar(pair.key) ? String(pair.key.value) : null;
}

function startOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
