// Draws the plan of a night from its seed.

import { chanceOf } from '../chance.ts';
import { drawHouse } from './draw-house.ts';
import { drawTroubles } from './draw-troubles.ts';
import { drawVisits } from './draw-visits.ts';
import type { NightPlan } from './night-plan.ts';

/** The plan of a seed: the same for ever. */
export function drawPlan(seed: number): NightPlan {
  const chance = chanceOf(seed);
  const house = drawHouse(chance);
  const visits = drawVisits(chance, house);
  return { seed, house, visits, troubles: drawTroubles(chance, house, visits.length) };
}
