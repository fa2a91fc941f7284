// The station killed at random moments of borrows and returns, and started again each time. What the screen told
// before is held against the simulator's truth after. Not a test itself: kills.test.ts runs some, scripts/soak many.

import { until } from '../shell/until.ts';
import type { Bench, DaemonProcess } from './bench.ts';
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
  bench.do({ kind: 'delay', libraryDelayMs: LIBRARY_DELAY_MS });
  let daemon = bench.daemon;
  await settled(daemon);
  for (let kill = 1; kill <= kills; kill += 1) {
    const visit = drawVisit(players, random);
    await visitUntilKilled(bench, daemon, visit, random);
    carryOutWhatWasTold(bench, visit, random);
    daemon = await bench.startAgain();
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
  const page = joinAsPage(daemon, (screen) => hear(visit, screen));
  await beginVisit(bench, page, visit);
  const moment = performance.now() + random() * LATEST_KILL_MS;
  await until('the moment of the kill', () => performance.now() >= moment);
  daemon.process.kill('SIGKILL');
  await daemon.ended;
  page.close();
}
