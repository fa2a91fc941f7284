// What many nights came to, added up and told.

import type { Played } from './play.ts';
import { PROMISES } from './promises/promise.ts';

/** Nights added up. */
export interface Sum extends Omit<Played, 'breach'> {
  readonly nights: number;
}

export const NO_NIGHTS: Sum = {
  nights: 0,
  visits: 0,
  items: 0,
  repairs: 0,
  steps: 0,
  simulatedMs: 0,
  troubles: new Map(),
  checked: new Map(),
};

/** The sum with one more night. */
export function withNight(sum: Sum, played: Played): Sum {
  return {
    nights: sum.nights + 1,
    visits: sum.visits + played.visits,
    items: sum.items + played.items,
    repairs: sum.repairs + played.repairs,
    steps: sum.steps + played.steps,
    simulatedMs: sum.simulatedMs + played.simulatedMs,
    troubles: added(sum.troubles, played.troubles),
    checked: added(sum.checked, played.checked),
  };
}

function added<Key>(
  one: ReadonlyMap<Key, number>,
  other: ReadonlyMap<Key, number>,
): ReadonlyMap<Key, number> {
  const sum = new Map(one);
  for (const [key, count] of other) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
}

/** The sum in words, a line each. */
export function summaryText({
  nights,
  visits,
  items,
  repairs,
  steps,
  simulatedMs,
  troubles,
  checked,
}: Sum): string {
  const hours = Math.round(simulatedMs / 3_600_000);
  const kinds = [...troubles].sort(([, one], [, other]) => other - one);
  return [
    `${nights} nights of ${hours} hours in all: ${visits} visits, ${items} loans, returns and renewals, ${repairs} tags put right, ${steps} steps`,
    `troubles: ${kinds.map(([kind, count]) => `${kind} ${count}`).join(', ')}`,
    `promises checked: ${PROMISES.map((promise) => `${promise}: ${checked.get(promise) ?? 0}`).join(', ')}`,
    '',
  ].join('\n');
}
