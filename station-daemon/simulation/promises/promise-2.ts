// 2. No confirmed loan is hidden: it is on the screen, on the receipt if one was asked for, and in the journal.

import type { BorrowScreen, DoneScreen, ReturnScreen, Screen } from '../../../protocols/screen/screen.ts';
import type { Happening } from '../happening.ts';
import { isForStaff, isOpen } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { codeOf, fieldOf, isCancel } from '../truth/sip2-line.ts';
import { type Judge, NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

/** The judge of promise 2. */
export const promise2 = (facts: Facts): Judge => ({
  promise: 2,
  judge: (happening) => judge(happening, facts),
});

/** A disk that was full has been found to have room again by then. */
const FULL_MS = 60_000;

function judge(happening: Happening, facts: Facts): Verdict {
  switch (happening.kind) {
    case 'said':
      return verdictOf(notWrittenDown(happening.line, facts));
    case 'stepped':
      return happening.event.kind === 'journalReplaced' ? verdictOf(writtenAnew(facts)) : NOT_ASKED;
    case 'shown':
      return verdictOf(onScreen(happening.screen, facts));
    case 'settled':
      return verdictOf(toldOf(facts));
    default:
      return NOT_ASKED;
  }
}

/** What changes something is in the journal, open, before the library system hears of it. */
function* notWrittenDown(line: string, { scene }: Facts): Iterable<string | null> {
  const code = codeOf(line);
  const kind = code === '11' ? 'loan' : code === '29' ? 'renewal' : isCancel(line) ? 'loan' : 'return';
  if (code !== '11' && code !== '29' && code !== '09') return;
  const barcode = fieldOf(line, 'AB') ?? '';
  const entry = scene.journal.unfinished.find((one) => one.kind === kind && one.item === barcode);
  if (entry === undefined)
    yield `${code} for ${barcode} is sent, and the journal does not know of the ${kind}`;
  else if (kind !== 'return' && code !== '09' && entry.card !== fieldOf(line, 'AA')) {
    yield `${code} for ${barcode} is sent, and the journal has it for another patron`;
  } else yield null;
}

/** A new journal knows at once of everything that is open. */
function* writtenAnew({ cases, scene: { journal, time } }: Facts): Iterable<string | null> {
  if (time.ticks - journal.failedTicks < FULL_MS) return;
  for (const one of cases.all) {
    if (!isOpen(one)) continue;
    const { item, transaction } = one;
    yield journal.rows.has(transaction)
      ? null
      : `the new journal does not know of the ${one.kind} of ${item.about.barcode}`;
  }
}

function* onScreen(screen: Screen, facts: Facts): Iterable<string | null> {
  if (screen.name === 'borrow' || screen.name === 'return') yield* listed(screen, facts);
  if (screen.name !== 'done') return;
  yield* summedUp(screen, facts);
  yield* onPaper(screen, facts);
}

/** While they borrow, or return something in the middle, each of these is a row of the list, and not called refused. */
function* listed(screen: BorrowScreen | ReturnScreen, facts: Facts): Iterable<string | null> {
  for (const loan of facts.standingLoans()) {
    const { barcode } = loan.item.about;
    const row = screen.items.find((each) => facts.itemNamed(each) === loan.item);
    // What is refused to one who was told of their loan, and has turned to returning, is the return.
    const isAboutReturn = screen.name === 'return' && loan.told;
    if (row === undefined) yield `the loan of ${barcode} is not on the screen`;
    else if (row.status === 'refused' && !isAboutReturn)
      yield `the loan of ${barcode} stands and is called "Refused"`;
    else yield null;
  }
}

/** The summary counts it as lent, or names it. */
function* summedUp(screen: DoneScreen, facts: Facts): Iterable<string | null> {
  const named = new Set([...screen.doNotLeave, ...screen.undone].map((name) => facts.itemNamed(name)));
  const unnamed = facts.standingLoans().filter(({ item }) => !named.has(item));
  if (unnamed.length > screen.lent + screen.renewed) {
    yield `the summary counts ${screen.lent} loans, and these stand: ${unnamed.map(({ item }) => item.about.barcode).join(', ')}`;
    return;
  }
  if (unnamed.length <= screen.lent) for (const loan of unnamed) loan.told = true;
  yield null;
}

/** A receipt that was printed names all that stood when it was made, and the journal knows of it. */
function* onPaper(screen: DoneScreen, { receipt, scene }: Facts): Iterable<string | null> {
  if (screen.receipt !== 'printed' || receipt === null) return;
  // Nothing hangs on that note: where the disk is full, it is not made later either.
  const mayLack = scene.time.ticks - scene.journal.failedTicks < FULL_MS;
  for (const { item } of receipt.owes) {
    yield receipt.names.has(item) ? null : `the receipt does not name the loan of ${item.about.barcode}`;
  }
  for (const { item, onReceipt } of receipt.done) {
    yield onReceipt || mayLack ? null : `the journal does not know of the receipt with ${item.about.barcode}`;
  }
}

/** In the end: whoever has a loan was told of it, took the item along, or the staff know. */
function* toldOf({ cases, scene }: Facts): Iterable<string | null> {
  for (const one of cases.all) {
    // The library system knows of no such loan: it would not have it when it was told.
    const isUnknown = one.kind === 'loan' && one.doneAs !== null && one.booked === 0 && !one.wasTheirs;
    if (isUnknown && !isForStaff(one))
      yield `${one.item.about.barcode} was lent to ${one.card}, the library system would not have it, and the staff are not told`;
    if (one.kind !== 'loan' || one.booked === 0 || one.undone || one.wasTheirs) continue;
    const { item, card } = one;
    if (item.standing.borrower !== card || cases.latest('loan', item) !== one) continue;
    const lies = item.tags.some(({ uid }) => scene.world.field.includes(uid));
    const known = one.told || one.isInterrupted || one.cameBack || isForStaff(one) || !lies;
    yield known ? null : `${item.about.barcode} lies there, lent to ${card}, and nobody was told`;
  }
}
