// Tags of ISO 28560-2: objects, compactions, the code of an ISIL, and what they say of an item.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { bytesWanted, FIRST_BYTES } from '../../protocols/tags/bytes-wanted.ts';
import { compactedText, expandedText } from '../../protocols/tags/iso28560-2/compactions.ts';
import { readChain } from '../../protocols/tags/iso28560-2/data-objects.ts';
import { changeTo, editedChain } from '../../protocols/tags/iso28560-2/edit.ts';
import { ELEMENTS, elementIn } from '../../protocols/tags/iso28560-2/elements.ts';
import { isilData, isilOf } from '../../protocols/tags/iso28560-2/isil.ts';
import { readTag } from '../../protocols/tags/tag-content.ts';
import type { TagMemory } from '../../protocols/tags/tag-memory.ts';
import { type WritableContent, type WrittenTag, writeTag } from '../../protocols/tags/write-tag.ts';
import { fromHex, toHex, vectors } from './rfid-vectors.ts';

const ALLOWED = { lend: 'allowed', return: 'allowed' } as const;
/** Every element that is a plain text, but for the item's identifier. */
const TEXTS = [
  ELEMENTS.shelfLocation,
  ELEMENTS.onixMediaFormat,
  ELEMENTS.marcMediaFormat,
  ELEMENTS.supplierIdentifier,
  ELEMENTS.orderNumber,
  ELEMENTS.illBorrowingTransaction,
  ELEMENTS.alternativeUniqueItemIdentifier,
  ELEMENTS.localDataA,
  ELEMENTS.localDataB,
  ELEMENTS.title,
  ELEMENTS.localProductIdentifier,
  ELEMENTS.supplierInvoice,
  ELEMENTS.alternativeItemIdentifier,
  ELEMENTS.alternativeOwnerInstitution,
  ELEMENTS.subsidiaryOfOwner,
  ELEMENTS.alternativeIllBorrowingInstitution,
  ELEMENTS.localDataC,
];

/** The worked example of ISO 28560-2:2014, annex D: part 3 of 12, two of its objects aligned for locking. */
const ANNEX_D = fromHex(
  '9100051cbe991a14 0201d0 140204b3 4607441cb6e2e335d6 830207acc09ebaa06f6b0000'.replaceAll(' ', ''),
);

const read = (memory: Uint8Array) => readTag(memory, ['iso28560-2']);

/** The memory of a tag of so many bytes that begins like this. */
function onTag(bytes: Uint8Array, length = 112): Uint8Array {
  const memory = new Uint8Array(length);
  memory.set(bytes);
  return memory;
}

const tagOf = (bytes: Uint8Array): TagMemory => ({ bytes, length: bytes.length, blockBytes: 4 });

function write(content: WritableContent, before: Uint8Array): WrittenTag {
  return writeTag('iso28560-2', content, before, { count: before.length / 4, size: 4 });
}

function written(content: WritableContent, before: Uint8Array): Uint8Array {
  const result = write(content, before);
  assert.ok(result.ok, JSON.stringify(result));
  return result.memory;
}

const item = (change: Partial<Extract<WritableContent, { kind: 'item' }>> = {}) =>
  ({
    kind: 'item',
    item: '30000000123456',
    parts: 1,
    part: 1,
    usage: 'for-loan',
    offline: ALLOWED,
    owner: 'FI-He',
    ...change,
  }) as const;

t.test('every known tag is read, and stays as it is when the same is written', async (t) => {
  const forbidden = { '1.3': { lend: 'forbidden', return: 'allowed' } } as const;
  for (const vector of vectors.iso28560_2) {
    const [type = ''] = (vector.usage ?? '').split(' ');
    const content = {
      kind: 'item',
      item: vector.item,
      parts: vector.parts ?? 1,
      part: vector.part ?? 1,
      usage: type === '' ? 'not-told' : 'for-loan',
      offline: type === '1.3' ? forbidden[type] : ALLOWED,
      owner: vector.isil ?? null,
    } as const;
    t.same(read(vector.hex), content, vector.item);
    t.equal(toHex(written(content, vector.hex)), toHex(vector.hex), vector.item);
    const { objects } = readChain(vector.hex) ?? { objects: [] };
    t.same(elementIn(objects, ELEMENTS.shelfLocation) ?? undefined, vector.shelf);
    t.same(elementIn(objects, ELEMENTS.contentParameter) ?? undefined, vector.content);
  }
});

