// Makes a failing night small: leaves out troubles, visits and deeds for as long as the same promise is broken.

import type { NightPlan, Visit } from './plan/night-plan.ts';
import { type Played, play } from './play.ts';

/** A plan that could not be made smaller, and what it comes to. */
export interface Shrunk {
  readonly plan: NightPlan;
  readonly played: Played;
  /** Nights that were played for it. */
  readonly tried: number;
}

/** More are not played, however much could still be left out. */
const MOST_TRIES = 600;

/** Shrinks a plan that breaks a promise. */
export function shrink(plan: NightPlan, played: Played): Shrunk {
  let best: Shrunk = { plan, played, tried: 0 };
  for (let before = Number.POSITIVE_INFINITY; sizeOf(best.plan) < before; ) {
    before = sizeOf(best.plan);
    for (const chunk of [8, 4, 2, 1]) best = withoutChunks(best, chunk);
  }
  return best;
}

/** Tries to leave out each run of so many parts. */
function withoutChunks(shrunk: Shrunk, chunk: number): Shrunk {
  let best = shrunk;
  for (let at = sizeOf(best.plan) - chunk; at >= 0 && best.tried < MOST_TRIES; at -= chunk) {
    best = tried(best, without(best.plan, at, chunk));
  }
  return best;
}

function tried(best: Shrunk, plan: NightPlan): Shrunk {
  const played = play(plan);
  const same = played.breach !== null && likenessOf(played.breach) === likenessOf(best.played.breach);
  return same ? { plan, played, tried: best.tried + 1 } : { ...best, tried: best.tried + 1 };
}

/** What was broken, whatever the item. */
function likenessOf(breach: Played['breach']): string {
  return breach === null ? '' : `${breach.promise} ${breach.what.replaceAll(/[A-Z]+[-0-9/A-Z]+/g, '')}`;
}

/** Parts of a plan that can be left out: troubles, then each visit's deeds. */
function sizeOf({ troubles, visits }: NightPlan): number {
  return troubles.length + visits.reduce((sum, { steps }) => sum + steps.length, 0);
}

/** The plan without the parts from one place on. A visit without deeds is none. */
function without(plan: NightPlan, from: number, count: number): NightPlan {
  const isKept = (place: number) => place < from || place >= from + count;
  let place = 0;
  const troubles = plan.troubles.filter(() => isKept(place++));
  const visits = plan.visits
    .map((visit): Visit => ({ ...visit, steps: visit.steps.filter(() => isKept(place++)) }))
    .filter(({ steps }) => steps.length > 0);
  return { ...plan, troubles, visits };
}
