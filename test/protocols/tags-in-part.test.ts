// Tags of which a part is read or written: how far one is read until it is known, what may not be overwritten unseen, and
// that a write that breaks off at any byte leaves no other item behind.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { BlockWrite } from '../../protocols/tags/block-writes.ts';
import { bytesWanted, FIRST_BYTES } from '../../protocols/tags/bytes-wanted.ts';
import { extensionBytes } from '../../protocols/tags/extension-blocks.ts';
import { TAG_MODELS, type TagModel } from '../../protocols/tags/models.ts';
import { readTag } from '../../protocols/tags/tag-content.ts';
import { type WritableContent, writeTag } from '../../protocols/tags/write-tag.ts';
import { fromHex, toHex } from './rfid-vectors.ts';
import { anyTag, BARE, CONTENTS, type Item, onTag, sameAs, TAG_BYTES, written } from './tag-contents.ts';

const lent = (change: Partial<Item>): Item => ({ ...BARE, usage: 'for-loan', owner: 'FI-He', ...change });

/** As a driver reads it: on, as long as more is wanted and there is more. */
function asFarAsWanted(memory: Uint8Array): Uint8Array {
  let bytes = 0;
  for (;;) {
    const wanted = Math.min(bytesWanted(memory.slice(0, bytes)), memory.length);
    if (wanted <= bytes) return memory.slice(0, bytes);
    bytes = wanted;
  }
}

t.test('a tag is read as far as its chain goes, and then says what all of it says', async (t) => {
  const identifiers = ['Thư-viện-quốc-gia-0012345', 'AB-0012/X', '30000000123456'];
  let further = 0;
  for (const name of [...identifiers, '0000000000000000000000000123']) {
    for (const owner of [null, 'DK-775100', 'VN-HnQGThuVien']) {
      for (const parts of [1, 3, 200]) {
        for (const usage of ['for-loan', 'discarded'] as const) {
          for (const title of ['', '7f022554'.padEnd(80, '54')]) {
            const content = lent({ item: name, owner, parts, usage });
            const memory = written('iso28560-2', content, onTag(`11010b${title}`, 160));
            const part = asFarAsWanted(memory);
            t.same(readTag(part, ['iso28560-2']), content);
            if (part.length > FIRST_BYTES) further += 1;
          }
        }
      }
    }
  }
  t.ok(further > 40, `${further} go on behind the first bytes`);
  const others = {
    closed: fromHex('11010b050110'),
    'ISO 28560-3, in a set, whose bytes are a chain too': (() => {
      const danish = writeTag('iso28560-3', lent({ item: '33F0123456', parts: 3, part: 2 }), onTag(''), {
        count: 28,
        size: 4,
      });
      return danish.ok ? danish.memory : fromHex('');
    })(),
    blank: fromHex(''),
    text: new TextEncoder().encode('30000000123456'),
    'the identifier in no text': fromHex('010a'),
    'another object first': fromHex('6770'),
    'an identifier that is too long': fromHex('6130'),
    'a wrong usage': fromHex('11010b65021010'.padEnd(100, '5')),
  };
  for (const [what, bytes] of Object.entries(others)) {
    t.equal(asFarAsWanted(onTag(toHex(bytes))).length, FIRST_BYTES, what);
  }
});

/** A tag and what it is to become: any two, or in one model two whose numbers have much in common. */
const tornPair = (
  model: TagModel,
): fc.Arbitrary<{ old: WritableContent; memory: Uint8Array; content: WritableContent }> => {
  const numbers = fc.stringMatching(/^1234[0-9]{4}$/);
  const alike = fc.tuple(numbers, numbers).map(([one, other]) => {
    const old = { ...BARE, item: one };
    return { old, memory: written(model, old), content: { ...BARE, item: other } };
  });
  const any = fc
    .tuple(anyTag, CONTENTS[model])
    .map(([{ content: old, memory }, content]) => ({ old, memory, content }));
  return fc.oneof(any, alike);
};

const withBlock = (memory: Uint8Array, { block, bytes }: BlockWrite): Uint8Array => {
  const after = memory.slice();
  after.set(bytes, block * bytes.length);
  return after;
};

