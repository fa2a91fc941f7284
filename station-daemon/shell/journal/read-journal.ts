// Reads a journal without changing it, also while the station writes to it.

import Database from 'better-sqlite3';
import { type GateEvent, gateEventsOf } from './gate-events.ts';
import { listOf, type StaffList } from './staff-work.ts';

/** Lists transactions, newest first, at most so many. Throws where the file is missing, damaged or no journal. */
export function readAll(path: string, most: number): StaffList {
  return reading(path, (database) => listOf(database, 'all', most));
}

/** Lists what waits for staff, at most so many. Throws as `readAll` does. */
export function readForStaff(path: string, most: number): StaffList {
  return reading(path, (database) => listOf(database, 'for-staff', most));
}

/** Lists what happened to gates, newest first, at most so many. Throws as `readAll` does. */
export function readGateEvents(path: string, most: number): readonly GateEvent[] {
  return reading(path, (database) => gateEventsOf(database, most));
}

function reading<Result>(path: string, read: (database: Database.Database) => Result): Result {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return read(database);
  } finally {
    database.close();
  }
}
