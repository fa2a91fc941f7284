// The address of an item's cover at a provider.

/** An address of the web in which the item's number or ISBN has a place. */
export const COVER_URL = /^https?:\/\/[^\s/@{}]+\/[^\s]*\{(id|isbn)\}[^\s]*$/;

/** The address for an item, or null where it has none: `{isbn}` needs a barcode that is an ISBN. */
export function coverAddress(url: string, item: string): string | null {
  if (url.includes('{isbn}') && !isIsbn(item)) return null;
  const place = encodeURIComponent(item);
  return url.replaceAll(/\{(id|isbn)\}/g, () => place);
}

/** ISBN-13: its prefix, and its check digit by the weights 1 and 3 (ISO 2108). */
function isIsbn(item: string): boolean {
  if (!/^97[89][0-9]{10}$/.test(item)) return false;
  const sum = [...item].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
