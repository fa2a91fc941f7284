// Pad drivers against their readers' twins: what they tell is what lies there, whatever the line and the reader do.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { PadOrder, PadReading, SecurityOutcome, TagSeen } from '../../protocols/devices/pad.ts';
import type { FeigKind } from '../../protocols/feig/commands.ts';
import { AFI_ON_LOAN, AFI_SECURED } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import type { Fault } from '../../station-daemon/simulator/faults.ts';
import { createReader } from '../../station-daemon/simulator/reader/reader.ts';
import type { ReaderFault, ReaderSettings } from '../../station-daemon/simulator/reader/settings.ts';
import { layTag, liftTag } from '../../station-daemon/simulator/world/field.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import {
  type Bench,
  behindGarbage,
  byteByByte,
  type Carrier,
  chance,
  createBench,
  inRandomPieces,
  SILENT,
  type Twin,
  whole,
} from './bench.ts';

const START = { ticks: 0, wall: 1_750_000_000_000, utcOffsetMinutes: 420 };
const AFI = { secured: AFI_SECURED, onLoan: AFI_ON_LOAN };
/** What the driver reads of a tag, in bytes. */
const READ_BYTES = 36;

type PadBench = Bench<PadOrder, PadReading>;

/** Every pad driver, and the twin of its reader. */
const TWINS: Readonly<
  Record<keyof typeof PAD_DRIVERS, (world: World, given: Partial<ReaderSettings>) => Twin>
> = {
  feig: createReader,
};

const names = ['feig'] as const satisfies readonly (keyof typeof PAD_DRIVERS)[];

interface Table {
  readonly world: World;
  readonly bench: PadBench;
  /** Tags that lie nowhere yet. */
  readonly tags: readonly WorldTag[];
}

/** A reader with so many tags in its field, its line open. */
const table = (
  count: number,
  given: Partial<ReaderSettings> = {},
  carrier: Carrier = whole,
  name: keyof typeof PAD_DRIVERS = 'feig',
): Table => {
  const world = createWorld({ now: START });
  const tags = [...world.tags.values()].map(({ tag }) => tag).filter(({ afi }) => afi === AFI_SECURED);
  for (const { uid } of tags.slice(0, count)) layTag(world, uid);
  const bench = createBench(PAD_DRIVERS[name]({ afi: AFI }), TWINS[name](world, given), carrier);
  bench.open();
  return { world, bench, tags };
};

const tagAt = ({ tags }: Table, place: number): WorldTag => {
  const tag = tags[place];
  assert.ok(tag);
  return tag;
};

const levels = (bench: PadBench): readonly (readonly TagSeen[])[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'level' ? [reading.tags] : []));

const level = (bench: PadBench): readonly TagSeen[] => levels(bench).at(-1) ?? [];

const count = (bench: PadBench, kind: PadReading['kind']): number =>
  bench.told.filter(({ reading }) => reading.kind === kind).length;

const outcomes = (bench: PadBench): readonly SecurityOutcome[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'securitySet' ? [reading.outcome] : []));

const inOrderOfUid = <T extends { readonly uid: string }>(tags: readonly T[]): readonly T[] =>
  [...tags].sort((a, b) => (a.uid < b.uid ? -1 : 1));

const securityOf = ({ afi }: WorldTag): TagSeen['security'] => {
  if (afi === AFI_SECURED) return 'secured';
  return afi === AFI_ON_LOAN ? 'released' : 'other';
};

/** What a driver should tell of the field as it truly is. */
const truth = (world: World): readonly TagSeen[] =>
  inOrderOfUid(
    world.field.flatMap((uid) => {
      const tag = world.tags.get(uid)?.tag;
      if (tag === undefined || tag.health === 'silent') return [];
      return [{ uid, security: securityOf(tag), memory: tag.memory.slice(0, READ_BYTES) }];
    }),
  );

