// What the screen says of each item: a status word, and why.

import { shiftedMs } from '../../protocols/calendar.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { ItemRow, ItemStatus, LoanRow, Reason, Tally } from '../../protocols/screen/screen.ts';
import { feeAskedOf } from './fees.ts';
import { isUnwritten } from './journal-keeping.ts';
import { type Repair, repairOf, repairProgress } from './repair.ts';
import { transactionOf } from './row-state.ts';
import { titleOf } from './row-titles.ts';
import type { LoanKnown, OpenSession, Row } from './session.ts';
import { TIMES } from './setup.ts';
import { type CoreState, Turn } from './state.ts';
import { isWhole, progressOf } from './tag-work.ts';
import { because, type Loan, type Renewal, type Return, type Transaction } from './transaction.ts';

interface Shown {
  readonly status: ItemStatus;
  readonly reason: Reason | null;
}

/** The rows of the list named `Items`. */
export function rowsShown(state: CoreState, session: OpenSession, now: Moment): readonly ItemRow[] {
  const turn = new Turn(state, now);
  return session.rows.map((row) => rowShown(turn, row));
}

function rowShown(turn: Turn, row: Row): ItemRow {
  const transaction = transactionOf(turn.state, row);
  const base = {
    row: row.row,
    title: titleOf(turn.state, row),
    due: null,
    parts: row.parts.of > 1 ? row.parts : null,
    place: null,
    fee: null,
  };
  // Done without the library system, and not on disk either: nobody would know of it.
  if (isForgotten(turn.state, transaction))
    return { ...base, status: 'do-not-leave', reason: because('asking-library') };
  const repair = transaction === undefined ? undefined : repairOf(turn.state.repairs, row.item);
  if (repair?.attended) return { ...base, ...repairShown(turn, repair) };
  switch (transaction?.kind) {
    case undefined: {
      if (row.refusal !== null) return { ...base, status: 'refused', reason: row.refusal };
      if (row.gathering) return { ...base, status: 'do-not-leave', reason: because('parts-missing') };
      return { ...base, status: 'working', reason: because('asking-library') };
    }
    case 'loan': {
      const fee = row.lifted ? null : feeAskedOf(transaction);
      // Nothing is wrong with it, and it is not theirs either: they have to say so first.
      if (fee !== null) return { ...base, fee, status: 'do-not-leave', reason: because('fee-asked') };
      const shown = loanShown(turn, transaction);
      return { ...base, ...shown, due: isTheirs(shown) ? transaction.due : null };
    }
    case 'return':
      return { ...base, ...returnShown(turn, transaction), place: transaction.place };
    case 'renewal':
      return { ...base, ...renewalShown(transaction), due: transaction.due };
  }
}

function isForgotten({ journal }: CoreState, transaction: Transaction | undefined): boolean {
  if (transaction === undefined || transaction.offline === null) return false;
  return isUnwritten(journal, transaction.transaction);
}

/** Lent or returned, and a further tag of it was seen since. */
function repairShown(turn: Turn, repair: Repair): Shown {
  const isRelease = repair.stage.kind === 'writing' && repair.stage.wanted === 'released';
  switch (repairProgress(repair, turn.reachable)) {
    case 'done':
    case 'working':
      return { status: 'working', reason: null };
    case 'missing':
      return { status: 'do-not-leave', reason: because('put-back-on-pad') };
    case 'failing':
      return { status: 'do-not-leave', reason: because(isRelease ? 'unlock-failed' : 'lock-failed') };
  }
}

/** Lent, or lent once more. */
function isTheirs({ status }: Shown): boolean {
  return status === 'borrowed' || status === 'renewed';
}

