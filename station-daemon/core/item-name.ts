// What an item is called where the patron reads of it: on the screen, and on a receipt.

import type { ItemName } from '../../protocols/screen/screen.ts';

/** So many characters at the end of a barcode tell an item from those beside it, and are read at a glance. */
const CHARACTERS_TOLD = 4;

/** The name of an item by its barcode, and by its title where somebody knows that. */
export function nameOf(item: string, title: string | null): ItemName {
  return { title, ending: [...item].slice(-CHARACTERS_TOLD).join('') };
}
