// 3. An item taken in is checked in exactly once in the end, even across power cuts and a library system that is away
// for days.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import { type Case, isOffline, isOpen, staffKnow } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { allSecured } from '../truth/tags.ts';
import { endedWrongly } from './endings.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';
import { Replays } from './replays.ts';
import { Starting } from './starting.ts';

/** The judge of promise 3. */
export const promise3 = (facts: Facts): Judge => {
  const replays = new Replays(facts);
  const starting = new Starting(facts);
  return { promise: 3, judge: (happening) => judge(happening, { replays, starting }, facts) };
};

interface Watches {
  readonly replays: Replays;
  readonly starting: Starting;
}

function judge(happening: Happening, { replays, starting }: Watches, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'booked':
      return verdictOf(facts.cases.of(happening.item).map(twice));
    case 'recorded': {
      const { entry } = happening;
      return both(replays.recorded(entry), verdictOf([endedWrongly(entry, facts)]));
    }
    case 'said':
      return replays.said(happening.line);
    case 'stepped':
      return both(replays.stepped(), starting.stepped(happening.event));
    case 'stationStarted':
      starting.started();
      return NOT_ASKED;
    case 'shown':
      starting.shown(happening.screen);
      return verdictOf(toldWrongly(happening.screen, facts));
    case 'settled':
      return verdictOf(inTheEnd(facts));
    default:
      return NOT_ASKED;
  }
}

/** The first that is broken, or how often it was kept. */
function both(one: Verdict, other: Verdict): Verdict {
  if (typeof one !== 'number') return one;
  return typeof other === 'number' ? one + other : other;
}

function twice({ kind, booked, item }: Case): string | null {
  return kind === 'return' && booked > 1
    ? `${item.about.barcode} was checked in ${booked} times for one return`
    : null;
}

/** "Returned" on the screen: then it is back in the books, or will be told to them, and its tags are secured. */
function* toldWrongly(screen: Screen, facts: Facts): Iterable<string | null> {
  if (screen.name !== 'return') return;
  for (const row of screen.items) {
    const { status, place } = row;
    if (status !== 'returned') continue;
    const item = facts.itemNamed(row);
    if (item === undefined || facts.isOfOthers(item)) continue;
    // Whatever the journal knows of it: where it knows nothing, books and tags alone tell.
    const one = facts.caseOf(row) ?? facts.cases.latest('return', item);
    const isToldLater = one?.kind === 'return' && isOffline(one);
    const { about, standing } = item;
    if (standing.circulation === 'on-loan' && !isToldLater)
      yield `${about.barcode} is called "Returned" and is on loan`;
    else if (standing.circulation === 'hold-shelf' && place?.kind !== 'hold' && !isToldLater)
      yield `${about.barcode} is reserved, and whoever returns it is told to put it elsewhere`;
    else yield allSecured(item) ? null : `${about.barcode} is called "Returned" and its tag is not secured`;
  }
}

/** Whatever was begun has ended, and what lies there was taken in, unless somebody was told that it was not. */
function* inTheEnd(facts: Facts): Iterable<string | null> {
  const { cases, scene } = facts;
  for (const one of cases.all) {
    if (one.kind !== 'return' || !one.wasWritten) continue;
    const { item } = one;
    if (isOpen(one)) yield `the return of ${item.about.barcode} has not come to an end`;
    const last = cases.of(item).at(-1) === one;
    const lies = item.tags.some(({ uid }) => scene.world.field.includes(uid));
    if (facts.isOfOthers(item)) continue;
    const said = one.shown === 'refused' || staffKnow(cases.of(item));
    if (!last || said || !((lies && !one.cameBack) || one.told)) continue;
    yield item.standing.circulation === 'on-loan'
      ? `${item.about.barcode} was left to be returned, and is on loan in the end`
      : null;
  }
}
