// A message to a line's bytes. What comes from outside is cleaned here, so that it can neither end a field nor a line.

import { type Charset, encodeAscii, encodeRaw } from './charset.ts';
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
  let header: string = message.code;
  for (const field of layout?.fixed ?? []) header += fixedText(field, stringOf(values[field.name]));
  const body = layout === undefined ? '' : writeFields(layout, values, message.extra, options.order);
  const trailer = trailerText(layout?.trailer, options.sequence);
  const rest = body + trailer + TERMINATORS[options.terminator];
  const bytes =
    encodeAscii(header + rest) ?? concatenate(encodeRaw(header, 'latin1'), encodeRaw(rest, options.charset));
  if (trailer !== '') writeChecksum(bytes, TERMINATORS[options.terminator].length);
  return bytes;
}

const TERMINATORS = { CR: '\r', CRLF: '\r\n' } as const;

/** Stands for the checksum until the bytes are there from which it is taken. */
const BLANK_CHECKSUM = '0000';

function trailerText(kind: Layout['trailer'] | undefined, sequence: number | null): string {
  if (kind === 'checksum') return `AZ${BLANK_CHECKSUM}`;
  return sequence === null ? '' : `AY${Math.abs(Math.trunc(sequence)) % 10}AZ${BLANK_CHECKSUM}`;
}

function writeChecksum(line: Uint8Array, terminatorLength: number): void {
  const at = line.length - terminatorLength - BLANK_CHECKSUM.length;
  line.set(encodeRaw(checksum(line.subarray(0, at)), 'ascii'), at);
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A fixed field's bytes, one character each: printable ISO 8859-1 stays, anything else becomes `?`. */
function fixedText({ kind, width }: FixedField, value: string): string {
  if (value.length === width && isPlain(value)) return value;
  const clean = cleanText(value).replace(/[^ -~\xa0-\xff]/gu, '?');
  if (kind !== 'digits') return clean.slice(0, width).padEnd(width);
  const tooLarge = clean.length > width && /^\d+$/.test(clean);
  return tooLarge ? '9'.repeat(width) : clean.slice(0, width).padStart(width, '0');
}

/** Printable ASCII without the delimiter, as nearly all values are: there is nothing to clean. */
const PLAIN = /^[ -{}~]*$/;

const isPlain = (value: string): boolean => PLAIN.test(value);

/** Delimiters, line ends and control characters are what a scanned barcode could inject fields with. */
const FORBIDDEN = /[|\p{Cc}]/gu;

const cleanText = (value: string): string =>
  isPlain(value) ? value : value.normalize('NFC').replace(FORBIDDEN, '');

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
  if (order !== undefined) return writeInOrder(layout, values, writable, order);
  let text = '';
  for (const slot of layout.slots) text += slotText(slot, values[slot.name]);
  for (const [code, value] of writable) text += fieldText(code, value);
  return text;
}

/** The fields of one slot: none, one, or a list. */
function slotText({ code, need }: Slot, value: unknown): string {
  if (typeof value === 'string') return fieldText(code, value);
  if (Array.isArray(value)) return value.map((one) => fieldText(code, stringOf(one))).join('');
  return need === 'required' ? fieldText(code, '') : '';
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
