// How near a pad of items comes to what physics allows, under the virtual clock: the whole pure station with a FEIG
// reader at 38400 8E1 and a library system that takes 300 ms. Each pad is laid at many moments of the reader's
// polling, and the worst counts. Run by scripts/bench borrow; not one of the tests.
// Ends with status 1 where a goal is missed.

import { borrowAtOnce } from '../station/borrowing.ts';
import { borrowLimit } from './borrow-limit.ts';

const LIBRARY_MS = 300;
/** A journal entry on a slow disk. */
const JOURNAL_MS = 5;
const PHASES = 20;
/** Goals: how far above the limit a pad may be done, and how late the first row may be over the reader's own time. */
const MOST_OVER = { 1: 1.15, 5: 1.12, 10: 1.1, 20: 1.1 } as const;
const ROW_MS = 100;

let good = true;
say(
  `library system ${LIBRARY_MS} ms, journal ${JOURNAL_MS} ms an entry; milliseconds, worst of ${PHASES} moments`,
);
say(
  ' tags  inventory  read(1)  write  read back  pad work  limit  measured  ratio  goal  first row over the reader',
);
for (const [count, most] of Object.entries(MOST_OVER)) {
  const items = Number(count);
  const runs = Array.from({ length: PHASES }, (_unused, phase) =>
    borrowAtOnce(items, { libraryMs: LIBRARY_MS, journalMs: JOURNAL_MS }, phase),
  );
  const limit = borrowLimit(runs[0]?.uids ?? [], LIBRARY_MS);
  const measured = Math.max(...runs.map(({ doneMs }) => doneMs));
  const ratio = measured / limit.limitMs;
  const readers = limit.inventoryMs + limit.readMs;
  const rowOver = Math.max(...runs.map(({ rowsMs }) => (rowsMs[0] ?? Number.NaN) - readers));
  const cells = [
    [count, 5],
    [limit.inventoryMs.toFixed(1), 11],
    [limit.readMs.toFixed(1), 9],
    [limit.writeMs.toFixed(1), 7],
    [limit.readBackMs.toFixed(1), 11],
    [limit.padWorkMs.toFixed(1), 10],
    [limit.limitMs.toFixed(0), 7],
    [measured.toFixed(0), 10],
    [ratio.toFixed(3), 7],
    [most.toFixed(2), 6],
    [rowOver.toFixed(0), 11],
  ] as const;
  say(cells.map(([text, width]) => text.padStart(width)).join(''));
  good &&= ratio <= most && rowOver <= ROW_MS;
}
if (!good) say(`Missed: a ratio above its goal, or a first row later than ${ROW_MS} ms.`);
process.exit(good ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
