// The station killed at random moments of borrows and returns, and started again each time. What the screen told
// before is held against the simulator's truth after. Not a test itself: kills.test.ts runs some, scripts/soak many.

import { until } from '../shell/until.ts';
import { type Bench, type DaemonProcess, readiness, untilAsync } from './bench.ts';
import { joinAsPage } from './page.ts';
import {
  beginVisit,
  carryOutWhatWasTold,
  clearTable,
  compare,
  drawVisit,
  hear,
  noVisits,
  playersOf,
  settled,
  type Visit,
  type VisitCounts,
  watchForDoubles,
} from './visits.ts';

export interface Killing {
  readonly kills: number;
  /** The next number from 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly say: (line: string) => void;
}

/** A visit of four books takes about this long with the library system at 60 ms. */
const LATEST_KILL_MS = 1_200;
const LIBRARY_DELAY_MS = 60;

/** Kills the bench's station so many times. Ends early only by throwing: a station that does not settle is stuck. */
export async function killAgainAndAgain(bench: Bench, { kills, random, say }: Killing): Promise<VisitCounts> {
  const counts = noVisits();
  const players = playersOf(bench);
  watchForDoubles(players.books, counts);
  bench.do({ kind: 'delay', libraryDelayMs: LIBRARY_DELAY_MS });
  let daemon = bench.daemon;
  await settled(daemon);
  for (let kill = 1; kill <= kills; kill += 1) {
    const visit = drawVisit(players, random);
    await visitUntilKilled(bench, daemon, visit, random);
    carryOutWhatWasTold(bench, visit, random);
    // Some start without the library system, too.
    const isBackFirst = random() < 0.5;
    if (isBackFirst) bench.do({ kind: 'switch', part: 'library', to: 'working' });
    daemon = await bench.startAgain();
    if (!isBackFirst) bench.do({ kind: 'switch', part: 'library', to: 'working' });
    await settled(daemon);
    compare(visit, counts);
    await clearTable(bench, daemon);
    if (kill % 25 === 0) say(`${kill} kills, ${counts.transactions} transactions, ${counts.told} told`);
  }
  return counts;
}

async function visitUntilKilled(
  bench: Bench,
  daemon: DaemonProcess,
  visit: Visit,
  random: () => number,
): Promise<void> {
  const { away } = visit;
  if (away === 'before') await cutOff(bench, daemon);
  const page = joinAsPage(daemon, (screen) => hear(visit, screen));
  await beginVisit(bench, page, visit);
  const lasts = random() * LATEST_KILL_MS;
  const began = performance.now();
  if (typeof away === 'number') {
    await until('the moment of the cut', () => performance.now() >= began + away * lasts);
    bench.do({ kind: 'switch', part: 'library', to: 'away' });
  }
  await until('the moment of the kill', () => performance.now() >= began + lasts);
  daemon.process.kill('SIGKILL');
  await daemon.ended;
  page.close();
}

/** The library system goes away, and the station knows it. */
async function cutOff(bench: Bench, daemon: DaemonProcess): Promise<void> {
  bench.do({ kind: 'switch', part: 'library', to: 'away' });
  await untilAsync('it knows', async () => !(await readiness(daemon)).borrow);
}
