// Visits while parts are unplugged and plugged in again at random. Fails where the daemon's memory grows, where
// anything is stuck, lost or done twice. Run by `scripts/soak unplugging`; not one of the tests.

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DeskPart } from '../../protocols/screen/desk.ts';
import { type Bench, residentMb } from '../end-to-end/bench.ts';
import { chance } from '../end-to-end/chance.ts';
import { joinAsPage } from '../end-to-end/page.ts';
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
  watchForDoubles,
} from '../end-to-end/visits.ts';
import { until } from '../shell/until.ts';
import { say, withBench } from './with-bench.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const MINUTES = Number(values.minutes);
/** Memory is compared between the end and this share of the time, when all code has been run and compiled. */
const WARM_SHARE = 0.3;
const GROWTH_LIMIT_MB = 10;
const PARTS: readonly DeskPart[] = ['pad', 'library', 'scanner', 'printer'];
const LONGEST_AWAY_MS = 2_500;
const LONGEST_CALM_MS = 1_500;
/** A session's time-out, its summary, and a minute until the library system is asked again. */
const LONGEST_SETTLING_MS = 150_000;

const random = chance(Number(values.seed));

await withBench(soak, ({ settingsFile }) => {
  const settings = readFileSync(settingsFile, 'utf8');
  // The shortest that the settings allow: a patron whom a part has left in the lurch goes sooner.
  writeFileSync(settingsFile, settings.replace('  id: demo\n', '  id: demo\n  sessionSeconds: 30\n'));
});

async function soak(bench: Bench): Promise<'well' | 'not well'> {
  const counts = noVisits();
  const players = playersOf(bench);
  watchForDoubles(players.books, counts);
  bench.do({ kind: 'delay', libraryDelayMs: 30 });
  await settled(bench.daemon);
  const began = performance.now();
  /** Resident megabytes, at rest after each visit. */
  const memory: { readonly share: number; readonly mb: number }[] = [];
  let visits = 0;
  let unplugged = 0;
  const told = () =>
    `${visits} visits, ${unplugged} parts unplugged, ${counts.transactions} loans and returns, ${counts.told} told as done`;
  for (let share = 0; share < 1; share = (performance.now() - began) / (MINUTES * 60_000)) {
    const visit = drawVisit(players, random);
    unplugged += await visitWhilePartsGo(bench, visit);
    compare(visit, counts);
    await clearTable(bench, bench.daemon);
    visits += 1;
    memory.push({ share, mb: residentMb(bench.daemon) });
    if (visits % 25 === 0) say(`${told()}, ${memory.at(-1)?.mb} MB`);
  }
  const warm = memory.filter(({ share }) => share >= WARM_SHARE);
  const grownMb = median(memory.slice(-20)) - median(warm.slice(0, 20));
  for (const sentence of [...counts.lost, ...counts.doubled]) say(sentence);
  say(
    `${MINUTES} min: ${told()}, lost ${counts.lost.length}, doubled ${counts.doubled.length}, memory grown by ${grownMb} MB (limit ${GROWTH_LIMIT_MB})`,
  );
  return counts.lost.length + counts.doubled.length === 0 && grownMb <= GROWTH_LIMIT_MB ? 'well' : 'not well';
}

/** One visit; parts come and go while it lasts. Then all is plugged in, and everything has to settle. */
async function visitWhilePartsGo(bench: Bench, visit: Visit): Promise<number> {
  const page = joinAsPage(bench.daemon, (screen) => hear(visit, screen));
  await beginVisit(bench, page, visit);
  const times = 1 + Math.floor(random() * 2);
  for (let time = 0; time < times; time += 1) {
    const part = PARTS[Math.floor(random() * PARTS.length)] ?? 'pad';
    await pass(random() * LONGEST_CALM_MS);
    bench.do({ kind: 'switch', part, to: 'away' });
    await pass(random() * LONGEST_AWAY_MS);
    bench.do({ kind: 'switch', part, to: 'working' });
  }
  // What was told is the patron's; a touch ends the session as soon as that may be.
  carryOutWhatWasTold(bench, visit, random);
  page.touch({ kind: 'noReceipt' });
  page.touch({ kind: 'finish' });
  await settled(bench.daemon, LONGEST_SETTLING_MS);
  page.touch({ kind: 'finish' });
  page.touch({ kind: 'cancel' });
  await page.until('the next patron can come', ({ name }) => name === 'start', LONGEST_SETTLING_MS);
  page.close();
  return times;
}

/** Chance's own moment. */
function pass(ms: number): Promise<void> {
  const moment = performance.now() + ms;
  return until('the moment', () => performance.now() >= moment);
}

function median(points: readonly { readonly mb: number }[]): number {
  const sorted = points.map(({ mb }) => mb).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
