// Brings a journal's tables from any earlier shape to the present one.

import type { Database } from 'better-sqlite3';
import { TRANSACTIONS } from './migrations/001-transactions.ts';
import { FINDING } from './migrations/002-finding.ts';
import { OFFLINE } from './migrations/003-offline.ts';
import { LIGHTER_STEPS } from './migrations/004-lighter-steps.ts';
import { REPAIRS } from './migrations/005-repairs.ts';
import { RELEASED_BY } from './migrations/006-released-by.ts';

/** In order; the file's `user_version` is the number of those that it has been through. */
const MIGRATIONS: readonly string[] = [TRANSACTIONS, FINDING, OFFLINE, LIGHTER_STEPS, REPAIRS, RELEASED_BY];

/** The file was written by a later version of the programme, which this one must not touch. */
class JournalTooNewError extends Error {
  override readonly name = 'JournalTooNewError';
}

/**
 * Runs the migrations that are missing, each whole or not at all. Throws `JournalTooNewError`.
 * @param upTo how many; fewer than all only to make an old file
 */
export function migrate(database: Database, upTo = MIGRATIONS.length): void {
  const done = Number(database.pragma('user_version', { simple: true }));
  if (done > MIGRATIONS.length) {
    throw new JournalTooNewError(
      `the journal has version ${done}, this programme knows ${MIGRATIONS.length}: start the newer programme`,
    );
  }
  for (const [index, sql] of MIGRATIONS.entries()) {
    if (index < done || index >= upTo) continue;
    database.transaction(() => {
      database.exec(sql);
      database.pragma(`user_version = ${index + 1}`);
    })();
  }
}
