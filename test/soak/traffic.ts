// Demo traffic at full speed, for as long as is wanted: patrons borrow three books and bring them back, and the
// daemon's memory is measured. Run by scripts/soak; not one of the tests.

import { parseArgs } from 'node:util';
import type { ItemRow } from '../../protocols/screen/screen.ts';
import { type Bench, residentMb } from '../end-to-end/bench.ts';
import { joinAsPage, type Page } from '../end-to-end/page.ts';
import { type Players, playersOf } from '../end-to-end/visits.ts';
import { say, withBench } from './with-bench.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, limit: { type: 'string', default: '150' } },
});
const MINUTES = Number(values.minutes);
const LIMIT_MB = Number(values.limit);
const BOOKS = 3;
/** A book is brought back so many visits later: a tag that is gone for less than 0.6 s has not left for the pad. */
const VISITS_KEPT = 4;

await withBench(soak);

async function soak(bench: Bench): Promise<'well' | 'not well'> {
  const page = joinAsPage(bench.daemon);
  bench.do({ kind: 'delay', libraryDelayMs: 0 });
  await page.until('the station serves', ({ name }) => name === 'start');
  const players = playersOf(bench);
  const began = performance.now();
  const minutesGone = () => (performance.now() - began) / 60_000;
  let visits = 0;
  let highestMb = 0;
  let nextReport = 1;
  while (minutesGone() < MINUTES) {
    await visit(bench, page, players, visits);
    visits += 1;
    const mb = residentMb(bench.daemon);
    highestMb = Math.max(highestMb, mb);
    if (minutesGone() < nextReport) continue;
    nextReport += 1;
    say(`${Math.floor(minutesGone())} min: ${visits} visits, ${mb} MB now, ${highestMb} MB at most`);
  }
  const items = visits * BOOKS * 2;
  say(
    `${MINUTES} min: ${visits} visits, ${items} loans and returns, ${highestMb} MB at most (limit ${LIMIT_MB})`,
  );
  page.close();
  return highestMb <= LIMIT_MB ? 'well' : 'not well';
}

/** One patron borrows three books; then somebody brings back those of some visits before. */
async function visit(bench: Bench, page: Page, { cards, books }: Players, number: number): Promise<void> {
  const booksOf = (visited: number) =>
    Array.from(
      { length: BOOKS },
      (_, index) => books[(visited * BOOKS + index) % books.length]?.about.barcode ?? '',
    );
  bench.do({ kind: 'showCard', card: cards[number % cards.length] ?? '' });
  await page.until('the patron is known', ({ name }) => name === 'borrow');
  for (const item of booksOf(number)) bench.do({ kind: 'lay', item });
  await page.until('all are borrowed', (screen) => screen.name === 'borrow' && all(screen.items, 'borrowed'));
  await leave(bench, page, number % 10 === 0 ? 'printReceipt' : 'noReceipt');
  if (number < VISITS_KEPT) return;
  for (const item of booksOf(number - VISITS_KEPT)) bench.do({ kind: 'lay', item });
  await page.until('the books wait', (screen) => screen.name === 'start' && screen.itemsWaiting === BOOKS);
  page.touch({ kind: 'return' });
  await page.until('all are back', (screen) => screen.name === 'return' && all(screen.items, 'returned'));
  await leave(bench, page, 'noReceipt');
}

async function leave(bench: Bench, page: Page, kind: 'printReceipt' | 'noReceipt'): Promise<void> {
  page.touch({ kind });
  await page.until('the summary is there', ({ name }) => name === 'done');
  bench.do({ kind: 'liftAll' });
  page.touch({ kind: 'finish' });
  await page.until('the patron is gone', (screen) => screen.name === 'start');
}

function all(rows: readonly ItemRow[], status: ItemRow['status']): boolean {
  return rows.length === BOOKS && rows.every((row) => row.status === status);
}