function loanShown(turn: Turn, loan: Loan): Shown {
  switch (loan.stage.kind) {
    case 'asking':
      return { status: 'working', reason: null };
    case 'releasing':
      return progressOf(loan, 'released', turn.reachable) === 'working'
        ? { status: 'working', reason: null }
        : missingTag(turn, loan);
    case 'finding-out':
      return { status: 'do-not-leave', reason: because('asking-library') };
    case 'securing':
    case 'cancelling':
    case 'adrift':
      return { status: 'do-not-leave', reason: loan.stage.reason };
    case 'ended':
      switch (loan.stage.how.kind) {
        case 'borrowed':
          return { status: loan.renewal === true ? 'renewed' : 'borrowed', reason: null };
        case 'kept-secured':
          return { status: 'do-not-leave', reason: because('use-inside') };
        case 'refused':
          return { status: 'refused', reason: loan.stage.how.reason };
      }
  }
}

/** What was only scanned is given time to reach the pad before it turns red. */
function missingTag(turn: Turn, transaction: Loan | Return): Shown {
  const code = isWhole(transaction) ? 'put-back-on-pad' : 'parts-missing';
  if (transaction.tags.length > 0) return { status: 'do-not-leave', reason: because(code) };
  const isLate = turn.now.ticks - transaction.since >= TIMES.layMs;
  return { status: isLate ? 'do-not-leave' : 'working', reason: because('lay-on-pad') };
}

function returnShown(turn: Turn, returned: Return): Shown {
  switch (returned.stage.kind) {
    case 'asking':
    case 'finding-out':
      return { status: 'working', reason: null };
    case 'securing':
    case 'taking': {
      const progress = progressOf(returned, 'secured', turn.reachable);
      if (progress === 'working') return { status: 'working', reason: null };
      return progress === 'missing'
        ? missingTag(turn, returned)
        : { status: 'do-not-leave', reason: because('lock-failed') };
    }
    case 'adrift':
      return {
        status: 'do-not-leave',
        reason: because(returned.stage.checkedIn ? 'lock-failed' : 'asking-library'),
      };
    case 'ended':
      return returned.stage.how.kind === 'returned'
        ? { status: 'returned', reason: null }
        : { status: 'refused', reason: returned.stage.how.reason };
  }
}

function renewalShown(renewal: Renewal): Shown {
  if (renewal.stage.kind !== 'ended') return { status: 'working', reason: null };
  const { how } = renewal.stage;
  return how.kind === 'renewed'
    ? { status: 'renewed', reason: null }
    : { status: 'refused', reason: how.reason };
}

/** "2 of 3 ready": rows that came to the end that the patron wanted. */
export function tallyOf(rows: readonly ItemRow[]): Tally {
  const done = rows.filter(
    ({ status }) => status === 'borrowed' || status === 'returned' || status === 'renewed',
  );
  return { done: done.length, of: rows.length };
}

/** The rows of the account screen. */
export function loansShown(state: CoreState, loans: readonly LoanKnown[], now: Moment): readonly LoanRow[] {
  return loans.map((loan): LoanRow => {
    const renewal = transactionOf(state, loan);
    const fee = feeAskedOf(renewal);
    const base = { row: loan.row, title: loan.title, due: loan.due, reason: null, fee };
    if (renewal?.kind !== 'renewal') return { ...base, state: isOverdue(loan, now) ? 'overdue' : 'on-loan' };
    const { status, reason } = renewalShown(renewal);
    const due = status === 'renewed' ? (renewal.due ?? loan.due) : loan.due;
    return { ...base, due, reason, state: status === 'renewed' || status === 'refused' ? status : 'working' };
  });
}

function isOverdue(loan: LoanKnown, now: Moment): boolean {
  const { due } = loan;
  if (due === null || due.kind === 'verbatim') return false;
  const time = due.kind === 'time' ? { hour: due.hour, minute: due.minute } : { hour: 23, minute: 59 };
  const { year, month, day } = due;
  return shiftedMs({ year, month, day, ...time, second: 59 }) < now.wall + now.utcOffsetMinutes * 60_000;
}
