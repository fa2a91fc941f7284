// A busy time at a book drop that moves: one item after the other, the library system away for a sixth of it, and every
// item followed from the hand to its bin and in the library system's books. Not a test itself.

import assert from 'node:assert/strict';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { DropBench, EXCEPTIONS, nameOf, WAYS } from './book-drop.ts';

/** What came of it. */
export interface DropRun {
  readonly items: number;
  /** Names of what lies in no bin. */
  readonly lost: readonly string[];
  /** Checked in more often than it was brought. */
  readonly doubled: readonly string[];
  /** `BIN: NAME` of what lies where it does not belong. */
  readonly misplaced: readonly string[];
  /** Still on loan in the library system's books, or not secured. */
  readonly unfinished: readonly string[];
  readonly offline: number;
  readonly exceptions: number;
  readonly itemsAnHour: number;
}

const MINUTE = 60_000;
/** Some item without a tag comes once in so many, and some two at once. */
const UNTAGGED_EVERY = 50;
const RUN_WAYS = { ...WAYS, fallMs: 1_700 } as const;
/** What is let in when the library system goes or comes may be taken back with or without it. */
const UNSURE_MS = 8_000;

/** Puts items in for so many minutes. */
export function runDrop(minutes: number): DropRun {
  const station = { trustsScreen: true, mostSteps: Number.POSITIVE_INFINITY };
  const bench = new DropBench({ ways: RUN_WAYS, station }).ready();
  const { station: virtual, machine } = bench;
  const start = virtual.timeMs;
  const away = { from: start + (minutes * MINUTE) / 3, to: start + (minutes * MINUTE) / 2 };
  const wanted = new Map<string, ReadonlySet<number>>();
  const brought = new Map<WorldItem, number>();
  let pieces = 0;
  while (virtual.timeMs < start + minutes * MINUTE) {
    virtual.setLibrary(virtual.timeMs < away.from || virtual.timeMs >= away.to);
    if (machine.queue.length < 1) {
      pieces += 1;
      const expected = pieces % UNTAGGED_EVERY === 0 ? null : bringNext(bench, brought);
      const bins = expected === null ? new Set([EXCEPTIONS]) : binsAt(virtual.timeMs, away);
      const piece = expected === null ? bench.putIn() : expected;
      wanted.set(`${piece.name} ${bench.put.length}`, bins);
    }
    virtual.runFor(100);
  }
  bench.runEmpty(5 * MINUTE);
  const fellIn = (machine.fell.at(-1) ?? 0) - start;
  virtual.runFor(20 * MINUTE);
  return judged(bench, brought, wanted, fellIn);
}

/** The next book that is on loan, and of which the library system knows that it was back in between. */
function bringNext(bench: DropBench, brought: Map<WorldItem, number>) {
  const place = bench.onLoan.findIndex((item) => !brought.has(item) || item.standing.borrower === null);
  const [item] = bench.onLoan.splice(place, 1);
  assert.ok(item !== undefined && place >= 0, 'no book is left to bring');
  bench.onLoan.push(item);
  bench.lendOut(item);
  brought.set(item, (brought.get(item) ?? 0) + 1);
  return bench.putIn(item);
}

function binsAt(
  ms: number,
  { from, to }: { readonly from: number; readonly to: number },
): ReadonlySet<number> {
  const near = Math.min(Math.abs(ms - from), Math.abs(ms - to)) <= UNSURE_MS;
  if (near) return new Set([1, 4]);
  return new Set([ms > from && ms < to ? 4 : 1]);
}

function judged(
  { machine, put, station }: DropBench,
  brought: ReadonlyMap<WorldItem, number>,
  wanted: ReadonlyMap<string, ReadonlySet<number>>,
  tookMs: number,
): DropRun {
  const binOf = new Map(
    [...machine.bins].flatMap(([bin, pieces]) => pieces.map((piece) => [piece, bin] as const)),
  );
  const inBins = [...machine.bins.values()].flat();
  const checkins = new Map<string, number>();
  for (const { bytes } of station.sent.library) {
    const item = /^09.*\|AB([^|]*)\|/.exec(new TextDecoder().decode(bytes))?.[1];
    if (item !== undefined) checkins.set(item, (checkins.get(item) ?? 0) + 1);
  }
  const misplaced = put.flatMap((piece, place) => {
    const bin = binOf.get(piece);
    if (bin === undefined || wanted.get(`${piece.name} ${place + 1}`)?.has(bin)) return [];
    return [`${bin}: ${piece.name}`];
  });
  const items = [...brought.keys()];
  return {
    items: put.length,
    lost: put.filter((piece) => !binOf.has(piece)).map(({ name }) => name),
    doubled: [
      ...items.filter((item) => (checkins.get(nameOf(item)) ?? 0) > (brought.get(item) ?? 0)).map(nameOf),
      ...(inBins.length > put.length ? ['more lies in the bins than was put in'] : []),
    ],
    misplaced,
    unfinished: items
      .filter(({ standing, tags }) => standing.borrower !== null || tags.some(({ afi }) => afi !== 0x07))
      .map(nameOf),
    offline: machine.bins.get(4)?.length ?? 0,
    exceptions: machine.bins.get(EXCEPTIONS)?.length ?? 0,
    itemsAnHour: Math.round((put.length * 60 * MINUTE) / tookMs),
  };
}