const tellsTruth = ({ world, bench }: Table): boolean => {
  try {
    assert.deepEqual(inOrderOfUid(level(bench)), truth(world));
    return true;
  } catch {
    return false;
  }
};

const release = (tag: WorldTag, order = 1): PadOrder => ({
  kind: 'setSecurity',
  order,
  uid: tag.uid,
  security: 'released',
});

const every = (on: FeigKind, kind: ReaderFault['kind']): Partial<ReaderSettings> => ({
  faults: [{ on, occurrence: 'every', what: { kind } }],
});

t.test('every pad driver has a twin here', async (t) => {
  t.same([...names], Object.keys(PAD_DRIVERS));
});

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

  t.test(`${name}: random bytes are no tag and no harm`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 80 }), { maxLength: 30 }), (chunks) => {
        const one = createBench(PAD_DRIVERS[name]({ afi: AFI }), SILENT);
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
    const one = table(3, every('rfReset', kind));
    one.bench.runUntil('three', () => tellsTruth(one));
    liftTag(one.world, tagAt(one, 1).uid);
    one.bench.runUntil('lifted', () => tellsTruth(one), 3000);
    liftTag(one.world, tagAt(one, 0).uid);
    one.bench.runUntil('the next one quickly', () => tellsTruth(one), 400);
  }
});

t.test('security is written and read back, and the level follows', async (t) => {
  const one = table(2);
  one.bench.runUntil('two', () => tellsTruth(one));
  one.bench.order(release(tagAt(one, 0)));
  one.bench.runUntil('verified', () => outcomes(one.bench).length === 1, 300);
  t.same(outcomes(one.bench), [{ kind: 'verified', security: 'released' }]);
  t.equal(tagAt(one, 0).afi, AFI_ON_LOAN);
  one.bench.runUntil('the level', () => tellsTruth(one), 50);
  one.bench.order({ ...release(tagAt(one, 0), 2), security: 'secured' });
  one.bench.runUntil('secured again', () => tagAt(one, 0).afi === AFI_SECURED && tellsTruth(one), 300);
});

t.test('a tag that does not take what is written is told as unchanged', async (t) => {
  const ignoring = table(1, every('writeAfi', 'writeIgnored'));
  const disturbed = table(1, every('writeAfi', 'rfError'));
  const unwritable = table(1);
  tagAt(unwritable, 0).health = 'unwritable';
  for (const one of [ignoring, disturbed, unwritable]) {
    one.bench.runUntil('one', () => tellsTruth(one));
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 1000);
    t.same(outcomes(one.bench), [{ kind: 'unchanged', security: 'secured' }]);
    t.equal(tagAt(one, 0).afi, AFI_SECURED);
    t.ok(tellsTruth(one));
  }
});

t.test('what cannot be read back is unknown, and the level says so until it is read', async (t) => {
  const one = table(1);
  one.bench.runUntil('one', () => tellsTruth(one));
  one.bench.replace(
    createReader(one.world, {
      faults: [1, 2, 3].map((occurrence) => ({
        on: 'systemInformation',
        occurrence,
        what: { kind: 'rfError' },
      })),
    }),
  );
  one.bench.order(release(tagAt(one, 0)));
  one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1);
  t.match(outcomes(one.bench), [{ kind: 'unknown' }]);
  one.bench.runUntil('unsure', () => level(one.bench)[0]?.security === null, 1);
  one.bench.runUntil('sure', () => tellsTruth(one));
  t.equal(level(one.bench)[0]?.security, 'released', 'the write had gone through all the same');
});

