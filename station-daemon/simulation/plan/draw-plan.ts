// Draws the plan of a night from its seed.

import { chanceOf } from '../chance.ts';
import { drawHouse } from './draw-house.ts';
import { drawTroubles } from './draw-troubles.ts';
import { drawVisits } from './draw-visits.ts';
import { isAwayForDays, type NightPlan } from './night-plan.ts';

/** In a night in which the library system is away for days somebody comes when what is unsettled has been given up. */
const MUCH_LATER_MS = 4_000_000;

/** The plan of a seed: the same for ever. */
export function drawPlan(seed: number): NightPlan {
  const chance = chanceOf(seed);
  const house = drawHouse(chance);
  const visits = drawVisits(chance, house);
  const troubles = drawTroubles(chance, house, visits.length);
  const later = visits.map((visit, place) =>
    place === visits.length - 1 ? { ...visit, afterMs: MUCH_LATER_MS } : visit,
  );
  return { seed, house, visits: isAwayForDays(troubles) ? later : visits, troubles };
}
