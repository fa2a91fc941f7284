// How an item's state looks on a book of the drawn pile. Pure.

import type { BorrowScreen, ItemRow, ItemStatus } from '../../../protocols/screen/screen.ts';
import type { BookMark } from '../../ui/art/books.tsx';

const MARKS: Readonly<Record<ItemStatus, BookMark>> = {
  working: 'working',
  borrowed: 'ready',
  returned: 'ready',
  renewed: 'ready',
  refused: 'refused',
  'do-not-leave': 'stop',
};

/** One mark an item, in the order in which they came. */
export function marksOf(items: readonly ItemRow[]): readonly BookMark[] {
  return items.map(({ status }) => MARKS[status]);
}

/** More books than these are not drawn. */
const MOST_DRAWN = 6;

/** What lies on the pad from an earlier visit, and is in no list. */
export function marksFromBefore({
  itemsFromBefore,
}: Pick<BorrowScreen, 'itemsFromBefore'>): readonly BookMark[] {
  return Array.from({ length: Math.min(itemsFromBefore, MOST_DRAWN) }, () => 'plain');
}
