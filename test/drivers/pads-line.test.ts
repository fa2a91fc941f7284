// Every pad driver on a real serial line with the twin of its reader, which fails in all ways that readers do: what is
// told is what the tags hold, and an order that ended well was carried out. Nothing here knows one family from another.

import assert from 'node:assert/strict';
import t from 'tap';
import { AFI_ON_LOAN, AFI_SECURED, type GateLooksAt } from '../../protocols/tags/security.ts';
import type { AirKind } from '../../station-daemon/simulator/reader/air/request.ts';
import type { ReaderFault } from '../../station-daemon/simulator/reader/faults.ts';
import { layTag, liftTag } from '../../station-daemon/simulator/world/field.ts';
import { PadLine } from './pads-line.ts';
import {
  BY_AFI,
  count,
  type DriverName,
  level,
  levels,
  names,
  outcomes,
  release,
  tagAt,
  tellsTruth,
  trueSecurity,
} from './pads-table.ts';

type Scenario = readonly [what: string, run: (pad: PadLine) => Promise<void>, gate?: GateLooksAt];

/** Waits until the first tags are told. */
const told = (pad: PadLine): Promise<void> => pad.until('the tags are told', () => tellsTruth(pad));

/** Orders the first tag released; what was told of it in the end is what it holds. */
const releaseFirst = async (pad: PadLine, order = 1): Promise<string> => {
  const before = outcomes(pad.bench).length;
  const tag = tagAt(pad, 0);
  pad.order(release(tag, order));
  await pad.until('an outcome', () => outcomes(pad.bench).length > before);
  const outcome = outcomes(pad.bench).at(-1);
  assert.ok(outcome);
  if (outcome.kind !== 'unknown') {
    assert.equal(trueSecurity(tag, pad.security), outcome.security, `${outcome.kind} is what the tag holds`);
  }
  return outcome.kind;
};

/** Released in the end, however often it takes. */
const releasedInTheEnd = async (pad: PadLine): Promise<void> => {
  const told = await releaseFirst(pad, 2);
  if (told !== 'verified') assert.equal(await releaseFirst(pad, 3), 'verified');
  await pad.until('the level', () => tellsTruth(pad) && level(pad.bench).length > 0);
};

const GATES: readonly Scenario[] = (['afi', 'eas', 'both'] as const).map((gate) => [
  `released and secured again at a gate that looks at ${gate}`,
  async (pad) => {
    await told(pad);
    assert.equal(await releaseFirst(pad), 'verified');
    const tag = tagAt(pad, 0);
    assert.deepEqual(
      [tag.afi, tag.eas],
      [gate === 'eas' ? AFI_SECURED : AFI_ON_LOAN, gate === 'afi'],
      'nothing else is written',
    );
    pad.order({ ...release(tag, 2), security: 'secured' });
    await pad.until('secured', () => outcomes(pad.bench).length === 2 && tellsTruth(pad));
    assert.deepEqual([tag.afi, tag.eas], [AFI_SECURED, true]);
  },
  gate,
]);

const HANDS: readonly Scenario[] = [
  [
    'tags laid and lifted',
    async (pad) => {
      await told(pad);
      layTag(pad.world, tagAt(pad, 5).uid);
      await pad.until('laid', () => level(pad.bench).length === 4 && tellsTruth(pad));
      liftTag(pad.world, tagAt(pad, 1).uid);
      await pad.until('lifted', () => level(pad.bench).length === 3 && tellsTruth(pad));
    },
  ],
  [
    'unplugged in the middle of a write and plugged in again',
    async (pad) => {
      await told(pad);
      pad.order(release(tagAt(pad, 0)));
      pad.unplug();
      await pad.until('the loss', () => count(pad.bench, 'lost') === 1 && outcomes(pad.bench).length === 1);
      assert.equal(outcomes(pad.bench)[0]?.kind, 'unknown');
      liftTag(pad.world, tagAt(pad, 2).uid);
      const before = levels(pad.bench).length;
      pad.plug();
      await pad.until('told anew', () => levels(pad.bench).length > before && tellsTruth(pad));
      await releasedInTheEnd(pad);
    },
  ],
];

/** A fault that comes once, on one kind of request, during an order. */
const during = (on: AirKind, what: ReaderFault): Scenario => [
  `${what.kind} on ${on}`,
  async (pad) => {
    await told(pad);
    pad.reader.faults.plan({ on, occurrence: 1, what });
    await releaseFirst(pad);
    await releasedInTheEnd(pad);
    assert.equal(count(pad.bench, 'lost'), 0, 'one fault loses no reader');
  },
];