t.test("the standard's own example is read, and written byte by byte", async (t) => {
  t.same(read(ANNEX_D), {
    ...item({ item: '123456789012', parts: 12, part: 3, usage: 'not-told', owner: 'US-InU-Mu' }),
  });
  const { objects } = readChain(ANNEX_D) ?? { objects: [] };
  t.equal(elementIn(objects, ELEMENTS.shelfLocation), 'QA268.L55');
  t.same(elementIn(objects, ELEMENTS.contentParameter), [3, 4, 6]);
  for (const object of objects.filter(({ oid }) => ![2, 3, 4].includes(oid))) {
    const { compaction, data } = object;
    t.same(compactedText(expandedText(object) ?? ''), { compaction, data });
  }
  t.equal(toHex(isilData('US-InU-Mu') ?? new Uint8Array(0)), 'acc09ebaa06f6b');
  t.equal(toHex(isilData('DE-Heu1') ?? new Uint8Array(0)), '21408e16bf1f', 'annex C');
});

t.test(
  'an object that was aligned for locking ends on a block again, whatever stands before it',
  async (t) => {
    const rewritten = written(
      item({ item: '12345', parts: 12, part: 3, usage: 'not-told', owner: 'DE-1' }),
      onTag(ANNEX_D),
    );
    t.equal(
      toHex(rewritten.slice(0, 32)),
      '91030230390000000201d0140204b34607441cb6e2e335d6830203217d430000',
    );
    const ends = readChain(rewritten)?.objects.map(({ oid, end }) => [oid, end]);
    t.same(
      ends?.filter(([oid]) => oid === 1 || oid === 3).map(([, end]) => (end ?? 1) % 4),
      [0, 0],
      JSON.stringify(ends),
    );
  },
);

t.test('a text takes the shortest compaction, and of several the first', async (t) => {
  const cases: readonly (readonly [text: string, compaction: number, hex: string])[] = [
    ['30000000123456', 1, '1b48eb59c240'],
    ['9999999999999999999', 1, '8ac7230489e7ffff'],
    ['10000000000000000000', 2, '10000000000000000000'],
    ['0302', 2, '0302'],
    ['012', 2, '012f'],
    ['LIBRARY', 3, '624520cb20'],
    ['QA268.L55', 4, '441cb6e2e335d6'],
    ['abcdefgh', 5, 'c38b1e4cb9b3e8'],
    ['7', 6, '37'],
    ['AB', 6, '4142'],
    ['ABC ', 6, '41424320'],
    ['naïveté', 6, '6e61ef766574e9'],
    ['Thư-viện-7', 7, '5468c6b02d7669e1bb876e2d37'],
  ];
  for (const [text, compaction, hex] of cases) {
    t.same(compactedText(text), { compaction, data: fromHex(hex) }, text);
  }
  t.equal(compactedText(''), null);
  t.equal(compactedText('\uD83D'), null, 'half a pair has no UTF-8');
});

t.test('a text is read as it was compacted, in no more bytes than its UTF-8', async () => {
  const ofCodes = (from: number, to: number) =>
    fc.array(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: 60 });
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc.stringMatching(/^[0-9]{1,25}$/),
    ofCodes(0x40, 0x60).map((codes) => String.fromCharCode(...codes)),
    ofCodes(0x20, 0x60).map((codes) => String.fromCharCode(...codes)),
    ofCodes(0x00, 0x7f).map((codes) => String.fromCharCode(...codes)),
    ofCodes(0x00, 0xff).map((codes) => String.fromCharCode(...codes)),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const compacted = compactedText(text);
      assert.ok(compacted !== null);
      assert.equal(expandedText(compacted), text);
      assert.ok(compacted.data.length <= new TextEncoder().encode(text).length);
    }),
    { numRuns: 2000 },
  );
});

t.test('padding of the standard and of writers that fill up with 0 is no part of a text', async (t) => {
  const codes: readonly (readonly [compaction: number, hex: string, text: string])[] = [
    [3, '624520cb20', 'LIBRARY'],
    [3, '0800', 'A-'],
    [4, '042b70c31caf60', 'AB-0012/X'],
    [4, '042b70c31caf62', 'AB-0012/X'],
    [4, '042b80', 'AB.'],
    [4, '042ba0', 'AB.'],
    [5, 'c38b1e4cb9b3ff', 'abcdefg'],
    [5, 'c38b1e4cb9b380', 'abcdefg'],
    [2, '123f', '123'],
    [2, '1230', '1230'],
  ];
  for (const [compaction, hex, text] of codes) {
    t.equal(expandedText({ compaction, data: fromHex(hex) }), text, `${compaction} ${hex}`);
  }
  const nothing: readonly (readonly [compaction: number, hex: string])[] = [
    [0, '31'],
    [1, '0031'],
    [1, 'ffffffffffffffffff'],
    [2, '1a'],
    [2, 'f1'],
  ];
  for (const [compaction, hex] of nothing) {
    t.equal(expandedText({ compaction, data: fromHex(hex) }), null, `${compaction} ${hex}`);
  }
});

