// A pad driver on its bench with the twin of a reader: tags that lie in its field, what was told of them, and what is
// true. Not a test itself.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import type { PadOrder, PadReading, SecurityOutcome, TagSeen } from '../../protocols/devices/pad.ts';
import { hasEas } from '../../protocols/tags/icode.ts';
import { AFI_ON_LOAN, AFI_SECURED, securityOf, type TagSecurity } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { readLineReader } from '../../station-daemon/shell/line-readers.ts';
import type { AirKind } from '../../station-daemon/simulator/reader/air/request.ts';
import type { ReaderFault } from '../../station-daemon/simulator/reader/faults.ts';
import type { FeigReaderSettings } from '../../station-daemon/simulator/reader/feig/settings.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import { layTag } from '../../station-daemon/simulator/world/field.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, type Carrier, createBench, whole } from './bench.ts';

export const START = { ticks: 0, wall: 1_750_000_000_000, utcOffsetMinutes: 420 };
/** A library whose gate looks at the AFI alone. */
export const BY_AFI: TagSecurity = {
  gate: 'afi',
  afi: { secured: AFI_SECURED, onLoan: AFI_ON_LOAN },
  password: null,
};
/** What the driver reads of a tag, in bytes. */
export const READ_BYTES = 36;

const sample = readLineReader('config/readers/plain-lines.yaml');
assert.ok(sample.ok);

/** How the reader speaks whose driver leaves that to a pattern. */
export const lineReader = sample.pattern;

type PadBench = Bench<PadOrder, PadReading>;

/** What was told, on a bench or on a line. */
export type PadHeard = Pick<PadBench, 'told'>;

export type DriverName = keyof typeof PAD_DRIVERS;

/** Every pad driver; each has the twin of its reader in the simulator. */
export const names: readonly DriverName[] = Object.keys(PAD_DRIVERS).filter(
  (name): name is DriverName => name in PAD_DRIVERS,
);

export interface Table {
  readonly world: World;
  readonly security: TagSecurity;
  readonly bench: PadBench;
  /** Tags that lie nowhere yet. */
  readonly tags: readonly WorldTag[];
}

/** So many tags are enough for any table. */
const MOST_TAGS = 40;
const OPENING = createWorld({ now: START });
const SECURED = [...OPENING.tags].filter(([, { tag }]) => tag.afi === AFI_SECURED).slice(0, MOST_TAGS);

/** A world whose tags are new; to make all of it anew for each table takes long. Only the first secured tags are in it. */
export const freshWorld = (): World => {
  const tags = SECURED.map(
    ([uid, { item, tag }]) => [uid, { item, tag: { ...tag, memory: tag.memory.slice() } }] as const,
  );
  return { ...OPENING, tags: new Map(tags), field: [] };
};

/** A reader with so many tags in its field, its line open. */
export const table = (
  count: number,
  given: Partial<FeigReaderSettings> = {},
  carrier: Carrier = whole,
  name: DriverName = 'feig',
  security: TagSecurity = BY_AFI,
  speaks: LineReaderPattern = lineReader,
): Table => {
  const world = freshWorld();
  const tags = [...world.tags.values()].map(({ tag }) => tag);
  for (const { uid } of tags.slice(0, count)) layTag(world, uid);
  const bench = createBench(
    PAD_DRIVERS[name]({ security, lineReader: speaks }),
    READERS[name](world, given),
    carrier,
  );
  bench.open();
  return { world, security, bench, tags };
};

export const tagAt = ({ tags }: Pick<Table, 'tags'>, place: number): WorldTag => {
  const tag = tags[place];
  assert.ok(tag);
  return tag;
};

export const levels = (bench: PadHeard): readonly (readonly TagSeen[])[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'level' ? [reading.tags] : []));

export const level = (bench: PadHeard): readonly TagSeen[] => levels(bench).at(-1) ?? [];

export const count = (bench: PadHeard, kind: PadReading['kind']): number =>
  bench.told.filter(({ reading }) => reading.kind === kind).length;

export const outcomes = (bench: PadHeard): readonly SecurityOutcome[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'securitySet' ? [reading.outcome] : []));

const inOrderOfUid = <T extends { readonly uid: string }>(tags: readonly T[]): readonly T[] =>
  [...tags].sort((a, b) => (a.uid < b.uid ? -1 : 1));

/** What a tag truly is for the gates of a library. */
export const trueSecurity = ({ uid, afi, eas }: WorldTag, security: TagSecurity): TagSeen['security'] =>
  securityOf({ afi, eas: hasEas(uid) ? eas : null }, security);

/** What a driver should tell of the field as it truly is. */
const truth = ({ world, security }: Pick<Table, 'world' | 'security'>): readonly TagSeen[] =>
  inOrderOfUid(
    world.field.flatMap((uid) => {
      const tag = world.tags.get(uid)?.tag;
      if (tag === undefined || tag.health === 'silent') return [];
      return [{ uid, security: trueSecurity(tag, security), memory: tag.memory.slice(0, READ_BYTES) }];
    }),
  );

/** Does the last level say what is true? An assertion that fails would draw up a report each time that it is asked. */
export const tellsTruth = (one: Pick<Table, 'world' | 'security'> & { readonly bench: PadHeard }): boolean =>
  isDeepStrictEqual(inOrderOfUid(level(one.bench)), truth(one));

export const release = (tag: WorldTag, order = 1): PadOrder => ({
  kind: 'setSecurity',
  order,
  uid: tag.uid,
  security: 'released',
});

export const every = (on: AirKind, what: ReaderFault): Partial<FeigReaderSettings> => ({
  faults: [{ on, occurrence: 'every', what }],
});
