// Pad drivers in libraries whose gates look at the AFI, at EAS, or at both, with and without a password on the tags:
// what is told is what the tag holds, whatever breaks in, and wherever the conversation is cut.

import assert from 'node:assert/strict';
import t from 'tap';
import type { PadOrder, Security } from '../../protocols/devices/pad.ts';
import {
  AFI_ON_LOAN,
  AFI_SECURED,
  type GateLooksAt,
  type TagSecurity,
} from '../../protocols/tags/security.ts';
import type { AirKind } from '../../station-daemon/simulator/reader/air/request.ts';
import type { PlannedReaderFault, ReaderFault } from '../../station-daemon/simulator/reader/faults.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import { layTag } from '../../station-daemon/simulator/world/field.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import { type Twin, whole } from './bench.ts';
import {
  BY_AFI,
  count,
  level,
  names,
  outcomes,
  release,
  type Table,
  table,
  tagAt,
  tellsTruth,
  trueSecurity,
} from './pads-table.ts';

const PASSWORD = Uint8Array.of(0x11, 0x22, 0x33, 0x44);

type DriverName = (typeof names)[number];

/** A reader in a library. */
interface Library {
  readonly driver: DriverName;
  readonly security: TagSecurity;
}

const library = (
  gate: GateLooksAt,
  password: Uint8Array | null = null,
  driver: DriverName = 'feig',
): Library => ({ driver, security: { ...BY_AFI, gate, password } });

const GATES = ['afi', 'eas', 'both'] as const;

/** Every reader at every gate. A password needs a reader that resets its field: a wrong one makes a tag mute. */
const LIBRARIES: readonly Library[] = [
  ...names.flatMap((driver) => GATES.map((gate) => library(gate, null, driver))),
  ...GATES.map((gate) => library(gate, PASSWORD)),
];

const named = ({ driver, security: { gate, password } }: Library): string =>
  `${driver}, ${gate}${password === null ? '' : ' by password'}`;

/** A tag as it is in this library before anything is written. */
const prepare = (tag: WorldTag, security: TagSecurity, was: Security): void => {
  const guarded = security.password !== null;
  tag.afi = was === 'secured' ? AFI_SECURED : AFI_ON_LOAN;
  tag.eas = was === 'secured';
  tag.password = security.password ?? new Uint8Array(4);
  tag.guarded = { eas: guarded, afi: guarded };
};

const tableIn = ({ driver, security }: Library, tags: number): Table => {
  const one = table(0, {}, whole, driver, security);
  for (const tag of one.tags.slice(0, tags)) {
    prepare(tag, security, 'secured');
    layTag(one.world, tag.uid);
  }
  return one;
};

const secure = (tag: WorldTag, order = 1): PadOrder => ({ ...release(tag, order), security: 'secured' });

t.test('what the gate looks at is written, and nothing else', async (t) => {
  for (const where of LIBRARIES) {
    const { gate } = where.security;
    const one = tableIn(where, 2);
    one.bench.runUntil(named(where), () => tellsTruth(one));
    t.same(
      level(one.bench).map((tag) => tag.security),
      ['secured', 'secured'],
    );
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runUntil('released', () => outcomes(one.bench).length === 1, 1000);
    t.same(outcomes(one.bench), [{ kind: 'verified', security: 'released' }], named(where));
    t.equal(tagAt(one, 0).afi, gate === 'eas' ? AFI_SECURED : AFI_ON_LOAN);
    t.equal(tagAt(one, 0).eas, gate === 'afi');
    one.bench.order(secure(tagAt(one, 0), 2));
    one.bench.runUntil('secured', () => outcomes(one.bench).length === 2, 1000);
    t.same(outcomes(one.bench)[1], { kind: 'verified', security: 'secured' }, named(where));
    t.same([tagAt(one, 0).afi, tagAt(one, 0).eas], [AFI_SECURED, true]);
    t.ok(tellsTruth(one));
    t.equal(count(one.bench, 'lost'), 0);
  }
});

