// What keeps a journal from being used, and what the station makes of it: nothing of it blocks returns for ever.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { canWriteBeside, isDamage, isUnreadable } from '../../station-daemon/shell/journal/damage.ts';
import { type Journal, openJournal } from '../../station-daemon/shell/journal/journal.ts';
import { openLastingJournal } from '../../station-daemon/shell/journal/lasting-journal.ts';
import { lockFolder } from '../../station-daemon/shell/journal/lock-folder.ts';
import { smallDisk } from '../end-to-end/small-disk.ts';
import { freshPath, opened, overwrite } from './journal-files.ts';

function taken(transaction: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    ...{ transaction, kind: 'return', step: 'taken-offline', item: `3000${transaction}`, card: null },
    ...{ uids: ['E004010012345678'], outcome: null, at: 1_700_000_000_000 + transaction },
    offline: { wall: 1_700_000_000_000, utcOffsetMinutes: 60 },
    ...changes,
  };
}

/** A journal with one return that waits, and something done to its file behind the programme's back. */
function spoiled(sql: string): string {
  const path = freshPath();
  const journal = openJournal(path);
  journal.record(taken(1));
  journal.close();
  const other = new Database(path);
  other.exec(sql);
  other.close();
  return path;
}

const numbers = (journal: Journal) => journal.unfinished().map(({ transaction }) => transaction);

t.test('a file without the tables that a journal has is set aside', async (t) => {
  for (const sql of [
    'DROP TABLE steps; DROP TABLE transactions',
    'ALTER TABLE transactions RENAME COLUMN card TO cart',
    'DROP TABLE facts; PRAGMA user_version = 0',
    'DELETE FROM facts',
  ]) {
    const path = spoiled(sql);
    const journal = opened(t, path);
    t.ok(existsSync(journal.setAside ?? ''), sql);
    const first = journal.nextTransactionNumber();
    t.ok(first > 1, 'numbers are not used again');
    journal.record(taken(first));
    t.same(numbers(journal), [first]);
  }
});

t.test('a version that is damaged is put right where the tables are the present ones', async (t) => {
  for (const version of [0, 3, 99, -5]) {
    const journal = opened(t, spoiled(`PRAGMA user_version = ${version}`));
    t.equal(journal.setAside, null, `${version}`);
    t.same(numbers(journal), [1], 'and nothing is lost');
  }
});

t.test('a damaged lock hinders nobody', async (t) => {
  const folder = dirname(freshPath());
  writeFileSync(join(folder, 'in-use.sqlite'), 'x'.repeat(4_096));
  const unlock = lockFolder(folder);
  t.teardown(unlock);
  t.throws(() => lockFolder(folder), /in use by another station/, 'it is locked all the same');
});

t.test('a folder where the file is to be is set aside', async (t) => {
  const path = freshPath();
  mkdirSync(path);
  const journal = opened(t, path);
  t.ok(statSync(journal.setAside ?? '').isDirectory());
  journal.record(taken(1));
});

t.test('what the disk does not give back is damage, where it takes something new', async (t) => {
  const failure = (code: string) => new Database.SqliteError('disk I/O error', code);
  t.ok(isDamage(failure('SQLITE_IOERR_READ')) && isUnreadable(failure('SQLITE_IOERR_SHORT_READ')));
  for (const code of [
    'SQLITE_IOERR_WRITE',
    'SQLITE_FULL',
    'SQLITE_BUSY',
    'SQLITE_READONLY',
    'SQLITE_CANTOPEN',
  ])
    t.notOk(isDamage(failure(code)), code);
  const path = freshPath();
  t.ok(canWriteBeside(path));
  t.same(readdirSync(dirname(path)), [], 'and nothing is left of the trial');
  t.notOk(canWriteBeside(join(path, 'none')));
});

/** Noise over everything but the first page, which the programme does not have in memory. */
function ruin(path: string): void {
  overwrite(path, 4_096, statSync(path).size - 4_096);
  const other = new Database(path);
  other.pragma(`user_version = ${other.pragma('user_version', { simple: true })}`);
  other.close();
}

t.test('a new journal that cannot be made at once is told of as soon as it is', async (t) => {
  const path = freshPath();
  const disk = smallDisk(dirname(path));
  t.teardown(() => disk.close());
  t.comment(disk.kind);
  // A limit tells by a signal that it is reached.
  process.on('SIGXFSZ', () => {});
  const replaced: string[] = [];
  const journal = openLastingJournal(path, (file) => replaced.push(file));
  t.teardown(() => journal.close());
  for (let number = 1; number <= 60; number += 1) journal.record(taken(number));
  const other = new Database(path);
  other.pragma('wal_checkpoint(TRUNCATE)');
  other.close();
  ruin(path);
  disk.fill(process.pid);
  t.throws(() => journal.record(taken(301)), 'there is no room for a new one');
  t.throws(() => journal.staffWork(), 'whatever is asked');
  disk.clear(process.pid);
  t.same(replaced, []);
  journal.probe();
  t.equal(replaced.length, 1, 'what was lost has to be given anew');
  t.ok(readFileSync(replaced[0] ?? '').length > 10_000, 'the damaged one is kept');
  t.same(numbers(journal), []);
  journal.probe();
  t.equal(replaced.length, 1, 'once');
});
