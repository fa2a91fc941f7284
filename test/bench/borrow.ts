// How near a pad of items comes to what physics allows, under the virtual clock: the whole pure station with a FEIG
// reader at 38400 8E1 and a library system that takes about 300 ms. Each pad is laid at many moments of the reader's
// polling. Run by scripts/bench borrow; not one of the tests. Ends with status 1 where a goal is missed.

import { borrowAtOnce, fareAtManyMoments } from '../station/borrowing.ts';
import { borrowLimit } from './borrow-limit.ts';

/** A library system as most are, and a journal entry on a slow disk. */
const TIMES = { libraryMs: 300, journalMs: 5 } as const;
const MOMENTS = 40;
/** Goals: how far above the limit a pad may be done, and how late the first row may be over the reader's own time. */
const GOALS = { 1: 1.15, 5: 1.12, 10: 1.1, 20: 1.1 } as const;
const ROW_MS = 100;

let good = true;
say(
  `library system ${TIMES.libraryMs} ms, journal ${TIMES.journalMs} ms an entry, ${MOMENTS} moments; milliseconds`,
);
say(
  ' tags  inventory  read(1)  write  read back  pad work  limit  measured  ratio  worst  goal  first row over',
);
for (const [count, goal] of Object.entries(GOALS)) {
  const items = Number(count);
  const limit = borrowLimit(borrowAtOnce(items, TIMES).uids, TIMES.libraryMs);
  const { mean, worst, rowOverMs } = fareAtManyMoments(items, MOMENTS, TIMES);
  const cells = [
    [count, 5],
    [limit.inventoryMs.toFixed(1), 11],
    [limit.readMs.toFixed(1), 9],
    [limit.writeMs.toFixed(1), 7],
    [limit.readBackMs.toFixed(1), 11],
    [limit.padWorkMs.toFixed(1), 10],
    [limit.limitMs.toFixed(0), 7],
    [(mean * limit.limitMs).toFixed(0), 10],
    [mean.toFixed(3), 7],
    [worst.toFixed(3), 7],
    [goal.toFixed(2), 6],
    [rowOverMs.toFixed(0), 16],
  ] as const;
  say(cells.map(([text, width]) => text.padStart(width)).join(''));
  good &&= worst <= goal && rowOverMs <= ROW_MS;
}
if (!good)
  say(`Missed: a ratio above its goal, or a first row later than ${ROW_MS} ms over the reader's own time.`);
process.exit(good ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
