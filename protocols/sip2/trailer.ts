// The end of a SIP2 line: AY with the sequence number, AZ with the checksum.

import { checksumOf } from './checksum.ts';

/** What stands at the end of a line. */
export interface Trailer {
  /** Where the message's own part ends, counted in bytes from the line's start. */
  readonly bodyEnd: number;
  /** The digit after AY; null where there is none, or something else. */
  readonly sequence: number | null;
  readonly checksum: 'right' | 'wrong' | 'absent';
}

const DELIMITER = 0x7c;
const BLANK = 0x20;
const LETTER_A = 0x41;
const LETTER_Y = 0x59;
const LETTER_Z = 0x5a;

/** A trailer holds at most `AY`, a number of three digits, a delimiter, `AZ` and four digits. */
const LONGEST_TRAILER = 12;

/**
 * Finds the trailer of `line`. It starts at a field's place: right after the fixed fields (`bodyStart`) or after a
 * delimiter, so that a title cannot be taken for one. Usual is `AY0AZF0D6`. AY alone and AZ alone are taken, as
 * are `AY0|AZF0D6`, a delimiter or blanks at the very end, and lower-case digits. The checksum is that of all
 * bytes up to and including `AZ` (SIP2 2.00).
 */
export function findTrailer(line: Uint8Array, bodyStart: number): Trailer {
  let end = line.length;
  while (end > bodyStart && (line[end - 1] === DELIMITER || line[end - 1] === BLANK)) end--;
  const last = pieceStart(line, bodyStart, end);
  if (isCode(line, last, end, LETTER_Y)) {
    const z = findZ(line, last + 2, end);
    const sequence = digitBetween(line, last + 2, z ?? end);
    return { bodyEnd: last, sequence, checksum: z === null ? 'absent' : verdict(line, z, end) };
  }
  if (isCode(line, last, end, LETTER_Z)) {
    const before = last > bodyStart ? pieceStart(line, bodyStart, last - 1) : last;
    const withNumber = before < last && isCode(line, before, last - 1, LETTER_Y);
    return {
      bodyEnd: withNumber ? before : last,
      sequence: withNumber ? digitBetween(line, before + 2, last - 1) : null,
      checksum: verdict(line, last, end),
    };
  }
  return { bodyEnd: line.length, sequence: null, checksum: 'absent' };
}

/** The start of the piece that ends at `end`; `end` itself where the piece is too long for a trailer. */
function pieceStart(line: Uint8Array, bodyStart: number, end: number): number {
  const lowest = Math.max(bodyStart, end - LONGEST_TRAILER);
  let start = end;
  while (start > lowest && line[start - 1] !== DELIMITER) start--;
  return start === bodyStart || line[start - 1] === DELIMITER ? start : end;
}

const isCode = (line: Uint8Array, at: number, end: number, second: number): boolean =>
  end - at >= 2 && line[at] === LETTER_A && line[at + 1] === second;

function findZ(line: Uint8Array, from: number, end: number): number | null {
  for (let at = from; at + 1 < end; at++) if (isCode(line, at, end, LETTER_Z)) return at;
  return null;
}

function digitBetween(line: Uint8Array, start: number, end: number): number | null {
  const digit = (line[start] ?? 0) - 0x30;
  return end - start === 1 && digit >= 0 && digit <= 9 ? digit : null;
}

/** Whether the text after the `AZ` at `z` is the checksum of everything up to there. */
function verdict(line: Uint8Array, z: number, end: number): 'right' | 'wrong' {
  if (end - z !== 6) return 'wrong';
  let told = 0;
  for (let at = z + 2; at < end; at++) told = told * 16 + hexDigit(line[at] ?? 0);
  return told === checksumOf(line, z + 2) ? 'right' : 'wrong';
}

/** The value of a hexadecimal digit in upper or lower case; NaN for any other byte. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & ~0x20;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x41 + 10 : Number.NaN;
}
