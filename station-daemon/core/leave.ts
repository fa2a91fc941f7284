// The end of a session: what it came to is summed up, what is unsettled goes on by itself, and nothing of the
// patron stays.

import { shiftedMs } from '../../protocols/calendar.ts';
import type { Due } from '../../protocols/screen/screen.ts';
import { refusalOf, transactionOf } from './row-state.ts';
import type { OpenSession, ReceiptContent, ReceiptEntry, Row, Summary } from './session.ts';
import { slipOf } from './slip.ts';
import { type CoreState, plainView, type Turn } from './state.ts';
import { summaryEnd } from './time-out.ts';
import { hasEnded, type Transaction } from './transaction.ts';

/** Ends the open session and shows its summary, if there is anything to sum up. */
export function finish(turn: Turn, receipt: 'print' | 'none' | 'ask-later'): void {
  const { session } = turn.state;
  const summary = session.kind === 'open' ? summaryOf(turn, session) : null;
  leave(turn, 'home');
  if (summary === null) return goHome(turn);
  turn.set({ session: receipt === 'none' ? { ...summary, receipt: null } : summary });
  if (receipt === 'print') printReceipt(turn);
}

/** Back to the start screen as everybody finds it: no transaction is attended any more. */
export function goHome(turn: Turn): void {
  const { remark, help, failedScans } = turn.state.view;
  const kept = turn.state.session.kind === 'none' ? { help } : {};
  turn.set({
    session: { kind: 'none' },
    transactions: turn.state.transactions.map(detached),
    view: { ...plainView(turn.state.setup), remark, failedScans, ...kept },
  });
}

/**
 * Lets go of the session's patron and transactions; the screen that follows is the caller's to choose. For the
 * next card of a family, what was refused and still lies there is offered anew.
 */
export function leave(turn: Turn, to: 'home' | 'next-card'): void {
  const { session } = turn.state;
  if (session.kind === 'none' || session.kind === 'summary') return;
  const patron = session.kind === 'open' ? session.patron : null;
  if (patron !== null && turn.libraryReady) {
    turn.ask({ kind: 'endSession', patron: patron.credentials });
  }
  const dealtWith = session.rows
    .filter((row) => to === 'home' || isDone(turn.state, row))
    .flatMap((row) => row.uids)
    .filter(turn.lies);
  turn.set({
    session: { kind: 'none' },
    spent: new Set([...turn.state.spent, ...dealtWith]),
    transactions: turn.state.transactions.map(detached),
  });
}

/** A transaction goes on without its patron; what only they needed to read goes with them. */
function detached(transaction: Transaction): Transaction {
  return transaction.attended ? { ...transaction, attended: false, title: null } : transaction;
}

function isDone(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  return transaction !== undefined && refusalOf(transaction) === null;
}

/** Prints what the summary says, once. */
export function printReceipt(turn: Turn): void {
  const { session, printers, view } = turn.state;
  if (session.kind !== 'summary' || session.receipt === null || session.printing.kind === 'printing') return;
  const printer = printers.find(({ trouble }) => trouble === null);
  if (printer === undefined) return turn.set({ session: { ...session, printing: { kind: 'not-printed' } } });
  const slip = turn.number();
  const lines = slipOf(session.receipt, view.language, turn.state.setup.stationName, turn.now);
  turn.commands.push({ kind: 'print', device: printer.device, slip: { slip, lines } });
  turn.set({
    session: { ...session, printing: { kind: 'printing', slip }, endsAt: summaryEnd(turn) },
  });
}

/** The printer told how a slip ended. */
export function slipEnded(turn: Turn, slip: number, printed: boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'summary' || session.printing.kind !== 'printing' || session.printing.slip !== slip)
    return;
  const receipt = printed ? null : session.receipt;
  turn.set({ session: { ...session, receipt, printing: { kind: printed ? 'printed' : 'not-printed' } } });
}

function summaryOf(turn: Turn, session: OpenSession): Summary | null {
  const transactions = transactionsOf(turn.state, session);
  const untried = session.rows.filter(({ transaction }) => transaction === null).length;
  if (transactions.length === 0 && untried === 0) return null;
  const receipt = receiptOf(transactions);
  const dues = [...receipt.lent, ...receipt.renewed].map(({ due }) => due);
  return {
    kind: 'summary',
    items: session.rows.map(({ item }) => item),
    lent: receipt.lent.length,
    returned: receipt.returned.length,
    renewed: receipt.renewed.length,
    refused: untried + transactions.filter((one) => refusalOf(one) !== null).length,
    doNotLeave: transactions.filter(mustStay).map((one) => one.title ?? one.item),
    firstDue: firstDue(dues),
    receipt,
    printing: { kind: 'none' },
    endsAt: summaryEnd(turn),
  };
}

function mustStay(transaction: Transaction): boolean {
  if (transaction.kind === 'renewal') return false;
  if (!hasEnded(transaction)) return true;
  return (
    transaction.kind === 'loan' &&
    transaction.stage.kind === 'ended' &&
    transaction.stage.how.kind === 'kept-secured'
  );
}

/** The transactions that the patron of a session saw, in the order of the screen. */
export function transactionsOf(state: CoreState, session: OpenSession): readonly Transaction[] {
  const loans = session.patron?.loans.kind === 'known' ? session.patron.loans.rows : [];
  const numbers = [...session.rows, ...loans].map(({ transaction }) => transaction);
  return numbers.flatMap(
    (number) => state.transactions.find(({ transaction }) => transaction === number) ?? [],
  );
}

function receiptOf(transactions: readonly Transaction[]): ReceiptContent {
  const entries = (wanted: (transaction: Transaction) => boolean): readonly ReceiptEntry[] =>
    transactions.filter(wanted).map((one) => ({
      title: one.title ?? one.item,
      due: one.kind === 'return' ? null : one.due,
    }));
  const endedAs = (how: string) => (one: Transaction) =>
    one.stage.kind === 'ended' && one.stage.how.kind === how;
  return {
    lent: entries(endedAs('borrowed')),
    renewed: entries(endedAs('renewed')),
    returned: entries(endedAs('returned')),
    unresolved: entries((one) => one.kind === 'loan' && mustStay(one)),
  };
}

/** The earliest date among those that could be understood, else the first of the library system's own words. */
function firstDue(dues: readonly (Due | null)[]): Due | null {
  const known = dues.filter((due): due is Due => due !== null);
  const moment = (due: Due) =>
    due.kind === 'verbatim'
      ? Number.POSITIVE_INFINITY
      : shiftedMs({ hour: 23, minute: 59, ...due, second: 59 });
  return known.sort((one, other) => moment(one) - moment(other))[0] ?? null;
}
