// The driver of 3M readers where models and tags differ: readers that know only one way to be asked, that give few
// blocks at once or fail at first, and small tags.

import assert from 'node:assert/strict';
import t from 'tap';
import { AFI_ON_LOAN } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { createM3Reader } from '../../station-daemon/simulator/reader/m3/m3-reader.ts';
import type { M3ReaderSettings } from '../../station-daemon/simulator/reader/m3/settings.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { createBench } from './bench.ts';
import {
  BY_AFI,
  count,
  level,
  outcomes,
  release,
  type Table,
  table,
  tagAt,
  tellsTruth,
} from './pads-table.ts';

/** A table with a 3M reader of these settings. */
const tableOf = (tags: number, given: Partial<M3ReaderSettings>): Table => {
  const one = table(tags);
  const bench = createBench(PAD_DRIVERS.m3({ security: BY_AFI }), createM3Reader(one.world, given));
  bench.open();
  return { ...one, bench };
};

/** Tags with eight blocks alone, as a Tag-it HF-I Standard has. */
const cutTo32 = (world: World, place: number): void => {
  const [uid, held] = [...world.tags][place] ?? [];
  assert.ok(uid !== undefined && held !== undefined);
  const tag = { ...held.tag, memory: held.tag.memory.slice(0, 32) };
  assert.ok(world.tags instanceof Map);
  world.tags.set(uid, { ...held, tag });
};

t.test('a reader that knows but one way to be asked is asked in that way', async (t) => {
  const ways: readonly Partial<M3ReaderSettings>[] = [
    {},
    { versionForms: ['d6'] },
    { versionForms: ['d5'] },
    { knowsTagInfo: false },
    { versionForms: ['d5'], knowsTagInfo: false },
  ];
  for (const way of ways) {
    const one = tableOf(3, way);
    one.bench.runUntil(JSON.stringify(way), () => tellsTruth(one), 3000);
    t.match(one.bench.told[0], { reading: { kind: 'ready', model: '3M RFID reader, firmware 5.0.2' } });
    one.bench.order(release(tagAt(one, 1)));
    one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 1000);
    t.same(outcomes(one.bench), [{ kind: 'verified', security: 'released' }], JSON.stringify(way));
    t.equal(tagAt(one, 1).afi, AFI_ON_LOAN);
    t.equal(count(one.bench, 'lost'), 0);
  }
});

t.test('blocks that come in parts are put together', async () => {
  for (const mostBlocks of [1, 3, 8]) {
    for (const knowsTagInfo of [true, false]) {
      const one = tableOf(2, { mostBlocks, knowsTagInfo });
      one.bench.runUntil(`${mostBlocks} blocks at once`, () => tellsTruth(one), 3000);
    }
  }
});

t.test('a small tag is read to its end, whether or not the reader tells its size', async (t) => {
  for (const given of [{}, { knowsTagInfo: false }, { knowsTagInfo: false, mostBlocks: 3 }]) {
    const one = tableOf(2, given);
    one.bench.unplug();
    cutTo32(one.world, 0);
    one.bench.open();
    one.bench.runUntil(JSON.stringify(given), () => tellsTruth(one), 5000);
    t.same(
      level(one.bench)
        .map(({ memory }) => memory?.length)
        .sort(),
      [32, 36],
    );
  }
});

t.test('a write that fails several times, as an 810 is known to, still ends well', async (t) => {
  const faults = [1, 2, 3, 4, 5, 6].map(
    (occurrence) => ({ on: 'writeAfi', occurrence, what: { kind: 'rfError' } }) as const,
  );
  const one = tableOf(1, { faults });
  one.bench.runUntil('one', () => tellsTruth(one));
  one.bench.order(release(tagAt(one, 0)));
  one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 1500);
  t.same(outcomes(one.bench), [{ kind: 'verified', security: 'released' }]);
});
