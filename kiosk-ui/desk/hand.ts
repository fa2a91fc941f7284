// What the visitor holds: the chosen book, whatever is being dragged, and what was fetched from the stacks.

import { signal } from '@preact/signals';
import type { DeskBook, DeskCard } from '../../protocols/screen/desk.ts';
import { doDeed, table } from './desk-link.ts';
import { type Cargo, deedAt, type Spot } from './places.ts';

/** How long the scanner's light rests on what it was shown, in milliseconds. */
const SHOWN_MS = 1800;

/** The chosen book's item identifier. */
export const chosen = signal<string | null>(null);

/** What is dragged, where the pointer is in CSS pixels, and what it would do there. */
export interface Drag {
  readonly cargo: Cargo;
  readonly x: number;
  readonly y: number;
  readonly over: Spot | null;
}

/** The drag that goes on now. */
export const drag = signal<Drag | null>(null);

/** Items that were brought from the stacks to the shelf, latest first. */
export const fetched = signal<readonly string[]>([]);

/** The card or book before the scanner, for as long as its light is on. */
export const shown = signal<DeskCard | DeskBook | null>(null);

/** Cards that were shown since the page was opened. */
export const shownCards = signal<ReadonlySet<string>>(new Set());

let lightOut: ReturnType<typeof setTimeout> | undefined;

/** Chooses a book, or puts it down when it was chosen. */
export function choose(book: DeskBook): void {
  chosen.value = chosen.value === book.item ? null : book.item;
  if (chosen.value !== null) fetch(book);
}

/** Keeps a book from the stacks on the shelf from now on. */
export function fetch(book: DeskBook): void {
  if (book.onTable || fetched.value.includes(book.item)) return;
  fetched.value = [book.item, ...fetched.value];
}

/** Shows a card to the scanner. */
export function showCard(card: DeskCard): void {
  doDeed({ kind: 'showCard', card: card.card });
  shownCards.value = new Set([...shownCards.value, card.card]);
  light(card);
}

/** Holds a book's barcode before the scanner. */
export function scanBook(book: DeskBook): void {
  doDeed({ kind: 'scanItem', item: book.item });
  light(book);
}

/** Lets something go at a spot. */
export function letGo(thing: DeskBook | DeskCard, spot: Spot): void {
  if (table.value === null) return;
  const cargo = cargoOf(thing);
  const deed = deedAt(table.value, cargo, spot);
  if (deed === null) return;
  if ('card' in thing) showCard(thing);
  else if (deed.kind === 'scanItem') scanBook(thing);
  else doDeed(deed);
}

/** The thing as it is dragged. */
export function cargoOf(thing: DeskBook | DeskCard): Cargo {
  return 'card' in thing ? { kind: 'card', card: thing.card } : { kind: 'book', item: thing.item };
}

function light(thing: DeskCard | DeskBook): void {
  shown.value = thing;
  clearTimeout(lightOut);
  lightOut = setTimeout(() => {
    shown.value = null;
  }, SHOWN_MS);
}
