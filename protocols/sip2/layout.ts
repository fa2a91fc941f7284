// The message table made ready for the codec: each row once as places and look-up tables.

import { fields } from './fields.ts';
import type { FixedField, Need, VariableField } from './rows.ts';
import { type MessageCode, messages } from './table.ts';

/** A variable field's place in a message's row. */
export interface Slot {
  readonly code: string;
  readonly name: string;
  readonly need: Need;
}

/** One message's row, ready to be walked along. */
export interface Layout {
  readonly code: MessageCode;
  readonly trailer: 'sequence' | 'checksum';
  readonly fixed: readonly FixedField[];
  /** Bytes before the first variable field: the code and the fixed fields. */
  readonly headerLength: number;
  readonly slots: readonly Slot[];
  /** Slot index + 1 by field number (see `fieldNumber`); 0 where the message does not have the field. */
  readonly slotOf: Uint8Array;
  /** The message before anything is read into it: its code, and what it always has, blank. */
  readonly blank: Readonly<Record<string, unknown>> & { readonly code: MessageCode };
}

const declared: Readonly<Record<string, VariableField>> = fields;
const fieldCodes = Object.keys(declared);

/** Field number by code, at `first << 7 | second` of its ASCII characters; 0 is no declared field. */
const numbers = new Uint8Array(1 << 14);
fieldCodes.forEach((code, index) => {
  numbers[(code.charCodeAt(0) << 7) | code.charCodeAt(1)] = index + 1;
});

/** The number of the field whose code is made of these two character codes; 0 where none is declared. */
export const fieldNumber = (first: number, second: number): number =>
  first < 128 && second < 128 ? (numbers[(first << 7) | second] ?? 0) : 0;

function layout(code: MessageCode): Layout {
  const row = messages[code];
  const fixed: readonly FixedField[] = row.fixed;
  const slots: readonly Slot[] = row.variable.map((use) => ({
    code: use.code,
    name: fields[use.code].name,
    need: use.need,
  }));
  const slotOf = new Uint8Array(fieldCodes.length + 1);
  slots.forEach((slot, index) => {
    slotOf[fieldNumber(slot.code.charCodeAt(0), slot.code.charCodeAt(1))] = index + 1;
  });
  return {
    code,
    trailer: row.trailer,
    fixed,
    headerLength: fixed.reduce((length, field) => length + field.width, 2),
    slots,
    slotOf,
    blank: blank(code, fixed, slots),
  };
}

const NONE: readonly never[] = Object.freeze([]);

function blank(code: MessageCode, fixed: readonly FixedField[], slots: readonly Slot[]): Layout['blank'] {
  const always = slots.filter(({ need }) => need !== 'optional');
  const properties = [
    ...fixed.map(({ name }) => [name, '']),
    ...always.map(({ name, need }) => [name, need === 'repeating' ? NONE : '']),
    ['extra', NONE],
  ];
  return { code, ...Object.fromEntries(properties) };
}

const isMessageCode = (code: string): code is MessageCode => Object.hasOwn(messages, code);

const byNumber: (Layout | undefined)[] = new Array(100).fill(undefined);
for (const code of Object.keys(messages)) {
  if (isMessageCode(code)) byNumber[Number(code)] = layout(code);
}

/** The layout of the message whose code is this number, 0 to 99; undefined where there is no such message. */
export const layoutOf = (code: number): Layout | undefined => byNumber[code];
