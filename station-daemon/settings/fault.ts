// A fault of a settings file, and how it is written in one line.

import { closest, distance } from 'fastest-levenshtein';
import type { PathPart } from './reference.ts';

/** What is wrong at a path, before it is known where in the file that is. */
export interface Fault {
  readonly path: readonly PathPart[];
  /** Where to point to: the key's name, its value, or (of what is missing) the section that it belongs to. */
  readonly at: 'key' | 'value' | 'parent';
  /** What is wrong. Never holds a secret's value. */
  readonly what: string;
  /** What is allowed, or null where `what` says it all. */
  readonly allowed: string | null;
  /** The allowed word that was probably meant. */
  readonly nearest: string | null;
}

/** A fault and its place. */
export interface PlacedFault {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Dotted; of a fault of the file as a whole, `(file)`. */
  readonly path: string;
  readonly what: string;
  readonly allowed: string | null;
  readonly nearest: string | null;
  /** The file, where it is not the settings file itself but one that it names. */
  readonly file?: string;
}

/** A fault of a file as a whole. */
export function wholeFile(what: string): PlacedFault {
  return { line: 1, column: 1, path: '(file)', what, allowed: null, nearest: null };
}

/** `FILE:LINE:COL path.to.key: what is wrong, what is allowed, nearest name` */
export function formatFault(settingsFile: string, fault: PlacedFault): string {
  const { file = settingsFile, line, column, path, what, allowed, nearest } = fault;
  const words = [what];
  if (allowed !== null) words.push(`allowed: ${allowed}`);
  if (nearest !== null) words.push(`nearest: ${nearest}`);
  return `${file}:${line}:${column} ${path}: ${words.join(', ')}`;
}

/** The word among those allowed that differs least, or null where none is near. */
export function nearestOf(word: string, allowed: readonly string[]): string | null {
  if (allowed.length === 0) return null;
  const near = closest(word.toLowerCase(), [...allowed]);
  // Up to a third of the letters, but two always: "tcpp" and "prot" still find their word.
  return distance(word.toLowerCase(), near.toLowerCase()) <= Math.max(2, near.length / 3) ? near : null;
}

const LONGEST_SHOWN = 40;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a section';
  const text = JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}
