// The compactions of ISO/IEC 15962: the ways in which a text becomes the data of an object, by their codes in the
// precursor. Code 0, application-defined, is no text; what stands there is in elements.ts.
//
// Codes and packing are as the facts of Finnish and Chinese tags have them; the paddings and the fewest characters
// of each are those of the worked example of ISO 28560-2 (annex D) and of the Chinese readers.

import { codeBits, isPadding, packed, unpacked } from './bits.ts';

/** A way to write a text. */
interface Compaction {
  /** In the precursor. */
  readonly code: number;
  /** Null where it cannot hold this text. */
  readonly compact: (text: string) => Uint8Array | null;
  /** Null where no text was written so. */
  readonly expand: (data: Uint8Array) => string | null;
}

/** What is not text, but as the application defines it. */
export const APPLICATION_DEFINED = 0;

/** An unsigned number, high byte first. */
export const INTEGER = 1;

/** ISO 8859-1, one byte a character. Some writers use it for a bare byte. */
export const OCTETS = 6;

/** From 2 to 19 digits without a leading 0, as an unsigned number, high byte first. */
const integer: Compaction = {
  code: INTEGER,
  compact: (text) => {
    if (!/^[1-9][0-9]{1,18}$/.test(text)) return null;
    const digits = BigInt(text).toString(16);
    const hex = digits.padStart(digits.length + (digits.length % 2), '0');
    return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  },
  expand: (data) => {
    if (data.length === 0 || data[0] === 0) return null;
    const text = data.reduce((value, byte) => value * 256n + BigInt(byte), 0n).toString();
    return text.length < 2 || text.length > 19 ? null : text;
  },
};

/** Two digits or more, a half byte each, filled up with F. */
const numeric: Compaction = {
  code: 2,
  compact: (text) =>
    /^[0-9]{2,}$/.test(text)
      ? packed(Array.from(text, (digit) => codeBits(Number(digit), 4)).join(''), '1111111')
      : null,
  expand: (data) => {
    const digits = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return /^[0-9]+f?$/.test(digits) ? digits.replace('f', '') : null;
  },
};

/** What distinguishes the codes of 5, 6 and 7 bits from each other. */
interface CodeSet {
  readonly code: number;
  readonly bits: number;
  /** The characters that are written: from, to, and how many at least. */
  readonly from: number;
  readonly to: number;
  readonly fewest: number;
  /** A code's number is its character's, without the bits above `bits`; read, it is the first one from here on. */
  readonly base: number;
  readonly padding: string;
}

const FIVE_BITS: CodeSet = {
  code: 3,
  bits: 5,
  from: 0x41,
  to: 0x5f,
  fewest: 3,
  base: 0x40,
  padding: '0000000',
};

const SIX_BITS: CodeSet = {
  code: 4,
  bits: 6,
  from: 0x20,
  to: 0x5f,
  fewest: 4,
  base: 0x20,
  // The first bits of a space.
  padding: '1000000',
};

const SEVEN_BITS: CodeSet = {
  code: 5,
  bits: 7,
  from: 0x00,
  to: 0x7e,
  fewest: 8,
  base: 0x00,
  padding: '1111111',
};

const codesOf = (set: CodeSet): Compaction => ({
  code: set.code,
  compact: (text) => {
    const characters = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    const fits = characters.every((character) => character >= set.from && character <= set.to);
    if (!fits || characters.length < set.fewest) return null;
    const bits = characters.map((character) => codeBits(character % 2 ** set.bits, set.bits));
    return packed(bits.join(''), set.padding);
  },
  expand: (data) => {
    const bits = unpacked(data);
    const characters: number[] = [];
    for (
      let at = 0;
      at + set.bits <= bits.length && !isPadding(bits.slice(at), set.padding);
      at += set.bits
    ) {
      const code = Number.parseInt(bits.slice(at, at + set.bits), 2);
      characters.push(code + Math.ceil((set.base - code) / 2 ** set.bits) * 2 ** set.bits);
    }
    const text = String.fromCharCode(...characters);
    // No character of its own has 0 in five bits; a public reader of Finnish tags takes it for a hyphen.
    return set === FIVE_BITS ? text.replaceAll('@', '-') : text;
  },
});

const octets: Compaction = {
  code: OCTETS,
  compact: (text) => {
    const characters = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
    return characters.every((character) => character <= 0xff) ? Uint8Array.from(characters) : null;
  },
  expand: (data) => String.fromCharCode(...data),
};

const utf8: Compaction = {
  code: 7,
  compact: (text) => new TextEncoder().encode(text),
  expand: (data) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(data),
};

const COMPACTIONS: readonly Compaction[] = [
  integer,
  numeric,
  codesOf(FIVE_BITS),
  codesOf(SIX_BITS),
  codesOf(SEVEN_BITS),
  octets,
  utf8,
];

/** A text in one of the compactions. */
export interface Compacted {
  readonly compaction: number;
  readonly data: Uint8Array;
}

/**
 * The text in the shortest compaction, of several the first in the order of their codes; null where none could be read
 * back: an empty text, or half a surrogate pair. A compaction whose padding would swallow or add a character is passed
 * over.
 */
export function compactedText(text: string): Compacted | null {
  let shortest: Compacted | null = null;
  if (text === '') return null;
  for (const { code, compact, expand } of COMPACTIONS) {
    const data = compact(text);
    if (data === null || expand(data) !== text) continue;
    if (shortest === null || data.length < shortest.data.length) shortest = { compaction: code, data };
  }
  return shortest;
}

/** The text that was written so, with U+FFFD for what is no UTF-8; null where none could have been. */
export function expandedText({ compaction, data }: Compacted): string | null {
  return COMPACTIONS.find(({ code }) => code === compaction)?.expand(data) ?? null;
}
