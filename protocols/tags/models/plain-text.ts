// Tags that hold nothing but a barcode as text. Nobody's standard, and yet they occur: libraries that began with a
// reader's own programme have them.

import { type Model, notRepresentable } from '../tag-memory.ts';
import { beyondBare, NOTHING_MORE } from './bare.ts';

/** So much has to be read of a tag, and so much of that be padding. */
const FEWEST_BYTES = 16;
const FEWEST_PADDING_BYTES = 4;

/** Letters and digits, between them single signs that barcodes have. */
const BARCODE = /^[\p{L}\p{Nd}]+(?:[-./_$+%][\p{L}\p{Nd}]+)*$/u;
const FEWEST_CHARACTERS = 5;
const MOST_CHARACTERS = 32;
const FEWEST_DIGITS = 3;

/**
 * A tag is read so where all of its memory, as far as it was read, is a barcode from the first byte on and then
 * nothing but padding: spaces, then zeros, at least four of them together. A barcode is 5 to 32 letters and digits of
 * valid UTF-8, at least 3 of them ASCII digits, with single signs `-./_$+%` between them. That is what makes it
 * credible: a sentence, an address or an NDEF message has spaces, other signs or control bytes, and of 36 random bytes
 * not one in 10^16 is so.
 */
export const PLAIN_TEXT: Model = {
  read: (memory) => {
    if (memory.length < FEWEST_BYTES) return null;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(memory);
    const identifier = text.replace(/ *\0*$/, '');
    const padding = text.length - identifier.length;
    return padding >= FEWEST_PADDING_BYTES && isBarcode(identifier)
      ? { identifier, parts: 0, part: 0, ...NOTHING_MORE }
      : null;
  },
  write: (text, tag) => {
    const refusal = beyondBare(text);
    if (refusal !== null) return refusal;
    if (text.parts > 1) return notRepresentable('parts');
    if (!isBarcode(text.identifier)) return notRepresentable('item');
    const barcode = new TextEncoder().encode(text.identifier);
    const bytes = Math.max(barcode.length + FEWEST_PADDING_BYTES, FEWEST_BYTES);
    if (bytes > tag.length) {
      return { ok: false, fault: { kind: 'does-not-fit', bytes, mostBytes: tag.length } };
    }
    // What was not read of it stays; of another model's, all of it is known by then.
    const isKept = PLAIN_TEXT.read(tag.bytes) !== null;
    if (isKept && bytes > tag.bytes.length) return { ok: false, fault: { kind: 'unread' } };
    const memory = new Uint8Array(isKept ? tag.bytes.length : tag.length);
    memory.set(barcode);
    return { ok: true, memory };
  },
};

function isBarcode(text: string): boolean {
  const { length } = [...text];
  const digits = text.match(/[0-9]/g)?.length ?? 0;
  return (
    length >= FEWEST_CHARACTERS &&
    length <= MOST_CHARACTERS &&
    digits >= FEWEST_DIGITS &&
    BARCODE.test(text) &&
    !text.includes('\uFFFD')
  );
}
