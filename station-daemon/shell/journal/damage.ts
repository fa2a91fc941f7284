// Which failures of the journal's file mean that it is damaged, so that waiting for better times helps nobody.

import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { SqliteError } from 'better-sqlite3';

/** Broken, no database, or one without the tables that are looked for. */
const DAMAGED = /^SQLITE_(CORRUPT.*|NOTADB|ERROR)$/;
/** The disk does not give back what was written to it: result codes of https://www.sqlite.org/rescode.html. */
const UNREADABLE = /^SQLITE_IOERR_(READ|SHORT_READ|CORRUPTFS|DATA)$/;

/** Is the file damaged, as far as SQLite says? Opening it anew, which looks through all of it, tells for sure. */
export function isDamage(error: unknown): boolean {
  return error instanceof SqliteError && (DAMAGED.test(error.code) || UNREADABLE.test(error.code));
}

/** Is it for the disk to be blamed? Then a new file may fare no better. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof SqliteError && UNREADABLE.test(error.code);
}

const TRIAL_BYTES = 65_536;

/** Can a file be written beside this one? It is deleted again. */
export function canWriteBeside(path: string): boolean {
  const trial = `${path}.trial`;
  try {
    const file = openSync(trial, 'w', 0o600);
    try {
      writeSync(file, new Uint8Array(TRIAL_BYTES));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    return false;
  } finally {
    rmSync(trial, { force: true });
  }
}
