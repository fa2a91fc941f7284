// The journal: what the station is about to do with an item, on disk before it is done.
// It keeps and finds entries; which step follows which is the core's business.

import type { Database } from 'better-sqlite3';
import type { GateEntry } from '../../core/gate/gate-entry.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';
import { gateForgetter, gateWriter } from './gate-events.ts';
import { BUSY_MS, openDatabase } from './open-database.ts';
import { COLUMNS, readRow, writeRow } from './rows.ts';
import { type StaffWork, staffWorkOf, TO_CHECK_WHERE } from './staff-work.ts';

/** The journal's name in the data folder. */
export const JOURNAL_FILE = 'journal.sqlite';

export interface Journal {
  /** On disk when it returns. Throws where that cannot be had; then nothing of the entry was written. */
  record(entry: JournalEntry): void;
  /** The same of what happened to a gate; what stands there already is not written again. */
  recordGate(entry: GateEntry): void;
  /** Writes, and changes nothing that matters. Throws while the journal cannot write. */
  probe(): void;
  /** Transactions that the station has to end, oldest first, with the latest step of each. */
  unfinished(): readonly JournalEntry[];
  /** The first number that no transaction ever had. The caller counts on from there. */
  nextTransactionNumber(): number;
  /** When the latest transaction that is kept took its last step, ms since 1970; null where there is none. */
  latestAt(): number | null;
  /** What waits for staff to put it right. */
  staffWork(): StaffWork;
  /**
   * Deletes at most so many of what ended before a time (ms since 1970), oldest first, but nothing that staff have to
   * see. Returns how many those were.
   */
  forget(before: number, most: number): number;
  close(): void;
  /** Where a damaged file was set aside to when this journal was opened, or null. For staff: it may be mended. */
  readonly setAside: string | null;
}

/** Opens the journal in `path`, or begins one. For what it tells and throws see `openDatabase`. */
export function openJournal(path: string, onSetAside?: (file: string) => void): Journal {
  const { database, setAside } = openDatabase(path, Date.now(), onSetAside);
  const scrub = scrubber(database);
  // What an earlier run could not scrub any more.
  scrub.ask();
  scrub.now();
  const write = writer(database);
  const writeGate = gateWriter(database);
  const forget = forgetter(database);
  const forgetGates = gateForgetter(database);
  const probe = database.prepare('UPDATE facts SET probes = probes + 1');
  const unfinished = database.prepare(
    `SELECT ${COLUMNS} FROM transactions WHERE step <> 'done' AND step <> 'for-staff' ORDER BY number`,
  );
  const next = database
    .prepare('SELECT max(coalesce(max(number), 0) + 1, (SELECT first_number FROM facts)) FROM transactions')
    .pluck();

  // By its number: after a clock that was ahead for a while, what comes next shows the right time again.
  const latest = database.prepare('SELECT at FROM transactions ORDER BY number DESC LIMIT 1').pluck();
  return {
    setAside,
    record(entry) {
      write(entry);
      if (entry.step === 'done') scrub.ask();
      scrub.now();
    },
    recordGate: writeGate,
    probe: () => {
      probe.run();
    },
    unfinished: () => readRows(unfinished.all()),
    nextTransactionNumber: () => Number(next.get()),
    latestAt: () => {
      const at = latest.get();
      return at === undefined ? null : Number(at);
    },
    staffWork: staffWorkOf(database),
    forget: (before, most) => {
      const forgotten = forget(before, most);
      forgetGates(before);
      // Also what the "journal" command could not scrub when it settled something.
      scrub.ask();
      scrub.now();
      return forgotten;
    },
    close: () => {
      scrub.stop();
      database.close();
    },
  };
}

function readRows(rows: readonly unknown[]): readonly JournalEntry[] {
  return rows.map(readRow).filter((entry) => entry !== null);
}

function writer(database: Database): (entry: JournalEntry) => void {
  const transaction = database.prepare(`
    INSERT INTO transactions
      (number, kind, step, item, card, uids, outcome, offline_at, offline_offset, began_at, at, released_by)
    VALUES (@number, @kind, @step, @item, @card, @uids, @outcome, @offlineAt, @offlineOffset, @at, @at, @releasedBy)
    ON CONFLICT (number) DO UPDATE SET
      kind = excluded.kind, step = excluded.step, card = excluded.card, uids = excluded.uids,
      outcome = excluded.outcome,
      offline_at = excluded.offline_at, offline_offset = excluded.offline_offset, at = excluded.at,
      released_by = excluded.released_by
  `);
  const step = database.prepare(
    'INSERT INTO steps (number, step, outcome, at) VALUES (@number, @step, @outcome, @at)',
  );
  // Of what has ended there is nothing more to change; perhaps it was deleted by now.
  const receipt = database.prepare(`
    INSERT INTO steps (number, step, outcome, at) SELECT number, @step, NULL, @at FROM transactions WHERE number = @number
  `);
  const both = database.transaction((row: ReturnType<typeof writeRow>) => {
    transaction.run(row);
    step.run(row);
  });
  return (entry) => {
    if (entry.step === 'receipt') receipt.run(writeRow(entry));
    else both.immediate(writeRow(entry));
  };
}

/** Numbers of what was deleted are not used again: somebody may have written them down. */
function forgetter(database: Database): (before: number, most: number) => number {
  const old = `
    SELECT number FROM transactions WHERE began_at < @before AND at < @before AND step = 'done' AND NOT (${TO_CHECK_WHERE})
    ORDER BY began_at LIMIT @most
  `;
  const keepCounting = database.prepare(
    'UPDATE facts SET first_number = max(first_number, (SELECT coalesce(max(number), 0) + 1 FROM transactions))',
  );
  const steps = database.prepare(`DELETE FROM steps WHERE number IN (${old})`);
  const transactions = database.prepare(`DELETE FROM transactions WHERE number IN (${old})`);
  const all = database.transaction((what: { readonly before: number; readonly most: number }) => {
    keepCounting.run();
    steps.run(what);
    return transactions.run(what).changes;
  });
  return (before, most) => all.immediate({ before, most });
}

/**
 * A blanked card is zeroed in the database, but earlier copies of its page wait in the write-ahead log.
 * Moving the log into the database and cutting it to nothing removes them. Somebody who is reading can
 * hinder that, so it is tried again with the next entry, and after a while where none comes.
 */
function scrubber(database: Database): { ask(): void; now(): void; stop(): void } {
  let wanted = false;
  let again: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (again !== null) clearTimeout(again);
    again = null;
  };
  const scrub = (): void => {
    stop();
    now();
  };
  const now = (): void => {
    if (!wanted) return;
    try {
      // Not a moment's wait for a reader: the whole station would stand still.
      database.pragma('busy_timeout = 0');
      const busy = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true });
      wanted = busy !== 0;
    } catch {
      // The entry itself is on disk; that the log stays a little longer must not stop the station.
      wanted = true;
    } finally {
      database.pragma(`busy_timeout = ${BUSY_MS}`);
    }
    if (wanted) again ??= setTimeout(scrub, SCRUB_AGAIN_MS).unref();
  };
  return {
    ask() {
      wanted = true;
    },
    now,
    stop,
  };
}

/** Readers are gone in far less. */
const SCRUB_AGAIN_MS = 2_000;
