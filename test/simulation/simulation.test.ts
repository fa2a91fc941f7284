// The whole station through simulated nights. Many more by `npx lendstation simulate`.

import t from 'tap';
import { simulate } from '../../station-daemon/shell/cli/simulate.ts';
import { drawPlan } from '../../station-daemon/simulation/plan/draw-plan.ts';
import { play } from '../../station-daemon/simulation/play.ts';
import { PROMISES } from '../../station-daemon/simulation/promises/promise.ts';
import { NO_NIGHTS, withNight } from '../../station-daemon/simulation/summary.ts';
import { type TraceLine, traceText } from '../../station-daemon/simulation/trace/trace.ts';

const FIRST_SEED = 1;
const SEEDS = 2_000;

t.test('no night of faults breaks a promise, and each promise is looked at', async (t) => {
  let sum = NO_NIGHTS;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
    const played = play(drawPlan(seed));
    if (played.breach !== null)
      t.fail(`seed ${seed} breaks promise ${played.breach.promise}: ${played.breach.what}`);
    sum = withNight(sum, played);
  }
  t.ok(sum.repairs > 10, `${sum.repairs} torn tags were put right`);
  t.same(
    PROMISES.filter((promise) => (sum.checked.get(promise) ?? 0) === 0),
    [],
  );
  t.ok(sum.troubles.size > 10, 'faults of many kinds came about');
});

t.test('a night is the same whenever it is played', async (t) => {
  const traceOf = (seed: number) => {
    const lines: TraceLine[] = [];
    play(drawPlan(seed), (line) => lines.push(line));
    return traceText(lines);
  };
  t.equal(traceOf(FIRST_SEED), traceOf(FIRST_SEED));
});

t.test('the command tells what the nights came to, and a single one with its trace', async (t) => {
  let out = '';
  t.equal(
    simulate(['--seeds', '2', '--from', '7'], (text) => (out += text)),
    0,
  );
  t.match(out, /^2 nights .* visits.*\npromises checked|every promise was kept/s);
  out = '';
  t.equal(
    simulate(['--seed', '7'], (text) => (out += text)),
    0,
  );
  t.match(out, /station: starts/);
});
