// How an item's state looks on a book of the drawn pile. Pure.

import type { ItemRow, ItemStatus } from '../../../protocols/screen/screen.ts';
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
