// The address of an item's cover at a provider.

import { isChecked } from '../../protocols/barcodes/check-digits.ts';

/** An address of the web in which the item's number or ISBN has a place. */
export const COVER_URL = /^https?:\/\/[^\s/@{}]+\/[^\s]*\{(id|isbn)\}[^\s]*$/;

/** The address for an item, or null where it has none: `{isbn}` needs a barcode that is an ISBN. */
export function coverAddress(url: string, item: string): string | null {
  if (url.includes('{isbn}') && !isIsbn(item)) return null;
  const place = encodeURIComponent(item);
  return url.replaceAll(/\{(id|isbn)\}/g, () => place);
}

/** ISBN-13: its prefix, and the check digit of EAN-13 (ISO 2108). */
function isIsbn(item: string): boolean {
  return /^97[89][0-9]{10}$/.test(item) && isChecked('ean13', item);
}
