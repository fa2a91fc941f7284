// What an item is called while nobody knows its title, or where it has none.

import type { ItemStatus } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** The title, else what there is to say in its place: nobody goes on looking for that of an item that is settled. */
export function titleInWords(title: string | null, status: ItemStatus, { items }: Catalogue): string {
  return title ?? (status === 'working' ? items.unnamed : items.untitled);
}
