// Text to bytes and back in the charsets that library systems use.
// What may stand in a field (delimiters, control characters) is the codec's business, in encode.ts.

import { CP850_HIGH, LATIN1_HIGH, PLAIN_LETTERS } from './charset-tables.ts';

/** `ascii`, `latin1` (ISO 8859-1), `cp850` (DOS, western Europe) or `utf-8`. */
export type Charset = 'ascii' | 'latin1' | 'cp850' | 'utf-8';

const REPLACEMENT = '\uFFFD';
const QUESTION_MARK = 0x3f;

const utf8Decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const utf8Encoder = new TextEncoder();

/** A single-byte charset: the characters of the bytes 0x80 to 0xFF, and the way back. */
interface ByteTable {
  readonly high: string;
  readonly bytes: ReadonlyMap<string, number>;
}

const byteTable = (high: string): ByteTable => ({
  high,
  bytes: new Map([...high].map((character, index) => [character, 0x80 + index])),
});

const byteTables = {
  ascii: { high: REPLACEMENT.repeat(128), bytes: new Map() },
  latin1: byteTable(LATIN1_HIGH),
  cp850: byteTable(CP850_HIGH),
} as const satisfies Readonly<Record<Exclude<Charset, 'utf-8'>, ByteTable>>;

/** The text of bytes that are all below 0x80, so that all charsets agree on it; null where one is not. */
export function decodeAscii(bytes: Uint8Array): string | null {
  const text = utf8Decoder.decode(bytes);
  // Well-formed UTF-8 beyond ASCII has fewer UTF-16 units than bytes, and what is malformed becomes U+FFFD.
  return text.length === bytes.length && !text.includes(REPLACEMENT) ? text : null;
}

/**
 * The text of `bytes`, not normalised. Malformed input becomes U+FFFD, never a fault. A single-byte charset gives
 * exactly one UTF-16 unit a byte; no charset swallows an ASCII byte.
 */
export function decodeRaw(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'utf-8') return utf8Decoder.decode(bytes);
  const { high } = byteTables[charset];
  const characters: string[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    characters.push(byte < 0x80 ? String.fromCharCode(byte) : high.charAt(byte - 0x80));
  }
  return characters.join('');
}

/** The bytes of a text that is all ASCII, so that all charsets agree on it; null where it is not. */
export function encodeAscii(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = utf8Encoder.encode(text);
  // Beyond ASCII, each UTF-16 unit takes more than one byte.
  return bytes.length === text.length ? bytes : null;
}

/**
 * The bytes of `text` as it is, without normalising it first. What the charset lacks loses its diacritics where
 * that helps (`ế` becomes `e`), or becomes its plain neighbour (`đ` becomes `d`), else `?`.
 */
export function encodeRaw(text: string, charset: Charset): Uint8Array<ArrayBuffer> {
  if (charset === 'utf-8') return utf8Encoder.encode(text);
  const table = byteTables[charset];
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (const character of text) {
    const byte = byteOf(character, table);
    if (byte !== null) bytes[length++] = byte;
  }
  return bytes.slice(0, length);
}

/** The byte for one character, or null where it is a diacritic that is left out. */
function byteOf(character: string, table: ByteTable): number | null {
  const known = exactByte(character, table);
  if (known !== undefined) return known;
  if (/^\p{Mn}$/u.test(character)) return null;
  const base = character.normalize('NFD').slice(0, 1);
  return (
    exactByte(PLAIN_LETTERS.get(base) ?? base, table) ??
    exactByte(PLAIN_LETTERS.get(character) ?? '', table) ??
    QUESTION_MARK
  );
}

function exactByte(character: string, table: ByteTable): number | undefined {
  const code = character.charCodeAt(0);
  if (code < 0x80) return code;
  return table.bytes.get(character);
}
