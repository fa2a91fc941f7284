// Numbers of the demo library: item barcodes, patron cards, tag identifiers. All follow from a row's number.

const INSTITUTION = '0411';

/**
 * The common 14-digit library barcode: kind (3 item, 2 patron), four digits of the institution,
 * eight of the number, and the mod-10 check digit (weights 2 and 1 from the left, digits of products added).
 */
const withCheckDigit = (kind: '2' | '3', number: number): string => {
  const digits = `${kind}${INSTITUTION}${String(number).padStart(8, '0')}`;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const product = Number(digits.charAt(place)) * (place % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
};

/** The barcode of the item with this number, e.g. 30411000001007. */
export const itemBarcode = (number: number): string => withCheckDigit('3', number);

/** The card number of the patron with this number. */
export const cardNumber = (number: number): string => withCheckDigit('2', number);

/**
 * The identifier of one part's tag: E0 04 (NXP) 01 (ICODE SLI family), a constant byte, and 32 bits that look
 * random but never repeat, because multiplying by an odd number permutes the 32-bit numbers.
 */
export const tagUid = (number: number, part: number): string => {
  const serial = Math.imul(number * 16 + part, 0x9e3779b1) >>> 0;
  return `E0040150${serial.toString(16).toUpperCase().padStart(8, '0')}`;
};
