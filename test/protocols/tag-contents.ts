// What can be written on a tag in each model, for the tests of tags. Not a test itself.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TAG_MODELS, type TagModel } from '../../protocols/tags/models.ts';
import { type WritableContent, type WrittenTag, writeTag } from '../../protocols/tags/write-tag.ts';
import { fromHex } from './rfid-vectors.ts';

export type Item = Extract<WritableContent, { kind: 'item' }>;
type Card = Extract<WritableContent, { kind: 'patron-card' }>;

const ALLOWED = { lend: 'allowed', return: 'allowed' } as const;
export const TAG_BYTES = 112;

/** What every model can say. */
export const BARE: Item = {
  kind: 'item',
  item: '30000000123456',
  parts: 1,
  part: 1,
  usage: 'not-told',
  offline: ALLOWED,
  owner: null,
};

export const onTag = (hex: string, length = TAG_BYTES): Uint8Array => {
  const memory = new Uint8Array(length);
  memory.set(fromHex(hex));
  return memory;
};

/** Written on a tag that was read as a whole. */
export const write = (model: TagModel, content: WritableContent, before: Uint8Array): WrittenTag =>
  writeTag(model, content, before, { count: before.length / 4, size: 4 });

export function written(
  model: TagModel,
  content: WritableContent,
  before: Uint8Array = new Uint8Array(TAG_BYTES),
): Uint8Array {
  const result = write(model, content, before);
  assert.ok(result.ok, JSON.stringify({ model, content, result }));
  return result.memory;
}

// --- what can be written in each model

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** As records are: with a prototype. */
export const record = <Value extends object>(fields: { [Key in keyof Value]: fc.Arbitrary<Value[Key]> }) =>
  fc.record<Value>(fields, { noNullPrototype: true });

const text = (mostBytes: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: mostBytes }),
      fc.stringMatching(/^[A-Z]{0,2}[0-9]{3,14}$/),
    )
    .filter((one) => !/[|\p{C}\p{Zl}\p{Zp}]| $/u.test(one) && bytesOf(one) <= mostBytes);

const set = (most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.nat({ max: 999 }))
    .map(([parts, number]) => ({ parts, part: (number % parts) + 1 }));

const usage = fc.constantFrom<Item['usage'][]>(
  'acquisition',
  'for-loan',
  'not-for-loan',
  'not-told',
  'discarded',
  'equipment',
  { unknown: 3 },
  { unknown: 15 },
);
const isil = fc.option(fc.stringMatching(/^[A-Z]{2}-[A-Za-z0-9]{1,9}$/));
const barcode = fc.stringMatching(/^([A-Z]{1,3}-)?[0-9]{5,14}([/.][aéỹ])?$/);
const card = (mostBytes: number, group: fc.Arbitrary<Card['group']>): fc.Arbitrary<Card> =>
  record({ kind: fc.constant('patron-card'), card: text(mostBytes), group });

const withSet = <Rest extends object>(most: number, rest: fc.Arbitrary<Rest>) =>
  fc.tuple(set(most), rest).map(([numbers, others]): Item => ({ ...BARE, ...numbers, ...others }));

const lent = fc
  .constantFrom('allowed', 'forbidden')
  .chain((lend) => fc.constantFrom('allowed', 'forbidden').map((back) => ({ lend, return: back })))
  .map((offline): Partial<Item> => ({ usage: 'for-loan', offline }));

export const CONTENTS: Readonly<Record<TagModel, fc.Arbitrary<WritableContent>>> = {
  'iso28560-3': fc.oneof(
    withSet(255, record({ item: text(16), usage, owner: isil })),
    card(16, fc.constant(null)),
  ),
  'iso28560-2': fc.oneof(
    withSet(255, record({ item: text(30), usage, owner: isil })),
    fc.tuple(withSet(30, record({ item: text(30), owner: isil })), lent).map(([a, b]) => ({ ...a, ...b })),
    card(30, fc.constantFrom(null, 'adult', 'young-adult', 'child')),
  ),
  rfid501: withSet(15, record({ item: fc.stringMatching(/^[!-{}~]{1,16}$/) })),
  'plain-text': record({ item: barcode }).map((change) => ({ ...BARE, ...change })),
};

export const anyTag = fc
  .constantFrom(...TAG_MODELS)
  .chain((model) => CONTENTS[model].map((content) => ({ model, content, memory: written(model, content) })));

/** Do both say the same, in the same order? */
export function sameAs(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
