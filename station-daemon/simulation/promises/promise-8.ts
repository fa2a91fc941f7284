// 8. A part that is missing (printer, gate, library system) costs only what needs it.

import type { StartScreen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import type { Facts } from '../truth/facts.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 8. */
export const promise8 = (facts: Facts): Judge => ({
  promise: 8,
  judge: (happening) => judge(happening, facts),
});

/** By then everything that is there has been taken up: the longest wait is that before connecting anew. */
const TAKEN_UP_MS = 25_000;

function judge(happening: Happening, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'visitBegan':
      return whatWorks(happening, facts);
    case 'lastVisit': {
      const { borrowed, returned, printerWorks } = happening;
      if (printerWorks) return NOT_ASKED;
      return verdictOf([
        borrowed ? null : 'only the printer is in trouble, and nothing can be borrowed',
        returned ? null : 'only the printer is in trouble, and nothing can be returned',
      ]);
    }
    default:
      return NOT_ASKED;
  }
}

/** When a patron comes and finds the start screen, all works but for what needs the parts that are broken. */
function whatWorks(
  happening: Extract<Happening, { kind: 'visitBegan' }>,
  { scene, screen, startedTicks }: Facts,
): Verdict {
  if (screen === null) return NOT_ASKED;
  const runsMs = scene.time.ticks - startedTicks;
  if (Math.min(happening.sinceMs, runsMs) < TAKEN_UP_MS) return NOT_ASKED;
  const is = (part: (typeof happening.broken)[number]) => !happening.broken.includes(part);
  const { offline, pin, blockList } = scene.plan.house.station;
  const lends = offline === 'returns-and-loans' && pin !== 'required' && blockList === 'there';
  const isServing = is('disk') && is('pad');
  const renew = is('library') && is('disk');
  const works = {
    borrow: isServing && (is('library') || lends),
    return: isServing && (is('library') || offline !== 'nothing'),
    renew,
  };
  const any = works.borrow || works.return || works.renew;
  switch (screen.name) {
    case 'out-of-service':
      return verdictOf([
        any
          ? `it is out of service, and only this is broken: ${happening.broken.join(', ') || 'nothing'}`
          : null,
      ]);
    case 'start':
      return verdictOf([missing(screen, works, happening.broken)]);
    default:
      return NOT_ASKED;
  }
}

function missing({ can }: StartScreen, works: StartScreen['can'], broken: readonly string[]): string | null {
  const lacks = (['borrow', 'return', 'renew'] as const).filter((part) => works[part] && !can[part]);
  return lacks.length === 0
    ? null
    : `${lacks.join(', ')} cannot be done, and only this is broken: ${broken.join(', ') || 'nothing'}`;
}
