// Tests the simulation: plants one mistake after the other in the station, and tells how many nights it took until a
// judge saw it. Names on the command line choose among them. Exit status 1 where one is not seen in time.

import { drawPlan } from '../../station-daemon/simulation/plan/draw-plan.ts';
import { play } from '../../station-daemon/simulation/play.ts';
import { MISTAKES } from './mistakes/all.ts';
import type { Mistake } from './mistakes/mistake.ts';
import { catchMistake } from './planted.ts';

/** More nights than this no mistake may need. */
const MOST_SEEDS = 300;

const names = process.argv.slice(2);
const chosen = names.length === 0 ? MISTAKES : MISTAKES.filter(({ name }) => names.includes(name));
const unknown = names.filter((name) => !MISTAKES.some((mistake) => mistake.name === name));
for (const name of unknown) process.stderr.write(`There is no mistake "${name}".\n`);

// A night that the station breaks as it is says nothing of a mistake.
for (let seed = 1; seed <= MOST_SEEDS; seed += 1) {
  const { breach } = play(drawPlan(seed));
  if (breach === null) continue;
  tell(`seed ${seed} breaks promise ${breach.promise} without any mistake: ${breach.what}`);
  process.exit(1);
}

let missed = unknown.length;
const width = Math.max(...chosen.map(({ name }) => name.length), 0);
tell(`${'mistake'.padEnd(width)}  seeds  promise`);
for (const mistake of chosen) tell(await rowOf(mistake));
tell(
  missed === 0
    ? `all ${chosen.length} mistakes were caught`
    : `${missed} of ${chosen.length} mistakes were not caught within ${MOST_SEEDS} seeds`,
);
process.exitCode = missed === 0 ? 0 : 1;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function rowOf(mistake: Mistake): Promise<string> {
  const { name, what, breaks } = mistake;
  const caught = await catchMistake(mistake, MOST_SEEDS);
  if (caught === null) missed += 1;
  const seeds = caught === null ? 'never' : String(caught.seed);
  const promise = caught?.breach.promise ?? breaks;
  const row = `${name.padEnd(width)}  ${seeds.padStart(5)}  ${promise}  ${what}`;
  return caught === null ? row : `${row}\n${' '.repeat(width + 12)}seen: ${caught.breach.what}`;
}
