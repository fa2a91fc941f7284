// How a row of the screen stands: that of its transaction. How it is put into its session.

import type { Reason } from '../../protocols/screen/screen.ts';
import type { Row } from './session.ts';
import type { CoreState, Turn } from './state.ts';
import { hasEnded, type Transaction } from './transaction.ts';

/** The transaction of a row, if it has one. */
export function transactionOf(
  state: CoreState,
  row: { readonly transaction: number | null },
): Transaction | undefined {
  return state.transactions.find(({ transaction }) => transaction === row.transaction);
}

/** Why a transaction was refused, or null. */
export function refusalOf(transaction: Transaction | undefined): Reason | null {
  if (transaction === undefined || transaction.stage.kind !== 'ended') return null;
  return transaction.stage.how.kind === 'refused' ? transaction.stage.how.reason : null;
}

/** Did it come to the end that the patron, who is still here, wanted? */
export function hasSucceeded(transaction: Transaction): boolean {
  return transaction.attended && hasEnded(transaction) && refusalOf(transaction) === null;
}

/** Puts a row into the open session, in the place of its former self or at the end. */
export function putRow(turn: Turn, row: Row): void {
  const { session } = turn.state;
  if (session.kind !== 'open') return;
  const known = session.rows.some((other) => other.row === row.row);
  const rows = known
    ? session.rows.map((other) => (other.row === row.row ? row : other))
    : [...session.rows, row];
  turn.set({ session: { ...session, rows } });
}
