// A line's bytes to a message, in one pass. Splitting a stream into lines is in framing.ts.

import { type Charset, decodeAscii, decodeRaw } from './charset.ts';
import { LONGEST_MESSAGE } from './framing.ts';
import { fieldNumber, type Layout, layoutOf } from './layout.ts';
import type { ExtraField, Sip2Message } from './table.ts';
import { findTrailer } from './trailer.ts';

/** Why a line is no message. `offset` is the byte at which that was seen. */
export type Sip2Fault =
  | { readonly kind: 'empty'; readonly offset: number }
  /** Longer than any message may be (64 KiB). */
  | { readonly kind: 'too-long'; readonly offset: number }
  /** Does not start with two digits, e.g. an error in plain English. */
  | { readonly kind: 'not-sip2'; readonly offset: number }
  /** Starts with two digits that are no message of SIP2 2.00. */
  | { readonly kind: 'unknown-message'; readonly offset: number; readonly code: string }
  /** Ends within its fixed fields. */
  | { readonly kind: 'too-short'; readonly offset: number; readonly code: string };

/** What a line says. */
export type Decoded =
  | {
      readonly ok: true;
      readonly message: Sip2Message;
      /** The digit after AY, or null. */
      readonly sequence: number | null;
      readonly checksum: 'right' | 'wrong' | 'absent';
      /** Codes of the variable fields as they came; given to `encodeMessage`, a regular line comes out again. */
      readonly order: readonly string[];
      /** Codes of required fields that did not come; their properties are ''. */
      readonly missing: readonly string[];
    }
  | { readonly ok: false; readonly fault: Sip2Fault };

const DIGIT_0 = 0x30;

/**
 * Reads one line, without its terminator. Never throws and never fails on an odd value: faults are lines that are
 * no SIP2 message at all. Fixed fields are taken as they stand, one character a byte; variable ones are split at
 * `|` and put into NFC. Linear in the line's length.
 */
export function decodeMessage(line: Uint8Array, options: { readonly charset: Charset }): Decoded {
  const first = (line[0] ?? 0) - DIGIT_0;
  const second = (line[1] ?? 0) - DIGIT_0;
  if (line.length === 0) return fault({ kind: 'empty', offset: 0 });
  if (line.length > LONGEST_MESSAGE) return fault({ kind: 'too-long', offset: LONGEST_MESSAGE });
  if (first < 0 || first > 9) return fault({ kind: 'not-sip2', offset: 0 });
  if (second < 0 || second > 9) return fault({ kind: 'not-sip2', offset: 1 });
  const layout = layoutOf(first * 10 + second);
  if (layout === undefined) {
    return fault({ kind: 'unknown-message', offset: 0, code: `${first}${second}` });
  }
  const { headerLength } = layout;
  if (line.length < headerLength) {
    return fault({ kind: 'too-short', offset: line.length, code: layout.code });
  }
  const { bodyEnd, sequence, checksum } = findTrailer(line, headerLength);
  const ascii = decodeAscii(line);
  const text =
    ascii?.slice(0, bodyEnd) ??
    decodeRaw(line.subarray(0, headerLength), 'latin1') +
      decodeRaw(line.subarray(headerLength, bodyEnd), options.charset);
  const fields = readFields(layout, text, ascii !== null);
  return { ok: true, ...assemble(layout, text, fields), sequence, checksum, order: fields.order };
}

const fault = (why: Sip2Fault): Decoded => ({ ok: false, fault: why });

/** The variable fields of a line. */
interface Fields {
  /** By slot of the layout; undefined where nothing came. */
  readonly values: readonly (string | readonly string[] | undefined)[];
  readonly extra: readonly ExtraField[];
  readonly order: readonly string[];
}

/** Reads the fields behind the header. `ascii` is true where nothing can be left to put into NFC. */
function readFields(layout: Layout, text: string, ascii: boolean): Fields {
  const { slots, slotOf } = layout;
  const values: (string | string[] | undefined)[] = new Array(slots.length).fill(undefined);
  const extra: ExtraField[] = [];
  const order: string[] = [];
  for (let start = layout.headerLength; start < text.length; ) {
    const delimiter = text.indexOf('|', start);
    const end = delimiter < 0 ? text.length : delimiter;
    const index = (slotOf[fieldNumber(text.charCodeAt(start), text.charCodeAt(start + 1))] ?? 0) - 1;
    const slot = slots[index];
    const before = values[index];
    if (end - start < 2) {
      if (end > start) extra.push(['', normal(text.slice(start, end), ascii)]);
    } else if (slot !== undefined && (slot.need === 'repeating' || before === undefined)) {
      const value = normal(text.slice(start + 2, end), ascii);
      order.push(slot.code);
      if (Array.isArray(before)) before.push(value);
      else values[index] = slot.need === 'repeating' ? [value] : value;
    } else {
      const field = extraField(text.slice(start, end), ascii);
      extra.push(field);
      if (field[0] !== '') order.push(field[0]);
    }
    start = end + 1;
  }
  return { values, extra, order };
}

const normal = (value: string, ascii: boolean): string => (ascii ? value : value.normalize('NFC'));

/** A piece whose first two characters can be no code is kept whole, under the code ''. */
function extraField(piece: string, ascii: boolean): ExtraField {
  return /^[\x20-\x7e]{2}/.test(piece)
    ? [piece.slice(0, 2), normal(piece.slice(2), ascii)]
    : ['', normal(piece, ascii)];
}

function assemble(
  layout: Layout,
  text: string,
  { values, extra }: Fields,
): { readonly message: Sip2Message; readonly missing: readonly string[] } {
  const message: Record<string, unknown> & { code: string } = Object.assign(
    { code: layout.code },
    layout.blank,
  );
  const missing: string[] = [];
  let at = 2;
  for (const field of layout.fixed) {
    message[field.name] = text.slice(at, at + field.width);
    at += field.width;
  }
  for (let index = 0; index < layout.slots.length; index++) {
    const slot = layout.slots[index];
    const value = values[index];
    if (slot === undefined) continue;
    if (value !== undefined) message[slot.name] = value;
    else if (slot.need === 'required') missing.push(slot.code);
  }
  message['extra'] = extra;
  assertShaped(message);
  return { message, missing };
}

/**
 * The one step that the compiler takes on trust: `assemble` walks the same rows from which `Sip2Message` is
 * inferred, so what it built has that shape. The tests compare both for every row.
 */
function assertShaped(
  _message: Record<string, unknown> & { code: string },
): asserts _message is Sip2Message {}
