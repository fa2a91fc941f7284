// What a session came to, while its summary is on the screen: what has ended is counted, what is unsettled is
// followed until it ends too, so that the screen says what is so by now.

import type { DoneScreen, Due, ItemName, Place } from '../../protocols/screen/screen.ts';
import { byDue } from './due-order.ts';
import { nameOf } from './item-name.ts';
import { isForgotten } from './journal-keeping.ts';
import { markOf } from './receipt-template.ts';
import type { Repair } from './repair.ts';
import { hasSucceeded, refusalOf, transactionOf } from './row-state.ts';
import { titleOf } from './row-titles.ts';
import type { OpenSession, ReceiptContent, Row, Summary, Unsettled } from './session.ts';
import type { CoreState, Turn } from './state.ts';
import { lateObjectionTo } from './tags-say.ts';
import { summaryEnd } from './time-out.ts';
import { hasEnded, type Transaction } from './transaction.ts';
import { waitingItems } from './waiting-items.ts';

/** The summary of a session, or null where nothing happened in it. */
export function summaryOf(turn: Turn, session: OpenSession): Summary | null {
  const transactions = transactionsOf(turn.state, session);
  const untried = session.rows.filter(({ transaction }) => transaction === null);
  if (transactions.length === 0 && untried.length === 0) return null;
  const begun: Summary = {
    kind: 'summary',
    items: session.rows.map(({ item }) => item),
    asked: [...transactions.filter(mustStay), ...attendedRepairs(turn.state)].map(({ item }) => item),
    lent: [],
    renewed: [],
    returned: [],
    mustStay: transactions.filter((one) => lateObjectionTo(turn.state, one) !== null).map(named),
    undone: session.mode === 'borrow' ? untried.map(nameIn(turn.state)) : [],
    handIn: session.mode === 'return' ? untried.filter(isIncomplete).map(nameIn(turn.state)) : [],
    notReturned:
      session.mode === 'return' ? untried.filter((row) => !isIncomplete(row)).map(nameIn(turn.state)) : [],
    places: [],
    waiting: waitingItems(turn.state)
      .map(({ item }) => item)
      .filter((item) => !session.rows.some((row) => row.item === item)),
    notRenewed: [],
    refused: untried.length,
    settled: [],
    unsettled: transactions
      .filter((one) => isUnsettled(turn.state, one))
      .map((one) => ({ transaction: one.transaction, name: named(one) })),
    mark: markOf(turn.state.setup.receipts.patron, session.patron),
    owed: owedOnPaper(turn.state, session, transactions),
    receipt: { kind: 'offered' },
    emailed: turn.state.setup.receipts.email === 'library' && session.patron?.hasEmail === true,
    endsAt: summaryEnd(turn),
  };
  return [...stillLent(turn.state, session), ...transactions]
    .filter((one) => !isUnsettled(turn.state, one))
    .reduce((summary, one) => withEnded(summary, one, named(one)), begun);
}

const named = ({ title, item }: Pick<Transaction, 'title' | 'item'>): ItemName => nameOf(item, title);

/** What the library system told when the card was shown. A fee that was taken on since is not in it: then no sum is told. */
function owedOnPaper(
  { setup }: CoreState,
  { patron }: OpenSession,
  transactions: readonly Transaction[],
): Summary['owed'] {
  const hasGrown = transactions.some((one) => one.kind !== 'return' && one.feeAccepted);
  return setup.receipts.parts.fees && !hasGrown ? (patron?.owed ?? null) : null;
}

const nameIn =
  (state: CoreState) =>
  (row: Row): ItemName =>
    nameOf(row.item, titleOf(state, row));

/** Under way, or done without the library system and not on disk either: then nobody would know of it. */
export function isUnsettled({ journal }: CoreState, transaction: Transaction): boolean {
  return !hasEnded(transaction) || isForgotten(journal, transaction);
}

/** Items that were lent or returned, with a tag that is not yet as it should be. */
function attendedRepairs({ repairs }: CoreState): readonly Repair[] {
  return repairs.filter(({ attended }) => attended);
}

function mustStay(transaction: Transaction): boolean {
  if (transaction.kind === 'renewal') return false;
  if (transaction.stage.kind !== 'ended') return true;
  const { kind } = transaction.stage.how;
  return kind === 'kept-secured' || kind === 'stands';
}

/** The transactions that the patron of a session saw, in the order of the screen. */
export function transactionsOf(state: CoreState, session: OpenSession): readonly Transaction[] {
  const loans = session.patron?.loans.kind === 'known' ? session.patron.loans.rows : [];
  return [...session.rows, ...loans].flatMap((row) => transactionOf(state, row) ?? []);
}

/** Lent in this session and not returned in it, though that was tried: these loans stand. */
function stillLent(state: CoreState, session: OpenSession): readonly Transaction[] {
  return session.rows.filter((row) => isNotReturned(state, row)).flatMap(({ item }) => lastDone(state, item));
}

function isNotReturned(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  if (transaction === undefined) return row.refusal !== null;
  return transaction.kind === 'return' && refusalOf(transaction) !== null;
}

/** The last loan of an item, unless it was returned since. */
function lastDone(state: CoreState, item: string): readonly Transaction[] {
  const last = state.transactions
    .filter((one) => one.item === item && hasSucceeded(one))
    .reduce<Transaction | null>(
      (latest, one) => (latest === null || one.transaction > latest.transaction ? one : latest),
      null,
    );
  return last?.kind === 'loan' ? [last] : [];
}