t.test('an ISIL is read as it was written, whatever it ends with', async (t) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/:';
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...letters, ...'0-'), { minLength: 1, maxLength: 16 }),
      (characters) => {
        const isil = characters.join('');
        const data = isilData(isil);
        assert.equal(data === null ? null : isilOf(data), isil);
      },
    ),
    { numRuns: 3000 },
  );
  t.equal(isilOf(fromHex('22c1e7751000')), 'DK-775100', 'filled up with 0');
  t.equal(isilOf(fromHex('22c1e775100f')), 'DK-775100', 'filled up with 1');
  t.equal(isilOf(isilData('DK-7751000') ?? new Uint8Array(0)), 'DK-7751000');
  t.equal(isilData('DE Heu1'), null);
});

t.test('every element is read as it was written', async () => {
  const values = fc.record({
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    isil: fc.stringMatching(/^[A-Z]{2}-[A-Za-z0-9:/-]{1,11}$/),
    gtin: fc.stringMatching(/^[0-9]{13}$/),
    byte: fc.integer({ min: 0, max: 255 }),
    parts: fc.integer({ min: 1, max: 255 }),
    part: fc.integer({ min: 1, max: 255 }),
  });
  fc.assert(
    fc.property(values, ({ title, isil, gtin, byte, ...set }) => {
      const changes = [
        changeTo(ELEMENTS.primaryItemIdentifier, gtin),
        changeTo(ELEMENTS.ownerInstitution, isil),
        changeTo(ELEMENTS.illBorrowingInstitution, isil),
        changeTo(ELEMENTS.gs1ProductIdentifier, gtin),
        changeTo(ELEMENTS.setInformation, set),
        ...[ELEMENTS.typeOfUsage, ELEMENTS.otherMediaFormat, ELEMENTS.supplyChainStage].map((code) =>
          changeTo(code, byte),
        ),
        ...TEXTS.map((text) => changeTo(text, title)),
      ];
      const edited = editedChain(tagOf(new Uint8Array(2048)), changes);
      assert.ok(edited.ok, JSON.stringify(edited));
      const objects = readChain(edited.memory)?.objects ?? [];
      assert.deepEqual(
        objects.map(({ oid }) => oid),
        Array.from({ length: 26 }, (_, index) => index + 1),
      );
      const value = <Value>(element: Parameters<typeof elementIn<Value>>[1]) => elementIn(objects, element);
      assert.equal(value(ELEMENTS.primaryItemIdentifier), gtin);
      assert.equal(value(ELEMENTS.ownerInstitution), isil);
      assert.equal(value(ELEMENTS.illBorrowingInstitution), isil);
      assert.equal(value(ELEMENTS.gs1ProductIdentifier), gtin);
      assert.deepEqual(value(ELEMENTS.setInformation), set);
      assert.equal(value(ELEMENTS.typeOfUsage), byte);
      assert.equal(value(ELEMENTS.supplyChainStage), byte);
      assert.deepEqual(
        value(ELEMENTS.contentParameter),
        Array.from({ length: 24 }, (_, index) => index + 3),
      );
      for (const text of TEXTS) assert.equal(value(text), title);
    }),
  );
});

t.test('set information is read in each of its forms, and keeps the one that it has', async (t) => {
  const forms: readonly (readonly [hex: string, parts: number, part: number])[] = [
    ['04020302', 3, 2],
    ['140120', 3, 2],
    ['140204b3', 12, 3],
    ['24020302', 3, 2],
    ['240100', 0, 0],
    ['2403012003', 12, 3],
    ['14020c1d', 31, 1],
    ['0402ff01', 255, 1],
  ];
  for (const [hex, parts, part] of forms) {
    const memory = onTag(fromHex(`41044c50c31f${hex}`));
    t.match(read(memory), { kind: 'item', parts: Math.max(parts, 1), part: Math.max(part, 1) }, hex);
  }
  const renumbered = (hex: string) =>
    toHex(
      written(
        item({ item: '11', parts: 3, part: 1, usage: 'not-told', owner: null }),
        onTag(fromHex(`11010b${hex}`)),
      ).slice(3, 8),
    );
  t.equal(renumbered('04020302'), '0402030100');
  t.equal(renumbered('140120'), '14011f0000');
});

