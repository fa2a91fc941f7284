// SIP2 messages for property tests, generated from the rows of the table. Not a test itself.

import fc from 'fast-check';
import type { Charset } from '../../protocols/sip2/charset.ts';
import { CP850_HIGH } from '../../protocols/sip2/charset-tables.ts';
import { fields } from '../../protocols/sip2/fields.ts';
import type { MessageRow } from '../../protocols/sip2/rows.ts';
import { type MessageCode, messages, type Sip2Message } from '../../protocols/sip2/table.ts';

export const CHARSETS: readonly Charset[] = ['ascii', 'latin1', 'cp850', 'utf-8'];

const isCode = (code: string): code is MessageCode => Object.hasOwn(messages, code);

export const CODES: readonly MessageCode[] = Object.keys(messages).filter(isCode);

export const rowOf = (code: MessageCode): MessageRow => messages[code];

/** Characters from one to another, as a field may hold them. */
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index));

/** All that a field may hold in a charset of one byte. */
const ALPHABETS: Readonly<Record<Exclude<Charset, 'utf-8'>, readonly string[]>> = {
  ascii: range(0x20, 0x7e).filter((character) => character !== '|'),
  latin1: [...range(0x20, 0x7e), ...range(0xa0, 0xff)].filter((character) => character !== '|'),
  cp850: [...range(0x20, 0x7e), ...CP850_HIGH].filter((character) => character !== '|'),
};

const textOf = (charset: Charset): fc.Arbitrary<string> =>
  charset === 'utf-8'
    ? fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[|\p{Cc}]/gu, '').normalize('NFC'))
    : fc.string({ unit: fc.constantFrom(...ALPHABETS[charset]) });

/** What may stand in an extra field's code, whatever its message declares. */
export const isExtraCode = (code: string): boolean => /^[ -~]{2}$/.test(code) && !/^A[YZ]$|\|/.test(code);

interface Texts {
  readonly fixed: (width: number) => fc.Arbitrary<string>;
  readonly variable: fc.Arbitrary<string>;
  readonly extraCode: (row: MessageRow) => fc.Arbitrary<string>;
}

/** Messages of one row, filled with texts. */
function messageOf(code: MessageCode, texts: Texts): fc.Arbitrary<Sip2Message> {
  const row = rowOf(code);
  const properties: Record<string, fc.Arbitrary<unknown>> = { code: fc.constant(code) };
  const required = ['code', 'extra'];
  for (const { name, width } of row.fixed) {
    properties[name] = texts.fixed(width);
    required.push(name);
  }
  for (const { name, need } of usesOf(code)) {
    properties[name] = need === 'repeating' ? fc.array(texts.variable, { maxLength: 5 }) : texts.variable;
    if (need !== 'optional') required.push(name);
  }
  properties['extra'] = fc.array(fc.tuple(texts.extraCode(row), texts.variable), { maxLength: 3 });
  return fc.record(properties, { requiredKeys: required, noNullPrototype: true }).map((made) => {
    assertMessage(made);
    return made;
  });
}

/** The variable fields of a message with their properties. */
export function usesOf(code: MessageCode) {
  return messages[code].variable.map((use) => ({ ...use, name: fields[use.code].name }));
}

/** What a charset can say, so that nothing is lost on the way. */
export function sayable(charset: Charset): fc.Arbitrary<Sip2Message> {
  const fixedUnit = fc.constantFrom(...ALPHABETS.latin1);
  const anyCode = fc.string({ unit: fc.constantFrom(...ALPHABETS.ascii), minLength: 2, maxLength: 2 });
  const texts: Texts = {
    fixed: (width) => fc.string({ unit: fixedUnit, minLength: width, maxLength: width }),
    variable: textOf(charset),
    extraCode: (row) => {
      // A field that came already and comes once is extra the second time.
      const twice = row.variable.filter(({ need }) => need === 'required').map((use) => use.code);
      const known = new Set(row.variable.map((use) => use.code));
      const strange = anyCode.filter((made) => isExtraCode(made) && !known.has(made));
      return twice.length === 0 ? strange : fc.oneof(strange, fc.constantFrom(...twice));
    },
  };
  return fc.constantFrom(...CODES).chain((code) => messageOf(code, texts));
}

/** What scanners, cards and library systems could try: any text anywhere. */
export function hostile(): fc.Arbitrary<Sip2Message> {
  const spice = fc.constantFrom(
    '|',
    '\r',
    '\n',
    '\0',
    '\x1b',
    '\x7f',
    '\x85',
    '|AAx',
    '|AY0AZ0000',
    'e\u0301',
    '｜',
  );
  const text = fc
    .array(fc.oneof(spice, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 5 })
    .map((pieces) => pieces.join(''));
  const texts: Texts = {
    fixed: () => text,
    variable: text,
    extraCode: () =>
      fc.oneof(fc.string({ unit: 'binary', maxLength: 3 }), fc.constantFrom('AY', 'AZ', 'AA', 'ZZ', 'A|')),
  };
  return fc.constantFrom(...CODES).chain((code) => messageOf(code, texts));
}

/** Fails where a value is not what its row in the table says, whatever the compiler believes of it. */
export function assertMessage(value: Readonly<Record<string, unknown>>): asserts value is Sip2Message {
  const { code } = value;
  if (typeof code !== 'string' || !isCode(code)) throw new Error(`no message: ${String(code)}`);
  const allowed = new Set(['code', 'extra']);
  const wrong: string[] = [];
  const check = (name: string, holds: (value: unknown) => boolean): void => {
    allowed.add(name);
    if (!holds(value[name])) wrong.push(name);
  };
  for (const { name } of rowOf(code).fixed) check(name, isText);
  for (const { name, need } of usesOf(code)) {
    if (need === 'repeating') check(name, (list) => Array.isArray(list) && list.every(isText));
    else if (need === 'required') check(name, isText);
    else check(name, (text) => !Object.hasOwn(value, name) || isText(text));
  }
  check(
    'extra',
    (list) => Array.isArray(list) && list.every((pair) => Array.isArray(pair) && pair.every(isText)),
  );
  wrong.push(...Object.keys(value).filter((name) => !allowed.has(name)));
  if (wrong.length > 0) throw new Error(`${code}: not as its row says: ${wrong.join(', ')}`);
}

const isText = (value: unknown): boolean => typeof value === 'string';
