// The end of a session: what it came to is summed up, what is unsettled goes on by itself, and nothing of the
// patron stays.

import { textHash } from '../../protocols/text-hash.ts';
import type { DeviceId } from './event.ts';
import { itemsOn } from './pad-items.ts';
import { recordReceipt } from './receipt-journal.ts';
import { detachRepairs } from './repairs.ts';
import { refusalOf, transactionOf } from './row-state.ts';
import type { Row } from './session.ts';
import { endGathering } from './sets.ts';
import { TIMES } from './setup.ts';
import { slipOf } from './slip.ts';
import { forgetTitles } from './staff-slips.ts';
import { type CoreState, plainView, type Turn } from './state.ts';
import { isUnsettled, receiptOf, settledCount, summaryOf, wantsReceipt } from './summary.ts';
import { allKnown } from './tag-work.ts';
import { summaryEnd } from './time-out.ts';
import type { Transaction } from './transaction.ts';

/** Ends the open session and shows its summary, if there is anything to sum up. */
export function finish(turn: Turn, receipt: 'print' | 'none' | 'ask-later'): void {
  endGathering(turn);
  const { session } = turn.state;
  const summary = session.kind === 'open' ? summaryOf(turn, session) : null;
  leave(turn, 'summary');
  if (summary === null) return goHome(turn);
  turn.set({ session: receipt === 'none' ? { ...summary, receipt: { kind: 'declined' } } : summary });
  if (receipt === 'print') printReceipt(turn);
}

/** Ends what is open without a summary: nobody waits for one. */
export function endVisit(turn: Turn): void {
  leave(turn, 'home');
  goHome(turn);
}

/** Back to the start screen as everybody finds it: no transaction is attended any more. */
export function goHome(turn: Turn): void {
  const { help, failedScans } = turn.state.view;
  const kept = turn.state.session.kind === 'none' ? { help } : {};
  detachRepairs(turn);
  forgetTitles(turn);
  turn.set({
    session: { kind: 'none' },
    said: new Map(),
    transactions: turn.state.transactions.map(detached),
    view: { ...plainView(turn.state.setup), failedScans, ...kept },
  });
}

/**
 * The summary has been shown long enough. What it asked for did not come: a loan that surely can be undone is,
 * before the patron's eyes if they are still there.
 */
export function endSummary(turn: Turn): void {
  const { session, transactions } = turn.state;
  if (session.kind !== 'summary' || !transactions.some(canBeUndone)) return goHome(turn);
  turn.set({
    session: { ...session, endsAt: summaryEnd(turn) },
    transactions: transactions.map(detached),
  });
}

function canBeUndone(transaction: Transaction): boolean {
  const { kind, attended, stage, tags } = transaction;
  return kind === 'loan' && attended && stage.kind === 'releasing' && allKnown(tags, 'secured');
}

/**
 * Lets go of the session's patron and transactions; the screen that follows is the caller's to choose. For the
 * next card of a family, what was refused and still lies there is offered anew. Before the summary, what waits
 * for the patron goes on waiting.
 */
export function leave(turn: Turn, to: 'home' | 'summary' | 'next-card'): void {
  endGathering(turn);
  const { session } = turn.state;
  if (session.kind === 'none' || session.kind === 'summary') return;
  turn.forgetRemark();
  const patron = session.kind === 'open' ? session.patron : null;
  if (patron !== null && turn.libraryReady) {
    turn.ask({ kind: 'endSession', patron: patron.credentials });
  }
  if (to !== 'summary') detachRepairs(turn);
  const lying = itemsOn(turn.state.pads);
  const uidsOf = (rows: readonly Row[]) =>
    rows
      // One that was scanned may have been laid down since.
      .flatMap(({ item, uids }) => [...uids, ...(lying.find((one) => one.item === item)?.uids ?? [])])
      .filter(turn.lies);
  const dealtWith = session.rows.filter((row) => to !== 'next-card' || isDone(turn.state, row));
  const refused = session.rows.filter((row) => isRefusedLoan(turn.state, row));
  turn.set({
    session: { kind: 'none' },
    spent: new Set([...turn.state.spent, ...uidsOf(dealtWith)]),
    ...(patron === null
      ? {}
      : { refusedBefore: { mark: textHash(patron.credentials.card), uids: uidsOf(refused) } }),
    transactions: turn.state.transactions.map((one) =>
      to === 'summary' && waitsForPatron(turn.state, one) ? one : detached(one),
    ),
  });
}

/** Not so what the library system has not answered: the session was over before anybody heard of it. */
function waitsForPatron(state: CoreState, transaction: Transaction): boolean {
  return isUnsettled(state, transaction) && transaction.stage.kind !== 'asking';
}

/** A transaction goes on without its patron; what only they needed to read goes with them. */
export function detached(transaction: Transaction): Transaction {
  return transaction.attended ? { ...transaction, attended: false, title: null } : transaction;
}

function isDone(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  return transaction !== undefined && refusalOf(transaction) === null;
}

/** Was it to be lent, and surely was not? */
function isRefusedLoan(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  if (transaction !== undefined) return transaction.kind === 'loan' && refusalOf(transaction) !== null;
  return state.session.kind === 'open' && state.session.mode === 'borrow';
}

/** Prints what the summary says. */
export function printReceipt(turn: Turn): void {
  const { session, printers, view } = turn.state;
  if (session.kind !== 'summary' || !wantsReceipt(session)) return;
  const printer = printers.find(({ trouble }) => trouble === null);
  if (printer === undefined) return turn.set({ session: { ...session, receipt: { kind: 'not-printed' } } });
  const slip = turn.number();
  const content = receiptOf(turn.state, session);
  const lines = slipOf(content, view.language, turn.state.setup.receipts, turn.now);
  turn.commands.push({ kind: 'print', device: printer.device, slip: { slip, lines } });
  const { device } = printer;
  const receipt = { kind: 'printing', slip, device, covers: settledCount(session) } as const;
  turn.set({ session: { ...session, receipt, endsAt: summaryEnd(turn) } });
}

/**
 * The printer that has the receipt is in trouble, or well again: then it prints the receipt anew. The patron may wait for
 * that.
 */
export function receiptDelayed(turn: Turn, device: DeviceId, isWell: boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'summary' || session.receipt.kind !== 'printing' || session.receipt.device !== device)
    return;
  const until = isWell ? summaryEnd(turn) : turn.now.ticks + TIMES.receiptWaitMs;
  turn.set({ session: { ...session, endsAt: Math.max(session.endsAt, until) } });
}

/** A receipt whose patron has gone does not wait for paper: it would come out before somebody else. */
export function withdrawReceipt(turn: Turn, { session }: CoreState): void {
  if (session.kind !== 'summary' || session.receipt.kind !== 'printing') return;
  if (turn.state.session.kind === 'summary') return;
  const { device, slip } = session.receipt;
  turn.commands.push({ kind: 'withdrawSlip', device, slip });
}

/** The printer told how a slip ended. */
export function slipEnded(turn: Turn, slip: number, printed: boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'summary' || session.receipt.kind !== 'printing' || session.receipt.slip !== slip)
    return;
  const { covers } = session.receipt;
  if (printed) recordReceipt(turn, session.settled.slice(0, covers));
  turn.set({
    session: { ...session, receipt: printed ? { kind: 'printed', covers } : { kind: 'not-printed' } },
  });
}