t.test('the sub-type of usage says what is forbidden offline, and whose card it is', async (t) => {
  const usages: readonly (readonly [byte: string, says: object])[] = [
    ['10', { usage: 'for-loan', offline: ALLOWED }],
    ['11', { usage: 'for-loan', offline: ALLOWED }],
    ['13', { usage: 'for-loan', offline: { lend: 'forbidden', return: 'allowed' } }],
    ['14', { usage: 'for-loan', offline: { lend: 'allowed', return: 'forbidden' } }],
    ['15', { usage: 'for-loan', offline: { lend: 'forbidden', return: 'forbidden' } }],
    ['20', { usage: 'not-for-loan', offline: ALLOWED }],
    ['23', { usage: 'not-for-loan', offline: ALLOWED }],
    ['30', { usage: { unknown: 3 } }],
    ['60', { usage: 'not-told' }],
    ['72', { usage: 'discarded' }],
    ['80', { kind: 'patron-card', card: '11', group: null }],
    ['81', { kind: 'patron-card', card: '11', group: 'adult' }],
    ['82', { kind: 'patron-card', card: '11', group: 'young-adult' }],
    ['83', { kind: 'patron-card', card: '11', group: 'child' }],
    ['91', { usage: 'equipment' }],
  ];
  for (const [byte, says] of usages) {
    t.match(read(onTag(fromHex(`11010b0501${byte}`))), says, byte);
    t.match(read(onTag(fromHex(`11010b6501${byte}`))), says, `${byte}, as octets`);
    t.match(read(onTag(fromHex(`11010b1501${byte}`))), says, `${byte}, as a number`);
  }
  const again = (byte: string, form: string) => {
    const memory = onTag(fromHex(`11010b${form}01${byte}`));
    const content = read(memory);
    return content.kind === 'foreign' ? '' : toHex(written(content, memory).slice(3, 6));
  };
  t.equal(again('11', '05'), '050111', 'automatic sorting is not forgotten');
  t.equal(again('12', '65'), '650112', 'nor the form');
  t.equal(again('12', '15'), '150112', 'nor that of a number');
  const lent = (memory: string) =>
    toHex(written(item({ item: '11', owner: null }), onTag(fromHex(memory))).slice(3, 6));
  t.equal(lent('11010b050115'), '050110');
  t.equal(lent('11010b650115'), '650110');
  t.same(
    write(
      item({ usage: 'not-for-loan', offline: { lend: 'forbidden', return: 'allowed' } }),
      new Uint8Array(112),
    ),
    { ok: false, fault: { kind: 'not-representable', field: 'offline' } },
  );
});

t.test('objects that the station does not know stay, and the content parameter tells of all', async (t) => {
  // A usage, a title, identifier 40, and local data that is application-defined.
  const before = onTag(fromHex('11010b 050113 7f020754e1bbb1206c64 0f190201ff 0f000155'));
  const after = written(item({ item: '30000000123456', parts: 3, part: 2 }), before);
  t.equal(
    toHex(after.slice(0, 42)),
    toHex(
      fromHex('11061b48eb59c240 030432408e97 140120 050110 7f020754e1bbb1206c64 0f190201ff 0f000155 000000'),
    ),
  );
  const told = written(item({ item: '11' }), onTag(fromHex('11010b 0201a0 6f02025431')));
  t.equal(toHex(told.slice(0, 22)), toHex(fromHex('11010b 0202a002 030432408e97 050110 6f02025431 00')));
});

t.test('a chain that goes on behind what was read tells what it can, and forbids what it may', async (t) => {
  const whole = written(
    item({ parts: 2, part: 1, offline: { lend: 'forbidden', return: 'allowed' } }),
    onTag(fromHex('11010b 0201a0 7f020a3132333435363738393a')),
  );
  t.equal(read(whole).kind, 'item');
  const cut = (bytes: number) => read(whole.slice(0, bytes));
  const known = { kind: 'item', item: '30000000123456', owner: 'FI-He' } as const;
  t.match(cut(36), { ...known, parts: 2, offline: { lend: 'forbidden', return: 'allowed' } });
  t.match(
    cut(20),
    { ...known, offline: { lend: 'forbidden', return: 'forbidden' } },
    'usage is still to come',
  );
  t.same(cut(14), { kind: 'foreign', why: 'no-model' }, 'one element more is not credible enough');
  t.same(writeTag('iso28560-2', item(), whole.slice(0, 20), { count: 28, size: 4 }), {
    ok: false,
    fault: { kind: 'unread' },
  });
});

