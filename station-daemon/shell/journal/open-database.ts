// Opens the journal's file, durable and tidy; sets a damaged one aside and begins anew.

import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { canWriteBeside, isDamage, isUnreadable } from './damage.ts';
import { checkShape, mendVersion, migrate } from './migrate.ts';

export interface OpenedDatabase {
  readonly database: Database.Database;
  /** Where the damaged file went that was found, or null. */
  readonly setAside: string | null;
}

/** How long a write waits for somebody else who has the file open, e.g. the `journal` command. */
export const BUSY_MS = 1_000;

/** Between the file's name and the time at which it was set aside. */
const DAMAGED = '.damaged-';

/** The file, and the log and the shared memory that belong to it. */
const FILES = ['', '-wal', '-shm'] as const;

/**
 * Opens or makes the file with all migrations done. Throws where it cannot be used but is not damaged:
 * no rights, a full disk, a newer version, somebody else writing.
 * @param onSetAside told where a damaged file went, also where no new one can be made in its place
 */
export function openDatabase(
  path: string,
  nowMs: number,
  onSetAside: (file: string) => void = () => {},
): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  let setAside: string | null = null;
  let database = tryOpen(path);
  if (database === 'damaged') {
    setAside = moveAway(path, nowMs);
    onSetAside(setAside);
    database = tryOpen(path);
    if (database === 'damaged') {
      // It holds nothing: left there, it would be set aside at every attempt.
      for (const suffix of FILES) rmSync(path + suffix, { recursive: true, force: true });
      throw new Error(`${path} cannot be made: a new journal is damaged at once`);
    }
  }
  beginCounting(database, path, nowMs);
  return { database, setAside };
}

/**
 * A journal that takes the place of a damaged one cannot know which numbers were used. It counts from the
 * seconds since 1970: no station had more transactions than its age in seconds.
 */
function beginCounting(database: Database.Database, path: string, nowMs: number): void {
  const used = database.prepare('SELECT count(*) FROM transactions').pluck().get();
  const damaged = readdirSync(dirname(path)).some((name) => name.startsWith(basename(path) + DAMAGED));
  if (used !== 0 || !damaged) return;
  database.prepare('UPDATE facts SET first_number = max(first_number, ?)').run(Math.floor(nowMs / 1_000));
}

function tryOpen(path: string): Database.Database | 'damaged' {
  if (FILES.some((suffix) => isFolder(path + suffix))) return 'damaged';
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { timeout: BUSY_MS });
    // It holds card numbers of open transactions; the log beside it takes the same rights.
    chmodSync(path, 0o600);
    // Written ahead and flushed at every commit: what was recorded is there after a power cut.
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // Zeros over what was blanked, so that a card number is really gone.
    database.pragma('secure_delete = ON');
    database.pragma('foreign_keys = ON');
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      database.close();
      return 'damaged';
    }
    mendVersion(database);
    migrate(database);
    checkShape(database);
    return database;
  } catch (error) {
    database?.close();
    if (isDamage(error) && (!isUnreadable(error) || canWriteBeside(path))) return 'damaged';
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Damaged journals that were set aside beside this one and are still there: staff have to see to them. */
export function setAsideBeside(path: string): readonly string[] {
  const folder = dirname(path);
  const isOne = (name: string) =>
    name.startsWith(basename(path) + DAMAGED) && !name.endsWith('-wal') && !name.endsWith('-shm');
  return readdirSync(folder)
    .filter(isOne)
    .map((name) => join(folder, name));
}

/** The log and the shared memory belong to the file and go with it: applied to a new one they would ruin it. */
function moveAway(path: string, nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[:.]/g, '-');
  const away = `${path}${DAMAGED}${stamp}`;
  for (const suffix of FILES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, away + suffix);
  }
  return away;
}
