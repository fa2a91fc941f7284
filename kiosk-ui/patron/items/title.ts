// What an item is called while nobody knows its title, or where it has none. Pure.

import type { ItemName, ItemRow } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { isInWork } from './condition.ts';

/** The title, else the end of the barcode, by which the patron finds it among the items before them. */
export function nameInWords({ title, ending }: ItemName, { items }: Catalogue): string {
  return title ?? items.untitled(ending);
}

/** The same of a row: while the station still finds out about it, the title may yet come. */
export function rowNameInWords(row: ItemName & RowState, words: Catalogue): string {
  return row.title === null && isInWork(row) ? words.items.unnamed : nameInWords(row, words);
}

type RowState = Pick<ItemRow, 'status' | 'reason'>;