t.test('what writers leave out, or fill up with, makes no tag foreign', async (t) => {
  const filled = (hex: string, filling: number, length = 112): Uint8Array => {
    const memory = new Uint8Array(length).fill(filling);
    memory.set(fromHex(hex));
    return memory;
  };
  const lent = { kind: 'item', item: 'B12345', usage: 'for-loan' } as const;
  t.match(read(onTag(fromHex('6108423132333435 0000 050110'))), lent, 'an identifier filled up with 0');
  t.match(read(onTag(fromHex('6108423132333435 2000 050110'))), lent, 'with a space and 0');
  const ends = { 'no end, and FF': '6106423132333435050110', 'an end, then FF': '610642313233343505011000' };
  for (const [what, hex] of Object.entries(ends)) {
    const memory = filled(hex, 0xff);
    t.match(read(memory), lent, what);
    t.equal(bytesWanted(memory.slice(0, FIRST_BYTES)), FIRST_BYTES, `${what}: nothing more is wanted`);
    const after = written(item({ item: 'B1234567', parts: 3, part: 2 }), memory);
    t.match(read(after), { item: 'B1234567', parts: 3, part: 2, owner: 'FI-He' }, `${what}, has room`);
  }
  t.match(read(filled('6106423132333435050110', 0xff, 12)), lent, 'a single FF');
  t.same(read(filled('6106423132333435050110ff', 0x00)).kind, 'foreign', 'FF, but no filling');
  t.same(read(filled('610642313233343502', 0xff)).kind, 'foreign', 'filling in place of an object');
});

t.test('what is no chain, or holds what it cannot, is no item', async (t) => {
  const nothing = {
    'no identifier': '050110',
    'the identifier is not first': '05011011010b',
    'the identifier in no text': '01010b',
    'one identifier twice': '11010b11010c',
    'identifier 0': '11010b300131',
    'data of no bytes': '11010b0500',
    'data of 128 bytes': '11010b4680',
    'a usage of two octets': '11010b65021010',
    'digits that are none': '11010b2602ab12',
    'a set without a number': '11010b4404c70c31f2',
  };
  for (const [what, hex] of Object.entries(nothing)) {
    t.same(read(onTag(fromHex(hex))), { kind: 'foreign', why: 'no-model' }, what);
  }
  t.match(read(onTag(fromHex('11010b7602c3'), 7)), { kind: 'foreign' });
  t.match(read(onTag(fromHex('11010b7601c3'))), { kind: 'item', item: '11' }, 'a shelf cut in a character');
});

t.test('what does not fit is a fault, and what stands behind the chain is not overwritten', async (t) => {
  const long = item({ item: 'an identifier that is longer than 40 bytes can say' });
  t.match(write(long, new Uint8Array(112)), {
    fault: { kind: 'too-long', field: 'item', bytes: 44, mostBytes: 40 },
  });
  t.same(write(item(), new Uint8Array(16)), {
    ok: false,
    fault: { kind: 'does-not-fit', bytes: 21, mostBytes: 16 },
  });
  t.equal(write(item(), new Uint8Array(24)).ok, true);
  const behind = onTag(fromHex('11010b00 00000000 deadbeef'), 32);
  t.same(write(item(), behind), { ok: false, fault: { kind: 'does-not-fit', bytes: 18, mostBytes: 8 } });
  t.equal(
    toHex(written(item({ item: '1234', usage: 'not-told', owner: null }), behind)),
    `110204d200000000deadbeef${'00'.repeat(20)}`,
  );
  t.same(write(item({ owner: 'Übung' }), new Uint8Array(112)), {
    ok: false,
    fault: { kind: 'not-representable', field: 'owner' },
  });
});

t.test('a tag whose checksum says ISO 28560-3 is none of ISO 28560-2', async (t) => {
  // Part 2 of 3, and an identifier that begins with 33F: as objects, a number and a shelf of 48 bytes.
  const before = new Uint8Array(112);
  const danish = writeTag('iso28560-3', item({ item: '33F0123456', parts: 3, part: 2 }), before, {
    count: 28,
    size: 4,
  });
  assert.ok(danish.ok);
  t.ok(readChain(danish.memory), 'well-formed as objects');
  t.same(read(danish.memory), { kind: 'foreign', why: 'no-model' });
  const content = readTag(danish.memory, ['iso28560-2', 'iso28560-3']);
  t.match(content, { kind: 'item', item: '33F0123456', parts: 3 });
});
