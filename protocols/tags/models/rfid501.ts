// Tags of 3M ("RFID 501", alphanumeric), of which many libraries still have some. Never published; the layout is that
// of Biblio-RFID, whose samples are among the tests.

import { type Model, notRepresentable, type TagText } from '../tag-memory.ts';
import { beyondBare, NOTHING_MORE } from './bare.ts';

/** Where each field stands: its first byte and its width in bytes. */
const LAYOUT = {
  /** Always 4. */
  mark: { at: 0, width: 1 },
  /** High nibble this part, low nibble the parts. */
  set: { at: 1, width: 1 },
  zero: { at: 2, width: 1 },
  /** 3M's kind of material: 1 book, 6 CD, ... */
  itemType: { at: 3, width: 1 },
  /** ASCII, padded with 0. */
  barcode: { at: 4, width: 16 },
  /** 12 bits of branch, 20 bits of library. */
  branchAndLibrary: { at: 20, width: 4 },
  custom: { at: 24, width: 4 },
  end: { at: 28, width: 4 },
} as const;

const BYTES = 32;
const MARK = 0x04;
const MOST_PARTS = 15;
const PRINTABLE = /^[!-~]+$/;

/**
 * Nothing on such a tag proves it; credible makes it that the mark, both zeros, the part within the parts and sixteen
 * bytes of printable text, padded to its end, are all there: one memory in 10^24 if they were random.
 * Writing keeps item type, branch, library and what stands behind.
 */
export const RFID501: Model = {
  read: (memory) => {
    const field = (name: keyof typeof LAYOUT): Uint8Array =>
      memory.slice(LAYOUT[name].at, LAYOUT[name].at + LAYOUT[name].width);
    const [set = 0] = field('set');
    const [part, parts] = [set >>> 4, set & 0x0f];
    const isMarked = memory.length >= BYTES && field('mark')[0] === MARK;
    const isClosed = [...field('zero'), ...field('end')].every((byte) => byte === 0);
    const isInSet = part <= parts && (part > 0 || parts === 0);
    const identifier = String.fromCharCode(...field('barcode')).replace(/[\0 ]+$/, '');
    return isMarked && isClosed && isInSet && PRINTABLE.test(identifier)
      ? { identifier, parts, part, ...NOTHING_MORE }
      : null;
  },
  write: (text, tag) => {
    const refusal = beyondBare(text) ?? refusalOf(text);
    if (refusal !== null) return refusal;
    if (tag.length < BYTES) {
      return { ok: false, fault: { kind: 'does-not-fit', bytes: BYTES, mostBytes: tag.length } };
    }
    const isKept = RFID501.read(tag.bytes) !== null;
    const memory = isKept ? tag.bytes.slice() : new Uint8Array(tag.length);
    memory[LAYOUT.mark.at] = MARK;
    memory[LAYOUT.set.at] = text.part * 16 + text.parts;
    memory.fill(0, LAYOUT.barcode.at, LAYOUT.barcode.at + LAYOUT.barcode.width);
    memory.set(new TextEncoder().encode(text.identifier), LAYOUT.barcode.at);
    return { ok: true, memory };
  },
};

function refusalOf({ identifier, parts }: TagText) {
  const mostBytes = LAYOUT.barcode.width;
  if (parts > MOST_PARTS) return notRepresentable('parts');
  if (!PRINTABLE.test(identifier)) return notRepresentable('item');
  const bytes = identifier.length;
  return bytes > mostBytes
    ? ({ ok: false, fault: { kind: 'too-long', field: 'item', bytes, mostBytes } } as const)
    : null;
}
