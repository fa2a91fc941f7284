// "Dune: returned", for whoever has put it in: a line of the screen stays for some seconds once its item has gone, and
// leaves nothing behind.

import { functionsOf } from '../functions.ts';
import { detached, goHome } from '../leave.ts';
import { transactionOf } from '../row-state.ts';
import type { Row } from '../session.ts';
import { type CoreState, isLibraryHeardOf, type Turn } from '../state.ts';
import { hasEnded } from '../transaction.ts';
import { openReturn } from '../visit.ts';
import { waitingItems } from '../waiting-items.ts';
import { DROP_TIMES, MOST_PROOFS } from './setup.ts';

/** Takes in what lies there. Called before the items are taken up. */
export function greetDropped(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'none' || !isLibraryHeardOf(turn.state) || !functionsOf(turn.state).return) return;
  if (waitingItems(turn.state).length === 0) return;
  openReturn(turn, 'items');
}

/** Forgets the lines that were shown for long enough, and the session with the last of them. Called after every event. */
export function forgetProofs(turn: Turn): void {
  const { drop, session } = turn.state;
  if (drop === null || session.kind !== 'open') return;
  const gone = new Map(
    session.rows
      .filter((row) => hasGone(turn.state, row))
      .map(({ row }) => [row, drop.gone.get(row) ?? turn.now.ticks]),
  );
  const old = [...gone]
    .filter(
      ([, since], place) => since + DROP_TIMES.proofMs <= turn.now.ticks || place < gone.size - MOST_PROOFS,
    )
    .map(([row]) => row);
  const kept = session.rows.filter(({ row }) => !old.includes(row));
  for (const row of old) gone.delete(row);
  if (!isSame(gone, drop.gone)) turn.set({ drop: { ...drop, gone } });
  if (old.length === 0) return;
  const theirs = new Set(session.rows.filter((row) => !kept.includes(row)).map((row) => row.transaction));
  turn.set({
    session: { ...session, rows: kept },
    transactions: turn.state.transactions.map((one) => (theirs.has(one.transaction) ? detached(one) : one)),
  });
  if (kept.length === 0) goHome(turn);
}

/** Nothing is left to do with it, and it does not lie there any more; what was scanned never did. */
function hasGone(state: CoreState, row: Row): boolean {
  const transaction = transactionOf(state, row);
  const isDone = transaction === undefined ? row.refusal !== null : hasEnded(transaction);
  return isDone && (row.lifted || row.uids.length === 0);
}

function isSame(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): boolean {
  return one.size === other.size && [...one.keys()].every((row) => other.has(row));
}
