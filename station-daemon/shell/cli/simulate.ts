// `lendstation simulate`: nights of the whole station under faults, each drawn from a number, until one breaks a promise.

import { parseArgs } from 'node:util';
import { drawPlan } from '../../simulation/plan/draw-plan.ts';
import { type Played, play } from '../../simulation/play.ts';
import { shrink } from '../../simulation/shrink.ts';
import { NO_NIGHTS, summaryText, withNight } from '../../simulation/summary.ts';
import { planText, type TraceLine, traceText } from '../../simulation/trace/trace.ts';
import { UsageError } from './usage-error.ts';

/** So many nights are played where nobody says how many. */
const USUAL_SEEDS = '1000';

/**
 * Plays the nights of `--seeds N` numbers, from `--from` (1) on, or that of one `--seed`; that one with its trace,
 * whatever comes of it. Ends at the first that breaks a promise, with the trace of as much of it as that needs.
 * `--whole` shows one that breaks a promise with everything that happened in it. `--mutants` tests the simulation itself.
 * @returns the exit status: 0 where every promise was kept, else 1
 */
export function simulate(args: readonly string[], out: (text: string) => void): number | Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: USUAL_SEEDS },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      whole: { type: 'boolean', default: false },
      mutants: { type: 'boolean', default: false },
    },
  });
  if (values.mutants)
    return import('./simulate-mutants.ts').then(({ simulateMutants }) => simulateMutants(out));
  if (values.seed !== undefined) return replay(wholeNumber('--seed', values.seed), values.whole, out);
  const from = wholeNumber('--from', values.from);
  const until = from + wholeNumber('--seeds', values.seeds);
  const began = performance.now();
  let sum = NO_NIGHTS;
  for (let seed = from; seed < until; seed += 1) {
    const played = play(drawPlan(seed));
    sum = withNight(sum, played);
    if (played.breach !== null) {
      out(summaryText(sum));
      return tellBreach(seed, played, out);
    }
  }
  out(summaryText(sum));
  const seconds = (performance.now() - began) / 1_000;
  out(`every promise was kept; ${Math.round(sum.visits / seconds)} visits a second\n`);
  return 0;
}

/** One night with everything that happened in it. */
function replay(seed: number, whole: boolean, out: (text: string) => void): number {
  const lines: TraceLine[] = [];
  const plan = drawPlan(seed);
  const played = play(plan, (line) => lines.push(line));
  const { breach } = played;
  if (breach !== null && !whole) return tellBreach(seed, played, out);
  out(planText(plan));
  out(traceText(lines));
  out(summaryText(withNight(NO_NIGHTS, played)));
  if (breach !== null) out(`seed ${seed} breaks promise ${breach.promise}: ${breach.what}\n`);
  return breach === null ? 0 : 1;
}

/** The broken promise, and the trace of the smallest night that breaks it likewise. */
function tellBreach(seed: number, played: Played, out: (text: string) => void): number {
  const { plan, played: small } = shrink(drawPlan(seed), played);
  const lines: TraceLine[] = [];
  play(plan, (line) => lines.push(line));
  out(planText(plan));
  out(traceText(lines));
  const breach = small.breach ?? played.breach;
  out(`seed ${seed} breaks promise ${breach?.promise}: ${breach?.what}\n`);
  out(`again: lendstation simulate --seed ${seed}; as it was before anything was left out: --whole\n`);
  return 1;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new UsageError(`${option} takes a whole number, not ${JSON.stringify(text)}`);
}
