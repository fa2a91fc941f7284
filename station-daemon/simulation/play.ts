// Plays one plan under the eyes of all judges, and tells what came of it.

import type { JournalEntry } from '../core/journal-entry.ts';
import type { Happening } from './happening.ts';
import type { NightPlan } from './plan/night-plan.ts';
import { judgesOf } from './promises/judges.ts';
import type { PromiseNumber } from './promises/promise.ts';
import { Night } from './run/night.ts';
import type { TraceLine } from './trace/trace.ts';
import { Facts } from './truth/facts.ts';

/** A promise that was broken, and when. */
export interface Breach {
  readonly promise: PromiseNumber;
  readonly what: string;
  readonly atMs: number;
}

/** What a night came to. */
export interface Played {
  /** The first promise that was broken, or null. */
  readonly breach: Breach | null;
  readonly visits: number;
  /** Loans, returns and renewals that were begun. */
  readonly items: number;
  /** Tags that were put right outside of any of these. */
  readonly repairs: number;
  readonly steps: number;
  /** Troubles that came about, by kind. */
  readonly troubles: ReadonlyMap<string, number>;
  /** How often each promise was looked at and found kept. */
  readonly checked: ReadonlyMap<PromiseNumber, number>;
  readonly simulatedMs: number;
}

/** What a trace is told as it happens. */
export type Tracer = (line: TraceLine) => void;

/** Plays a plan. The same plan gives the same for ever. */
export function play(plan: NightPlan, tracer: Tracer | null = null): Played {
  const night = new Night(plan);
  const { journal, time, world } = night;
  const facts = new Facts({ plan, journal, time, world });
  const judges = judgesOf(facts);
  const checked = new Map<PromiseNumber, number>();
  let breach: Breach | null = null;
  let visits = 0;
  let repairs = 0;

  const happened = (happening: Happening): boolean => {
    tracer?.({ atMs: time.ticks, what: happening });
    if (happening.kind === 'visitBegan') visits += 1;
    if (happening.kind === 'recorded' && isRepaired(happening.entry)) repairs += 1;
    facts.take(happening);
    for (const judge of judges) {
      const { promise } = judge;
      const verdict = judge.judge(happening);
      if (typeof verdict !== 'number') {
        breach = { promise, what: verdict.broken, atMs: time.ticks };
        return false;
      }
      if (verdict > 0) checked.set(promise, (checked.get(promise) ?? 0) + verdict);
    }
    return true;
  };

  night.run({
    happened,
    told: (who, what) => tracer?.({ atMs: time.ticks, what: { kind: 'told', who, what } }),
  });
  return {
    breach,
    visits,
    items: facts.cases.all.length,
    repairs,
    steps: night.steps,
    troubles: night.troubles.counts,
    checked,
    simulatedMs: time.ticks,
  };
}

function isRepaired({ kind, outcome }: JournalEntry): boolean {
  return kind === 'repair' && outcome === 'completed';
}
