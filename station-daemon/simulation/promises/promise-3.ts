// 3. An item taken in is checked in exactly once in the end, even across power cuts and a library system that is away
// for days.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import { type Case, isForStaff, isOffline, isOpen, isToBeTold } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { codeOf, fieldOf } from '../truth/sip2-line.ts';
import { allSecured } from '../truth/tags.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 3. */
export const promise3 = (facts: Facts): Judge => {
  const order = new Order();
  return { promise: 3, judge: (happening) => judge(happening, order, facts) };
};

function judge(happening: Happening, order: Order, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'booked':
      return verdictOf(facts.cases.of(happening.item).map(twice));
    case 'said':
      order.said(happening.line, facts);
      return NOT_ASKED;
    case 'stepped':
      return order.stepped();
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

/** What was done without the library system is told in the order in which it was done. */
class Order {
  /** What was told in this step, and what should have been before it. What was in the same step is settled by its end. */
  #told: { readonly barcode: string | null; readonly earlier: Case } | null = null;

  said(line: string, { cases }: Facts): void {
    const code = codeOf(line);
    if (code !== '09' && code !== '11') return;
    const barcode = fieldOf(line, 'AB');
    const waiting = cases.all.filter(isToBeTold);
    const told = waiting.find(
      ({ item, entry }) => item.about.barcode === barcode && entry.step === 'replaying',
    );
    if (told === undefined) return;
    const last = told.doneAs;
    if (last === null) return;
    const isBefore = ({ transaction, doneAs }: Case) =>
      transaction < told.transaction && doneAs !== null && doneAs < last;
    const earlier = waiting.find((one) => one.booked === 0 && isBefore(one));
    if (earlier !== undefined) this.#told = { barcode, earlier };
  }

  stepped(): Verdict {
    if (this.#told === null) return NOT_ASKED;
    const { barcode, earlier } = this.#told;
    this.#told = null;
    if (!isToBeTold(earlier)) return NOT_ASKED;
    return { broken: `${barcode} is told of, and ${earlier.item.about.barcode} comes before it` };
  }
}

/** "Returned" on the screen: then it is back in the books, or will be told to them, and its tags are secured. */
function* toldWrongly(screen: Screen, facts: Facts): Iterable<string | null> {
  if (screen.name !== 'return') return;
  for (const { title, status, place } of screen.items) {
    if (status !== 'returned') continue;
    const one = facts.caseOf(title);
    if (one?.kind !== 'return') continue;
    const { about, standing } = one.item;
    if (standing.circulation === 'on-loan' && !isOffline(one))
      yield `${about.barcode} is called "Returned" and is on loan`;
    else if (standing.circulation === 'hold-shelf' && place?.kind !== 'hold' && !isOffline(one))
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
    if (!last || said || !(lies || one.told)) continue;
    yield item.standing.circulation === 'on-loan'
      ? `${item.about.barcode} was left to be returned, and is on loan in the end`
      : null;
  }
}
