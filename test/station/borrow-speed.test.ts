// How near lending by RFID comes to what physics allows, under the virtual clock: the whole pure station, a reader at
// 38400 8E1, tags on the air, a library system that takes its time. scripts/bench borrow prints the same in full.

import t from 'tap';
import { decodeRequest, type FeigRequest } from '../../protocols/feig/commands.ts';
import { EMPTY_BUFFER, pushBytes } from '../../protocols/feig/framing.ts';
import { liftItem } from '../../station-daemon/simulator/world/field.ts';
import { borrowLimit } from '../bench/borrow-limit.ts';
import { type Borrowing, borrowAtOnce, fareAtManyMoments, openForPatron, shelf } from './borrowing.ts';
import type { OutsideTimes, VirtualStation } from './virtual-station.ts';

/** A library system as most are, and a disk that is not of the fastest. */
const USUAL: OutsideTimes = { libraryMs: 300, journalMs: 5 };
const ROW_MS = 100;

/** The same pad, laid at several moments of the reader's polling. */
const atManyMoments = (items: number, moments: number, times = USUAL): readonly Borrowing[] =>
  Array.from({ length: moments }, (_unused, phase) => borrowAtOnce(items, times, phase));

t.test('one item is done within 1.15 of the limit, ten within 1.10, whenever they are laid', async (t) => {
  for (const [items, moments, most] of [
    [1, 20, 1.15],
    [5, 5, 1.12],
    [10, 5, 1.1],
    [20, 2, 1.1],
  ] as const) {
    const { mean, worst } = fareAtManyMoments(items, moments, USUAL);
    t.ok(mean <= most, `${items} items: ${mean.toFixed(3)}`);
    t.ok(worst <= most, `${items} items at the worst moment: ${worst.toFixed(3)}`);
    t.ok(mean > 0.9, 'a limit that is too easy is none');
  }
});

t.test('with a quick library system the pad is the limit, and comes within 1.25 of it', async (t) => {
  for (const items of [10, 30]) {
    const [run] = atManyMoments(items, 1, { libraryMs: 40, journalMs: 0 });
    const { limitMs, padWorkMs } = borrowLimit(run?.uids ?? [], 40);
    t.ok(padWorkMs > 40);
    const ratio = (run?.doneMs ?? Number.NaN) / limitMs;
    t.ok(ratio <= 1.25, `${items} items: ${ratio.toFixed(3)} of ${limitMs.toFixed(0)} ms`);
  }
});

t.test('a tag has its row within 100 ms over the time that the reader takes to read it', async (t) => {
  for (const run of [...atManyMoments(1, 12), ...atManyMoments(10, 2)]) {
    const { inventoryMs, readMs } = borrowLimit(run.uids, USUAL.libraryMs);
    const over = (run.rowsMs[0] ?? Number.NaN) - inventoryMs - readMs;
    t.ok(over <= ROW_MS, `${over.toFixed(0)} ms`);
    const asked = (run.askedMs[0] ?? Number.NaN) - (run.rowsMs[0] ?? 0);
    t.ok(asked <= 0, 'the library system is asked at once, whatever else lies there');
    run.rowsMs.slice(1).forEach((rowMs, index) => {
      const between = rowMs - (run.rowsMs[index] ?? 0);
      // In between, one item is released and read back.
      t.ok(between <= 2 * (readMs + ROW_MS), `row ${index + 2} after ${between.toFixed(0)} ms`);
    });
  }
});

t.test('between an answer and the next request nothing waits for the disk', async (t) => {
  const [run] = atManyMoments(10, 1, { libraryMs: 300, journalMs: 10 });
  const gaps = (run?.askedMs ?? []).slice(1).map((ms, index) => ms - (run?.askedMs[index] ?? 0));
  t.equal(gaps.length, 9);
  const prompt = gaps.filter((gap) => gap <= 301);
  // An answer that comes in the middle of a write to the disk waits for its end.
  t.ok(prompt.length >= 7, gaps.map((gap) => gap.toFixed(0)).join(' '));
});

/** What the station asked its reader, and when. */
const askedOfReader = ({ sent }: VirtualStation): readonly { ticks: number; request: FeigRequest }[] =>
  sent.pad.flatMap(({ ticks, bytes }) =>
    pushBytes(EMPTY_BUFFER, bytes, 'reader').frames.flatMap((frame) => {
      const decoded = decodeRequest(frame);
      return decoded.ok ? [{ ticks, request: decoded.request }] : [];
    }),
  );

const longestGap = (ticks: readonly number[]): number =>
  Math.max(...ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? tick)));

t.test('with 30 tags neither keeps the other waiting: looking at the field, reading, writing', async (t) => {
  for (const libraryMs of [40, 300]) {
    const station = openForPatron({ libraryMs, journalMs: 0 });
    const items = shelf(station, 30);
    station.runFor(500);
    const laid = station.timeMs;
    station.lay(...items);
    const rows = () => (station.screen?.name === 'borrow' ? station.screen.items : []);
    const end = station.runUntil(
      'all are borrowed',
      () => rows().length === 30 && rows().every(({ status }) => status === 'borrowed'),
    );
    const asked = askedOfReader(station).filter(({ ticks }) => ticks >= laid);
    const ofKind = (kind: FeigRequest['kind']) =>
      asked.filter(({ request }) => request.kind === kind).map(({ ticks }) => ticks);
    const inventories = ofKind('inventory');
    const writes = ofKind('writeAfi');
    const { inventoryMs, readMs, padWorkMs } = borrowLimit(
      items.flatMap((item) => station.world.items.get(item)?.tags.map(({ uid }) => uid) ?? []),
      libraryMs,
    );
    const looked = longestGap([...inventories, end]);
    t.ok(looked <= 5 * inventoryMs, `looked after ${looked.toFixed(0)} ms at the latest`);
    t.equal(writes.length, 30);
    const wait = longestGap([laid + inventoryMs + readMs + libraryMs, ...writes]);
    const most = Math.max(libraryMs, padWorkMs) + inventoryMs + 2 * padWorkMs;
    t.ok(wait <= most, `wrote after ${wait.toFixed(0)} ms at the latest, ${most.toFixed(0)}`);
    const memories = ofKind('readBlocks');
    t.ok((memories.at(-1) ?? 0) < (writes.at(-2) ?? 0), 'all were read before the last was written');
  }
});

t.test('a book that is lifted while the library system thinks was read as secured by then', async (t) => {
  const station = openForPatron(USUAL);
  const [item = ''] = shelf(station, 1);
  station.lay(item);
  station.runUntil(
    'it is asked for',
    () => station.screen?.name === 'borrow' && station.screen.items.length === 1,
  );
  station.runFor(150);
  liftItem(station.world, item);
  const book = station.world.items.get(item);
  station.runUntil('it is lent', () => book?.standing.borrower !== null);
  station.runFor(2_000);
  station.do({ kind: 'finish' });
  station.runUntil('the loan is taken back', () => book?.standing.borrower === null, 30_000);
  t.equal(book?.standing.circulation, 'available');
});

t.test(
  'while somebody is here the pad looks for new tags more than one and a half times as often',
  async (t) => {
    const looks = (station: VirtualStation): number => {
      const before = station.sent.pad.length;
      station.runFor(5_000);
      return station.sent.pad.length - before;
    };
    const station = openForPatron({ libraryMs: 30, journalMs: 1 });
    const eager = looks(station);
    station.do({ kind: 'finish' });
    station.runUntil('nobody is here', () => station.screen?.name === 'start');
    const calm = looks(station);
    t.ok(eager > 1.5 * calm, `${eager} looks instead of ${calm}`);
  },
);
