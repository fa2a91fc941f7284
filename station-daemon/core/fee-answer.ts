// What the patron says to a fee: with their yes the loan or renewal is asked for again, with their no it stays undone.

import { feeAskedOf } from './fees.ts';
import { beginRenewal } from './renewal.ts';
import { putRow, transactionOf } from './row-state.ts';
import { begin } from './rows.ts';
import type { LoanKnown, OpenSession, Row } from './session.ts';
import type { Turn } from './state.ts';
import { because, hasEnded } from './transaction.ts';

/** The patron accepts the fee of a row. */
export function acceptFee(turn: Turn, row: number): void {
  const asked = askedRow(turn, row);
  if (asked === null || !turn.mayBegin) return;
  if (!turn.libraryReady) return turn.remark('library-away');
  const { session } = asked;
  if (asked.kind === 'item') return putRow(turn, begin(turn, session, asked.row, true));
  const { patron } = session;
  const isUnderWay = turn.state.transactions.some((one) => one.item === asked.row.item && !hasEnded(one));
  if (patron === null || patron.loans.kind !== 'known' || isUnderWay) return;
  const transaction = beginRenewal(turn, patron.credentials, asked.row.item, true);
  const rows = patron.loans.rows.map((one) => (one.row === row ? { ...one, transaction } : one));
  turn.set({ session: { ...session, patron: { ...patron, loans: { kind: 'known', rows } } } });
}

/** The patron does not: the journal has it as refused already. */
export function declineFee(turn: Turn, row: number): void {
  const transaction = transactionOf(turn.state, askedRow(turn, row)?.row ?? { transaction: null });
  const how = { kind: 'refused', reason: because('fee-declined') } as const;
  if (transaction?.kind === 'loan') turn.put({ ...transaction, stage: { kind: 'ended', how } });
  if (transaction?.kind === 'renewal') turn.put({ ...transaction, stage: { kind: 'ended', how } });
}

type Asked =
  | { readonly kind: 'item'; readonly session: OpenSession; readonly row: Row }
  | { readonly kind: 'loan'; readonly session: OpenSession; readonly row: LoanKnown };

/** The row of the screen that a fee is asked for, or null where nothing is asked any more. */
function askedRow(turn: Turn, number: number): Asked | null {
  const { session } = turn.state;
  if (session.kind !== 'open') return null;
  const isAsked = (row: Row | LoanKnown) =>
    row.row === number && feeAskedOf(transactionOf(turn.state, row)) !== null;
  if (session.mode === 'borrow') {
    const row = session.rows.find(isAsked);
    return row === undefined || row.lifted ? null : { kind: 'item', session, row };
  }
  const { patron } = session;
  if (session.mode !== 'account' || patron?.loans.kind !== 'known') return null;
  const row = patron.loans.rows.find(isAsked);
  return row === undefined ? null : { kind: 'loan', session, row };
}
