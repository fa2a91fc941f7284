// An answer's bytes, as this library system writes them: order and length of its fields, its number, its line end.

import { encodeMessage } from '../../../protocols/sip2/codec.ts';
import { type FieldCode, fields } from '../../../protocols/sip2/fields.ts';
import type { Use } from '../../../protocols/sip2/rows.ts';
import { messages, type Sip2Answer } from '../../../protocols/sip2/table.ts';
import type { AcsSettings } from './settings.ts';

/** The number that dp2's server gives to every answer. */
const CONSTANT_NUMBER = 4;

/**
 * The bytes of an answer. `sequence`: the number of its request, or null where that had none. `nth` counts the
 * lines of a connection, for line ends that change.
 */
export const writeAnswer = (
  answer: Sip2Answer,
  settings: AcsSettings,
  { sequence, nth }: { readonly sequence: number | null; readonly nth: number },
): Uint8Array => {
  const { charset, fieldLimit } = settings;
  const cut = fieldLimit === null ? answer : shortened(answer, fieldLimit);
  const bytes = encodeMessage(cut, {
    charset,
    terminator: 'CR',
    sequence: numberOf(sequence, settings),
    ...orderOf(cut, settings),
  });
  return joined(bytes.subarray(0, -1), new TextEncoder().encode(lineEnd(settings, nth)));
};

/** The bytes of a line that is no message. */
export const writeText = (text: string, settings: AcsSettings, nth: number): Uint8Array =>
  new TextEncoder().encode(text + lineEnd(settings, nth));

const numberOf = (sequence: number | null, { errorDetection }: AcsSettings): number | null => {
  if (errorDetection === 'off') return null;
  return errorDetection === 'constant' ? CONSTANT_NUMBER : sequence;
};

const MIXED_ENDS = ['\r\n', '\r', '\n', '\r\n\r\n'] as const;

const lineEnd = ({ terminator }: AcsSettings, nth: number): string => {
  switch (terminator) {
    case 'CR':
      return '\r';
    case 'CRLF':
      return '\r\n';
    case 'LF':
      return '\n';
    case 'mixed':
      return MIXED_ENDS[nth % MIXED_ENDS.length] ?? '\r';
  }
};

const shortened = (answer: Sip2Answer, limit: number): Sip2Answer => {
  const short = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(short);
    return typeof value === 'string' ? [...value].slice(0, limit).join('') : value;
  };
  const values: Readonly<Record<string, unknown>> = answer;
  const changed = Object.entries(values).map(([name, value]) => [name, short(value)]);
  return { ...answer, ...Object.fromEntries(changed) };
};

/** Every field's code as often as the answer has it; nothing where the order is the table's own. */
const orderOf = (
  answer: Sip2Answer,
  { fieldOrder }: AcsSettings,
): { readonly order?: readonly FieldCode[] } => {
  if (fieldOrder !== 'by-code' && fieldOrder.length === 0) return {};
  const values: Readonly<Record<string, unknown>> = answer;
  const uses: readonly (Use & { readonly code: FieldCode })[] = messages[answer.code].variable;
  const codes = uses.flatMap(({ code }) => {
    const value = values[fields[code].name];
    return Array.isArray(value) ? value.map(() => code) : [code];
  });
  if (fieldOrder === 'by-code') return { order: codes.sort() };
  const place = (code: FieldCode): number => {
    const found = fieldOrder.indexOf(code);
    return found < 0 ? fieldOrder.length : found;
  };
  return { order: codes.sort((one, other) => place(one) - place(other)) };
};

const joined = (start: Uint8Array, end: Uint8Array): Uint8Array => {
  const whole = new Uint8Array(start.length + end.length);
  whole.set(start);
  whole.set(end, start.length);
  return whole;
};
