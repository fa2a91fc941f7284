// What pad drivers tell of the tags that lie there, against their readers' twins: the truth, whatever the line does.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { TAG_MODELS } from '../../protocols/tags/models.ts';
import { AFI_ON_LOAN } from '../../protocols/tags/security.ts';
import { readTag } from '../../protocols/tags/tag-content.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import { layTag, liftTag } from '../../station-daemon/simulator/world/field.ts';
import {
  behindGarbage,
  byteByByte,
  type Carrier,
  createBench,
  inRandomPieces,
  SILENT,
  whole,
} from './bench.ts';
import {
  BY_AFI,
  count,
  level,
  levels,
  lineReader,
  names,
  outcomes,
  READ_BYTES,
  release,
  table,
  tagAt,
  tellsTruth,
} from './pads-table.ts';

for (const name of names) {
  t.test(
    `${name}: the same tags are told, whole, byte by byte, in random pieces and behind garbage`,
    async (t) => {
      const carriers: Readonly<Record<string, Carrier>> = { whole, byteByByte };
      const seeds = Array.from({ length: 20 }, (_, seed) => seed);
      const all = [
        ...Object.entries(carriers),
        ...seeds.map((seed) => [`pieces ${seed}`, inRandomPieces(seed)] as const),
        ...seeds.map((seed) => [`garbage ${seed}`, behindGarbage(seed)] as const),
      ];
      for (const [how, carrier] of all) {
        const one = table(3, {}, carrier, name);
        one.bench.runUntil(how, () => tellsTruth(one), 20_000);
      }
      t.pass();
    },
  );

  t.test(`${name}: closed and opened again at any moment, everything is told anew`, async (t) => {
    for (let ms = 0; ms < 300; ms += 3) {
      const one = table(2, {}, whole, name);
      one.bench.runFor(ms);
      one.bench.unplug();
      t.match(one.bench.told.at(-1), { reading: { kind: 'lost', reason: 'unplugged' } });
      const before = levels(one.bench).length;
      one.bench.runFor(100);
      one.bench.open();
      one.bench.runUntil(`after ${ms} ms`, () => levels(one.bench).length > before && tellsTruth(one));
      t.equal(levels(one.bench)[before]?.length, 2, 'the first level is whole: nothing seems lifted');
    }
  });

  t.test(
    `${name}: what a tag says behind its first bytes is read too, and only as much as is needed`,
    async (t) => {
      const title = `7f020c${'54'.repeat(12)}`;
      const long = `7f0225${'54'.repeat(37)}`;
      const tags: Readonly<Record<string, readonly [hex: string, says: object]>> = {
        'discarded, behind a title': [`11061b48eb59c240${long}050170`, { usage: 'discarded' }],
        'not for loan, behind two': [
          `11061b48eb59c240${title}690a${'41'.repeat(10)}6e2d${'41'.repeat(45)}050120`,
          { usage: 'not-for-loan' },
        ],
        'part 2 of 3, behind a title': [`11061b48eb59c240${long}140120`, { parts: 3, part: 2 }],
        'a card, behind a title': [`11061b48eb59c240${long}050180`, { kind: 'patron-card' }],
        'nothing but number and title': [`11061b48eb59c240${long}`, { item: '30000000123456' }],
        'an identifier of 40 bytes': [`6128${'42'.repeat(40)}050120`, { usage: 'not-for-loan' }],
        'a full tag without an end': [
          `11061b48eb59c2407f0265${'54'.repeat(101)}`,
          { item: '30000000123456' },
        ],
        'cut off by the end of the tag': [`11061b48eb59c2407f0270${'54'.repeat(101)}`, { kind: 'foreign' }],
      };
      for (const [what, [hex, says]] of Object.entries(tags)) {
        const one = table(2, {}, whole, name);
        const { memory } = tagAt(one, 0);
        memory.fill(0);
        memory.set(Buffer.from(hex, 'hex').subarray(0, memory.length));
        one.bench.runUntil(what, () => level(one.bench).length === 2, 1500);
        const told =
          level(one.bench).find(({ uid }) => uid === tagAt(one, 0).uid)?.memory ?? new Uint8Array();
        t.match(readTag(told, TAG_MODELS), says, what);
        t.same(readTag(told, TAG_MODELS), readTag(memory, TAG_MODELS), what);
        t.equal(level(one.bench).find(({ uid }) => uid !== tagAt(one, 0).uid)?.memory?.length, READ_BYTES);
      }
    },
  );

  t.test(`${name}: a tag that somebody else writes while it lies there is told as it is`, async (t) => {
    for (const gate of ['afi', 'eas', 'both'] as const) {
      const one = table(3, {}, whole, name, { ...BY_AFI, gate });
      one.bench.runUntil('three', () => tellsTruth(one), 3000);
      one.bench.runFor(500);
      const told = count(one.bench, 'level');
      one.bench.runFor(15_000);
      t.equal(count(one.bench, 'level'), told, 'nothing is told while nothing changes');
      const tag = tagAt(one, 1);
      tag.afi = AFI_ON_LOAN;
      tag.eas = false;
      one.bench.runUntil(`released, ${gate}`, () => tellsTruth(one), 8000);
      one.bench.order({ ...release(tag), security: 'secured' });
      one.bench.runUntil('secured again', () => outcomes(one.bench).length === 1 && tellsTruth(one), 2000);
      const inMiddle = levels(one.bench).length;
      one.bench.runFor(8000);
      t.equal(levels(one.bench).length, inMiddle, 'and stays so');
    }
  });

  t.test(`${name}: a tag that cannot be read again for once stays as it was told`, async (t) => {
    for (const kind of ['rfError', 'noAnswer', 'unheard'] as const) {
      const one = table(2, {}, whole, name, { ...BY_AFI, gate: 'both' });
      one.bench.runUntil('two', () => tellsTruth(one), 3000);
      one.bench.runFor(500);
      const reader = READERS[name](one.world, {
        faults: [
          { on: 'readEas', occurrence: 1, what: { kind } },
          { on: 'systemInformation', occurrence: 2, what: { kind } },
        ],
      });
      one.bench.replace(reader);
      const told = levels(one.bench).length;
      one.bench.runFor(12_000);
      t.equal(levels(one.bench).length, told, kind);
      t.ok(
        reader.faults.tally().every(({ times }) => times === 1),
        'both faults came',
      );
    }
  });

  t.test(`${name}: random bytes are no tag and no harm`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 30 }), (chunks) => {
        const one = createBench(PAD_DRIVERS[name]({ security: BY_AFI, lineReader }), SILENT);
        one.feed(Uint8Array.of(1, 2, 3));
        one.open();
        for (const chunk of chunks) {
          one.feed(chunk);
          one.runFor(chunk.length * 7);
        }
        assert.ok(levels(one).every((tags) => tags.length === 0));
      }),
    );
  });
}

