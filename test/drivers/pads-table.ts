// A pad driver on its bench with the twin of a reader: tags that lie in its field, what was told of them, and what is
// true. Not a test itself.

import assert from 'node:assert/strict';
import type { PadOrder, PadReading, SecurityOutcome, TagSeen } from '../../protocols/devices/pad.ts';
import { hasEas } from '../../protocols/tags/icode.ts';
import { AFI_ON_LOAN, AFI_SECURED, securityOf, type TagSecurity } from '../../protocols/tags/security.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import type { AirKind } from '../../station-daemon/simulator/reader/air/request.ts';
import type { ReaderFault } from '../../station-daemon/simulator/reader/faults.ts';
import { createFeigReader } from '../../station-daemon/simulator/reader/feig/feig-reader.ts';
import type { FeigReaderSettings } from '../../station-daemon/simulator/reader/feig/settings.ts';
import { layTag } from '../../station-daemon/simulator/world/field.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldTag } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, type Carrier, createBench, type Twin, whole } from './bench.ts';

export const START = { ticks: 0, wall: 1_750_000_000_000, utcOffsetMinutes: 420 };
/** A library whose gate looks at the AFI alone. */
export const BY_AFI: TagSecurity = {
  gate: 'afi',
  afi: { secured: AFI_SECURED, onLoan: AFI_ON_LOAN },
  password: null,
};
/** What the driver reads of a tag, in bytes. */
export const READ_BYTES = 36;

type PadBench = Bench<PadOrder, PadReading>;

/** Every pad driver, and the twin of its reader. */
const TWINS: Readonly<
  Record<keyof typeof PAD_DRIVERS, (world: World, given: Partial<FeigReaderSettings>) => Twin>
> = {
  feig: createFeigReader,
};

export const names = ['feig'] as const satisfies readonly (keyof typeof PAD_DRIVERS)[];

export interface Table {
  readonly world: World;
  readonly security: TagSecurity;
  readonly bench: PadBench;
  /** Tags that lie nowhere yet. */
  readonly tags: readonly WorldTag[];
}

/** A reader with so many tags in its field, its line open. */
export const table = (
  count: number,
  given: Partial<FeigReaderSettings> = {},
  carrier: Carrier = whole,
  name: keyof typeof PAD_DRIVERS = 'feig',
  security: TagSecurity = BY_AFI,
): Table => {
  const world = createWorld({ now: START });
  const tags = [...world.tags.values()].map(({ tag }) => tag).filter(({ afi }) => afi === AFI_SECURED);
  for (const { uid } of tags.slice(0, count)) layTag(world, uid);
  const bench = createBench(PAD_DRIVERS[name]({ security }), TWINS[name](world, given), carrier);
  bench.open();
  return { world, security, bench, tags };
};

export const tagAt = ({ tags }: Table, place: number): WorldTag => {
  const tag = tags[place];
  assert.ok(tag);
  return tag;
};

export const levels = (bench: PadBench): readonly (readonly TagSeen[])[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'level' ? [reading.tags] : []));

export const level = (bench: PadBench): readonly TagSeen[] => levels(bench).at(-1) ?? [];

export const count = (bench: PadBench, kind: PadReading['kind']): number =>
  bench.told.filter(({ reading }) => reading.kind === kind).length;

export const outcomes = (bench: PadBench): readonly SecurityOutcome[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'securitySet' ? [reading.outcome] : []));

const inOrderOfUid = <T extends { readonly uid: string }>(tags: readonly T[]): readonly T[] =>
  [...tags].sort((a, b) => (a.uid < b.uid ? -1 : 1));

/** What a tag truly is for the gates of a library. */
export const trueSecurity = ({ uid, afi, eas }: WorldTag, security: TagSecurity): TagSeen['security'] =>
  securityOf({ afi, eas: hasEas(uid) ? eas : null }, security);

/** What a driver should tell of the field as it truly is. */
const truth = ({ world, security }: Table): readonly TagSeen[] =>
  inOrderOfUid(
    world.field.flatMap((uid) => {
      const tag = world.tags.get(uid)?.tag;
      if (tag === undefined || tag.health === 'silent') return [];
      return [{ uid, security: trueSecurity(tag, security), memory: tag.memory.slice(0, READ_BYTES) }];
    }),
  );

export const tellsTruth = (one: Table): boolean => {
  try {
    assert.deepEqual(inOrderOfUid(level(one.bench)), truth(one));
    return true;
  } catch {
    return false;
  }
};

export const release = (tag: WorldTag, order = 1): PadOrder => ({
  kind: 'setSecurity',
  order,
  uid: tag.uid,
  security: 'released',
});

export const every = (on: AirKind, what: ReaderFault): Partial<FeigReaderSettings> => ({
  faults: [{ on, occurrence: 'every', what }],
});