/** Adds what a transaction came to. */
function withEnded(before: Summary, ended: Transaction, name: ItemName): Summary {
  const { transaction, kind, item } = ended;
  const after = withOutcome(before, ended, name);
  const isSettled = settledCount(after) > settledCount(before);
  return isSettled ? { ...after, settled: [...before.settled, { transaction, kind, item }] } : after;
}

function withOutcome(summary: Summary, transaction: Transaction, name: ItemName): Summary {
  if (transaction.stage.kind !== 'ended') return summary;
  const entry = { name, due: transaction.kind === 'return' ? null : transaction.due };
  switch (transaction.stage.how.kind) {
    case 'borrowed':
      // The library system took it for a renewal of what the patron had already.
      if (transaction.kind === 'loan' && transaction.renewal === true) {
        return { ...summary, renewed: [...summary.renewed, entry] };
      }
      return { ...summary, lent: [...summary.lent, entry] };
    case 'renewed':
      return { ...summary, renewed: [...summary.renewed, entry] };
    case 'returned':
      return {
        ...summary,
        returned: [...summary.returned, entry],
        places: [...summary.places, ...placesOf(transaction, name)],
      };
    case 'kept-secured':
    case 'stands':
      return { ...summary, mustStay: [...summary.mustStay, name] };
    case 'refused':
      if (transaction.kind === 'renewal') return { ...summary, notRenewed: [...summary.notRenewed, name] };
      // Which of them are not theirs, nobody keeps in mind who lent many.
      return transaction.kind === 'loan'
        ? { ...summary, refused: summary.refused + 1, undone: [...summary.undone, name] }
        : { ...summary, refused: summary.refused + 1, notReturned: [...summary.notReturned, name] };
  }
}

function isIncomplete({ refusal }: Row): boolean {
  return refusal?.code === 'set-incomplete';
}

function placesOf(transaction: Transaction, name: ItemName): Summary['places'] {
  return transaction.kind === 'return' && transaction.place !== null
    ? [{ name, place: transaction.place }]
    : [];
}

/** What was returned, by where it is to be put. */
export function placesShown({ places }: Summary): DoneScreen['places'] {
  const byPlace = new Map<string, { readonly place: Place; readonly items: readonly ItemName[] }>();
  for (const { name, place } of places) {
    const key = JSON.stringify(place);
    byPlace.set(key, { place, items: [...(byPlace.get(key)?.items ?? []), name] });
  }
  return [...byPlace.values()];
}

/** Moves what has ended since the session did to where it belongs. Called after every event. */
export function followUnsettled(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'summary') return;
  let summary: Summary = { ...session, unsettled: [] };
  for (const one of session.unsettled) summary = followed(turn, summary, one);
  if (summary.unsettled.length < session.unsettled.length) turn.set({ session: summary });
}

function followed(turn: Turn, summary: Summary, one: Unsettled): Summary {
  const transaction = transactionOf(turn.state, one);
  if (transaction !== undefined && isUnsettled(turn.state, transaction)) {
    return { ...summary, unsettled: [...summary.unsettled, one] };
  }
  if (transaction === undefined) return summary;
  return withEnded(summary, transaction, one.name);
}

/** What must not be carried out. */
export function doNotLeaveOf(state: CoreState, { unsettled, mustStay }: Summary): readonly ItemName[] {
  const kindOf = (one: Unsettled) => transactionOf(state, one)?.kind;
  const inDoubt = unsettled.filter((one) => kindOf(one) === 'loan' || kindOf(one) === 'return');
  const halfDone = attendedRepairs(state).map(named);
  return [...inDoubt.map(({ name }) => name), ...halfDone, ...mustStay];
}

/** What a receipt says now. */
export function receiptOf(state: CoreState, summary: Summary): ReceiptContent {
  const { lent, renewed, returned, unsettled, mustStay, mark, owed } = summary;
  const loans = unsettled.filter((one) => transactionOf(state, one)?.kind === 'loan');
  const unresolved = [...loans.map(({ name }) => name), ...mustStay];
  return { lent, renewed, returned, unresolved, patron: mark, owed };
}

/** How much a receipt has to tell. What was settled after it was printed deserves another one. */
export function settledCount({ lent, renewed, returned }: Summary): number {
  return lent.length + renewed.length + returned.length;
}

/** Can a receipt be asked for now, as far as the summary goes? */
export function wantsReceipt(summary: Summary): boolean {
  const { receipt } = summary;
  switch (receipt.kind) {
    case 'offered':
    case 'not-printed':
      return true;
    case 'printed':
      return receipt.covers < settledCount(summary);
    case 'declined':
    case 'printing':
      return false;
  }
}

/**
 * The earliest date among those that could be understood, else the first of the library system's own words. None where
 * something was not renewed: that is due before, as it was.
 */
export function firstDueOf({ lent, renewed, notRenewed }: Summary): Due | null {
  if (notRenewed.length > 0) return null;
  const known = [...lent, ...renewed].map(({ due }) => due).filter((due): due is Due => due !== null);
  return known.sort(byDue)[0] ?? null;
}

/** An item that the summary asks for is laid down again: that is no new visit, and its transaction goes on. */
export function takeAsked(turn: Turn): void {
  const { session, spent } = turn.state;
  if (session.kind !== 'summary') return;
  const asked = waitingItems(turn.state).filter(({ item }) => session.asked.includes(item));
  if (asked.length > 0) turn.set({ spent: new Set([...spent, ...asked.flatMap(({ uids }) => uids)]) });
}
