// 3. An item taken in is checked in exactly once in the end, even across power cuts and a library system that is away
// for days.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import { type Case, isForStaff, isOpen } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { allSecured } from '../truth/tags.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 3. */
export const promise3 = (facts: Facts): Judge => ({
  promise: 3,
  judge: (happening) => judge(happening, facts),
});

function judge(happening: Happening, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'booked':
      return verdictOf(facts.cases.of(happening.item).map(twice));
    case 'shown':
      return verdictOf(toldWrongly(happening.screen, facts));
    case 'settled':
      return verdictOf(inTheEnd(facts));
    default:
      return NOT_ASKED;
  }
}

function twice({ kind, booked, item }: Case): string | null {
  return kind === 'return' && booked > 1
    ? `${item.about.barcode} was checked in ${booked} times for one return`
    : null;
}

/** "Returned" on the screen: then it is back in the books, and its tags are secured. */
function* toldWrongly(screen: Screen, facts: Facts): Iterable<string | null> {
  if (screen.name !== 'return') return;
  for (const { title, status, place } of screen.items) {
    if (status !== 'returned') continue;
    const one = facts.caseOf(title);
    if (one?.kind !== 'return') continue;
    const { about, standing } = one.item;
    if (standing.circulation === 'on-loan') yield `${about.barcode} is called "Returned" and is on loan`;
    else if (standing.circulation === 'hold-shelf' && place?.kind !== 'hold')
      yield `${about.barcode} is reserved, and whoever returns it is told to put it elsewhere`;
    else
      yield allSecured(one.item) ? null : `${about.barcode} is called "Returned" and its tag is not secured`;
  }
}

/** Whatever was begun has ended, and what lies there was taken in, unless somebody was told that it was not. */
function* inTheEnd({ cases, scene }: Facts): Iterable<string | null> {
  for (const one of cases.all) {
    if (one.kind !== 'return' || !one.wasWritten) continue;
    const { item } = one;
    if (isOpen(one)) yield `the return of ${item.about.barcode} has not come to an end`;
    const last = cases.of(item).at(-1) === one;
    const lies = item.tags.some(({ uid }) => scene.world.field.includes(uid));
    const said = one.shown === 'refused' || isForStaff(one);
    if (!last || !lies || said) continue;
    yield item.standing.circulation === 'on-loan'
      ? `${item.about.barcode} was left to be returned, and is on loan in the end`
      : null;
  }
}
