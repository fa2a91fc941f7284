// Reads a settings file and the secrets that it points to. What may stand in it is settings/'s business.

import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Checked, checkSettings } from '../settings/check.ts';
import type { PlacedFault } from '../settings/fault.ts';
import type { DriverNames } from '../settings/not-yet.ts';
import { type ReadSecret, type ResolvedSettings, resolveSecrets } from '../settings/secrets.ts';
import { reasonOf } from './line.ts';

export type LoadedSettings =
  | {
      readonly ok: true;
      /** `data.dir` is absolute. */
      readonly settings: ResolvedSettings;
      /** What the file says that has no effect, a line each; no fault. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** Longer files are not read at all: they are no settings and no secrets. */
const LONGEST_FILE_BYTES = 1024 * 1024;

/** Checks a settings file as it stands; secrets are not looked up. */
export function checkSettingsFile(file: string, drivers: DriverNames): Checked {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    const what = `cannot be read: ${reasonOf(error)}`;
    return {
      ok: false,
      faults: [{ line: 1, column: 1, path: '(file)', what, allowed: null, nearest: null }],
    };
  }
  return checkSettings(text, drivers);
}

/** Reads a settings file to start from: with its secrets, and with paths seen from the file's own folder. */
export function loadSettings(
  file: string,
  drivers: DriverNames,
  environment: Readonly<Record<string, string | undefined>>,
): LoadedSettings {
  const checked = checkSettingsFile(file, drivers);
  if (!checked.ok) return checked;
  const folder = dirname(resolve(file));
  const resolved = resolveSecrets(checked.settings, secretReader(folder, environment));
  if (!resolved.ok) return { ok: false, faults: resolved.faults.map(checked.placeFault) };
  const { settings } = resolved;
  const { notes } = checked;
  return { ok: true, notes, settings: { ...settings, data: { dir: resolve(folder, settings.data.dir) } } };
}

function secretReader(folder: string, environment: Readonly<Record<string, string | undefined>>): ReadSecret {
  return (secret) => {
    if ('env' in secret) {
      const text = environment[secret.env];
      if (text === undefined) return { ok: false, why: `the environment variable ${secret.env} is not set` };
      return { ok: true, text };
    }
    try {
      // Editors end a file with a line end, which belongs to no password.
      return { ok: true, text: readText(resolve(folder, secret.file)).replace(/\r?\n$/, '') };
    } catch (error) {
      return { ok: false, why: `the file ${secret.file} cannot be read: ${reasonOf(error)}` };
    }
  };
}

function readText(path: string): string {
  const { size } = statSync(path);
  if (size > LONGEST_FILE_BYTES) throw new Error('it is too long');
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
}
