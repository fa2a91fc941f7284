// The journal on real files: what it keeps through kills and damage, and what it forgets.

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import t from 'tap';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { openJournal } from '../../station-daemon/shell/journal/journal.ts';
import { openLastingJournal } from '../../station-daemon/shell/journal/lasting-journal.ts';
import { migrate } from '../../station-daemon/shell/journal/migrate.ts';
import { BUSY_MS, openDatabase, setAsideBeside } from '../../station-daemon/shell/journal/open-database.ts';
import { readAll, readForStaff } from '../../station-daemon/shell/journal/read-journal.ts';
import { settleEntry } from '../../station-daemon/shell/journal/settle-entry.ts';
import type { StaffList } from '../../station-daemon/shell/journal/staff-work.ts';
import { freshPath, opened, overwrite } from './journal-files.ts';
import { until } from './until.ts';

function entry(transaction: number, changes: Partial<JournalEntry> = {}): JournalEntry {
  return {
    transaction,
    kind: 'loan',
    step: 'intended',
    item: `3000${transaction}`,
    card: '29001234567890',
    uids: ['E004010012345678'],
    outcome: null,
    offline: null,
    at: 1_700_000_000_000 + transaction,
    ...changes,
  };
}

/** Everything that is in the journal's folder, as one piece. */
function filesOf(path: string): Buffer {
  const folder = dirname(path);
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}

t.test('a journal gives back what was recorded, with the latest step of each', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  t.equal(journal.setAside, null);
  t.equal(journal.nextTransactionNumber(), 1);
  t.equal(journal.latestAt(), null);
  const first = entry(1);
  const second = entry(2, { kind: 'return', card: null, uids: [], releasedBy: 'desk-1' });
  journal.record(first);
  journal.record(second);
  journal.record({ ...first, step: 'confirmed', at: first.at + 5 });
  t.same(journal.unfinished(), [{ ...first, step: 'confirmed', at: first.at + 5 }, second]);
  journal.record({ ...second, step: 'done', outcome: 'completed' });
  t.same(journal.unfinished(), [{ ...first, step: 'confirmed', at: first.at + 5 }]);
  t.equal(journal.nextTransactionNumber(), 3);
  t.equal(journal.latestAt(), second.at, 'that of the latest transaction');
  journal.record({ ...first, kind: 'renewal', step: 'writing' });
  t.match(journal.unfinished(), [{ kind: 'renewal' }], 'what a checkout was, its answer tells');
  journal.record({ ...first, step: 'confirmed', at: first.at + 5 });
  journal.close();

  const again = opened(t, path);
  t.same(again.unfinished(), [{ ...first, step: 'confirmed', at: first.at + 5 }]);
  t.equal(again.nextTransactionNumber(), 3);
  again.probe();
  t.same(
    readAll(path, 10).entries.map((found) => found.transaction),
    [2, 1],
  );
});

t.test('it is set to be durable and to forget', async (t) => {
  const { database } = openDatabase(freshPath(), 0);
  t.teardown(() => database.close());
  const setting = (name: string) => database.pragma(name, { simple: true });
  t.equal(setting('journal_mode'), 'wal');
  t.equal(setting('synchronous'), 2, 'FULL: a power cut takes nothing that was recorded');
  t.equal(setting('secure_delete'), 1);
  t.equal(statSync(database.name).mode & 0o777, 0o600, 'and nobody else may read it');
});

t.test(
  'it lists what staff have to look at, the most urgent first, and tells what it leaves out',
  async (t) => {
    const path = freshPath();
    const journal = opened(t, path);
    journal.record(entry(1, { step: 'for-staff', outcome: 'refused' }));
    journal.record(entry(2, { step: 'done', outcome: 'completed' }));
    journal.record(entry(3, { step: 'done', outcome: 'refused' }));
    journal.record(entry(4, { step: 'done', outcome: 'completed-unverified' }));
    journal.record(entry(5, { step: 'done', outcome: 'completed-alert' }));
    journal.record(entry(6, { step: 'writing' }));
    const listed = ({ entries, more }: StaffList) => [entries.map(({ transaction }) => transaction), more];
    t.same(listed(readForStaff(path, 10)), [[6, 1, 5, 4], 0], 'also while it is open');
    t.same(listed(readForStaff(path, 2)), [[6, 1], 2]);
    t.same(listed(readAll(path, 4)), [[6, 5, 4, 3], 2]);
    t.same(journal.staffWork(), { forStaff: 1, toCheck: 2, unreadable: [] });
    t.throws(() => readForStaff(join(dirname(path), 'none'), 1));
  },
);