const GARBAGE = Uint8Array.of(0xd6, 0x00, 0x40, 0x02, 0xff, 0x0d, 0x0a, 0x15, 0x07);

const FAULTS: readonly Scenario[] = [
  during('inventory', { kind: 'collision', found: 1 }),
  during('writeAfi', { kind: 'torn', pieces: 0 }),
  during('writeAfi', { kind: 'half' }),
  during('writeAfi', { kind: 'noAnswer' }),
  during('writeAfi', { kind: 'deaf' }),
  during('writeAfi', { kind: 'rfError' }),
  during('writeAfi', { kind: 'writeIgnored' }),
  during('writeAfi', { kind: 'garble' }),
  during('systemInformation', { kind: 'garble' }),
  during('inventory', { kind: 'garble' }),
  during('writeAfi', { kind: 'noise', bytes: GARBAGE }),
  during('systemInformation', { kind: 'noise', bytes: GARBAGE }),
  during('writeAfi', { kind: 'restart', afterMs: 3, awayMs: 600 }),
  [
    'the tag lifted during the write',
    async (pad) => {
      await told(pad);
      pad.reader.faults.plan({ on: 'writeAfi', occurrence: 1, what: { kind: 'lifted', afterMs: 2 } });
      assert.equal(await releaseFirst(pad), 'unknown');
      await pad.until('gone', () => level(pad.bench).length === 2 && tellsTruth(pad));
      layTag(pad.world, tagAt(pad, 0).uid);
      await pad.until('back', () => level(pad.bench).length === 3 && tellsTruth(pad));
      await releasedInTheEnd(pad);
    },
  ],
  [
    'a tag left half written, unplugged and plugged in again',
    async (pad) => {
      await told(pad);
      const tag = tagAt(pad, 0);
      pad.reader.faults.plan({ on: 'writeAfi', occurrence: 'every', what: { kind: 'half' } });
      pad.order(release(tag));
      await pad.until('half written', () => tag.afi === 0);
      pad.unplug();
      await pad.until('the loss', () => count(pad.bench, 'lost') === 1);
      pad.reader.faults.clear();
      pad.plug();
      const found = () => level(pad.bench).find(({ uid }) => uid === tag.uid);
      await pad.until('found', () => found()?.security === 'other' && tellsTruth(pad));
      await releasedInTheEnd(pad);
    },
  ],
  [
    'a tag that never takes what is written',
    async (pad) => {
      await told(pad);
      pad.reader.faults.plan({ on: 'writeAfi', occurrence: 'every', what: { kind: 'writeIgnored' } });
      assert.equal(await releaseFirst(pad), 'unchanged');
      pad.reader.faults.clear();
      await releasedInTheEnd(pad);
    },
  ],
  [
    'a reader that answers nothing for a while',
    async (pad) => {
      await told(pad);
      pad.reader.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'deaf' } });
      pad.order(release(tagAt(pad, 0)));
      await pad.until('lost', () => count(pad.bench, 'lost') === 1);
      assert.deepEqual(
        outcomes(pad.bench).map(({ kind }) => kind),
        ['unknown'],
      );
      const before = levels(pad.bench).length;
      pad.reader.faults.clear();
      await pad.until('back', () => levels(pad.bench).length > before && tellsTruth(pad));
      assert.equal(count(pad.bench, 'ready'), 2);
      await releasedInTheEnd(pad);
    },
  ],
];

/** Runs one scenario; what was wrong, or null. */
const outcomeOf = async (name: DriverName, [, run, gate = 'afi']: Scenario): Promise<string | null> => {
  const pad = new PadLine(name, { ...BY_AFI, gate }, 3);
  try {
    await run(pad);
    return null;
  } catch (error) {
    return `${String(error)}; told: ${JSON.stringify(pad.bench.told.map(({ reading }) => reading.kind))}`;
  } finally {
    await pad.close();
  }
};

const SCENARIOS = [...GATES, ...HANDS, ...FAULTS];

// Each has a line of its own, and they spend their time waiting: all together they take no longer than the longest one.
const running = names.map((name) => ({
  name,
  found: Promise.all(SCENARIOS.map((scenario) => outcomeOf(name, scenario))),
}));

for (const { name, found } of running) {
  t.test(`${name} on a serial line`, async (t) => {
    const wrong = await found;
    for (const [place, [what]] of SCENARIOS.entries()) t.equal(wrong[place], null, what);
  });
}