t.test('a tag on which AFI and EAS differ is told as neither, and an order repairs it', async (t) => {
  for (const driver of names) {
    const one = tableIn(library('both', null, driver), 1);
    tagAt(one, 0).afi = AFI_ON_LOAN;
    one.bench.runUntil('torn', () => tellsTruth(one));
    t.equal(level(one.bench)[0]?.security, 'other');
    one.bench.order(secure(tagAt(one, 0)));
    one.bench.runUntil('repaired', () => level(one.bench)[0]?.security === 'secured', 1000);
  }
});

t.test('a chip without EAS is never told as released by a gate that looks at EAS', async (t) => {
  for (const gate of ['eas', 'both'] as const) {
    const one = tableIn(library(gate), 0);
    const [first] = one.world.tags.values();
    assert.ok(first);
    const tag: WorldTag = { ...first.tag, uid: 'E00780ABCDEF0123', eas: false };
    const tags = new Map([...one.world.tags, [tag.uid, { item: first.item, tag }]]);
    const world: World = { ...one.world, tags, field: [tag.uid] };
    one.bench.replace(READERS.feig(world));
    one.bench.runUntil('read', () => tellsTruth({ ...one, world }), 4000);
    t.equal(level(one.bench)[0]?.security, 'other');
    one.bench.order(release(tag));
    one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1);
    t.same(outcomes(one.bench), [{ kind: 'unchanged', security: 'other' }], gate);
  }
});

t.test('tags with another password, or without one, are written where they let themselves be', async (t) => {
  const open = tableIn(library('both', PASSWORD), 1);
  prepare(tagAt(open, 0), library('both').security, 'secured');
  const foreign = tableIn(library('both', PASSWORD), 1);
  tagAt(foreign, 0).password = Uint8Array.of(9, 9, 9, 9);
  for (const [one, expected] of [
    [open, { kind: 'verified', security: 'released' }],
    [foreign, { kind: 'unchanged', security: 'secured' }],
  ] as const) {
    one.bench.runUntil('read', () => tellsTruth(one));
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 2000);
    t.same(outcomes(one.bench), [expected]);
    one.bench.runFor(2000);
    t.ok(tellsTruth(one));
    const told = one.bench.told.flatMap(({ reading }) => (reading.kind === 'level' ? [reading.tags] : []));
    t.ok(
      told.every((tags) => tags.length === 1),
      'the tag, mute for a while, is not taken for a lifted one',
    );
  }
});

const KINDS: readonly AirKind[] = [
  'readRandom',
  'logIn',
  'writeAfi',
  'writeEas',
  'readEas',
  'systemInformation',
];
const FAULTS: readonly ReaderFault[] = [
  { kind: 'noAnswer' },
  { kind: 'deaf' },
  { kind: 'unheard' },
  { kind: 'rfError' },
  { kind: 'garble' },
  { kind: 'writeIgnored' },
  { kind: 'torn', pieces: 0 },
  { kind: 'torn', pieces: 1 },
  { kind: 'half' },
  { kind: 'noise', bytes: Uint8Array.of(0x02, 0x00, 0x40, 0xff) },
  { kind: 'restart', afterMs: 5, awayMs: 300 },
];

/** Gives an order at a reader on which something goes wrong, and runs until the order ends. */
const ordered = (
  where: Library,
  wanted: Security,
  faults: readonly PlannedReaderFault[],
): { readonly one: Table; readonly name: string } => {
  const one = tableIn(where, 1);
  prepare(tagAt(one, 0), where.security, wanted === 'released' ? 'secured' : 'released');
  one.bench.runUntil('read', () => tellsTruth(one));
  // Whatever is out was answered by the old one.
  one.bench.runFor(30);
  one.bench.replace(READERS[where.driver](one.world, { faults }));
  one.bench.order({ ...release(tagAt(one, 0)), security: wanted });
  const how = faults.map(({ on, what }) => JSON.stringify([on, what])).join();
  const name = `${named(where)}, ${wanted}: ${how}`;
  one.bench.runUntil(name, () => outcomes(one.bench).length === 1, 8000);
  return { one, name };
};

