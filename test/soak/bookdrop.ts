// An hour at a book drop under the virtual clock, or `--minutes N`: fails where an item is lost, checked in twice, in a
// wrong bin or not finished, or where fewer than 2,000 an hour get through.

import { parseArgs } from 'node:util';
import { runDrop } from '../station/drop-run.ts';

const LEAST_AN_HOUR = 2_000;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
const run = runDrop(Number(values.minutes));
const { lost, doubled, misplaced, unfinished, items, itemsAnHour, offline, exceptions } = run;
process.stdout.write(
  `${items} items, ${itemsAnHour} an hour; ${offline} taken in offline, ${exceptions} to the exceptions\n`,
);
const bad = { lost, doubled, misplaced, unfinished };
for (const [what, which] of Object.entries(bad))
  process.stdout.write(`${what}: ${which.length} ${which.slice(0, 5).join(', ')}\n`);
const isBad = Object.values(bad).some((which) => which.length > 0) || itemsAnHour < LEAST_AN_HOUR;
process.exitCode = isBad ? 1 : 0;
