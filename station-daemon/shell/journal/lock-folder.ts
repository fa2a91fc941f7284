// One station a data folder: two would settle each other's transactions.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamage } from './damage.ts';

/** The name of the locked file. It stays empty. */
const LOCK_FILE = 'in-use.sqlite';

/**
 * Locks the folder for this process. The lock goes with the process, however it ends.
 * @returns how to let go of it
 * @throws where another process has it, or where the folder cannot be written
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, LOCK_FILE);
  try {
    return lockFile(file, folder);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // It never held anything, and nobody can have locked a file that is no database.
    rmSync(file);
    return lockFile(file, folder);
  }
}

function lockFile(file: string, folder: string): () => void {
  // SQLite's own lock: it is the system's, so nothing stale is left behind by a process that was killed.
  const lock = new Database(file, { timeout: 0 });
  try {
    // Nothing is ever written: that a disk is full is no reason not to lock it.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_BUSY') throw error;
    throw new Error(`${folder} is in use by another station: give each its own data.dir, or stop the other`);
  }
  return () => {
    lock.close();
  };
}
