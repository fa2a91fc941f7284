// Numbers of the demo library: item barcodes, patron cards, tag identifiers. All follow from a row's number.

import { checkDigitOf } from '../../../protocols/barcodes/check-digits.ts';

const INSTITUTION = '0411';

/**
 * The common 14-digit library barcode: kind (3 item, 2 patron), four digits of the institution,
 * eight of the number, and the mod-10 check digit.
 */
const withCheckDigit = (kind: '2' | '3', number: number): string => {
  const digits = `${kind}${INSTITUTION}${String(number).padStart(8, '0')}`;
  return `${digits}${checkDigitOf('mod10', digits) ?? ''}`;
};

/** The barcode of the item with this number, e.g. 30411000001001 for 100. */
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