t.test('any single fault of the reader is overcome', async (t) => {
  const kinds = [
    'softwareVersion',
    'inventory',
    'rfReset',
    'readBlocks',
    'systemInformation',
    'writeAfi',
  ] as const;
  for (const on of kinds) {
    for (const kind of ['noAnswer', 'rfError', 'garble', 'writeIgnored'] as const) {
      for (const occurrence of [1, 2, 3]) {
        const fault: Fault<FeigKind, ReaderFault> = { on, occurrence, what: { kind } };
        const one = table(2, { faults: [fault] });
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

t.test('unplugged at any moment of a write: unknown, and after it the truth is told anew', async (t) => {
  const ends = new Set<number>();
  for (let ms = 0; ms < 60; ms += 1) {
    const one = table(1);
    one.bench.runUntil('one', () => tellsTruth(one));
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runFor(ms);
    one.bench.unplug();
    const [outcome] = outcomes(one.bench);
    t.ok(outcome?.kind === 'verified' || outcome?.kind === 'unknown', `${ms} ms: ${outcome?.kind}`);
    if (outcome?.kind === 'verified') t.equal(tagAt(one, 0).afi, AFI_ON_LOAN);
    else ends.add(tagAt(one, 0).afi);
    one.bench.runFor(500);
    const before = count(one.bench, 'level');
    one.bench.open();
    one.bench.runUntil('told anew', () => count(one.bench, 'level') > before && tellsTruth(one));
    t.equal(outcomes(one.bench).length, 1, 'an order ends once');
  }
  t.same(
    [...ends].sort((a, b) => a - b),
    [AFI_SECURED, AFI_ON_LOAN],
    'unknown is both',
  );
});

t.test('a tag lifted at any moment of a write is never told as done unless it was', async (t) => {
  for (let ms = 0; ms < 60; ms += 1) {
    const one = table(1);
    one.bench.runUntil('one', () => tellsTruth(one));
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runFor(ms);
    liftTag(one.world, tagAt(one, 0).uid);
    one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 1000);
    const [outcome] = outcomes(one.bench);
    if (outcome?.kind === 'verified') t.equal(tagAt(one, 0).afi, AFI_ON_LOAN);
    else t.equal(outcome?.kind, 'unknown');
    one.bench.runUntil('gone', () => tellsTruth(one), 1000);
  }
});

t.test(
  'a reader that never answers is lost; when it answers it is ready and tells what lies there',
  async (t) => {
    const one = table(2);
    const reader = createReader(one.world);
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
  'a reader that falls silent in the middle is lost within four seconds, orders end, and it comes back',
  async (t) => {
    const one = table(3);
    one.bench.runUntil('three', () => tellsTruth(one));
    one.bench.replace(SILENT);
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runUntil('lost', () => count(one.bench, 'lost') === 1, 4000);
    t.match(outcomes(one.bench), [{ kind: 'unknown' }]);
    liftTag(one.world, tagAt(one, 2).uid);
    tagAt(one, 1).afi = AFI_ON_LOAN;
    one.bench.replace(createReader(one.world));
    one.bench.runUntil('truth', () => tellsTruth(one), 3000);
    t.equal(count(one.bench, 'ready'), 2);
  },
);

t.test('a late answer is never taken for another: no tag is told with what another holds', async (t) => {
  const opening = createWorld({ now: START });
  const tags = [...opening.tags.values()].map(({ tag }) => tag).slice(0, 8);
  let told = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const world: World = { ...opening, field: tags.map(({ uid }) => uid) };
    const reader = createReader(world);
    const below = chance(seed);
    let lastTicks = 0;
    // About as late as the driver's patience. A line delays and never overtakes.
    const delayed = (outputs: ReturnType<Twin['wake']>): ReturnType<Twin['wake']> =>
      outputs.map((output) => {
        if (output.kind !== 'send') return output;
        const delayMs = below(4) === 0 ? 400 + below(150) : 0;
        lastTicks = Math.max(lastTicks, output.atTicks + delayMs);
        return { ...output, atTicks: lastTicks };
      });
    const bench = createBench(PAD_DRIVERS.feig({ afi: AFI }), {
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
  t.ok(told > 100, `${told} tags told`);
});

t.test('writes do not starve the inventory, nor the inventory the writes', async (t) => {
  const one = table(10);
  one.bench.runUntil('ten', () => tellsTruth(one));
  for (let order = 1; order <= 100; order += 1) {
    one.bench.order({
      ...release(tagAt(one, order % 10), order),
      security: order % 20 < 10 ? 'released' : 'secured',
    });
  }
  one.bench.runFor(300);
  layTag(one.world, tagAt(one, 12).uid);
  const seen = (): boolean => level(one.bench).some(({ uid }) => uid === tagAt(one, 12).uid);
  one.bench.runUntil('the eleventh tag is seen while writes wait', seen, 1500);
  t.ok(outcomes(one.bench).length < 100);
  one.bench.runUntil('all orders end', () => outcomes(one.bench).length === 100, 10_000);
  t.ok(outcomes(one.bench).every(({ kind }) => kind === 'verified'));

  const failing = table(2);
  failing.bench.runUntil('two', () => tellsTruth(failing));
  failing.bench.replace(createReader(failing.world, every('inventory', 'rfError')));
  failing.bench.runFor(1000);
  failing.bench.order(release(tagAt(failing, 0)));
  failing.bench.runUntil('written', () => outcomes(failing.bench).length === 1, 300);
  t.equal(level(failing.bench).length, 2, 'an inventory that fails lifts nothing');

  const doubting = table(2);
  doubting.bench.runUntil('two', () => tellsTruth(doubting));
  liftTag(doubting.world, tagAt(doubting, 1).uid);
  const later = Array.from({ length: 300 }, (_, index) => index + 2);
  doubting.bench.replace(
    createReader(doubting.world, {
      faults: later.map((occurrence) => ({ on: 'inventory', occurrence, what: { kind: 'rfError' } })),
    }),
  );
  doubting.bench.runFor(500);
  doubting.bench.order(release(tagAt(doubting, 0)));
  doubting.bench.runUntil('written', () => outcomes(doubting.bench).length === 1, 300);
});

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

t.test('a tag that cannot be read is told without its memory, and read once it can be', async (t) => {
  const one = table(1, every('readBlocks', 'rfError'));
  one.bench.runUntil('unreadable', () => level(one.bench)[0]?.memory === null, 1000);
  one.bench.runFor(2000);
  t.equal(level(one.bench).length, 1);
  one.bench.replace(createReader(one.world));
  one.bench.runUntil('readable', () => tellsTruth(one), 600);
});

t.test('how long it takes from laying a tag to its level, and from the order to the proof', async (t) => {
  const laid: number[] = [];
  const written: number[] = [];
  for (let offset = 0; offset < 100; offset += 4) {
    const one = table(0);
    one.bench.runFor(1000 + offset);
    const start = one.bench.now().ticks;
    layTag(one.world, tagAt(one, 0).uid);
    const seen = one.bench.runUntil('told', () => tellsTruth(one));
    laid.push(seen - start);
    one.bench.order(release(tagAt(one, 0)));
    written.push(one.bench.runUntil('verified', () => outcomes(one.bench).length === 1) - seen);
  }
  t.comment(`laid to level: ${summary(laid)}; order to verified: ${summary(written)}`);
  t.ok(Math.max(...laid) < 250);
  t.ok(Math.max(...written) < 150);

  const five = table(0);
  five.bench.runFor(1000);
  const start = five.bench.now().ticks;
  for (const place of [0, 1, 2, 3, 4]) layTag(five.world, tagAt(five, place).uid);
  const ordered = new Set<string>();
  const end = five.bench.runUntil('five released', () => {
    for (const { uid } of level(five.bench)) {
      if (ordered.has(uid)) continue;
      ordered.add(uid);
      const tag = five.world.tags.get(uid)?.tag;
      if (tag !== undefined) five.bench.order(release(tag, ordered.size));
    }
    return outcomes(five.bench).length === 5;
  });
  t.comment(`five items, laid to all verified: ${Math.round(end - start)} ms`);
  t.ok(end - start < 1000);
});

const summary = (times: readonly number[]): string => {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return `${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))} ms, ${Math.round(mean)} on average`;
};
