// What goes on around the journal in a running station: old entries are deleted, staff are told, the block list is read.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import type { JournalEntry } from '../../station-daemon/core/journal-entry.ts';
import { watchBlockList } from '../../station-daemon/shell/daemon/block-list.ts';
import { createJournalWatch } from '../../station-daemon/shell/daemon/journal-watch.ts';
import { startRetention } from '../../station-daemon/shell/daemon/retention.ts';
import { openJournal } from '../../station-daemon/shell/journal/journal.ts';
import { readAll } from '../../station-daemon/shell/journal/read-journal.ts';
import { createLog } from '../../station-daemon/shell/log.ts';
import { until } from './until.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'lendstation-around-'));
const DAY = 86_400_000;

t.test('a block list counts as it stands in its file, and blocks all while it cannot be read', async (t) => {
  const path = join(folder(), 'blocked.txt');
  writeFileSync(path, '2001\r\n 2002 \n\n');
  const told: (readonly string[] | null)[] = [];
  const stop = watchBlockList({
    path,
    onList: (cards) => told.push(cards === null ? null : [...cards]),
    lookEveryMs: 5,
  });
  t.teardown(stop);
  t.same(told, [['2001', '2002']], 'at once');
  writeFileSync(path, '2003\n2004\n2005\n');
  await until('the new one was read', () => told.length === 2);
  t.same(told[1], ['2003', '2004', '2005']);
  rmSync(path);
  await until('it is gone', () => told.length === 3);
  t.equal(told[2], null);
  writeFileSync(path, '');
  await until('it is back', () => told.length === 4);
  t.same(told[3], [], 'an empty one blocks nobody');
  writeFileSync(path, Uint8Array.of(0xff, 0xfe));
  await until('it is no text', () => told.length === 5);
  t.equal(told[4], null);
});

t.test('retention goes on in pieces, and after a failure', async (t) => {
  const asked: (readonly [before: number, most: number])[] = [];
  const failures: unknown[] = [];
  const stop = startRetention({
    forget: (before, most) => {
      asked.push([before, most]);
      if (asked.length === 2) throw new Error('busy');
      return asked.length === 1 ? most : 0;
    },
    keepDays: 3,
    wall: () => 10 * DAY,
    latestAt: () => 9 * DAY,
    ticks: () => 0,
    onFailed: (error) => failures.push(error),
    everyMs: 5,
  });
  t.teardown(stop);
  await until('it has gone on', () => asked.length >= 4);
  t.ok(asked.every(([before, most]) => before === 7 * DAY && most === 100));
  t.equal(failures.length, 1);
});

t.test('a clock that jumps far ahead deletes nothing, unless it stays there for a day', async (t) => {
  let looked = 0;
  let forgotten = 0;
  let ticks = 0;
  const stop = startRetention({
    forget: () => {
      forgotten += 1;
      return 0;
    },
    ...{ keepDays: 3, everyMs: 1, wall: () => 10_000 * DAY, onFailed: (error) => t.fail(String(error)) },
    latestAt: () => {
      looked += 1;
      return 9 * DAY;
    },
    ticks: () => ticks,
  });
  t.teardown(stop);
  await until('it has looked some times', () => looked > 5);
  ticks = DAY - 1;
  looked = 0;
  await until('and again', () => looked > 5);
  t.equal(forgotten, 0);
  ticks = DAY;
  await until('the station stood still for that long', () => forgotten > 0);
});

t.test('staff are told of what waits for them and of a journal that was set aside', async (t) => {
  const path = join(folder(), 'journal.sqlite');
  const journal = openJournal(path);
  t.teardown(() => journal.close());
  const entry: JournalEntry = {
    ...{ transaction: 1, kind: 'loan', item: '3', card: '2', uids: [] },
    ...{ step: 'for-staff', outcome: 'refused', offline: { wall: 0, utcOffsetMinutes: 0 }, at: 0 },
  };
  journal.record({ ...entry, transaction: 2, step: 'done', outcome: 'completed' });
  journal.record({ ...entry, transaction: 3, step: 'done', outcome: 'completed', at: 99 * DAY });
  const watch = createJournalWatch({
    ...{ journal, path, keepDays: 90, wall: () => 100 * DAY, ticks: () => 0 },
    log: createLog({ level: 'silent', to: () => {}, station: 'test' }),
  });
  t.teardown(() => watch.stop());
  t.same([watch.warnings(), watch.counts()], [[], { forStaff: 0, toCheck: 0, unreadable: 0, setAside: 0 }]);
  await until('what is old was deleted', () => readAll(path, 9).entries.length === 1);
  journal.record(entry);
  writeFileSync(`${path}.damaged-2026`, '');
  writeFileSync(`${path}.damaged-2026-wal`, '');
  t.match(watch.warnings(), [/set aside as journal\.sqlite\.damaged-2026,/, /1 transaction waits for staff/]);
  t.same(watch.counts(), { forStaff: 1, toCheck: 0, unreadable: 0, setAside: 1 });
  rmSync(`${path}.damaged-2026`);
  journal.record({ ...entry, transaction: 4, step: 'done', outcome: 'completed-alert' });
  t.match(watch.warnings(), [/^Offline: 1 trans/, /^Journal: 1 transaction waits to be checked: .*--settle/]);
});
