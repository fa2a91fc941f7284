// How a row of the screen stands: that of its transaction.

import type { Reason } from '../../protocols/screen/screen.ts';
import type { CoreState } from './state.ts';
import type { Transaction } from './transaction.ts';

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
