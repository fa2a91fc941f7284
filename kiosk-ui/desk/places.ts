// Where a book is and how it stands, read from the table. Pure.

import type { DeskDeed, DeskItemState, DeskTable } from '../../protocols/screen/desk.ts';

/** Where a book is. */
export type Place = 'shelf' | 'pad' | 'outside';

/** Where a dragged thing can be let go. */
export type Spot = 'shelf' | 'pad' | 'scanner' | 'gate' | 'station';

/** What can be dragged: a book by its item identifier, a card by its number. */
export type Cargo =
  | { readonly kind: 'book'; readonly item: string }
  | { readonly kind: 'card'; readonly card: string };

/** Where the book is now. */
export function placeOf(table: DeskTable, item: string): Place {
  if (table.onPad.includes(item)) return 'pad';
  return table.carriedOut.includes(item) ? 'outside' : 'shelf';
}

/** Tag and loan of the book now. */
export function stateOf(table: DeskTable, item: string): DeskItemState {
  return table.items.find((state) => state.item === item) ?? { item, tag: 'secured', loan: 'available' };
}

/** What letting go of `cargo` at `spot` does, or null where it does nothing. */
export function deedAt(table: DeskTable, cargo: Cargo, spot: Spot): DeskDeed | null {
  if (cargo.kind === 'card') {
    return spot === 'scanner' || spot === 'station' ? { kind: 'showCard', card: cargo.card } : null;
  }
  const { item } = cargo;
  const place = placeOf(table, item);
  switch (spot) {
    case 'pad':
      return place === 'pad' ? null : { kind: 'lay', item };
    case 'scanner':
      return place === 'outside' ? null : { kind: 'scanItem', item };
    case 'gate':
      return place === 'outside' ? null : { kind: 'carryOut', item };
    case 'shelf':
      if (place === 'shelf') return null;
      return place === 'pad' ? { kind: 'lift', item } : { kind: 'bringBack', item };
    case 'station':
      return null;
  }
}
