// Reads a settings file and the secrets that it points to. What may stand in it is settings/'s business.

import { dirname, resolve } from 'node:path';
import { checkSettings } from '../settings/check.ts';
import { type SettledSettings, settle } from '../settings/dialect.ts';
import { type Fault, type PlacedFault, wholeFile } from '../settings/fault.ts';
import type { LibraryLineSettings } from '../settings/library-line.ts';
import type { DriverNames } from '../settings/not-yet.ts';
import { type ReadSecret, type ResolvedSettings, resolveSecrets } from '../settings/secrets.ts';
import { brandFileFaults, brandingFrom } from './brand-files.ts';
import { readDialect } from './dialect-files.ts';
import { reasonOf } from './line.ts';
import { readLineReaders, withLineReaders } from './line-readers.ts';
import { readText } from './read-text.ts';

export type LoadedSettings =
  | {
      readonly ok: true;
      /** `data.dir` and the paths of PEM files, images and the block list are absolute. */
      readonly settings: ResolvedSettings;
      /** What the file says that has no effect, a line each; no fault. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

export type CheckedFile =
  | {
      readonly ok: true;
      readonly settings: SettledSettings;
      /** What the file says that has no effect, a line each; no fault. */
      readonly notes: readonly string[];
      /** Says where in the file a fault is that was found later. */
      readonly placeFault: (fault: Fault) => PlacedFault;
    }
  | { readonly ok: false; readonly faults: readonly PlacedFault[] };

/** Checks a settings file as it stands, with its dialect; secrets are not looked up. */
export function checkSettingsFile(file: string, drivers: DriverNames): CheckedFile {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    return { ok: false, faults: [wholeFile(`cannot be read: ${reasonOf(error)}`)] };
  }
  const checked = checkSettings(text, drivers);
  if (!checked.ok) return checked;
  const { settings, notes, placeFault } = checked;
  const whole = readDialect(settings.library, dirname(resolve(file)));
  if (!whole.ok) return whole;
  const settled = settle(settings, whole.dialect);
  const read = readLineReaders(settings, dirname(resolve(file)));
  if (!read.ok) return read;
  const faults = [
    ...(settled.ok ? [] : settled.faults),
    ...brandFileFaults(settings.branding, dirname(resolve(file))),
    ...read.inabilities,
  ];
  if (!settled.ok || faults.length > 0) return { ok: false, faults: faults.map(placeFault) };
  return { ok: true, settings: withLineReaders(settled.settings, read.patterns), notes, placeFault };
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
  const { library, data } = resolved.settings;
  const line = lineFrom(folder, library.line);
  const offline = offlineFrom(folder, library.offline);
  const faults = [...unreadable(line), ...withoutBlockList(offline)];
  if (faults.length > 0) return { ok: false, faults: faults.map(checked.placeFault) };
  return {
    ok: true,
    notes: checked.notes,
    settings: {
      ...resolved.settings,
      ...boardFilesFrom(folder, resolved.settings),
      branding: brandingFrom(folder, resolved.settings.branding),
      library: { ...library, line, offline },
      data: { ...data, dir: resolve(folder, data.dir) },
    },
  };
}

/** The paths of what the library tells everybody, seen from here. What is not there is told to staff, and no fault. */
function boardFilesFrom(
  folder: string,
  { idle, events, questions }: ResolvedSettings,
): Pick<ResolvedSettings, 'idle' | 'events' | 'questions'> {
  return {
    idle: idle.slides === undefined ? idle : { ...idle, slides: resolve(folder, idle.slides) },
    events: events.file === undefined ? events : { ...events, file: resolve(folder, events.file) },
    questions: questions.folder === undefined ? questions : { folder: resolve(folder, questions.folder) },
  };
}

type OfflineSettings = ResolvedSettings['library']['offline'];

/** The block list's path seen from here. */
function offlineFrom(folder: string, offline: OfflineSettings): OfflineSettings {
  const { blockList } = offline;
  return blockList === undefined ? offline : { ...offline, blockList: resolve(folder, blockList) };
}

/** It is read anew whenever it changes, but a list that is not there is told before the start. */
function withoutBlockList({ loans, blockList }: OfflineSettings): readonly Fault[] {
  return loans && blockList !== undefined ? unreadableAt(['library', 'offline', 'blockList'], blockList) : [];
}

const PEM_FILES = ['ca', 'cert', 'key'] as const;

/** The line with the paths of its PEM files seen from here. */
function lineFrom(folder: string, line: LibraryLineSettings): LibraryLineSettings {
  if (line.transport !== 'tls') return line;
  const paths = PEM_FILES.flatMap((name) => {
    const path = line.tls[name];
    return path === undefined ? [] : [[name, resolve(folder, path)] as const];
  });
  return { ...line, tls: { ...line.tls, ...Object.fromEntries(paths) } };
}

/** They are read anew for each connection, but a file that is not there is told before the start. */
function unreadable(line: LibraryLineSettings): readonly Fault[] {
  if (line.transport !== 'tls') return [];
  return PEM_FILES.flatMap((name) => {
    const path = line.tls[name];
    return path === undefined ? [] : unreadableAt(['library', 'tls', name], path);
  });
}

function unreadableAt(key: readonly string[], file: string): readonly Fault[] {
  try {
    readText(file);
    return [];
  } catch (error) {
    const what = `the file ${file} cannot be read: ${reasonOf(error)}`;
    return [{ path: key, at: 'value', what, allowed: null, nearest: null }];
  }
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
