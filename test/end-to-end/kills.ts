// The station killed at random moments of borrows and returns, and started again each time. What the screen told
// before is held against the simulator's truth after. Not a test itself: kills.test.ts runs some, scripts/soak many.

import type { Screen } from '../../protocols/screen/screen.ts';
import { AFI_ON_LOAN, AFI_SECURED } from '../../protocols/tags/security.ts';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, type DaemonProcess, untilAsync } from './bench.ts';
import { joinAsPage } from './page.ts';

/** What many kills came to. */
export interface KillCounts {
  readonly kills: number;
  /** Loans and returns that were begun, or about to be. */
  transactions: number;
  /** Told "Borrowed" or "Returned" before the kill. */
  told: number;
  /** One sentence each: told and not so, an item in nobody's books, a loan with an armed tag, a return of an unarmed item. */
  readonly lost: string[];
  /** One sentence each: done twice. */
  readonly doubled: string[];
}

export interface Killing {
  readonly kills: number;
  /** The next number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/** Most books that one patron lays down. */
const MOST_BOOKS = 4;
/** A visit of four books takes about this long with the library system at 60 ms. */
const LATEST_KILL_MS = 1_200;
const LIBRARY_DELAY_MS = 60;
/** So many books are in play: few enough for each to be lent and brought back many times. */
const BOOKS = 24;

/** One visit: who, what for, which books, and what the screen said of each until the kill. */
interface Visit {
  readonly purpose: 'borrow' | 'return';
  readonly card: string;
  readonly items: readonly WorldItem[];
  readonly told: Set<WorldItem>;
}

/** Kills the bench's station so many times. Ends early only by throwing: a station that does not settle is stuck. */
export async function killAgainAndAgain(bench: Bench, { kills, random, say }: Killing): Promise<KillCounts> {
  const counts: KillCounts = { kills, transactions: 0, told: 0, lost: [], doubled: [] };
  const players = playersOf(bench);
  bench.do({ kind: 'delay', libraryDelayMs: LIBRARY_DELAY_MS });
  let daemon = bench.daemon;
  await settled(daemon);
  for (let kill = 1; kill <= kills; kill += 1) {
    const visit = drawVisit(players, random);
    await visitUntilKilled(bench, daemon, visit, random);
    carryOutWhatWasTold(bench, visit, random);
    daemon = await bench.startAgain();
    await settled(daemon);
    counts.transactions += visit.items.length;
    counts.told += visit.told.size;
    compare(visit, counts);
    await clearTable(bench, daemon);
    if (kill % 25 === 0) say(`${kill} kills, ${counts.transactions} transactions, ${counts.told} told`);
  }
  return counts;
}

interface Players {
  readonly cards: readonly string[];
  readonly books: readonly WorldItem[];
}

function playersOf({ box }: Bench): Players {
  const shelf = box.desk.shelf();
  const books = shelf.books
    .filter(({ tale, parts }) => tale === 'plain' && parts === 1)
    .flatMap(({ item }) => box.world.items.get(item) ?? [])
    .filter(({ standing }) => standing.borrower === null);
  return {
    cards: shelf.cards.filter(({ tale }) => tale === 'plain').map(({ card }) => card),
    books: books.slice(0, BOOKS),
  };
}

function drawVisit({ cards, books }: Players, random: () => number): Visit {
  const lent = books.filter(({ standing }) => standing.borrower !== null);
  const purpose = lent.length > random() * BOOKS ? 'return' : 'borrow';
  const choice = purpose === 'return' ? lent : books.filter((book) => !lent.includes(book));
  const count = 1 + Math.floor(random() * MOST_BOOKS);
  const items = choice
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, count)
    .map(({ item }) => item);
  const card = cards[Math.floor(random() * cards.length)] ?? '';
  return { purpose, card, items, told: new Set() };
}

async function visitUntilKilled(
  bench: Bench,
  daemon: DaemonProcess,
  visit: Visit,
  random: () => number,
): Promise<void> {
  const page = joinAsPage(daemon, (screen) => hear(visit, screen));
  await page.until('the station serves', ({ name }) => name === 'start');
  const { purpose, card, items } = visit;
  for (const { about } of items) bench.do({ kind: 'lay', item: about.barcode });
  if (purpose === 'borrow') bench.do({ kind: 'showCard', card });
  else {
    await page.until('the books wait', (screen) => screen.name === 'start' && screen.itemsWaiting > 0);
    page.touch({ kind: 'return' });
  }
  await new Promise((resolve) => setTimeout(resolve, random() * LATEST_KILL_MS));
  daemon.process.kill('SIGKILL');
  await daemon.ended;
  page.close();
}

/** What the patron read is what the station must stand by. */
function hear({ purpose, items, told }: Visit, screen: Screen): void {
  if (screen.name !== purpose) return;
  const status = purpose === 'borrow' ? 'borrowed' : 'returned';
  for (const row of screen.items) {
    if (row.status !== status) continue;
    for (const item of items) if (item.about.title === row.title) told.add(item);
  }
}

/** The patron of a borrow takes what is theirs, mostly; the rest stays where it is. */
function carryOutWhatWasTold(bench: Bench, { purpose, told }: Visit, random: () => number): void {
  if (purpose !== 'borrow') return;
  for (const { about } of told) if (random() < 0.8) bench.do({ kind: 'lift', item: about.barcode });
}

/** The journal holds nothing unfinished any more. */
async function settled(daemon: DaemonProcess): Promise<void> {
  await untilAsync(
    'the station is ready and all transactions have ended',
    async () =>
      (await fetch(`${daemon.url}readyz`)).status === 200 && (await tells(daemon, 'transactions_open', 0)),
    30_000,
  );
}

/** Does a metric of the daemon have this value? */
async function tells({ url }: DaemonProcess, metric: string, value: number): Promise<boolean> {
  return (await (await fetch(`${url}metrics`)).text()).includes(`\nlendstation_${metric} ${value}\n`);
}

function compare({ purpose, card, items, told }: Visit, { lost, doubled }: KillCounts): void {
  for (const item of items) {
    const { about, standing, tags } = item;
    const lent = standing.borrower !== null;
    const name = `${about.barcode} (${purpose})`;
    if (!tags.every(({ afi }) => afi === (lent ? AFI_ON_LOAN : AFI_SECURED))) {
      lost.push(`${name}: the loan says ${lent ? 'lent' : 'in the library'}, the tag says otherwise`);
    }
    if (lent && purpose === 'borrow' && standing.borrower !== card) {
      lost.push(`${name}: lent to somebody who was not there`);
    }
    if (told.has(item) && lent !== (purpose === 'borrow')) {
      lost.push(`${name}: told as done, and it is not`);
    }
    if (standing.renewals > 0) doubled.push(`${name}: lent a second time, which made a renewal of it`);
  }
}

/** A tag has left only after the moment for which a reader may miss one. */
async function clearTable(bench: Bench, daemon: DaemonProcess): Promise<void> {
  bench.do({ kind: 'liftAll' });
  await untilAsync('the table is clear', () => tells(daemon, 'tags_on_pads', 0));
}
