// Reads a journal without changing it, also while the station writes to it.

import Database from 'better-sqlite3';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { type JournalFilter, listFrom } from './journal.ts';

/** Lists transactions, newest first. Throws where the file is missing, damaged or no journal. */
export function readJournal(path: string, filter: JournalFilter): readonly JournalEntry[] {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return listFrom(database, filter);
  } finally {
    database.close();
  }
}