/** What was told is so, or nobody claims to know; and what lies between the old and the new state still cries out. */
const assertHonest = (one: Table, wanted: Security, name: string): void => {
  const [outcome] = outcomes(one.bench);
  const tag = tagAt(one, 0);
  const truly = trueSecurity(tag, one.security);
  if (outcome?.kind === 'verified') assert.deepEqual([outcome.security, truly], [wanted, wanted], name);
  if (outcome?.kind === 'unchanged') assert.equal(outcome.security, truly, name);
  if (one.security.gate === 'both') assert.notDeepEqual([tag.afi, tag.eas], [AFI_SECURED, false], name);
};

t.test('one fault on any request of a write is overcome: the order ends well', async (t) => {
  for (const where of LIBRARIES) {
    for (const on of KINDS) {
      for (const what of FAULTS) {
        const { one, name } = ordered(where, 'released', [{ on, occurrence: 1, what }]);
        assert.deepEqual(outcomes(one.bench), [{ kind: 'verified', security: 'released' }], name);
        assertHonest(one, 'released', name);
        assert.equal(count(one.bench, 'lost'), 0, name);
      }
    }
  }
  t.pass();
});

t.test('a fault that stays is told as what was read back, or as unknown', async (t) => {
  const told = new Set<string>();
  for (const where of LIBRARIES) {
    for (const wanted of ['released', 'secured'] as const) {
      for (const on of KINDS) {
        for (const what of FAULTS) {
          const { one, name } = ordered(where, wanted, [{ on, occurrence: 'every', what }]);
          // A tag that says it has written and has not is no interruption.
          if (what.kind !== 'writeIgnored') assertHonest(one, wanted, name);
          told.add(outcomes(one.bench)[0]?.kind ?? '');
        }
      }
    }
  }
  t.same([...told].sort(), ['unchanged', 'unknown', 'verified']);
});

t.test('a tag lifted, or a reader that starts anew, at any moment of a write', async (t) => {
  const breaks: readonly ((afterMs: number) => ReaderFault)[] = [
    (afterMs) => ({ kind: 'lifted', afterMs }),
    (afterMs) => ({ kind: 'restart', afterMs, awayMs: 3000 }),
  ];
  const states = new Set<string>();
  for (const where of [...names.map((driver) => library('both', null, driver)), library('both', PASSWORD)]) {
    for (const wanted of ['released', 'secured'] as const) {
      for (const on of KINDS) {
        for (const breakIn of breaks) {
          for (let afterMs = 0; afterMs < 30; afterMs += 3) {
            const what = breakIn(afterMs);
            const { one, name } = ordered(where, wanted, [{ on, occurrence: 1, what }]);
            assertHonest(one, wanted, name);
            assert.notEqual(outcomes(one.bench)[0]?.kind, 'unchanged', name);
            if (outcomes(one.bench)[0]?.kind === 'unknown')
              states.add(String(trueSecurity(tagAt(one, 0), where.security)));
          }
        }
      }
    }
  }
  t.same([...states].sort(), ['other', 'released', 'secured'], 'unknown is each of them');
});

t.test('a tag whose EAS bit cannot be heard is not taken for a released one', async (t) => {
  for (const gate of ['eas', 'both'] as const) {
    for (const what of [{ kind: 'rfError' }, { kind: 'unheard' }, { kind: 'noAnswer' }] as const) {
      const { one, name } = ordered(library(gate), 'released', [
        { on: 'writeEas', occurrence: 'every', what },
        { on: 'readEas', occurrence: 'every', what: { kind: 'unheard' } },
      ]);
      t.match(outcomes(one.bench), [{ kind: 'unknown' }], name);
    }
  }
});

