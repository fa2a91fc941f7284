// Titles of items that nothing was begun with, or that were refused before anybody told their titles: the library
// system is asked for them, once each.

import type { LibraryAnswer } from './library-port.ts';
import { putRow, refusalOf, transactionOf } from './row-state.ts';
import type { Row } from './session.ts';
import type { CoreState, Turn } from './state.ts';
import { awaitsTag } from './tag-wait.ts';
import { hasEnded, type Transaction } from './transaction.ts';

/** So many titles are asked for at a time: a checkout does not wait for more than these. */
const ASKED_AT_A_TIME = 2;

/** Asks for the next titles. Called after every event. */
export function askTitles(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.mode === 'account' || !turn.libraryReady) return;
  const out = session.rows.filter(({ naming }) => naming.kind === 'asked').length;
  const unnamed = session.rows.filter((row) => row.naming.kind === 'none' && needsTitle(turn.state, row));
  for (const row of unnamed.slice(0, Math.max(0, ASKED_AT_A_TIME - out))) {
    const order = turn.ask({ kind: 'item', item: row.item });
    putRow(turn, { ...row, naming: { kind: 'asked', order } });
  }
}

function needsTitle(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  if (transaction === undefined) return row.refusal !== null || row.gathering || awaitsTag(row);
  return transaction.title === null && isSettled(transaction);
}

/** An answer with a title that a row waits for. False where it is none of these. */
export function titleAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const { session } = turn.state;
  if (session.kind !== 'open') return false;
  const row = session.rows.find(({ naming }) => naming.kind === 'asked' && naming.order === order);
  if (row === undefined) return false;
  const title = answer.kind === 'item' ? answer.item.title : '';
  putRow(turn, { ...row, naming: { kind: 'told', title: title === '' ? null : title } });
  return true;
}

/** The title of a row, or null where it is not known. */
export function titleOf(state: CoreState, row: Row): string | null {
  const told = row.naming.kind === 'told' ? row.naming.title : null;
  return transactionOf(state, row)?.title ?? told;
}

/** Refused, or done without the library system: no answer about it will tell its title. */
function isSettled(transaction: Transaction): boolean {
  return refusalOf(transaction) !== null || (transaction.offline !== null && hasEnded(transaction));
}
