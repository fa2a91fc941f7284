// Demo traffic at full speed, for as long as is wanted: patrons borrow three books and bring them back, and the
// daemon's memory is measured. Run by scripts/soak; not one of the tests.

import { parseArgs } from 'node:util';
import type { ItemRow } from '../../protocols/screen/screen.ts';
import { residentMb, startBench } from '../end-to-end/bench.ts';
import { joinAsPage } from '../end-to-end/page.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, limit: { type: 'string', default: '150' } },
});
const MINUTES = Number(values.minutes);
const LIMIT_MB = Number(values.limit);
const BOOKS = 3;
/** A book is brought back so many visits later: a tag that is gone for less than 0.6 s has not left for the pad. */
const VISITS_KEPT = 4;

const teardowns: (() => Promise<void> | void)[] = [];
const bench = await startBench({ teardown: (end) => teardowns.push(end) });
const page = joinAsPage(bench.daemon);
bench.do({ kind: 'delay', libraryDelayMs: 0 });
await page.until('the station serves', ({ name }) => name === 'start');

const shelf = bench.box.desk.shelf();
const cards = shelf.cards.filter(({ tale }) => tale === 'plain').map(({ card }) => card);
const books = shelf.books
  .filter(({ tale, item }) => tale === 'plain' && bench.box.world.items.get(item)?.standing.borrower === null)
  .map(({ item }) => item);
const began = performance.now();
let visits = 0;
let highestMb = 0;
let nextReport = 1;
while (minutesGone() < MINUTES) {
  await visit();
  visits += 1;
  highestMb = Math.max(highestMb, residentMb(bench.daemon));
  if (minutesGone() < nextReport) continue;
  nextReport += 1;
  say(
    `${Math.floor(minutesGone())} min: ${visits} visits, ${residentMb(bench.daemon)} MB now, ${highestMb} MB at most`,
  );
}
const items = visits * BOOKS * 2;
say(
  `${MINUTES} min: ${visits} visits, ${items} loans and returns, ${highestMb} MB at most (limit ${LIMIT_MB})`,
);
page.close();
for (const end of teardowns) await end();
process.exit(highestMb <= LIMIT_MB ? 0 : 1);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One patron borrows three books; then somebody brings back those of some visits before. */
async function visit(): Promise<void> {
  const card = cards[visits % cards.length] ?? '';
  bench.do({ kind: 'showCard', card });
  await page.until('the patron is known', ({ name }) => name === 'borrow');
  for (const item of booksOf(visits)) bench.do({ kind: 'lay', item });
  await page.until('all are borrowed', (screen) => screen.name === 'borrow' && all(screen.items, 'borrowed'));
  await leave(visits % 10 === 0 ? 'printReceipt' : 'noReceipt');
  if (visits < VISITS_KEPT) return;
  for (const item of booksOf(visits - VISITS_KEPT)) bench.do({ kind: 'lay', item });
  await page.until('the books wait', (screen) => screen.name === 'start' && screen.itemsWaiting === BOOKS);
  page.touch({ kind: 'return' });
  await page.until('all are back', (screen) => screen.name === 'return' && all(screen.items, 'returned'));
  await leave('noReceipt');
}

function booksOf(number: number): readonly string[] {
  return Array.from({ length: BOOKS }, (_, index) => books[(number * BOOKS + index) % books.length] ?? '');
}

async function leave(kind: 'printReceipt' | 'noReceipt'): Promise<void> {
  page.touch({ kind });
  await page.until('the summary is there', ({ name }) => name === 'done');
  bench.do({ kind: 'liftAll' });
  page.touch({ kind: 'finish' });
  await page.until('the patron is gone', (screen) => screen.name === 'start');
}

function all(rows: readonly ItemRow[], status: ItemRow['status']): boolean {
  return rows.length === BOOKS && rows.every((row) => row.status === status);
}

function minutesGone(): number {
  return (performance.now() - began) / 60_000;
}
