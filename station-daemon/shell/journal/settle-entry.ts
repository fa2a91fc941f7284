// Staff have put a transaction right: the journal forgets its card. Also while the station writes to it.

import Database from 'better-sqlite3';
import { BUSY_MS } from './open-database.ts';
import { COLUMNS, readRow } from './rows.ts';
import { TO_CHECK_WHERE } from './staff-work.ts';

/**
 * Ends a transaction that waits for staff, also one that ended in doubt or cannot be read any more. False where it does not. Throws where the file is missing, damaged or no
 * journal.
 * @param at ms since 1970
 */
export function settleEntry(path: string, transaction: number, at: number): boolean {
  const database = new Database(path, { fileMustExist: true, timeout: BUSY_MS });
  try {
    database.pragma('synchronous = FULL');
    // Zeros over the card, so that it is really gone.
    database.pragma('secure_delete = ON');
    const find = database.prepare(
      `SELECT ${COLUMNS} FROM transactions WHERE number = ? AND (step <> 'done' OR ${TO_CHECK_WHERE})`,
    );
    const settle = database.prepare(
      "UPDATE transactions SET step = 'done', outcome = 'settled', card = NULL, at = @at WHERE number = @number",
    );
    const step = database.prepare(
      "INSERT INTO steps (number, step, outcome, at) VALUES (@number, 'done', 'settled', @at)",
    );
    const both = database.transaction((what: { readonly number: number; readonly at: number }) => {
      const isSettled = find.all(what.number).some(waitsForStaff);
      if (isSettled) {
        settle.run(what);
        step.run(what);
      }
      return isSettled;
    });
    const isSettled = both.immediate({ number: transaction, at });
    // Earlier copies of the card wait in the log; where the station hinders it, its next entry does this.
    if (isSettled) database.pragma('wal_checkpoint(TRUNCATE)');
    return isSettled;
  } finally {
    database.close();
  }
}

/** What has not ended is the station's own to end, where it can read it. */
function waitsForStaff(row: unknown): boolean {
  const entry = readRow(row);
  return entry === null || entry.step === 'for-staff' || entry.step === 'done';
}
