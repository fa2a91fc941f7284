// Pad drivers that write the security of tags, against their readers' twins: what they tell is what the tag holds.

import t from 'tap';
import { AFI_ON_LOAN, AFI_SECURED } from '../../protocols/tags/security.ts';
import { createFeigReader } from '../../station-daemon/simulator/reader/feig/feig-reader.ts';
import { layTag, liftTag } from '../../station-daemon/simulator/world/field.ts';
import { count, every, level, outcomes, release, table, tagAt, tellsTruth } from './pads-table.ts';

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
  const ignoring = table(1, every('writeAfi', { kind: 'writeIgnored' }));
  const disturbed = table(1, every('writeAfi', { kind: 'rfError' }));
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
    createFeigReader(one.world, {
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
  failing.bench.replace(createFeigReader(failing.world, every('inventory', { kind: 'rfError' })));
  failing.bench.runFor(1000);
  failing.bench.order(release(tagAt(failing, 0)));
  failing.bench.runUntil('written', () => outcomes(failing.bench).length === 1, 300);
  t.equal(level(failing.bench).length, 2, 'an inventory that fails lifts nothing');

  const doubting = table(2);
  doubting.bench.runUntil('two', () => tellsTruth(doubting));
  liftTag(doubting.world, tagAt(doubting, 1).uid);
  const later = Array.from({ length: 300 }, (_, index) => index + 2);
  doubting.bench.replace(
    createFeigReader(doubting.world, {
      faults: later.map((occurrence) => ({ on: 'inventory', occurrence, what: { kind: 'rfError' } })),
    }),
  );
  doubting.bench.runFor(500);
  doubting.bench.order(release(tagAt(doubting, 0)));
  doubting.bench.runUntil('written', () => outcomes(doubting.bench).length === 1, 300);
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
