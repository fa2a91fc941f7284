// Which item the session that goes on waits to begin with, because an earlier transaction of it is not settled.
// Two transactions of one item never run side by side: one might release the tag that the other has secured.

import type { OpenSession, Row } from './session.ts';
import type { CoreState } from './state.ts';
import { hasEnded, type Transaction } from './transaction.ts';

export interface Claim {
  readonly wants: 'borrow' | 'return';
  /** The patron's card; null without one. */
  readonly card: string | null;
}

/** What the session wants with an item that it has not begun with, or null. */
export function claimOn(state: CoreState, item: string): Claim | null {
  const { session } = state;
  if (session.kind !== 'open' || session.mode === 'account') return null;
  if (!session.rows.some((row) => row.item === item && isWaiting(row))) return null;
  return { wants: session.mode, card: session.patron?.credentials.card ?? null };
}

function isWaiting(row: Row): boolean {
  return row.transaction === null && row.refusal === null && !row.gathering;
}

/** The transaction of an item that is still under way and that this session has no row for, if there is one. */
export function earlierOf(state: CoreState, session: OpenSession, item: string): Transaction | undefined {
  const own = new Set(session.rows.map(({ transaction }) => transaction));
  return state.transactions.find(
    (one) => one.item === item && !hasEnded(one) && one.kind !== 'renewal' && !own.has(one.transaction),
  );
}
