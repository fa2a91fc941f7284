// A message to a line's bytes. What comes from outside is cleaned here, so that it can neither end a field nor a line.

import { type Charset, encodeRaw } from './charset.ts';
import { checksum } from './checksum.ts';
import { type Layout, layoutOf, type Slot } from './layout.ts';
import type { FixedField } from './rows.ts';
import type { ExtraField, Sip2Message } from './table.ts';

/** How a message is written. */
export interface EncodeOptions {
  readonly charset: Charset;
  readonly terminator: 'CR' | 'CRLF';
  /** The digit after AY; its last decimal digit counts. Null for a message without AY and AZ. */
  readonly sequence: number | null;
  /**
   * Codes of the variable fields in the order in which they are written; a code stands once for each field. Fields
   * that are filled but not named follow in the table's order. Required fields that are neither filled nor named
   * are left out, so that a decoded line's `order` gives that line again.
   */
  readonly order?: readonly string[];
}

/**
 * The bytes of `message` with its terminator, after SIP2 2.00. Delimiters and control characters are taken out of
 * every value, text is put into NFC, what the charset lacks is replaced, and only then the checksum is taken. Fixed
 * fields are filled up or cut to their width. 96 and 97 always carry AZ and never AY. An extra field is written
 * only where its code is two printable ASCII characters and not AY or AZ.
 */
export function encodeMessage(message: Sip2Message, options: EncodeOptions): Uint8Array<ArrayBuffer> {
  const layout = layoutOf(Number(message.code));
  const values: Readonly<Record<string, unknown>> = message;
  const header = layout?.fixed.map((field) => fixedText(field, stringOf(values[field.name]))).join('') ?? '';
  const body = layout === undefined ? '' : writeFields(layout, values, message.extra, options.order);
  const start = encodeRaw(message.code + header, 'latin1');
  const rest = encodeRaw(body + trailerText(layout?.trailer, options.sequence), options.charset);
  const summed = concatenate(start, rest);
  const hasChecksum = layout?.trailer === 'checksum' || options.sequence !== null;
  const end = (hasChecksum ? checksum(summed) : '') + (options.terminator === 'CR' ? '\r' : '\r\n');
  return concatenate(summed, encodeRaw(end, 'ascii'));
}

function trailerText(kind: Layout['trailer'] | undefined, sequence: number | null): string {
  if (kind === 'checksum') return 'AZ';
  return sequence === null ? '' : `AY${Math.abs(Math.trunc(sequence)) % 10}AZ`;
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A fixed field's bytes, one character each: printable ISO 8859-1 stays, anything else becomes `?`. */
function fixedText({ kind, width }: FixedField, value: string): string {
  const clean = cleanText(value).replace(/[^ -~\xa0-\xff]/gu, '?');
  if (kind !== 'digits') return clean.slice(0, width).padEnd(width);
  const tooLarge = clean.length > width && /^\d+$/.test(clean);
  return tooLarge ? '9'.repeat(width) : clean.slice(0, width).padStart(width, '0');
}

/** Delimiters, line ends and control characters are what a scanned barcode could inject fields with. */
const FORBIDDEN = /[|\p{Cc}]/gu;

const cleanText = (value: string): string => value.normalize('NFC').replace(FORBIDDEN, '');

/** Whether an extra field's code can stand in a line without being taken for something else. */
const EXTRA_CODE = /^(?!A[YZ])[ -{}~]{2}$/;

const fieldText = (code: string, value: string): string => `${code}${cleanText(value)}|`;

function writeFields(
  layout: Layout,
  values: Readonly<Record<string, unknown>>,
  extra: readonly ExtraField[],
  order: readonly string[] | undefined,
): string {
  const writable = extra.filter(([code]) => EXTRA_CODE.test(code));
  if (order === undefined) {
    const known = layout.slots.flatMap((slot) =>
      valuesOf(slot, values).map((value) => fieldText(slot.code, value)),
    );
    return known.join('') + writable.map(([code, value]) => fieldText(code, value)).join('');
  }
  return writeInOrder(layout, values, writable, order);
}

/** What a message holds for one slot: nothing, one value, or a list. */
function valuesOf(slot: Slot, values: Readonly<Record<string, unknown>>): readonly string[] {
  const value = values[slot.name];
  if (Array.isArray(value)) return value.map(stringOf);
  if (typeof value === 'string') return [value];
  return slot.need === 'required' ? [''] : [];
}

function writeInOrder(
  layout: Layout,
  values: Readonly<Record<string, unknown>>,
  extra: readonly ExtraField[],
  order: readonly string[],
): string {
  const waiting = new Map<string, Waiting>();
  const add = (code: string, value: string, always: boolean): void => {
    const queue = waiting.get(code);
    const field = { value, always, written: false };
    if (queue === undefined) waiting.set(code, { fields: [field], next: 0 });
    else queue.fields.push(field);
    rest.push({ code, field });
  };
  const rest: { readonly code: string; readonly field: WaitingField }[] = [];
  for (const slot of layout.slots) {
    for (const value of valuesOf(slot, values))
      add(slot.code, value, slot.need !== 'required' || value !== '');
  }
  for (const [code, value] of extra) add(code, value, true);
  let text = '';
  for (const code of order) {
    const queue = waiting.get(code);
    const field = queue?.fields[queue.next];
    if (queue === undefined || field === undefined) continue;
    queue.next++;
    field.written = true;
    text += fieldText(code, field.value);
  }
  for (const { code, field } of rest)
    if (field.always && !field.written) text += fieldText(code, field.value);
  return text;
}

/** A field that is not written yet. `always`: it is written even where the order does not name it. */
interface WaitingField {
  readonly value: string;
  readonly always: boolean;
  written: boolean;
}

/** The fields of one code, in the order in which they are written. */
interface Waiting {
  readonly fields: WaitingField[];
  next: number;
}

function concatenate(start: Uint8Array, end: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
}
