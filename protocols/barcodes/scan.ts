// From what a scanner sent to a number that the library system knows: its kind of barcode, start and stop characters,
// letters, leading zeros, class and check digit, in this order.

import { type CheckDigit, isChecked, isCode39 } from './check-digits.ts';
import { classOf, isTaken, type Masks, type ScanClass, withLeadingZeros } from './masks.ts';
import { type Identified, identified } from './symbologies.ts';

/** How a library's barcodes are to be read. */
export interface ScanRules extends Masks {
  /** Codabar's start and stop characters, A to D, where a scanner passes them on. */
  readonly startStop: 'strip' | 'keep';
  /** What becomes of the letters A to Z. */
  readonly letters: 'as-read' | 'upper' | 'lower';
  /** `restore`: zeros that a mask begins with and that are missing are put back. */
  readonly leadingZeros: 'as-read' | 'restore';
  readonly checkDigits: Readonly<Record<CheckDigit, CheckDigitUse>>;
}

/** What a check digit is used for. `check-and-strip`: the library system knows its numbers without it. */
export type CheckDigitUse = 'none' | 'check' | 'check-and-strip';

/** What a scan came to. */
export type Scan =
  | { readonly kind: ScanClass; readonly text: string }
  | { readonly kind: 'unreadable'; readonly why: 'empty' | 'too-long' | 'not-printable' | 'check-digit' };

/** The longest barcode that is taken for one, in characters: well above any in a library. */
export const LONGEST_SCAN = 64;

/**
 * Reads a scan. Nothing is taken out of the middle of one: half a barcode may be another item's, so what holds a
 * control character or SIP2's `|` is no scan at all. Masks see the number as it is printed, check digit included.
 */
export function readScan(raw: string, rules: ScanRules): Scan {
  if (raw.length > LONGEST_SCAN) return { kind: 'unreadable', why: 'too-long' };
  if (/[\p{C}\p{Zl}\p{Zp}|]/u.test(raw)) return { kind: 'unreadable', why: 'not-printable' };
  const { told, data } = identified(raw.trim());
  let scan: Identified = { told, data: data.trim() };
  if (rules.startStop === 'strip') scan = { told, data: withoutStartStop(scan, rules) };
  scan = { told, data: inLetters(scan.data, rules.letters) };
  if (rules.leadingZeros === 'restore') scan = { told, data: withLeadingZeros(scan, rules) };
  if (scan.data === '') return { kind: 'unreadable', why: 'empty' };
  const text = checkedText(scan, raw.endsWith(' '), rules);
  return text === null ? { kind: 'unreadable', why: 'check-digit' } : { kind: classOf(scan, rules), text };
}

/** The number by the rule for its check digit; null where that is wrong. */
function checkedText(scan: Identified, blankEnd: boolean, { checkDigits }: ScanRules): string | null {
  const { told, data } = scan;
  const way = waysOf(scan).find((one) => checkDigits[one] !== 'none');
  if (way === undefined || told?.checkTakenAway === true) return data;
  if (isChecked(way, data)) return checkDigits[way] === 'check-and-strip' ? data.slice(0, -1) : data;
  // One in 43 check characters of Code 39 is a blank.
  return blankEnd && isChecked(way, `${data} `) ? data : null;
}

/**
 * Codabar's data without start and stop characters (ISO/IEC 16390 knows A to D; some scanners send small letters).
 * Where the scanner does not say that it is Codabar, only 14 digits between them are taken for it.
 */
function withoutStartStop(scan: Identified, masks: Masks): string {
  const { told, data } = scan;
  if ((told !== null && told.letter !== 'F') || isTaken(scan, masks)) return data;
  const body = told === null ? /^[A-D]([0-9]{14})[A-D]$/i : /^[A-D]([-0-9$:/.+]+)[A-D]$/i;
  return body.exec(data)?.[1] ?? data;
}

function inLetters(text: string, letters: ScanRules['letters']): string {
  switch (letters) {
    case 'as-read':
      return text;
    case 'upper':
      return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
    case 'lower':
      return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }
}

/** Which check digits a barcode may carry. Where its kind was not told, length and characters say. */
function waysOf({ told, data }: Identified): readonly CheckDigit[] {
  const mod10: readonly CheckDigit[] = /^[0-9]{14}$/.test(data) ? ['mod10'] : [];
  const ean13: readonly CheckDigit[] = /^[0-9]{13}$/.test(data) ? ['ean13'] : [];
  switch (told?.letter) {
    case 'A':
      return ['mod43'];
    case 'E':
      return ean13;
    case undefined:
      return [...mod10, ...ean13, ...(isCode39(data) ? (['mod43'] as const) : [])];
    default:
      return mod10;
  }
}
