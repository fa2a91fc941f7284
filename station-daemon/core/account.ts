// The patron's loans and their renewal.

import type { LibraryAnswer, PatronAnswer } from './library-port.ts';
import { beginRenewal } from './renewal.ts';
import type { LoanKnown, Loans, OpenSession, Patron } from './session.ts';
import type { Turn } from './state.ts';
import { hasEnded } from './transaction.ts';

/** More loans than this are counted, not listed: nobody reads on, and each costs a request. */
const LONGEST_LIST = 100;

/** The loans of a patron answer, each about to be looked up for its title and due date. */
export function loansFrom(turn: Turn, answer: PatronAnswer): Loans {
  const items = [...new Set(answer.loans)].slice(0, LONGEST_LIST);
  return {
    kind: 'known',
    rows: items.map(
      (item): LoanKnown => ({
        row: turn.number(),
        item,
        order: turn.ask({ kind: 'item', item }),
        title: null,
        due: null,
        transaction: null,
      }),
    ),
  };
}

/** Shows the loans of a patron who has been borrowing. */
export function openAccount(turn: Turn, session: OpenSession): void {
  if (session.patron === null) return;
  const order = turn.ask({ kind: 'patron', patron: session.patron.credentials, loans: true });
  turn.set({
    session: { ...session, mode: 'account', patron: { ...session.patron, loans: { kind: 'asked', order } } },
  });
}

/** An answer that the account screen waits for. False where it is none of its own. */
export function accountAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null) return false;
  const { loans } = session.patron;
  if (loans.kind === 'asked' && loans.order === order) {
    setPatron(turn, {
      loans: answer.kind === 'patron' ? loansFrom(turn, answer.patron) : { kind: 'known', rows: [] },
    });
    return true;
  }
  if (loans.kind !== 'known' || !loans.rows.some((row) => row.order === order)) return false;
  const rows = loans.rows.map((row): LoanKnown => {
    if (row.order !== order) return row;
    if (answer.kind !== 'item') return { ...row, order: null };
    return { ...row, order: null, title: answer.item.title, due: answer.item.due };
  });
  setPatron(turn, { loans: { kind: 'known', rows } });
  return true;
}

/** Renews the loans for which `wanted` holds and whose renewal is not under way or done. */
export function renewLoans(turn: Turn, wanted: (row: LoanKnown) => boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null || session.patron.loans.kind !== 'known') return;
  const { credentials, loans } = session.patron;
  const rows = loans.rows.map((row) =>
    wanted(row) && mayRenew(turn, row)
      ? { ...row, transaction: beginRenewal(turn, credentials, row.item) }
      : row,
  );
  setPatron(turn, { loans: { kind: 'known', rows } });
}

function mayRenew(turn: Turn, row: LoanKnown): boolean {
  const last = turn.state.transactions.find(({ transaction }) => transaction === row.transaction);
  return (
    last === undefined ||
    (hasEnded(last) &&
      last.kind === 'renewal' &&
      last.stage.kind === 'ended' &&
      last.stage.how.kind === 'refused')
  );
}

function setPatron(turn: Turn, change: Partial<Patron>): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null) return;
  turn.set({ session: { ...session, patron: { ...session.patron, ...change } } });
}
