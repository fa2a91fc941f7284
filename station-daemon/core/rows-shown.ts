// What the screen says of each item: a status word, and why.

import type { Security } from '../../protocols/devices/pad.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { ItemRow, ItemStatus, LoanRow, Place, Reason, Tally } from '../../protocols/screen/screen.ts';
import { binOfRow } from './drop/bin-of-row.ts';
import { byDue, lastMoment } from './due-order.ts';
import { feeAskedOf } from './fees.ts';
import { tagsWork } from './functions.ts';
import { nameOf } from './item-name.ts';
import { isForgotten } from './journal-keeping.ts';
import { isCutOff } from './pads.ts';
import { type Repair, repairOf } from './repair.ts';
import { transactionOf } from './row-state.ts';
import { titleOf } from './row-titles.ts';
import type { LoanKnown, OpenSession, Row } from './session.ts';
import { alarmAt } from './sets.ts';
import { TIMES } from './setup.ts';
import { type CoreState, Turn } from './state.ts';
import { awaitsTag } from './tag-wait.ts';
import { isWhole, progressOf, type TagWork } from './tag-work.ts';
import { lateObjectionTo } from './tags-say.ts';
import { because, type Loan, type Renewal, type Return } from './transaction.ts';

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
    ...nameOf(row.item, titleOf(turn.state, row)),
    row: row.row,
    due: null,
    parts: row.parts.of > 1 ? row.parts : null,
    place: null,
    fee: null,
  };
  // Done without the library system, and not on disk either: nobody would know of it.
  if (transaction !== undefined && isForgotten(turn.state.journal, transaction))
    return { ...base, status: 'do-not-leave', reason: because('asking-library') };
  const repair = transaction === undefined ? undefined : repairOf(turn.state.repairs, row.item);
  if (repair?.attended) return { ...base, ...repairShown(turn, repair) };
  switch (transaction?.kind) {
    case undefined: {
      if (row.refusal !== null)
        return { ...base, status: 'refused', reason: row.refusal, place: placeShown(turn.state, row, null) };
      if (row.gathering) return { ...base, ...gatheringShown(turn, row) };
      return {
        ...base,
        status: 'working',
        reason: because(awaitsTag(row) ? 'lay-on-pad' : 'asking-library'),
      };
    }
    case 'loan': {
      const fee = row.lifted ? null : feeAskedOf(transaction);
      // Nothing is wrong with it, and it is not theirs either: a question, which waits for their answer.
      if (fee !== null) return { ...base, fee, status: 'working', reason: because('fee-asked') };
      const shown = loanShown(turn, transaction);
      return { ...base, ...shown, due: isTheirs(shown) ? transaction.due : null };
    }
    case 'return':
      return { ...base, ...returnShown(turn, transaction), place: placeShown(turn.state, row, transaction) };
    case 'renewal':
      return { ...base, ...renewalShown(transaction), due: transaction.due };
  }
}

/** Where the library system says; at a book drop, the bin, where there is more than the one. */
function placeShown(state: CoreState, row: Row, returned: Return | null): Place | null {
  const { drop } = state.setup;
  if (drop === null) return returned?.place ?? null;
  const bin = drop.rules.length === 0 || drop.machine !== null ? null : binOfRow(state, row);
  return bin === null ? null : { kind: 'bin', bin };
}

/** Nobody is alarmed before the last part that lies there can have been read. */
function gatheringShown({ state, now }: Turn, row: Row): Shown {
  if (row.uids.some((uid) => isCutOff(state.pads, uid))) return PAD_STOPPED;
  if (now.ticks < alarmAt(row)) return { status: 'working', reason: null };
  return { status: 'do-not-leave', reason: because('parts-missing') };
}

const PAD_STOPPED: Shown = { status: 'do-not-leave', reason: because('pad-stopped') };

/** Does a tag that has to be written lie on a pad that stopped? Then laying it down again would not help. */
function needsStoppedPad({ state }: Turn, tags: readonly TagWork[], wanted: Security): boolean {
  return tags.some(({ uid, known }) => known !== wanted && isCutOff(state.pads, uid));
}