t.test('the level is told as it changes: laid, lifted, laid again', async (t) => {
  const one = table(0);
  one.bench.runUntil('an empty pad', () => count(one.bench, 'level') === 1);
  t.same(level(one.bench), []);
  for (const place of [0, 1, 2]) {
    layTag(one.world, tagAt(one, place).uid);
    one.bench.runUntil('laid', () => tellsTruth(one), 400);
  }
  liftTag(one.world, tagAt(one, 1).uid);
  one.bench.runUntil('lifted', () => tellsTruth(one), 400);
  liftTag(one.world, tagAt(one, 0).uid);
  liftTag(one.world, tagAt(one, 2).uid);
  one.bench.runUntil('all lifted', () => tellsTruth(one), 400);
  layTag(one.world, tagAt(one, 1).uid);
  one.bench.runUntil('again', () => tellsTruth(one), 400);
  const told = count(one.bench, 'level');
  one.bench.runFor(5000);
  t.equal(count(one.bench, 'level'), told, 'nothing is told while nothing changes');
  t.equal(count(one.bench, 'ready'), 1);
});

t.test('thirty tags come in two parts of an inventory, and all are told', async (t) => {
  const one = table(30);
  one.bench.runUntil('thirty', () => tellsTruth(one), 6000);
  t.equal(level(one.bench).length, 30);
  liftTag(one.world, tagAt(one, 29).uid);
  one.bench.runUntil('twenty-nine', () => tellsTruth(one), 3000);
  t.pass();
});

t.test(
  'a reader whose tags answer once loses none of them, and still notices one that is lifted',
  async (t) => {
    const one = table(5, { tagsAnswerOnce: true });
    one.bench.runUntil('five', () => tellsTruth(one));
    const told = count(one.bench, 'level');
    one.bench.runFor(10_000);
    t.equal(count(one.bench, 'level'), told, 'silent tags are not taken for lifted ones');
    liftTag(one.world, tagAt(one, 2).uid);
    one.bench.runUntil('lifted', () => tellsTruth(one), 600);
    layTag(one.world, tagAt(one, 7).uid);
    one.bench.runUntil('laid', () => tellsTruth(one), 600);
  },
);

t.test('blank, foreign, torn and unreadable tags do no harm to the others', async (t) => {
  const one = table(5);
  const [blank, foreign, torn] = one.tags;
  assert.ok(blank && foreign && torn);
  blank.memory.fill(0);
  blank.afi = 0;
  foreign.memory.fill(0x55);
  foreign.afi = 0x9a;
  torn.health = 'silent';
  one.bench.runUntil('four', () => tellsTruth(one));
  t.equal(level(one.bench).length, 4);
  t.equal(level(one.bench).filter(({ security }) => security === 'other').length, 2);
  one.bench.order(release(tagAt(one, 3)));
  one.bench.runUntil('verified', () => outcomes(one.bench)[0]?.kind === 'verified', 300);
});