t.test('every step is kept, in order and without a card', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  for (const step of ['intended', 'confirmed', 'writing', 'verified'] as const)
    journal.record(entry(1, { step }));
  journal.record(entry(1, { step: 'done', outcome: 'completed' }));
  const database = new Database(path, { readonly: true });
  t.teardown(() => database.close());
  t.same(database.prepare('SELECT step FROM steps ORDER BY id').pluck().all(), [
    'intended',
    'confirmed',
    'writing',
    'verified',
    'done',
  ]);
  t.notMatch(database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'steps'").pluck().get(), /card/);
});

t.test('an entry that was recorded is there after the process was killed', async (t) => {
  const path = freshPath();
  const journal = openJournal(path);
  journal.close();
  for (let time = 0; time < 3; time += 1) {
    const child = spawn(process.execPath, ['--import=tsx', 'test/shell/record-and-die.ts', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let told = '';
    child.stdout.on('data', (chunk) => {
      told += String(chunk);
    });
    let ended = false;
    child.on('close', () => {
      ended = true;
    });
    await until('some entries are on disk', () => told.split('\n').length > 20, 20_000);
    child.kill('SIGKILL');
    await until('it is dead', () => ended);
    const last = Number(told.split('\n').at(-2));
    const again = openJournal(path);
    const numbers = again.unfinished().map((found) => found.transaction);
    t.equal(again.setAside, null);
    t.ok(numbers.length >= last, `${last} were told, ${numbers.length} are there`);
    t.same(
      numbers,
      Array.from(numbers, (_, index) => index + 1),
      'without a gap',
    );
    again.close();
  }
});

t.test('a card is gone from every file as soon as its transaction is done', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  const card = (number: number) => `CARD-${String(number).padStart(8, '0')}`;
  for (let number = 1; number <= 300; number += 1) {
    // Lengths differ, so that rows move between and inside of pages.
    journal.record(entry(number, { card: card(number), item: 'x'.repeat(number % 90) }));
    journal.record(
      entry(number, { card: card(number), item: 'y'.repeat((number * 7) % 200), step: 'confirmed' }),
    );
  }
  t.ok(filesOf(path).includes(card(7)), 'it is there while it is needed');
  for (let number = 1; number <= 299; number += 1) {
    journal.record(entry(number, { card: card(number), step: 'done', outcome: 'completed' }));
  }
  const files = filesOf(path);
  t.notOk(
    /CARD-0{5}(?!00300)\d{3}/.test(files.toString('latin1').replaceAll(card(300), '')),
    'all cards are gone',
  );
  t.ok(files.includes(card(300)), 'but not that of the open one');
  t.match(readAll(path, 1).entries[0], { card: card(300) });
  t.same(
    readAll(path, 1_000)
      .entries.filter((found) => found.card !== null)
      .map((found) => found.transaction),
    [300],
  );
});

t.test('cards are gone whatever the order of steps was', async () => {
  const steps = fc.constantFrom('intended', 'confirmed', 'writing', 'rolling-back', 'done');
  const deeds = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 6 }), steps, fc.integer({ min: 0, max: 3_000 })),
    {
      minLength: 1,
      maxLength: 25,
    },
  );
  fc.assert(
    fc.property(deeds, (list) => {
      const path = freshPath();
      const journal = openJournal(path);
      const last = new Map<number, string>();
      for (const [number, step, length] of list) {
        const outcome = step === 'done' ? 'completed' : null;
        journal.record(entry(number, { step, outcome, card: `CARD<${number}>`, item: 'i'.repeat(length) }));
        last.set(number, step);
      }
      // The last entry may have left older copies in the log; one that is done removes them all.
      journal.record(entry(99, { step: 'done', outcome: 'not-done', card: null }));
      const files = filesOf(path).toString('latin1');
      journal.close();
      return [...last].every(([number, step]) => files.includes(`CARD<${number}>`) === (step !== 'done'));
    }),
    { numRuns: 40 },
  );
});

t.test('a reader that hinders the removal only delays it', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  journal.record(entry(1, { card: 'CARD-OF-ONE' }));
  const reader = new Database(path, { readonly: true });
  const reading = reader.prepare('SELECT * FROM transactions').iterate();
  reading.next();
  const began = performance.now();
  journal.record(entry(1, { card: 'CARD-OF-ONE', step: 'done', outcome: 'completed' }));
  journal.record(entry(3));
  t.ok(performance.now() - began < BUSY_MS / 2, 'nobody waits for the reader');
  reading.return?.();
  reader.close();
  t.ok(filesOf(path).includes('CARD-OF-ONE'));
  await until('it is gone, though nothing more is recorded', () => !filesOf(path).includes('CARD-OF-ONE'));
});

