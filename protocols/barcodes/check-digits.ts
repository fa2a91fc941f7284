// Check characters of barcodes: the last character, which follows from those before it.

/** Ways to count one. */
export type CheckDigit = 'mod10' | 'mod43' | 'ean13';

/**
 * The character that belongs after these; null where the body holds what the way knows nothing of.
 *
 * - `mod10`: digits, weights 2, 1, 2... from the right, the digits of the products added: the 14-digit numbers that
 *   North American libraries print as Codabar (also known as Luhn's).
 * - `mod43`: the sum of the characters' values in Code 39 (ISO/IEC 16388).
 * - `ean13`: 12 digits, weights 1, 3, 1... from the left (ISO/IEC 15420).
 */
export function checkDigitOf(way: CheckDigit, body: string): string | null {
  switch (way) {
    case 'mod10':
      return /^[0-9]+$/.test(body) ? tens(body, (value, fromRight) => luhn(value, fromRight)) : null;
    case 'mod43':
      return mod43(body);
    case 'ean13':
      return /^[0-9]{12}$/.test(body)
        ? tens(body, (value, fromRight) => value * (fromRight % 2 === 0 ? 3 : 1))
        : null;
  }
}

/** Does the last character follow from those before it? */
export function isChecked(way: CheckDigit, text: string): boolean {
  return text.length > 1 && checkDigitOf(way, text.slice(0, -1)) === text.slice(-1);
}

/** Is every character one of Code 39? */
export function isCode39(text: string): boolean {
  return text !== '' && [...text].every((character) => CODE_39.includes(character));
}

/** Code 39's characters in the order of their values. */
const CODE_39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

function mod43(body: string): string | null {
  if (!isCode39(body)) return null;
  const sum = [...body].reduce((total, character) => total + CODE_39.indexOf(character), 0);
  return CODE_39.charAt(sum % 43);
}

/** The digit that fills the sum up to a multiple of ten. `fromRight` is 0 for the last digit of the body. */
function tens(body: string, weighed: (value: number, fromRight: number) => number): string {
  const sum = [...body].reduce(
    (total, digit, place) => total + weighed(Number(digit), body.length - 1 - place),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}

function luhn(value: number, fromRight: number): number {
  const product = fromRight % 2 === 0 ? value * 2 : value;
  return product > 9 ? product - 9 : product;
}