/** Who speaks on the line. */
type Speaker = 'host' | 'reader';

type Lasts = 'one-frame' | 'until-mended';

/** A line to a reader that is cut after so many bytes of one speaker: for that frame alone, or until it is mended. */
class CutLine implements Twin {
  readonly #reader: Twin;
  readonly #speaker: Speaker;
  readonly #lasts: Lasts;
  #left: number;
  #state: 'whole' | 'cut' | 'mended' = 'whole';

  constructor(reader: Twin, speaker: Speaker, afterBytes: number, lasts: Lasts) {
    this.#reader = reader;
    this.#speaker = speaker;
    this.#left = afterBytes;
    this.#lasts = lasts;
  }

  get wasCut(): boolean {
    return this.#state !== 'whole';
  }

  mend(): void {
    this.#state = 'mended';
  }

  receive: Twin['receive'] = (bytes, now) => {
    const passed = this.#pass('host', bytes);
    return this.#back(this.#reader.receive(passed, now));
  };

  wake: Twin['wake'] = (now) => this.#back(this.#reader.wake(now));

  #back(outputs: ReturnType<Twin['wake']>): ReturnType<Twin['wake']> {
    return outputs.map((output) =>
      output.kind === 'send' ? { ...output, bytes: this.#pass('reader', output.bytes) } : output,
    );
  }

  #pass(speaker: Speaker, bytes: Uint8Array): Uint8Array {
    if (this.#state === 'cut') return new Uint8Array();
    if (this.#state === 'mended' || speaker !== this.#speaker) return bytes;
    const passed = bytes.slice(0, this.#left);
    this.#left -= passed.length;
    if (passed.length < bytes.length) this.#state = this.#lasts === 'one-frame' ? 'mended' : 'cut';
    return passed;
  }
}

t.test('the conversation cut after every byte of either side', async (t) => {
  const ends = new Set<string>();
  let cuts = 0;
  const others = names.map((driver) => library('both', null, driver));
  for (const where of [library('afi'), library('eas'), ...others, library('both', PASSWORD)]) {
    for (const wanted of ['released', 'secured'] as const) {
      for (const speaker of ['host', 'reader'] as const) {
        for (const lasts of ['one-frame', 'until-mended'] as const) {
          for (let bytes = 0; ; bytes += 1) {
            const one = tableIn(where, 1);
            prepare(tagAt(one, 0), where.security, wanted === 'released' ? 'secured' : 'released');
            one.bench.runUntil('read', () => tellsTruth(one));
            one.bench.runFor(30);
            const line = new CutLine(READERS[where.driver](one.world, {}), speaker, bytes, lasts);
            one.bench.replace(line);
            one.bench.order({ ...release(tagAt(one, 0)), security: wanted });
            const name = `${named(where)}, ${wanted}: after ${bytes} bytes of the ${speaker}, ${lasts}`;
            one.bench.runUntil(name, () => outcomes(one.bench).length === 1, 8000);
            assertHonest(one, wanted, name);
            const [outcome] = outcomes(one.bench);
            // Cut in what was asked after the order's end, or never.
            if (!line.wasCut || (lasts === 'until-mended' && outcome?.kind === 'verified')) break;
            cuts += 1;
            if (lasts === 'one-frame') assert.equal(outcome?.kind, 'verified', name);
            else assert.equal(outcome?.kind, 'unknown', name);
            if (outcome?.kind === 'unknown') ends.add(String(trueSecurity(tagAt(one, 0), where.security)));
            line.mend();
            one.bench.runUntil(`${name}: the truth`, () => tellsTruth(one), 6000);
          }
        }
      }
    }
  }
  t.same([...ends].sort(), ['other', 'released', 'secured'], 'unknown is each of them');
  t.ok(cuts > 2000, `${cuts} cuts`);
});