t.test('a damaged file is set aside and a new one begun', async (t) => {
  const damages: Record<string, (path: string) => void> = {
    'no database at all': (path) =>
      writeFileSync(path, 'this is not a database, and it is long enough to be one'),
    'zeros over its beginning': (path) => overwrite(path, 0, 2_000),
    'noise in its middle': (path) => overwrite(path, 4_096, statSync(path).size - 4_096),
    'a part missing': (path) => writeFileSync(path, readFileSync(path).subarray(0, 6_000)),
  };
  for (const [what, damage] of Object.entries(damages)) {
    const path = freshPath();
    const journal = openJournal(path);
    for (let number = 1; number <= 200; number += 1) journal.record(entry(number));
    journal.close();
    damage(path);
    const damaged = readFileSync(path);
    const again = opened(t, path);
    t.ok(again.setAside?.startsWith(`${path}.damaged-`), what);
    t.ok(readFileSync(again.setAside ?? '').equals(damaged), 'the damaged file is kept as it was');
    t.same(again.unfinished(), []);
    t.ok(again.nextTransactionNumber() > 200, 'numbers of the lost journal are not used again');
    again.record(entry(again.nextTransactionNumber()));
    const next = again.nextTransactionNumber();
    again.close();
    const third = opened(t, path);
    t.equal(third.setAside, null);
    t.equal(third.nextTransactionNumber(), next);
  }
});

t.test('a file that is damaged while the station works is set aside, and nothing waits for it', async (t) => {
  const path = freshPath();
  const replaced: string[] = [];
  const journal = openLastingJournal(path, (file) => replaced.push(file));
  t.teardown(() => journal.close());
  for (let number = 1; number <= 300; number += 1)
    journal.record(entry(number, { step: 'done', outcome: 'completed' }));
  t.same(replaced, []);
  overwrite(path, 4_096, statSync(path).size - 4_096);
  // Somebody else has written: what is kept in memory does not count any more.
  const other = new Database(path);
  other.pragma(`user_version = ${other.pragma('user_version', { simple: true })}`);
  other.close();
  journal.record(entry(301));
  t.equal(replaced.length, 1);
  t.ok(readFileSync(replaced[0] ?? '').length > 10_000, 'what was in it is kept');
  t.same(
    journal.unfinished().map((found) => found.transaction),
    [301],
    'what was to be written is in the new one',
  );
  t.same(setAsideBeside(path), replaced, 'staff are told for as long as it lies there');
  journal.record(entry(302));
  t.equal(replaced.length, 1);
});

t.test('a journal of an earlier version is brought up to date with all that it holds', async (t) => {
  const path = freshPath();
  const old = new Database(path);
  migrate(old, 1);
  old.exec(`INSERT INTO transactions (number, kind, step, item, card, uids, outcome, began_at, at)
    VALUES (41, 'loan', 'writing', '30041', '20001', '["E004010012345678"]', NULL, 5, 6)`);
  old.close();
  const journal = opened(t, path);
  t.equal(journal.setAside, null);
  t.same(journal.unfinished(), [entry(41, { step: 'writing', item: '30041', card: '20001', at: 6 })]);
  t.equal(journal.nextTransactionNumber(), 42);
  journal.probe();
});

t.test('a journal that knew no repairs keeps all its steps, and takes them', async (t) => {
  const path = freshPath();
  const old = new Database(path);
  migrate(old, 4);
  old.exec(`INSERT INTO transactions (number, kind, step, item, uids, began_at, at, offline_at, offline_offset)
    VALUES (7, 'return', 'taken-offline', '30041', '[]', 5, 6, 5, 60);
    INSERT INTO steps (number, step, at) VALUES (7, 'intended', 5), (7, 'taken-offline', 6)`);
  old.close();
  const journal = opened(t, path);
  journal.record(entry(8, { kind: 'repair', step: 'writing', card: null }));
  t.match(journal.unfinished(), [
    { transaction: 7, kind: 'return', offline: { wall: 5, utcOffsetMinutes: 60 } },
    { transaction: 8, kind: 'repair' },
  ]);
  const database = new Database(path, { readonly: true });
  t.teardown(() => database.close());
  t.same(database.prepare('SELECT number, step FROM steps ORDER BY id').raw().all(), [
    [7, 'intended'],
    [7, 'taken-offline'],
    [8, 'writing'],
  ]);
  t.same(database.pragma('foreign_key_check'), []);
});

t.test('what was done without the library system keeps its own time, whatever comes after', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  const offline = { wall: 1_700_000_000_000, utcOffsetMinutes: -210 };
  const taken = entry(1, { kind: 'return', card: null, step: 'taken-offline', offline });
  journal.record(taken);
  journal.record({ ...taken, step: 'replaying', at: taken.at + 86_400_000 });
  t.match(journal.unfinished(), [{ step: 'replaying', offline }]);
  const lent = entry(2, { step: 'for-staff', outcome: 'refused', offline });
  journal.record(lent);
  t.same(journal.unfinished().length, 1, 'what staff have to put right the station leaves alone');
  t.match(readAll(path, 5).entries, [{ card: lent.card, offline }, {}]);
});