/** Lent or returned, and a further tag of it was seen since. */
function repairShown(turn: Turn, { stage, tags }: Repair): Shown {
  if (stage.kind !== 'writing') return { status: 'working', reason: null };
  switch (progressOf({ tags, parts: 1 }, stage.wanted, turn.reachable)) {
    case 'done':
    case 'working':
      return { status: 'working', reason: null };
    case 'missing':
      return needsStoppedPad(turn, tags, stage.wanted)
        ? PAD_STOPPED
        : { status: 'do-not-leave', reason: because('put-back-on-pad') };
    case 'failing': {
      const code = stage.wanted === 'released' ? 'unlock-failed' : 'lock-failed';
      return { status: 'do-not-leave', reason: because(code) };
    }
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
        : missingTag(turn, loan, 'released');
    case 'finding-out':
      return { status: 'do-not-leave', reason: because('asking-library') };
    case 'securing':
      if (needsStoppedPad(turn, loan.tags, 'secured')) return PAD_STOPPED;
      return { status: 'do-not-leave', reason: loan.stage.reason };
    case 'cancelling':
    case 'adrift':
      return { status: 'do-not-leave', reason: loan.stage.reason };
    case 'ended':
      switch (loan.stage.how.kind) {
        case 'borrowed': {
          const objection = lateObjectionTo(turn.state, loan);
          if (objection !== null) return { status: 'do-not-leave', reason: objection };
          return { status: loan.renewal === true ? 'renewed' : 'borrowed', reason: null };
        }
        case 'kept-secured':
          return { status: 'do-not-leave', reason: because('use-inside') };
        case 'stands':
          return { status: 'do-not-leave', reason: loan.stage.how.reason };
        case 'refused':
          return { status: 'refused', reason: loan.stage.how.reason };
      }
  }
}

/** What was only scanned is given time to reach the pad before it turns red. */
function missingTag(turn: Turn, transaction: Loan | Return, wanted: Security): Shown {
  if (needsStoppedPad(turn, transaction.tags, wanted)) return PAD_STOPPED;
  const code = isWhole(transaction) ? 'put-back-on-pad' : 'parts-missing';
  if (transaction.tags.length > 0) return { status: 'do-not-leave', reason: because(code) };
  if (!tagsWork(turn.state)) return { status: 'do-not-leave', reason: because('pad-away') };
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
        ? missingTag(turn, returned, 'secured')
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

/**
 * "2 of 3 ready": rows that came to the end that the screen is about, and those that may still. What is refused, or was
 * returned before something was borrowed or the other way round, is neither.
 */
export function tallyOf(rows: readonly ItemRow[], mode: 'borrow' | 'return'): Tally {
  const ofThis = rows.filter(({ status }) => COUNTED[status].includes(mode));
  const done = ofThis.filter(({ status }) => status !== 'working' && status !== 'do-not-leave');
  return { done: done.length, of: ofThis.length };
}

/** On which screens a row of a status counts. */
const COUNTED: Readonly<Record<ItemStatus, readonly ('borrow' | 'return')[]>> = {
  working: ['borrow', 'return'],
  'do-not-leave': ['borrow', 'return'],
  borrowed: ['borrow'],
  renewed: ['borrow'],
  returned: ['return'],
  refused: [],
};

/**
 * The rows of the account screen: what is due first stands first, as it was due before any renewal, so that no row
 * leaves its place under the finger. They are put in order once, when all dates are known.
 */
export function loansShown(state: CoreState, loans: readonly LoanKnown[], now: Moment): readonly LoanRow[] {
  return inOrder(loans).map((loan): LoanRow => {
    const renewal = transactionOf(state, loan);
    const fee = feeAskedOf(renewal);
    const base = { ...nameOf(loan.item, loan.title), row: loan.row, due: loan.due, reason: null, fee };
    if (renewal?.kind !== 'renewal') return { ...base, state: isOverdue(loan, now) ? 'overdue' : 'on-loan' };
    const { status, reason } = renewalShown(renewal);
    if (fee !== null) return { ...base, reason, state: 'working' };
    const due = status === 'renewed' ? (renewal.due ?? loan.due) : loan.due;
    return { ...base, due, reason, state: status === 'renewed' || status === 'refused' ? status : 'working' };
  });
}

function inOrder(loans: readonly LoanKnown[]): readonly LoanKnown[] {
  if (loans.some(({ description }) => description.kind !== 'done')) return loans;
  return [...loans].sort((one, other) => byDue(one.due, other.due));
}

function isOverdue({ due }: LoanKnown, now: Moment): boolean {
  return lastMoment(due) < now.wall + now.utcOffsetMinutes * 60_000;
}
