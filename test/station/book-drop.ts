// A book drop under the virtual clock, with a machine that moves, a reader and a library system that take their time, and
// people who put one item in after the other. Every item is followed to its bin. Not a test itself.

import assert from 'node:assert/strict';
import type { BinRule } from '../../station-daemon/core/drop/bins.ts';
import type { DropSetup } from '../../station-daemon/core/drop/setup.ts';
import {
  BookDrop,
  type BookDropSettings,
  type DropFault,
  type Piece,
} from '../../station-daemon/simulator/drop/book-drop.ts';
import { lend } from '../../station-daemon/simulator/world/circulation.ts';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { type OutsideTimes, type StationOptions, VirtualStation } from './virtual-station.ts';

/** Milliseconds of every way. */
export const WAYS = { handMs: 200, feedMs: 700, clearMs: 500, flapMs: 900, fallMs: 1_900 } as const;

export type Ways = { readonly [Way in keyof typeof WAYS]: number };

export const EXCEPTIONS = 9;
const OFFLINE_BIN = 4;

const RULES: readonly BinRule[] = [
  { bin: 2, when: { alert: 'hold' } },
  { bin: OFFLINE_BIN, when: { offline: true } },
  { bin: 1, when: {} },
];

const FLAPS = new Map([
  [1, 'flap-1'],
  [2, 'flap-2'],
  [OFFLINE_BIN, 'flap-4'],
]);

/** The settings that belong to these ways. */
function dropSetup(ways: Ways, more: Partial<DropSetup> = {}): DropSetup {
  return {
    rules: RULES,
    exceptionBin: EXCEPTIONS,
    capacity: new Map(),
    machine: {
      admit: { relay: 'feed', ms: ways.feedMs + 300 },
      itemSensor: 'item',
      placeSensor: 'place',
      move: { relay: 'move', ms: ways.clearMs },
      sort: { relay: 'sort', ms: ways.fallMs + 200 },
      flaps: FLAPS,
      dropped: 'dropped',
      full: new Map([[1, 'full-1']]),
      lamp: 'lamp',
    },
    ...more,
  };
}

function twinSettings(ways: Ways, faults: readonly DropFault[]): BookDropSettings {
  return {
    ...ways,
    relays: { feed: 'feed', move: 'move', sort: 'sort' },
    flaps: FLAPS,
    endBin: EXCEPTIONS,
    sensors: { item: 'item', place: 'place', dropped: 'dropped' },
    faults,
  };
}

export interface DropOptions {
  readonly times?: OutsideTimes;
  readonly ways?: Ways;
  readonly faults?: readonly DropFault[];
  readonly drop?: Partial<DropSetup>;
  readonly station?: StationOptions;
}

/** A library system as most are, and a disk that is not of the fastest. */
const USUAL: OutsideTimes = { libraryMs: 300, journalMs: 5 };

/** The station, its machine, and what people bring. */
export class DropBench {
  readonly station: VirtualStation;
  readonly machine: BookDrop;
  /** Books on loan that nobody has brought yet. */
  readonly onLoan: WorldItem[];
  readonly put: Piece[] = [];

  constructor({ times = USUAL, ways = WAYS, faults = [], drop = {}, station = {} }: DropOptions = {}) {
    const machine = {
      drop: dropSetup(ways, drop),
      twin: (world: ConstructorParameters<typeof BookDrop>[0]) =>
        new BookDrop(world, twinSettings(ways, faults)),
    };
    const core = { offline: { returns: true, loans: null }, ...station.core };
    this.station = new VirtualStation(times, { ...station, core, machine });
    assert.ok(this.station.machine);
    this.machine = this.station.machine;
    const { items } = this.station.world;
    this.onLoan = [...items.values()].filter(
      ({ about, tags, standing }) =>
        about.tale === 'plain' && about.loanable && tags.length === 1 && standing.holds.length === 0,
    );
    for (const item of this.onLoan) this.lendOut(item);
  }

  /** It is with a patron, and its tag lets it pass the gate. */
  lendOut(item: WorldItem): void {
    const patron = [...this.station.world.patrons.values()].find(({ about }) => about.tale === 'plain');
    assert.ok(patron);
    if (item.standing.borrower === null) lend(item, patron, 1_760_000_000_000);
    for (const tag of item.tags) tag.afi = 0xc2;
  }

  /** Somebody brings so many books; those that were returned long since were lent again in between. */
  bring(count: number): readonly WorldItem[] {
    const brought: WorldItem[] = [];
    for (let one = 0; one < count; one += 1) {
      const item = this.onLoan.shift();
      assert.ok(item, 'no book is left');
      this.lendOut(item);
      this.onLoan.push(item);
      this.putIn(item);
      brought.push(item);
    }
    return brought;
  }

  /** Puts items in as one piece; none for a piece without a tag. */
  putIn(...items: readonly WorldItem[]): Piece {
    const name = items.length === 0 ? `untagged ${this.put.length}` : items.map(nameOf).join(' ');
    const piece = { name, uids: items.flatMap(({ tags }) => tags.map(({ uid }) => uid)) };
    this.put.push(piece);
    this.machine.queue.push(piece);
    return piece;
  }

  ready(): this {
    this.station.runUntil('it serves', () => this.station.screen?.name === 'start', 30_000);
    this.station.runFor(5_000);
    return this;
  }

  /** Runs until everything that was put in lies in a bin. */
  runEmpty(withinMs = 120_000): number {
    const { machine, station } = this;
    return station.runUntil(
      'all lies in its bin',
      () => machine.queue.length === 0 && machine.inside.length === 0,
      withinMs,
    );
  }

  /** `BIN: NAME` of everything in a bin, in the order of its falling into it. */
  get binned(): readonly string[] {
    return [...this.machine.bins]
      .sort(([one], [other]) => one - other)
      .flatMap(([bin, pieces]) => pieces.map(({ name }) => `${bin}: ${name}`));
  }
}

export const nameOf = ({ about }: WorldItem): string => about.barcode;
