// 1. No item leaves unsecured without a confirmed loan, and no patron is told "yours" before the tag was read back as
// released.

import type { Screen } from '../../../protocols/screen/screen.ts';
import type { WorldItem } from '../../simulator/world/world.ts';
import type { Happening } from '../happening.ts';
import { blockedCardsOf, MOST_LENT_OFFLINE } from '../plan/house.ts';
import { isForStaff, isOffline, isOpen, isToBeTold, staffKnow } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { allReleased, anyReleased, isHalf, isReleased } from '../truth/tags.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 1. */
export const promise1 = (facts: Facts): Judge => {
  const written = new Set<WorldItem>();
  return { promise: 1, judge: (happening) => judge(happening, written, facts) };
};

/** @param written items that the journal was told of in this step: what ends may go on as another one in it. */
function judge(happening: Happening, written: Set<WorldItem>, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'tagWritten':
      return verdictOf([unsecured(happening.item, facts), unknownToJournal(happening, facts)]);
    case 'booked':
      return verdictOf([unsecured(happening.item, facts)]);
    case 'recorded': {
      const item = facts.scene.world.items.get(happening.entry.item);
      if (item === undefined) return NOT_ASKED;
      written.add(item);
      return verdictOf([lentAgainstTheRules(happening, facts)]);
    }
    case 'stationDied':
    case 'stepped': {
      if (written.size === 0) return NOT_ASKED;
      const verdict = verdictOf([...written].map((item) => unsecured(item, facts)));
      written.clear();
      return verdict;
    }
    case 'carriedOut':
      return verdictOf([
        happening.theirs ? notTheirs(happening.item, facts) : null,
        unsecured(happening.item, facts),
      ]);
    case 'shown':
      return verdictOf(toldTooEarly(happening.screen, facts));
    case 'settled':
      return verdictOf(everyItem(facts));
    default:
      return NOT_ASKED;
  }
}

/**
 * Unsecured, and lent to nobody: never, unless the station knows that something is still to be done about it, or has
 * called the staff. What it never dealt with is not its business.
 */
function unsecured(item: WorldItem, facts: Facts): string | null {
  const { cases } = facts;
  const { circulation, borrower } = item.standing;
  if ((circulation === 'on-loan' && borrower !== null) || !anyReleased(item)) return null;
  const known = cases.of(item);
  if (known.length === 0 || known.some(isOpen) || staffKnow(known) || facts.isOfOthers(item)) return null;
  if (
    facts.scene.journal.unfinished.some(
      ({ kind, item: of }) => kind === 'repair' && of === item.about.barcode,
    )
  )
    return null;
  return `${item.about.barcode} is unsecured, is not on loan, and the journal has no open end for it`;
}

/** A tag that is released is in the journal as one that is being written, before it is: after a power cut it is looked at. */
function unknownToJournal(
  { item, tag }: Extract<Happening, { kind: 'tagWritten' }>,
  facts: Facts,
): string | null {
  if (!isReleased(tag)) return null;
  for (const { uids, step } of facts.scene.journal.rows.values())
    if (step !== 'intended' && step !== 'confirmed' && uids.includes(tag.uid)) return null;
  return `a tag of ${item.about.barcode} is released, and the journal does not know that it may be`;
}

function* everyItem(facts: Facts): Iterable<string | null> {
  for (const item of facts.scene.world.items.values()) {
    yield unsecured(item, facts);
    yield leftHalf(item, facts);
  }
}

/** What lies there half written and belongs to the library is secured, whoever left it so; or that was tried in vain. */
function leftHalf(item: WorldItem, facts: Facts): string | null {
  const { scene } = facts;
  const { about, tags, standing } = item;
  const { circulation } = standing;
  if (circulation === 'on-loan' || circulation === 'lost' || facts.changedUnderIt(item)) return null;
  const half = tags.find((tag) => isHalf(tag) && scene.world.field.includes(tag.uid));
  if (half === undefined) return null;
  return facts.wasTriedInVain(half)
    ? null
    : `${about.barcode} lies there half written, and nobody puts it right`;
}

/** Without the library system, a loan is one only within the rules that it gave for that. */
function lentAgainstTheRules(
  { entry: { kind, step, card } }: Extract<Happening, { kind: 'recorded' }>,
  { cases, scene }: Facts,
): string | null {
  if (kind !== 'loan' || step !== 'taken-offline' || card === null) return null;
  const { house } = scene.plan;
  const blocked = blockedCardsOf(house);
  if (house.station.offline !== 'returns-and-loans' || blocked === null || blocked.has(card))
    return `something is lent to ${card} without the library system, and must not be`;
  const lent = cases.all.filter((one) => one.kind === 'loan' && one.card === card && isToBeTold(one));
  return lent.length <= MOST_LENT_OFFLINE
    ? null
    : `${lent.length} items are lent to ${card} without the library system`;
}

/** Lent without the library system, which has yet to be told, or will not have it. */
function isLentOffline(item: WorldItem, { cases }: Facts): boolean {
  const loan = cases.latest('loan', item);
  return loan !== undefined && isOffline(loan) && (isToBeTold(loan) || isForStaff(loan));
}

function notTheirs(item: WorldItem, facts: Facts): string | null {
  if (facts.isOfOthers(item)) return null;
  if (item.standing.borrower === null && !isLentOffline(item, facts)) {
    return `${item.about.barcode} is carried out as "Borrowed" and is not on loan`;
  }
  return allReleased(item)
    ? null
    : `${item.about.barcode} is carried out as "Borrowed" and its tag is secured`;
}

/** "Borrowed" on the screen: then it is on loan to whoever stands there, and all its tags are released. */
function* toldTooEarly(screen: Screen, facts: Facts): Iterable<string | null> {
  if (screen.name !== 'borrow' && screen.name !== 'return') return;
  for (const row of screen.items) {
    const { status } = row;
    if (status !== 'borrowed' && status !== 'renewed') continue;
    const item = facts.itemNamed(row);
    if (item === undefined || facts.isOfOthers(item)) continue;
    // Where the journal knows nothing of it, books and tags alone tell.
    const known = facts.caseOf(row);
    const card = known?.kind === 'loan' ? known.card : item.standing.borrower;
    const { about, standing } = item;
    if ((card === null || standing.borrower !== card) && !isLentOffline(item, facts)) {
      yield `${about.barcode} is called "${status}" and is not on loan to ${card ?? 'anybody'}`;
    } else
      yield allReleased(item) ? null : `${about.barcode} is called "${status}" before its tag is released`;
  }
}
