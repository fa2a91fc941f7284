// All judges of a night.

import type { Facts } from '../truth/facts.ts';
import type { Judge, MakeJudge } from './promise.ts';
import { promise1 } from './promise-1.ts';
import { promise2 } from './promise-2.ts';
import { promise3 } from './promise-3.ts';
import { promise4 } from './promise-4.ts';
import { promise5 } from './promise-5.ts';
import { promise6 } from './promise-6.ts';
import { promise7 } from './promise-7.ts';
import { promise8 } from './promise-8.ts';

const JUDGES: readonly MakeJudge[] = [
  promise1,
  promise2,
  promise3,
  promise4,
  promise5,
  promise6,
  promise7,
  promise8,
];

/** One judge for each promise. */
export function judgesOf(facts: Facts): readonly Judge[] {
  return JUDGES.map((make) => make(facts));
}
