// 5. A failure in the middle is rolled back (check-in with cancel) or shown honestly: "Do not leave yet".

import type { DoneScreen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import { isOffline, isOpen, staffKnow } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { isCancel } from '../truth/sip2-line.ts';
import { allReleased, allSecured, isSecured } from '../truth/tags.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 5. */
export const promise5 = (facts: Facts): Judge => ({
  promise: 5,
  judge: (happening) => judge(happening, facts),
});

function judge(happening: Happening, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'shown':
      return happening.screen.name === 'done' ? verdictOf(honest(happening.screen, facts)) : NOT_ASKED;
    case 'tagWritten':
      return verdictOf([securedTooEarly(happening, facts)]);
    case 'booked':
      return verdictOf([undidWhatWasTheirs(happening, facts)]);
    case 'settled':
      return verdictOf(agreed(facts));
    default:
      return NOT_ASKED;
  }
}

/** What is lent and not released is named among what must stay; what is named as undone is undone. */
function* honest(screen: DoneScreen, facts: Facts): Iterable<string | null> {
  const stays = new Set(screen.doNotLeave.map((name) => facts.itemNamed(name)));
  const undone = new Set(screen.undone.map((name) => facts.itemNamed(name)));
  for (const { item } of facts.standingLoans()) {
    const { barcode } = item.about;
    if (undone.has(item)) yield `the loan of ${barcode} is called undone and stands`;
    else
      yield allReleased(item) || stays.has(item)
        ? null
        : `${barcode} is lent and secured, and nobody is told`;
  }
}

const JUST_NOW_MS = 15_000;

/** The tag of an item on loan is secured only where that loan is about to be undone: else the gate stops its patron. */
function securedTooEarly(
  { item, tag }: Extract<Happening, { kind: 'tagWritten' }>,
  facts: Facts,
): string | null {
  const { cases, scene } = facts;
  const { journal, time } = scene;
  if (facts.isOfOthers(item)) return null;
  if (!isSecured(tag) || item.standing.circulation !== 'on-loan') return null;
  const [loan, returned] = [cases.latest('loan', item), cases.latest('return', item)];
  // Taken in without the library system, which is told of it later.
  if (returned !== undefined && isOffline(returned)) return null;
  // So is what the journal was just about to be told of.
  if (returned !== undefined && isOpen(returned) && time.ticks - journal.failedTicks < JUST_NOW_MS)
    return null;
  return loan !== undefined && isOpen(loan)
    ? null
    : `${item.about.barcode} is secured, and it is still on loan`;
}

/** What its patron had before is never cancelled. Secured and here when it was lent elsewhere, it does not look so. */
function undidWhatWasTheirs(
  { item, line }: Extract<Happening, { kind: 'booked' }>,
  facts: Facts,
): string | null {
  if (facts.changedUnderIt(item)) return null;
  const undone = isCancel(line) && facts.cases.latest('loan', item)?.wasTheirs === true;
  return undone ? `the loan of ${item.about.barcode} is cancelled, and its patron had it before` : null;
}

/** In the end the library system and the tags agree about every item that the station dealt with, or the staff know. */
function* agreed(facts: Facts): Iterable<string | null> {
  const { cases, scene } = facts;
  for (const item of scene.world.items.values()) {
    const known = cases.of(item);
    if (known.length === 0 || staffKnow(known) || facts.isOfOthers(item)) continue;
    const lent = item.standing.circulation === 'on-loan';
    const agrees = lent ? allReleased(item) : allSecured(item);
    const { barcode } = item.about;
    yield agrees ? null : `${barcode} is ${lent ? '' : 'not '}on loan in the end, and its tag says otherwise`;
  }
}
