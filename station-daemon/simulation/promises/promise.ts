// What the judge of a promise says of something that happened.

import type { Happening } from '../happening.ts';
import type { Facts } from '../truth/facts.ts';

/** The eight promises of the station, as README.md of this room tells them. */
export const PROMISES = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type PromiseNumber = (typeof PROMISES)[number];

/** How often the promise was looked at and found kept, or in what it was broken. */
export type Verdict = number | { readonly broken: string };

/** Nothing that this promise is about. */
export const NOT_ASKED = 0;

/** Watches over one promise through one night. The facts know of what happened already. */
export interface Judge {
  readonly promise: PromiseNumber;
  judge(happening: Happening): Verdict;
}

/** Makes the judge of one night. */
export type MakeJudge = (facts: Facts) => Judge;

/** The first claim that does not hold, or how many do. A claim is what is broken, or null. */
export function verdictOf(claims: Iterable<string | null>): Verdict {
  let kept = 0;
  for (const broken of claims) {
    if (broken !== null) return { broken };
    kept += 1;
  }
  return kept;
}
