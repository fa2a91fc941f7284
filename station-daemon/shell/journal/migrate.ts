// Brings a journal's tables from any earlier shape to the present one.

import Sqlite, { type Database } from 'better-sqlite3';
import { TRANSACTIONS } from './migrations/001-transactions.ts';
import { FINDING } from './migrations/002-finding.ts';
import { OFFLINE } from './migrations/003-offline.ts';
import { LIGHTER_STEPS } from './migrations/004-lighter-steps.ts';
import { REPAIRS } from './migrations/005-repairs.ts';
import { TO_CHECK } from './migrations/006-to-check.ts';
import { RELEASED_BY } from './migrations/007-released-by.ts';
import { GATES } from './migrations/008-gates.ts';
import { COLUMNS } from './rows.ts';

/** In order, each with a change of the tables; the file's `user_version` is the number of those that it has been through. */
const MIGRATIONS: readonly string[] = [
  TRANSACTIONS,
  FINDING,
  OFFLINE,
  LIGHTER_STEPS,
  REPAIRS,
  TO_CHECK,
  RELEASED_BY,
  GATES,
];

/** The file was written by a later version of the programme, which this one must not touch. */
export class JournalTooNewError extends Error {
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
      `the journal has version ${done}, and this programme knows ${MIGRATIONS.length}`,
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

/**
 * Puts the version right where its few bytes are damaged: tables that are to the letter what this programme makes
 * have been through its migrations and no others, whatever number stands there.
 */
export function mendVersion(database: Database): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version === MIGRATIONS.length) return;
  const present = new Sqlite(':memory:');
  try {
    migrate(present);
    if (tablesOf(database) !== tablesOf(present)) return;
    database.pragma(`user_version = ${MIGRATIONS.length}`);
  } finally {
    present.close();
  }
}

function tablesOf(database: Database): string {
  const made =
    "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
  return JSON.stringify(database.prepare(made).raw().all());
}

/** Throws `SQLITE_ERROR` where tables or columns that the journal needs are not there, or the one row of facts. */
export function checkShape(database: Database): void {
  database.prepare(`SELECT ${COLUMNS}, began_at FROM transactions`);
  database.prepare('SELECT id, number, step, outcome, at FROM steps');
  database.prepare('SELECT id, at, gate, what, who, why, item FROM gate_events');
  const facts = database.prepare('SELECT first_number, probes FROM facts').all();
  if (facts.length !== 1) throw new Sqlite.SqliteError('the facts are not there', 'SQLITE_ERROR');
}
