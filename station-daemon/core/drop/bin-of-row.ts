// Where an item of the session belongs, once nothing is left to do with it.

import { refusalOf, transactionOf } from '../row-state.ts';
import type { Row } from '../session.ts';
import type { CoreState } from '../state.ts';
import { hasEnded } from '../transaction.ts';
import { binFor, type Sortable } from './bins.ts';

/** Its bin; null while something is left to do, and at a station that is no book drop. */
export function binOfRow(state: CoreState, row: Row): number | null {
  const { drop } = state.setup;
  const item = drop === null ? null : sortableOf(state, row);
  return drop === null || item === null ? null : binFor(drop, item);
}

function sortableOf(state: CoreState, row: Row): Sortable | null {
  const transaction = transactionOf(state, row);
  if (transaction === undefined) return row.refusal === null ? null : { kind: 'exception' };
  if (!hasEnded(transaction)) return null;
  if (transaction.kind !== 'return' || refusalOf(transaction) !== null) return { kind: 'exception' };
  return transaction.offline === null
    ? { kind: 'returned', facts: transaction.sorting }
    : { kind: 'taken-offline' };
}