t.test('a receipt is a step of its own, and brings nothing back that is done', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  journal.record(entry(1, { step: 'done', outcome: 'completed' }));
  journal.record(entry(1, { step: 'receipt' }));
  journal.record(entry(7, { step: 'receipt' }));
  t.match(readAll(path, 5).entries, [{ step: 'done', outcome: 'completed', card: null }]);
  const database = new Database(path, { readonly: true });
  t.teardown(() => database.close());
  t.same(database.prepare('SELECT step FROM steps ORDER BY id').pluck().all(), ['done', 'receipt']);
});

t.test(
  'what ended long enough ago is deleted, a little at a time, and its number is never used again',
  async (t) => {
    const path = freshPath();
    const journal = opened(t, path);
    const DAY = 86_400_000;
    for (let number = 1; number <= 10; number += 1)
      journal.record(entry(number, { step: 'done', outcome: 'completed', at: number * DAY }));
    journal.record(entry(11, { step: 'writing', at: 0 }));
    journal.record(entry(12, { step: 'for-staff', outcome: 'refused', at: 0 }));
    journal.record(entry(13, { step: 'done', outcome: 'completed-alert', at: 0 }));
    const left = () => readAll(path, 99).entries.map(({ transaction }) => transaction);
    t.equal(journal.forget(5 * DAY, 3), 3);
    t.same(left(), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4], 'the oldest first');
    t.equal(journal.forget(5 * DAY, 3), 1, 'not what ended at that very time or later');
    t.equal(journal.forget(5 * DAY, 3), 0);
    t.equal(journal.forget(9_000 * DAY, 99), 6);
    t.same(left(), [13, 12, 11], 'what is unfinished or waits for staff is never deleted');
    const database = new Database(path, { readonly: true });
    t.teardown(() => database.close());
    t.same(database.prepare('SELECT DISTINCT number FROM steps').pluck().all(), [11, 12, 13]);
    journal.record(entry(14, { step: 'done', outcome: 'completed', at: 0 }));
    t.equal(journal.forget(DAY, 99), 1);
    t.equal(journal.nextTransactionNumber(), 15);
  },
);

t.test('a journal of a later version is left alone', async (t) => {
  const path = freshPath();
  openJournal(path).close();
  const later = new Database(path);
  later.exec('ALTER TABLE transactions ADD COLUMN shelf TEXT');
  later.pragma('user_version = 99');
  later.close();
  const before = readFileSync(path);
  t.throws(() => openJournal(path), { name: 'JournalTooNewError', message: /version 99/ });
  t.ok(readFileSync(path).equals(before));
  t.same(readdirSync(dirname(path)), ['journal.sqlite']);
});

t.test('a write that fails is told and leaves nothing behind', async (t) => {
  const path = freshPath();
  const journal = opened(t, path);
  journal.record(entry(1));
  const other = new Database(path);
  t.teardown(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  t.throws(() => journal.record(entry(2)), { code: 'SQLITE_BUSY' });
  t.throws(() => journal.probe(), { code: 'SQLITE_BUSY' });
  other.exec('ROLLBACK');
  t.same(
    journal.unfinished().map((found) => found.transaction),
    [1],
  );
  journal.probe();
  journal.record(entry(2));
  t.equal(journal.unfinished().length, 2);
});

t.test('a row that nothing can have written is told of until staff have settled it', async (t) => {
  const path = freshPath();
  const first = openJournal(path);
  first.record(entry(1, { kind: 'return', step: 'taken-offline' }));
  first.record(entry(2, { step: 'taken-offline' }));
  first.close();
  const other = new Database(path);
  other.exec("UPDATE transactions SET step = 'taken-offlinE' WHERE number = 2");
  other.close();
  const journal = opened(t, path);
  t.equal(journal.setAside, null);
  t.match(journal.unfinished(), [{ transaction: 1 }], 'what can be read is ended');
  t.same(journal.staffWork().unreadable, [2]);
  t.match(readForStaff(path, 5), { entries: [{ transaction: 1 }], unreadable: [2] });
  t.equal(journal.nextTransactionNumber(), 3);
  t.equal(settleEntry(path, 1, 9), false, 'what the station ends itself stays its own');
  t.equal(settleEntry(path, 2, 9), true);
  t.same(journal.staffWork().unreadable, []);
  t.match(readAll(path, 1).entries, [{ transaction: 2, outcome: 'settled', card: null }]);
});
