// Pad drivers against readers that fail, fall silent or answer late: nothing wrong is told, and they come back.

import assert from 'node:assert/strict';
import t from 'tap';
import { AFI_ON_LOAN } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import type { PlannedReaderFault } from '../../station-daemon/simulator/reader/faults.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import { layTag, liftTag } from '../../station-daemon/simulator/world/field.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { chance, createBench, SILENT, type Twin, whole } from './bench.ts';
import {
  BY_AFI,
  count,
  every,
  level,
  levels,
  lineReader,
  names,
  outcomes,
  READ_BYTES,
  release,
  START,
  table,
  tagAt,
  tellsTruth,
} from './pads-table.ts';

t.test('a reader that once fails to reset the field loses no tag by it', async (t) => {
  for (const kind of ['noAnswer', 'rfError', 'garble'] as const) {
    const one = table(3, {
      tagsAnswerOnce: true,
      faults: [{ on: 'rfReset', occurrence: 1, what: { kind } }],
    });
    one.bench.runUntil('three', () => tellsTruth(one));
    one.bench.runFor(5000);
    t.equal(count(one.bench, 'lost'), 0);
    t.notOk(
      levels(one.bench)
        .slice(1)
        .some((tags) => tags.length < 3),
      kind,
    );
  }
});

t.test('a reader that never resets the field still notices a lifted tag', async () => {
  for (const kind of ['noAnswer', 'rfError'] as const) {
    const one = table(3, every('rfReset', { kind }));
    one.bench.runUntil('three', () => tellsTruth(one));
    liftTag(one.world, tagAt(one, 1).uid);
    one.bench.runUntil('lifted', () => tellsTruth(one), 3000);
    liftTag(one.world, tagAt(one, 0).uid);
    one.bench.runUntil('the next one quickly', () => tellsTruth(one), 400);
  }
});

for (const name of names) {
  t.test(`${name}: any single fault of the reader is overcome`, async (t) => {
    const kinds = [
      'identify',
      'inventory',
      'rfReset',
      'readBlocks',
      'systemInformation',
      'writeAfi',
    ] as const;
    for (const on of kinds) {
      for (const kind of ['noAnswer', 'rfError', 'garble', 'writeIgnored'] as const) {
        for (const occurrence of [1, 2, 3]) {
          const fault: PlannedReaderFault = { on, occurrence, what: { kind } };
          const one = table(2, { faults: [fault] }, whole, name);
          const what = `${kind} on ${on} ${occurrence}`;
          one.bench.runUntil(what, () => tellsTruth(one));
          one.bench.order(release(tagAt(one, 0)));
          one.bench.runUntil(what, () => outcomes(one.bench).length === 1);
          t.same(outcomes(one.bench), [{ kind: 'verified', security: 'released' }], what);
          liftTag(one.world, tagAt(one, 1).uid);
          one.bench.runUntil(what, () => tellsTruth(one));
          t.equal(count(one.bench, 'lost'), 0, what);
        }
      }
    }
  });

  t.test(
    `${name}: a reader that never answers is lost; when it answers it is ready and tells what lies there`,
    async (t) => {
      const one = table(2, {}, whole, name);
      const reader = READERS[name](one.world, {});
      one.bench.replace(SILENT);
      one.bench.runUntil('lost', () => count(one.bench, 'lost') === 1, 4000);
      t.equal(count(one.bench, 'level'), 0);
      one.bench.order(release(tagAt(one, 0)));
      one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 3000);
      t.match(outcomes(one.bench), [{ kind: 'unknown' }]);
      one.bench.runFor(60_000);
      t.equal(count(one.bench, 'lost'), 1, 'told once');
      const tries = one.bench.sent.length;
      one.bench.runFor(60_000);
      t.ok(one.bench.sent.length - tries <= 60, 'asked at leisure');
      one.bench.replace(reader);
      one.bench.runUntil('truth', () => tellsTruth(one), 3000);
      t.equal(count(one.bench, 'ready'), 1);
    },
  );

  t.test(
    `${name}: a reader that falls silent in the middle is lost within four seconds, orders end, and it comes back`,
    async (t) => {
      const one = table(3, {}, whole, name);
      one.bench.runUntil('three', () => tellsTruth(one));
      one.bench.replace(SILENT);
      one.bench.order(release(tagAt(one, 0)));
      one.bench.runUntil('lost', () => count(one.bench, 'lost') === 1, 4000);
      t.match(outcomes(one.bench), [{ kind: 'unknown' }]);
      liftTag(one.world, tagAt(one, 2).uid);
      tagAt(one, 1).afi = AFI_ON_LOAN;
      one.bench.replace(READERS[name](one.world, {}));
      one.bench.runUntil('truth', () => tellsTruth(one), 3000);
      t.equal(count(one.bench, 'ready'), 2);
    },
  );

  t.test(
    `${name}: a late answer is never taken for another: no tag is told with what another holds`,
    async (t) => {
      const opening = createWorld({ now: START });
      const tags = [...opening.tags.values()].map(({ tag }) => tag).slice(0, 8);
      let told = 0;
      for (let seed = 0; seed < 50; seed += 1) {
        const world: World = { ...opening, field: tags.map(({ uid }) => uid) };
        const reader = READERS[name](world, {});
        const below = chance(seed);
        let lastTicks = 0;
        // About as late as the driver's patience. A line delays and never overtakes.
        const delayed = (outputs: ReturnType<Twin['wake']>): ReturnType<Twin['wake']> =>
          outputs.map((output) => {
            if (output.kind !== 'send') return output;
            const delayMs = below(4) === 0 ? 400 + below(250) : 0;
            lastTicks = Math.max(lastTicks, output.atTicks + delayMs);
            return { ...output, atTicks: lastTicks };
          });
        const bench = createBench(PAD_DRIVERS[name]({ security: BY_AFI, lineReader }), {
          receive: (bytes, now) => delayed(reader.receive(bytes, now)),
          wake: (now) => delayed(reader.wake(now)),
        });
        bench.open();
        for (let second = 0; second < 30; second += 1) {
          bench.runFor(1000);
          const uid = tags[second % tags.length]?.uid ?? '';
          if (second % 2 === 0) layTag(world, uid);
          else liftTag(world, uid);
        }
        for (const { uid, memory } of levels(bench).flat()) {
          if (memory === null) continue;
          told += 1;
          assert.deepEqual(memory, world.tags.get(uid)?.tag.memory.slice(0, READ_BYTES));
        }
      }
      t.ok(told > 50, `${told} tags told`);
    },
  );

  t.test(
    `${name}: a tag that cannot be read is told without its memory, and read once it can be`,
    async (t) => {
      const one = table(1, every('readBlocks', { kind: 'rfError' }), whole, name);
      one.bench.runUntil('unreadable', () => level(one.bench)[0]?.memory === null, 1000);
      one.bench.runFor(2000);
      t.equal(level(one.bench).length, 1);
      one.bench.replace(READERS[name](one.world, {}));
      one.bench.runUntil('readable', () => tellsTruth(one), 2500);
    },
  );
}
