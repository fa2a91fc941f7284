// What a transaction costs in the station itself: the built daemon, with its journal, lends and takes back by
// barcode at a steady pace. Its library system answers at once and notes when each request came and each answer left;
// pages without a browser type the barcodes as a keyboard scanner does, and hear the screens.
// Overhead is from the scan to its request's arrival at the library system, plus from the answer's leaving to the
// screen that shows what came of it. Run by scripts/bench station; not one of the tests.
// Ends with status 1 where it is too much for one in a hundred, or the pace was not kept.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import type { Screen } from '../../protocols/screen/screen.ts';
import { startBench } from '../end-to-end/bench.ts';
import { until } from '../shell/until.ts';
import { startPromptLibrary } from './prompt-library.ts';
import { joinAsPages } from './typing-pages.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const SECONDS = Number(values.seconds);
const A_MINUTE = 1_000;
const MOST_MS = 50;
const BOOKS_A_VISIT = 10;
/** The first visit is not counted: what runs for the first time is slow. */
const WARM_UP = 2 * BOOKS_A_VISIT;
const TRANSACTIONS = WARM_UP + Math.round((A_MINUTE * SECONDS) / 60);

const teardowns: (() => Promise<void> | void)[] = [];
const library = await startPromptLibrary();
const bench = await startBench({ teardown: (end) => teardowns.push(end) }, (box) => {
  library.serve(box.world);
  const settings = parse(readFileSync(box.settingsFile, 'utf8'));
  settings.library.port = library.port;
  settings.tags = { security: 'none' };
  settings.devices = settings.devices.filter(({ kind }: { kind: unknown }) => kind === 'scanner');
  writeFileSync(box.settingsFile, stringify(settings));
});
const pages = await joinAsPages(bench.daemon.url);
await pages.until('the station serves', (screen) => screen.name === 'start' && screen.can.borrow);

const shelf = bench.box.desk.shelf();
const cards = shelf.cards.filter(({ tale }) => tale === 'plain').map(({ card }) => card);
const books = shelf.books
  .filter(({ tale, item }) => tale === 'plain' && bench.box.world.items.get(item)?.standing.borrower === null)
  .map(({ item }) => item);
/** Milliseconds a transaction: from the scan to its request, from the answer to the screen, and both. */
const toRequest: number[] = [];
const toScreen: number[] = [];
const overheads: number[] = [];
let done = 0;
let began = performance.now();
for (let visit = 0; done < TRANSACTIONS; visit++) {
  const items = Array.from(
    { length: BOOKS_A_VISIT },
    (_, index) => books[(visit * BOOKS_A_VISIT + index) % books.length] ?? '',
  );
  await lend(cards[visit % cards.length] ?? '', items);
  await takeBack(items);
}
const minutes = (performance.now() - began) / 60_000;
const good = report();
pages.close();
for (const end of teardowns) await end();
library.close();
process.exit(good ? 0 : 1);

async function lend(card: string, items: readonly string[]): Promise<void> {
  pages.do({ kind: 'typed', text: card });
  await pages.until('the patron is known', ({ name }) => name === 'borrow');
  for (const [index, item] of items.entries()) {
    await transact(item, '11', (screen) => screen.name === 'borrow' && shows(screen, 'borrowed', index + 1));
  }
  await leave();
}

async function takeBack(items: readonly string[]): Promise<void> {
  pages.do({ kind: 'return' });
  await pages.until('returns are open', ({ name }) => name === 'return');
  for (const [index, item] of items.entries()) {
    await transact(item, '09', (screen) => screen.name === 'return' && shows(screen, 'returned', index + 1));
  }
  await leave();
}

/** Scans an item when its turn in the pace has come. */
async function transact(item: string, code: '11' | '09', shown: (screen: Screen) => boolean): Promise<void> {
  if (done === WARM_UP) began = performance.now();
  const counted = done - WARM_UP;
  const turn = began + (counted * 60_000) / A_MINUTE;
  if (counted > 0) await until('its turn in the pace has come', () => performance.now() >= turn);
  library.forget();
  const scanned = performance.now();
  pages.do({ kind: 'typed', text: item });
  await pages.until(`what came of ${item} is shown`, shown);
  const seen = performance.now();
  const { arrived, left } = library.timesOf(code);
  done += 1;
  if (counted < 0) return;
  toRequest.push(arrived - scanned);
  toScreen.push(seen - left);
  overheads.push(arrived - scanned + (seen - left));
}

async function leave(): Promise<void> {
  pages.do({ kind: 'finish' });
  await pages.until('the summary is there', ({ name }) => name === 'done');
  pages.do({ kind: 'finish' });
  await pages.until('the patron is gone', ({ name }) => name === 'start');
}

function shows(
  screen: Extract<Screen, { name: 'borrow' | 'return' }>,
  status: 'borrowed' | 'returned',
  many: number,
) {
  return screen.items.filter((row) => row.status === status).length === many;
}

/** Tells the figures, and whether they are good enough. */
function report(): boolean {
  const pace = Math.round(overheads.length / minutes);
  say(`${overheads.length} loans and returns, ${pace} a minute`);
  say(`from the scan to the request:  ${spread(toRequest)}`);
  say(`from the answer to the screen: ${spread(toScreen)}`);
  say(`together, the overhead:        ${spread(overheads)}`);
  const kept = pace >= A_MINUTE * 0.99;
  const quick = percentile(overheads, 0.99) < MOST_MS;
  if (!kept) say(`The pace of ${A_MINUTE} a minute was not kept.`);
  if (!quick) say(`p99 must be below ${MOST_MS} ms.`);
  return kept && quick;
}

function spread(ms: readonly number[]): string {
  const figures = { p50: 0.5, p99: 0.99, max: 1 };
  return Object.entries(figures)
    .map(([name, share]) => `${name} ${percentile(ms, share).toFixed(1)} ms`)
    .join(', ');
}

function percentile(ms: readonly number[], share: number): number {
  const sorted = ms.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