/** The memories that a block leaves which breaks off in the middle, from either end. */
const tornIn = (memory: Uint8Array, write: BlockWrite): readonly Uint8Array[] => {
  const [from, size] = [write.block * write.bytes.length, write.bytes.length];
  const after = withBlock(memory, write);
  const mixed = (one: Uint8Array, other: Uint8Array, bytes: number): Uint8Array =>
    Uint8Array.of(...one.slice(0, from + bytes), ...other.slice(from + bytes));
  return Array.from({ length: size }, (_unused, bytes) => [
    mixed(after, memory, bytes),
    mixed(memory, after, bytes),
  ]).flat();
};

for (const model of TAG_MODELS) {
  t.test(`${model}: a write that breaks off at any byte leaves the old, the new or no item`, async (t) => {
    const left = { old: 0, new: 0, none: 0 };
    const reach = (memory: Uint8Array, old: WritableContent, content: WritableContent): void => {
      const read = readTag(memory, TAG_MODELS);
      const state = sameAs(read, old) ? 'old' : sameAs(read, content) ? 'new' : 'none';
      left[state] += 1;
      assert.ok(state !== 'none' || read.kind === 'blank' || read.kind === 'foreign', JSON.stringify(read));
    };
    fc.assert(
      fc.property(
        tornPair(model),
        fc.constantFrom({ count: 28, size: 4 }, { count: 14, size: 8 }),
        ({ old, memory: before, content }, blocks) => {
          const result = writeTag(model, content, before, blocks);
          assert.ok(result.ok, JSON.stringify(result));
          let memory: Uint8Array = before.slice();
          for (const write of result.writes) {
            for (const torn of tornIn(memory, write)) reach(torn, old, content);
            memory = withBlock(memory, write);
            reach(memory, old, content);
          }
          assert.deepEqual(memory, result.memory);
        },
      ),
      { numRuns: 300, seed: 28560 },
    );
    t.ok(left.old > 0 && left.new > 0 && left.none > 0, JSON.stringify(left));
  });
}

t.test('of a tag that was read in part nothing is overwritten that nobody saw', async (t) => {
  const unread = { ok: false, fault: { kind: 'unread' } };
  const inPart = (model: TagModel, memory: Uint8Array, bytes: number, content: WritableContent = BARE) =>
    writeTag(model, content, memory.slice(0, bytes), { count: 28, size: 4 });
  const content: Item = { ...BARE, item: '30000000123457' };
  const behind = extensionBytes([{ identifier: 4, data: fromHex('44756e6500') }]);
  const danish = written('iso28560-3', BARE);
  danish.set(behind, 34);
  const finnish = onTag(`61063132333435 36 7f0225${'54'.repeat(37)}050110`);
  const text = written('plain-text', BARE);
  const threeM = written('rfid501', BARE);
  for (const [of, memory] of Object.entries({ danish, finnish, text, threeM })) {
    for (const model of TAG_MODELS) {
      for (const bytes of [0, 4, 16, 28]) {
        const result = inPart(model, memory, bytes, content);
        // So little is enough to know a barcode that stands alone.
        if (result.ok && model === 'plain-text') t.equal(result.memory.length, bytes);
        else t.same(result, unread, `${of} as ${model}, ${bytes}`);
      }
    }
  }
  for (const bytes of [32, 36, 48]) t.same(inPart('iso28560-2', finnish, bytes, content), unread, `${bytes}`);
  t.same(inPart('iso28560-2', danish, 36), unread, 'one of another model may go on too');
  t.same(inPart('iso28560-3', onTag('', 112).fill(7, 0, 40), 36), unread, 'and one of none');
  t.equal(inPart('iso28560-2', finnish, 60, content).ok, true, 'its end was read');
  for (const [model, memory] of [
    ['iso28560-3', danish],
    ['rfid501', threeM],
    ['plain-text', text],
  ] as const) {
    const result = inPart(model, memory, 36, content);
    t.equal(result.ok && result.memory.length, 36, `${model}: what was not read stays`);
  }
  for (const model of TAG_MODELS) {
    const result = inPart(model, onTag(''), 36);
    t.equal(
      result.ok && result.memory.length,
      TAG_BYTES,
      `${model}: as far as it was read, nothing stands there`,
    );
    t.same(inPart(model, onTag(''), 16), unread, `${model}: so little says nothing`);
  }
  t.equal(
    inPart('iso28560-3', danish, 36, { kind: 'blank' }).ok,
    true,
    'one that is to be cleared is cleared',
  );
  t.same(inPart('iso28560-3', danish, 0, { kind: 'blank' }), unread, 'but its first block has to be known');
});
