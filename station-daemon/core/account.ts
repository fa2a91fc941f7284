// The patron's loans and their renewal.

import { sessionWorks } from './in-work.ts';
import type { LibraryAnswer, PatronAnswer } from './library-port.ts';
import { beginRenewal } from './renewal.ts';
import type { LoanKnown, Loans, OpenSession, Patron } from './session.ts';
import type { Turn } from './state.ts';
import { hasEnded } from './transaction.ts';

/** More loans than this are counted, not listed: nobody reads on, and each costs a request. */
const LONGEST_LIST = 100;

/** So many titles are asked for at a time: what the patron does meanwhile need not wait for the whole list. */
const ASKED_AT_A_TIME = 2;

/** The loans of a patron answer, each about to be looked up for its title and due date. */
export function loansFrom(turn: Turn, answer: PatronAnswer): Loans {
  const items = [...new Set(answer.loans)].slice(0, LONGEST_LIST);
  return {
    kind: 'known',
    rows: items.map(
      (item): LoanKnown => ({
        row: turn.number(),
        item,
        description: { kind: 'waiting' },
        title: null,
        due: null,
        transaction: null,
      }),
    ),
  };
}

/** Shows the loans of a patron who has been borrowing. */
export function openAccount(turn: Turn, session: OpenSession): void {
  if (session.patron === null || session.patron.loans.kind === 'asked') return;
  if (!turn.libraryReady) return turn.remark('library-away');
  // Whose card it is was never asked, and whether they have to enter a PIN.
  if (session.patron.identified === 'by-card') return turn.remark('finish-first');
  // What is in work would come to its end behind the list of loans.
  if (sessionWorks(turn.state)) return turn.remark('please-wait');
  const order = turn.ask({ kind: 'patron', patron: session.patron.credentials, loans: true });
  const loans = { kind: 'asked', order, since: turn.now.ticks } as const;
  turn.set({ session: { ...session, mode: 'account', patron: { ...session.patron, loans } } });
}

/** An answer that the account screen waits for. False where it is none of its own. */
export function accountAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null) return false;
  const { loans } = session.patron;
  if (loans.kind === 'asked' && loans.order === order) {
    if (answer.kind === 'patron') setPatron(turn, { loans: loansFrom(turn, answer.patron) });
    else withoutLoans(turn, session, session.patron);
    return true;
  }
  if (loans.kind !== 'known' || !loans.rows.some((row) => isAsked(row, order))) return false;
  const rows = loans.rows.map((row): LoanKnown => {
    if (!isAsked(row, order)) return row;
    const description = { kind: 'done' } as const;
    if (answer.kind !== 'item') return { ...row, description };
    const title = answer.item.title === '' ? null : answer.item.title;
    return { ...row, description, title, due: answer.item.due };
  });
  setPatron(turn, { loans: { kind: 'known', rows } });
  return true;
}

function isAsked({ description }: LoanKnown, order: number): boolean {
  return description.kind === 'asked' && description.order === order;
}

/** An empty list would say that nothing is on loan. Who has touched Return meanwhile goes on returning. */
function withoutLoans(turn: Turn, session: OpenSession, patron: Patron): void {
  const mode = session.mode === 'account' ? 'borrow' : session.mode;
  turn.set({ session: { ...session, mode, patron: { ...patron, loans: { kind: 'not-asked' } } } });
  turn.remark('library-away');
}

/** Asks for the next titles. Called after every event. */
export function describeLoans(turn: Turn): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron?.loans.kind !== 'known') return;
  let free =
    ASKED_AT_A_TIME - session.patron.loans.rows.filter((row) => row.description.kind === 'asked').length;
  if (free <= 0 || !session.patron.loans.rows.some((row) => row.description.kind === 'waiting')) return;
  const rows = session.patron.loans.rows.map((row): LoanKnown => {
    if (row.description.kind !== 'waiting' || free <= 0) return row;
    free -= 1;
    return { ...row, description: { kind: 'asked', order: turn.ask({ kind: 'item', item: row.item }) } };
  });
  setPatron(turn, { loans: { kind: 'known', rows } });
}

/** Renews the loans for which `wanted` holds and whose renewal is not under way or done. */
export function renewLoans(turn: Turn, wanted: (row: LoanKnown) => boolean): void {
  const { session } = turn.state;
  if (session.kind !== 'open' || session.patron === null || session.patron.loans.kind !== 'known') return;
  if (!turn.mayBegin) return;
  if (!turn.libraryReady) return turn.remark('library-away');
  const { credentials, loans } = session.patron;
  const rows = loans.rows.map((row) =>
    wanted(row) && mayRenew(turn, row)
      ? { ...row, transaction: beginRenewal(turn, credentials, row.item) }
      : row,
  );
  setPatron(turn, { loans: { kind: 'known', rows } });
}

function mayRenew(turn: Turn, row: LoanKnown): boolean {
  // What is still under way with the item may end its loan.
  if (turn.state.transactions.some((one) => one.item === row.item && !hasEnded(one))) return false;
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
