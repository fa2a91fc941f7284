// A patron who is known lays items on the pad of a virtual station: when what is seen, and when it is done. Not a test
// itself.

import { takeBack } from '../../station-daemon/simulator/world/circulation.ts';
import { loansOf } from '../../station-daemon/simulator/world/world.ts';
import { borrowLimit } from '../bench/borrow-limit.ts';
import { type OutsideTimes, VirtualStation } from './virtual-station.ts';

/** What came of laying items down, all in milliseconds from then. */
export interface Borrowing {
  /** When each row was on the screen, in their order of coming. */
  readonly rowsMs: readonly number[];
  /** When each request for a loan went out. */
  readonly askedMs: readonly number[];
  /** When the last item was shown as borrowed. */
  readonly doneMs: number;
  /** Tags of these items, in the order in which they were laid. */
  readonly uids: readonly string[];
}

/** Between two ways of meeting the reader's polling. */
const PHASE_MS = 7;

/**
 * Lends so many items that are laid at one moment.
 * @param phase which moment of the reader's polling: 0, 1, 2...
 */
export function borrowAtOnce(items: number, times: OutsideTimes, phase = 0): Borrowing {
  const station = openForPatron(times);
  const barcodes = shelf(station, items);
  station.runFor(1_000 + phase * PHASE_MS);
  const laid = station.timeMs;
  const asked = station.sent.library.length;
  station.lay(...barcodes);
  const rowsMs: number[] = [];
  const rows = () => (station.screen?.name === 'borrow' ? station.screen.items : []);
  const end = station.runUntil('all are borrowed', () => {
    while (rowsMs.length < rows().length) rowsMs.push(station.timeMs - laid);
    return rows().length === items && rows().every(({ status }) => status === 'borrowed');
  });
  const requests = station.sent.library.slice(asked);
  return {
    rowsMs,
    askedMs: requests.filter(isCheckout).map(({ ticks }) => ticks - laid),
    doneMs: end - laid,
    uids: barcodes.flatMap((item) => station.world.items.get(item)?.tags.map(({ uid }) => uid) ?? []),
  };
}

const isCheckout = ({ bytes }: { readonly bytes: Uint8Array }): boolean =>
  new TextDecoder().decode(bytes.subarray(0, 2)) === '11';

/** A station with a patron in front of it who has nothing at home and has shown the card. */
export function openForPatron(times: OutsideTimes): VirtualStation {
  const station = new VirtualStation(times);
  station.runUntil('the station serves', () => station.screen?.name === 'start' && station.screen.can.borrow);
  const patron = [...station.world.patrons.values()].find(({ about }) => about.tale === 'plain');
  const card = patron?.about.card ?? '';
  for (const item of loansOf(station.world, card)) takeBack(item, '');
  station.do({ kind: 'typed', text: card });
  station.runUntil('the patron is known', () => station.screen?.name === 'borrow');
  return station;
}

/** Items that anybody may borrow, each with one tag. */
export function shelf({ world }: VirtualStation, items: number): readonly string[] {
  const found = [...world.items.values()].filter(
    ({ about, standing, tags }) =>
      about.tale === 'plain' && about.loanable && tags.length === 1 && standing.circulation === 'available',
  );
  return found.slice(0, items).map(({ about }) => about.barcode);
}

/** How the same pad fared at many moments, each a part of what is possible at the least. */
export interface Fared {
  readonly mean: number;
  readonly worst: number;
  /** How much later than the reader can tell it the first row came, at the worst. */
  readonly rowOverMs: number;
}

/**
 * Lends so many items at many moments of the reader's polling. The library system takes a little more or less each
 * time: else a look at the field would meet every answer at one and the same moment.
 */
export function fareAtManyMoments(items: number, moments: number, times: OutsideTimes): Fared {
  const runs = Array.from({ length: moments }, (_unused, phase) => {
    const libraryMs = times.libraryMs + ((phase * 17) % 41) - 20;
    const { doneMs, rowsMs, uids } = borrowAtOnce(items, { ...times, libraryMs }, phase);
    const { limitMs, inventoryMs, readMs } = borrowLimit(uids, libraryMs);
    return { ratio: doneMs / limitMs, rowOverMs: (rowsMs[0] ?? Number.NaN) - inventoryMs - readMs };
  });
  const ratios = runs.map(({ ratio }) => ratio);
  return {
    mean: ratios.reduce((sum, ratio) => sum + ratio, 0) / moments,
    worst: Math.max(...ratios),
    rowOverMs: Math.max(...runs.map(({ rowOverMs }) => rowOverMs)),
  };
}
