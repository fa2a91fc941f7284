// Visits drawn by chance: who comes, what for, with which books, what the screen says of each, and how that is held
// against the simulator's truth once all has settled. Not a test itself.

import type { Screen } from '../../protocols/screen/screen.ts';
import { AFI_ON_LOAN, AFI_SECURED } from '../../protocols/tags/security.ts';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, type DaemonProcess, untilAsync } from './bench.ts';
import type { Page } from './page.ts';

/** What many visits came to. */
export interface VisitCounts {
  /** Loans and returns that were begun, or about to be. */
  transactions: number;
  /** Told "Borrowed" or "Returned". */
  told: number;
  /** One sentence each: told and not so, an item in nobody's books, a loan with an armed tag, a return of an unarmed item. */
  readonly lost: string[];
  /** One sentence each: done twice. */
  readonly doubled: string[];
}

export const noVisits = (): VisitCounts => ({ transactions: 0, told: 0, lost: [], doubled: [] });

/** Most books that one patron lays down. */
const MOST_BOOKS = 4;
/** So many books are in play: few enough for each to be lent and brought back many times. */
const BOOKS = 24;
/** So many of all visits lose the library system. */
const AWAY_VISITS = 1 / 3;

/** One visit. */
export interface Visit {
  readonly purpose: 'borrow' | 'return';
  readonly card: string;
  readonly items: readonly WorldItem[];
  readonly told: Set<WorldItem>;
  /** When the library system goes away: before anything begins, in the middle (a part of the visit), or not at all. */
  readonly away: 'before' | number | null;
}

/**
 * Notes each time that the library system carries out for these books what is so already: lends to the same patron
 * what that patron has, takes back or cancels what is not lent. The screens ask for nothing like that.
 */
export function watchForDoubles(books: readonly WorldItem[], { doubled }: VisitCounts): void {
  for (const book of books) {
    let { standing } = book;
    Object.defineProperty(book, 'standing', {
      get: () => standing,
      set: (next: WorldItem['standing']) => {
        if (next.borrower === standing.borrower)
          doubled.push(`${book.about.barcode}: ${next.borrower === null ? 'taken back' : 'lent'} twice`);
        standing = next;
      },
    });
  }
}

/** Who may come, and which books there are. */
export interface Players {
  readonly cards: readonly string[];
  readonly books: readonly WorldItem[];
}

/** Patrons and books without a tale of their own. */
export function playersOf({ box }: Bench): Players {
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

/** The next visit: the more books are lent, the likelier some are brought back. */
export function drawVisit({ cards, books }: Players, random: () => number): Visit {
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
  const cut = random() < AWAY_VISITS;
  const away = !cut ? null : purpose === 'return' && random() < 0.5 ? 'before' : random();
  return { purpose, card, items, told: new Set(), away };
}

/** What the patron read is what the station must stand by. */
export function hear({ purpose, items, told }: Visit, screen: Screen): void {
  if (screen.name !== purpose) return;
  const status = purpose === 'borrow' ? 'borrowed' : 'returned';
  for (const row of screen.items) {
    if (row.status !== status) continue;
    for (const item of items) {
      const { title, barcode } = item.about;
      // Without the library system nobody knows its title.
      if (row.title === null ? barcode.endsWith(row.ending) : row.title === title) told.add(item);
    }
  }
}

/** The patron lays the books down, and says what they want where that is not plain. */
export async function beginVisit(bench: Bench, page: Page, { purpose, card, items }: Visit): Promise<void> {
  await page.until('the station serves', ({ name }) => name === 'start');
  for (const { about } of items) bench.do({ kind: 'lay', item: about.barcode });
  if (purpose === 'borrow') return bench.do({ kind: 'showCard', card });
  await page.until('the books wait', (screen) => screen.name === 'start' && screen.itemsWaiting > 0);
  page.touch({ kind: 'return' });
}

/** The patron of a borrow takes what is theirs, mostly; the rest stays where it is. */
export function carryOutWhatWasTold(bench: Bench, { purpose, told }: Visit, random: () => number): void {
  if (purpose !== 'borrow') return;
  for (const { about } of told) if (random() < 0.8) bench.do({ kind: 'lift', item: about.barcode });
}

/** The journal holds nothing unfinished any more. */
export async function settled(daemon: DaemonProcess, withinMs = 30_000): Promise<void> {
  await untilAsync(
    'the station is ready and all transactions have ended',
    async () =>
      (await fetch(`${daemon.url}readyz`)).status === 200 &&
      (await tells(daemon, 'transactions_open', 0)) &&
      (await tells(daemon, 'offline_waiting', 0)),
    withinMs,
  );
}

/** Does a metric of the daemon have this value? */
async function tells({ url }: DaemonProcess, metric: string, value: number): Promise<boolean> {
  return (await (await fetch(`${url}metrics`)).text()).includes(`\nlendstation_${metric} ${value}\n`);
}

/** Holds what was told, loans and tags against each other. */
export function compare({ purpose, card, items, told }: Visit, counts: VisitCounts): void {
  const { lost } = counts;
  counts.transactions += items.length;
  counts.told += told.size;
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
  }
}

/** A tag has left only after the moment for which a reader may miss one. */
export async function clearTable(bench: Bench, daemon: DaemonProcess): Promise<void> {
  bench.do({ kind: 'liftAll' });
  await untilAsync('the table is clear', () => tells(daemon, 'tags_on_pads', 0));
}
