// What zod found wrong, in words for the person who wrote the file.

import type { z } from 'zod';
import { type Fault, nearestOf, shown } from './fault.ts';
import {
  allowedAt,
  nodeAt,
  type PathPart,
  SETTINGS_REFERENCE,
  type SettingsNode,
  valueAt,
} from './reference.ts';

type Issue = z.core.$ZodIssue;

/**
 * All faults of an issue: one, or one for each unknown key.
 * @param root what may stand in the file
 */
export function faultsOf(
  issue: Issue,
  raw: unknown,
  root: SettingsNode = SETTINGS_REFERENCE,
): readonly Fault[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => unknownKey([...path, name], name, namesAt(path, raw, root)));
  }
  // A secret that is no text is a union without a match: what is written in it is said by `allowed`.
  return [faultAt(issue, path, raw, root)];
}

function unknownKey(path: readonly PathPart[], name: string, names: readonly string[]): Fault {
  return {
    path,
    at: 'key',
    what: 'unknown key',
    allowed: names.length === 0 ? null : names.join(', '),
    nearest: nearestOf(name, names),
  };
}

function namesAt(path: readonly PathPart[], raw: unknown, root: SettingsNode): readonly string[] {
  return Object.keys(nodeAt(path, raw, root)?.properties ?? {});
}

function faultAt(issue: Issue, path: readonly PathPart[], raw: unknown, root: SettingsNode): Fault {
  const value = valueAt(path, raw);
  const node = nodeAt(path, raw, root);
  const choices = issue.code === 'invalid_union' && 'options' in issue ? listed(issue.options) : null;
  const common = {
    path,
    allowed: choices ?? allowedNear(path, raw, root),
    nearest: nearestValue(value, issue, node),
  };
  if (value === undefined) return missing(common, raw, root);
  return { ...common, at: 'value', what: whatIsWrong(value, issue, node) };
}

/** What is allowed at the path, or, inside of what the schema has no keys for, at what it belongs to. */
function allowedNear(path: readonly PathPart[], raw: unknown, root: SettingsNode): string | null {
  const node = nodeAt(path, raw, root);
  if (node !== null) return allowedAt(node);
  return path.length === 0 ? null : allowedNear(path.slice(0, -1), raw, root);
}

function missing(
  fault: Pick<Fault, 'path' | 'allowed' | 'nearest'>,
  raw: unknown,
  root: SettingsNode,
): Fault {
  const last = fault.path.at(-1);
  // The first place of a list that must not be empty.
  if (typeof last === 'number') {
    const list = fault.path.slice(0, -1);
    return {
      path: list,
      at: 'value',
      what: 'is empty',
      allowed: allowedNear(list, raw, root),
      nearest: null,
    };
  }
  return { ...fault, at: 'parent', what: 'is missing' };
}

function whatIsWrong(value: unknown, issue: Issue, node: SettingsNode | null): string {
  if (value === null) return 'is empty';
  const said = node?.secret === true ? 'what is written here' : shown(value);
  if (typeof value === 'number' || typeof value === 'boolean') {
    const meantAsText = node?.type === 'string' || node?.secret === true;
    if (meantAsText && issue.code !== 'invalid_value') return `${said} is not text: put it in quotes`;
  }
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'int' && typeof value === 'number') return `${said} is not a whole number`;
      return `${said} is ${issue.expected === 'object' ? 'not a section' : `not ${typeName(issue.expected)}`}`;
    case 'too_small':
      return `${said} is ${sizeWord(issue.origin, 'small')}`;
    case 'too_big':
      return `${said} is ${sizeWord(issue.origin, 'big')}`;
    default:
      return `${said} is not allowed`;
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
};

function typeName(expected: string): string {
  return TYPE_NAMES[expected] ?? expected;
}

function sizeWord(origin: string, way: 'small' | 'big'): string {
  if (origin === 'string') return way === 'small' ? 'too short' : 'too long';
  return `too ${way}`;
}

function nearestValue(value: unknown, issue: Issue, node: SettingsNode | null): string | null {
  if (typeof value !== 'string') return null;
  if (issue.code === 'invalid_union' && 'options' in issue) return nearestOf(value, words(issue.options));
  if (issue.code !== 'invalid_value') return null;
  return nearestOf(value, words(node?.enum ?? issue.values));
}

function words(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(String) : [];
}

function listed(values: unknown): string | null {
  const all = words(values);
  return all.length === 0 ? null : all.join(', ');
}
