// What in the journal waits for staff: counted for the warnings, listed for the command.

import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { COLUMNS, readRow } from './rows.ts';

/** What waits for staff, in numbers. */
export interface StaffWork {
  /** Done without the library system and refused by it, or begun and not seen again. */
  readonly forStaff: number;
  /** Ended, with a tag that was not read back or an item that belongs elsewhere. */
  readonly toCheck: number;
  /** Transactions that have not ended and whose row no version of the programme can have written. */
  readonly unreadable: readonly number[];
}

/** Transactions one by one. */
export interface StaffList {
  /** Newest first; of what waits for staff first what has not ended, then what ended in doubt. */
  readonly entries: readonly JournalEntry[];
  readonly unreadable: readonly number[];
  /** So many more there are that were left out, the oldest. */
  readonly more: number;
}

/** Ended, but not as it should, and not settled: kept until it is. The words of the index `to_check`. */
export const TO_CHECK_WHERE = "step = 'done' AND outcome IN ('completed-unverified', 'completed-alert')";

/**
 * Counts what waits for staff; made to be asked often. A row becomes unreadable on the disk and not by what the
 * station writes, so all of them are looked for once, and after that only whether they are settled.
 */
export function staffWorkOf(database: Database): () => StaffWork {
  const forStaff = database.prepare("SELECT count(*) FROM transactions WHERE step = 'for-staff'").pluck();
  const toCheck = database.prepare(`SELECT count(*) FROM transactions WHERE ${TO_CHECK_WHERE}`).pluck();
  const one = database.prepare(`SELECT ${COLUMNS} FROM transactions WHERE number = ? AND step <> 'done'`);
  const isUnreadable = (number: number) => one.all(number).some((row) => readRow(row) === null);
  const found = unreadableIn(database);
  return () => ({
    forStaff: Number(forStaff.get()),
    toCheck: Number(toCheck.get()),
    unreadable: found.filter(isUnreadable),
  });
}

/** Lists what waits for staff, or all that there is; at most so many. */
export function listOf(database: Database, which: 'all' | 'for-staff', most: number): StaffList {
  const where = which === 'all' ? 'true' : `step <> 'done' OR (${TO_CHECK_WHERE})`;
  const order = which === 'all' ? 'number DESC' : "step = 'done', number DESC";
  const rows = database
    .prepare(`SELECT ${COLUMNS} FROM transactions WHERE ${where} ORDER BY ${order} LIMIT ?`)
    .all(most);
  const count = database.prepare(`SELECT count(*) FROM transactions WHERE ${where}`).pluck();
  return {
    entries: rows.map(readRow).filter((entry) => entry !== null),
    unreadable: unreadableIn(database),
    more: Number(count.get()) - rows.length,
  };
}

/** Numbers of what has not ended and cannot be read; the number itself is the table's key. */
function unreadableIn(database: Database): readonly number[] {
  const open = database.prepare(`SELECT ${COLUMNS} FROM transactions WHERE step <> 'done' ORDER BY number`);
  const numbers: number[] = [];
  for (const row of open.iterate()) if (readRow(row) === null) numbers.push(numberOf(row));
  return numbers;
}

function numberOf(row: unknown): number {
  return typeof row === 'object' && row !== null && 'number' in row ? Number(row.number) : Number.NaN;
}
