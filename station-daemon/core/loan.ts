// A loan from the checkout to the tag that was read back as released, or back again. An item is the patron's
// only at the end of this road; what fails on it is undone, or stays "Do not leave yet".

import type { Uid } from '../../protocols/devices/pad.ts';
import type { Reason } from '../../protocols/screen/screen.ts';
import { newLoan } from './begun.ts';
import { claimOn } from './claims.ts';
import { refusedBy } from './fees.ts';
import type { JournalOutcome } from './journal-entry.ts';
import type { Credentials, LibraryAnswer, LoanResult } from './library-port.ts';
import { advanceOfflineLoan, lendOffline } from './offline-loan.ts';
import { noLoanOffline } from './offline-way.ts';
import { isExpected, readingOf } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { driveTags, isGone, record, withTagsOnPads } from './tag-orders.ts';
import { allKnown, forgiven, progressOf, refusesToOpen } from './tag-work.ts';
import { objectionTo } from './tags-say.ts';
import {
  type Begun,
  because,
  type Loan,
  type LoanEnd,
  type LoanStage,
  reasonNotDone,
} from './transaction.ts';

/**
 * Begins a loan: written down first, then asked for. Returns its transaction number.
 * @param feeAccepted the patron has said yes to the fee that was asked for it
 */
export function beginLoan(turn: Turn, patron: Credentials, item: Begun, feeAccepted = false): number {
  const order = turn.number();
  const loan = newLoan(turn, patron, item, { stage: { kind: 'asking', order }, feeAccepted });
  const written = record(turn, loan, 'intended');
  turn.ask({ kind: 'checkout', patron, item: item.item, ...(feeAccepted ? { feeAccepted } : {}) }, order);
  turn.put(written);
  return loan.transaction;
}

/** The library system answered what this loan waited for. */
export function loanAnswered(turn: Turn, loan: Loan, answer: LibraryAnswer): void {
  switch (loan.stage.kind) {
    case 'asking':
      return checkoutAnswered(turn, loan, answer);
    case 'cancelling':
      return cancelAnswered(turn, loan, answer, loan.stage.reason);
    case 'finding-out':
      return foundOut(turn, loan, answer);
    default:
      return;
  }
}

function checkoutAnswered(turn: Turn, loan: Loan, answer: LibraryAnswer): void {
  if (answer.kind === 'notDone') {
    const isAway = answer.why === 'library-away' || answer.why === 'login-refused';
    if (
      loan.attended &&
      isAway &&
      !loan.feeAccepted &&
      noLoanOffline(turn.state, loan.patron.card, loan.item) === null
    )
      return lendOffline(turn, loan);
    return end(turn, loan, { kind: 'refused', reason: reasonNotDone(answer.why) }, 'not-done');
  }
  if (answer.kind !== 'checkout') return;
  confirmed(turn, loan, answer.result);
}

function confirmed(turn: Turn, loan: Loan, result: LoanResult): void {
  // Once the patron has gone, nobody needs to read the title any more.
  const title = result.title === '' || !loan.attended ? loan.title : result.title;
  if (!result.ok) return end(turn, { ...loan, title }, refusedBy(turn, loan, result), 'refused');
  const { due, renewal } = result;
  const lent = withWhose(turn, { ...loan, title, due, renewal, stage: { kind: 'releasing', taken: false } });
  // Only of tags that were read as secured is it known, after a power cut, that they are.
  const written = record(turn, lent, allKnown(lent.tags, 'secured') ? 'confirmed' : 'writing');
  const objection = objectionTo(turn.state, written);
  if (objection !== null && renewal !== 'unknown') return object(turn, written, objection);
  if (!result.release) return end(turn, written, { kind: 'kept-secured' }, 'completed');
  // The patron has gone in the meantime: nobody would carry the item out, so it is not to be lent.
  if (!loan.attended && lent.renewal === false) return takeBack(turn, written, because('taken-back'));
  turn.put(written);
}

/** A tag that was secured when its loan was asked for tells that nobody had the item; one that was not, that they had. */
function withWhose(turn: Turn, loan: Loan): Loan {
  if (loan.renewal !== 'unknown') return loan;
  if (areSecured(loan.tags)) return { ...loan, renewal: false };
  return loan.tags.some(({ uid }) => isReadAsOther(turn, uid)) ? { ...loan, renewal: true } : loan;
}

/** Moves a loan as far as it goes by itself. Called after every event; does nothing where nothing is due. */
export function advanceLoan(turn: Turn, before: Loan): void {
  const loan = withWhose(turn, withTagsOnPads(turn, before));
  if (loan.offline !== null) return advanceOfflineLoan(turn, loan);
  switch (loan.stage.kind) {
    case 'releasing':
      return release(turn, loan, loan.stage.taken);
    case 'securing':
      return secure(turn, loan, loan.stage);
    case 'adrift':
      return reconsider(turn, loan);
    case 'asking':
    case 'finding-out':
    case 'cancelling':
    case 'ended':
      return;
  }
}

function release(turn: Turn, loan: Loan, taken: boolean): void {
  if (loan.renewal === 'unknown') {
    if (!loan.attended) return leaveBehind(turn, loan);
    // Once it is written, its tag tells no more what it was before.
    if (hasUnread(turn, loan)) return turn.put(loan);
  }
  const objection = objectionTo(turn.state, loan);
  if (objection !== null) return object(turn, loan, objection);
  if (!loan.attended && !taken && loan.renewal === false && turn.state.setup.secureTags)
    return releaseForNobody(turn, loan);
  if (!turn.state.setup.secureTags) return end(turn, loan, { kind: 'borrowed' }, 'completed');
  if (!turn.state.journal.works && progressOf(loan, 'released', turn.reachable) !== 'done') {
    return releaseUnwritten(turn, loan);
  }
  const { transaction, progress } = driveTags(turn, loan, 'released');
  switch (progress) {
    case 'done': {
      const verified = record(turn, transaction, 'verified');
      return end(turn, verified, { kind: 'borrowed' }, 'completed');
    }
    case 'working':
      return turn.put(transaction);
    case 'missing':
      return loan.attended ? turn.put(transaction) : leaveBehind(turn, transaction);
    case 'failing':
      return takeBack(turn, transaction, because('unlock-failed'));
  }
}

/** The item's tags have something against the loan. What the patron had already stays theirs, and its tags as they are. */
function object(turn: Turn, loan: Loan, reason: Reason): void {
  if (loan.renewal === false) return takeBack(turn, loan, reason);
  if (loan.tags.some((tag) => tag.order !== null)) return turn.put(loan);
  leaveStanding(turn, loan, reason);
}

/** A loan that is not to be undone, and whose tags are not as they should be: whoever has the item is told to stay. */
function leaveStanding(turn: Turn, loan: Loan, reason: Reason): void {
  turn.callStaffTo(loan);
  end(turn, loan, { kind: 'stands', reason }, 'completed-unverified');
}

/**
 * A tag was read that has something against a loan that ended well a moment ago, while its patron is still here: another
 * transaction takes it back. Returns the number of that, or null where it is not to be taken back: the staff are called.
 */
export function takeBackTold(turn: Turn, told: Loan, reason: Reason): number | null {
  if (told.renewal !== false || told.offline !== null || !turn.libraryReady || !turn.mayBegin) {
    if (!turn.state.forStaff.includes(told.transaction)) turn.callStaffTo(told);
    return null;
  }
  const transaction = turn.state.nextTransaction;
  turn.set({ nextTransaction: transaction + 1 });
  const loan: Loan = { ...told, transaction, since: turn.now.ticks, written: null, giveUpAt: null };
  takeBack(turn, withTagsOnPads(turn, loan), reason);
  return transaction;
}

/** The patron has gone and was not told that it is theirs. Orders that are out already are waited for. */
function releaseForNobody(turn: Turn, loan: Loan): void {
  if (loan.tags.some((tag) => tag.order !== null)) return turn.put(loan);
  if (progressOf(loan, 'released', turn.reachable) === 'missing') return leaveBehind(turn, loan);
  takeBack(turn, loan, because('taken-back'));
}

/** No tag is released that the journal does not know of. Orders that are out already are waited for. */
function releaseUnwritten(turn: Turn, loan: Loan): void {
  if (loan.tags.some((tag) => tag.order !== null)) return turn.put(loan);
  // Perhaps they had it before, perhaps it was lent just now: while they wait, that is not called refused.
  if (loan.renewal === 'unknown' && loan.attended) return turn.put(loan);
  // What they had already stays as it is.
  if (loan.renewal !== false) return leaveBehind(turn, loan);
  takeBack(turn, loan, because('taken-back'));
}

/** The patron has gone and the tag is not here: undo what surely can be undone, keep watch over the rest. */
function leaveBehind(turn: Turn, loan: Loan): void {
  if (loan.renewal !== false) {
    return leaveStanding(turn, loan, because('unlock-failed'));
  }
  if (allKnown(loan.tags, 'secured')) return takeBack(turn, loan, because('taken-back'));
  turn.note('A loan is left with a tag in an unknown state; it is settled when the tag is seen again.', {
    transaction: loan.transaction,
  });
  setAdrift(turn, loan, because('unlock-failed'), false);
}

/** Turns round: the tags are secured, then the loan is cancelled. A renewal is never cancelled: it was theirs. */
function takeBack(turn: Turn, loan: Loan, reason: Reason): void {
  if (reason.code === 'unlock-failed' && isStuck(turn, loan))
    return takeBack(turn, loan, because('lock-stuck'));
  const stage = { kind: 'securing', reason, cancel: loan.renewal === false } as const;
  const turned: Loan = { ...loan, tags: forgiven(loan.tags), stage };
  secure(turn, record(turn, turned, 'rolling-back'), stage);
}

/** Laying it down once more would not help: its tag refuses, or has failed before. */
function isStuck({ state }: Turn, { tags, transaction }: Loan): boolean {
  const rows = state.session.kind === 'open' ? state.session.rows : [];
  const again = rows.some((row) => row.transaction === transaction && row.tries > 1);
  return again || refusesToOpen(tags);
}

function secure(turn: Turn, loan: Loan, stage: Extract<LoanStage, { kind: 'securing' }>): void {
  if (!turn.state.setup.secureTags) return secured(turn, loan, stage);
  const { transaction, progress } = driveTags(turn, loan, 'secured');
  if (progress === 'done' || allKnown(transaction.tags, 'secured')) return secured(turn, transaction, stage);
  if (progress === 'working' || loan.attended) return turn.put(transaction);
  // A part of it that lies there does not keep it open for ever.
  if (isGivenUp(turn, transaction))
    return giveUp(turn, transaction, stage.cancel || transaction.renewal !== false);
  setAdrift(turn, transaction, stage.reason, false);
}

function secured(turn: Turn, loan: Loan, stage: Extract<LoanStage, { kind: 'securing' }>): void {
  if (!stage.cancel) {
    // A renewed loan goes on, and its tag is secured.
    if (loan.renewal !== false) return leaveStanding(turn, loan, stage.reason);
    return end(turn, loan, undone(turn, loan, stage.reason), 'taken-back');
  }
  const order = turn.ask({ kind: 'cancelCheckout', patron: loan.patron, item: loan.item });
  turn.put({ ...loan, since: turn.now.ticks, stage: { kind: 'cancelling', order, reason: stage.reason } });
}

function cancelAnswered(turn: Turn, loan: Loan, answer: LibraryAnswer, reason: Reason): void {
  if (answer.kind === 'cancelCheckout' && answer.result.ok) {
    return end(turn, loan, undone(turn, loan, reason), 'taken-back');
  }
  if (isGivenUp(turn, loan) && isRefused(answer)) return giveUp(turn, loan, true);
  turn.note('A loan could not be cancelled; it is asked about again.', { transaction: loan.transaction });
  setAdrift(turn, loan, reason, false);
}

/** What is said of a loan that is undone is why; where laying it down again will not help, staff are called. */
function undone(turn: Turn, loan: Loan, cause: Reason): LoanEnd {
  if (cause.code === 'lock-stuck') turn.callStaffTo(loan);
  return { kind: 'refused', reason: cause.code === 'unlock-failed' ? because('taken-back') : cause };
}

/** A no, or something that makes no sense: asking once more will not change it. */
function isRefused(answer: LibraryAnswer): boolean {
  return answer.kind !== 'notDone' || answer.why === 'not-understood';
}

function setAdrift(turn: Turn, loan: Loan, reason: Reason, left: boolean): void {
  const giveUpAt = loan.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  turn.put({ ...loan, since: turn.now.ticks, giveUpAt, stage: { kind: 'adrift', reason, left } });
}

/** An unsettled loan: when its tag is back, when a session wants the item, or every minute, ask how it stands. */
function reconsider(turn: Turn, before: Loan): void {
  if (before.stage.kind !== 'adrift') return;
  const giveUpAt = before.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  const claim = claimOn(turn.state, before.item);
  // Somebody brings the item to return it: the loan ends by their check-in.
  if (claim?.wants === 'return' && turn.maySettle && before.tags.every((tag) => tag.order === null)) {
    return end(turn, before, { kind: 'refused', reason: because('taken-back') }, 'completed-unverified');
  }
  const left = before.stage.left || isGone(turn, before);
  const loan: Loan = { ...before, giveUpAt, stage: { ...before.stage, left } };
  const here = loan.tags.some((tag) => turn.reachable(tag.uid));
  const waited = turn.now.ticks - loan.since;
  const mayAsk = turn.libraryReady && turn.maySettle;
  const soon = waited >= TIMES.adriftWantedMs && ((left && here) || claim !== null);
  const isKnown = loan.onlyIntended ? areReadOrAway(turn, loan) : here || allKnown(loan.tags, 'secured');
  const decidable = isKnown || isGivenUp(turn, loan);
  const later = waited >= TIMES.adriftRetryMs && decidable;
  if (!mayAsk || !(soon || later)) {
    const same = loan.giveUpAt === before.giveUpAt && left === before.stage.left;
    return same ? turn.put(before) : turn.put(loan);
  }
  const order = turn.ask({ kind: 'isLentTo', patron: loan.patron, item: loan.item });
  turn.put({ ...loan, since: turn.now.ticks, stage: { kind: 'finding-out', order, left } });
}

function isGivenUp(turn: Turn, loan: Loan): boolean {
  return loan.giveUpAt !== null && turn.now.ticks >= loan.giveUpAt;
}

function foundOut(turn: Turn, loan: Loan, answer: LibraryAnswer): void {
  const left = loan.stage.kind === 'finding-out' && loan.stage.left;
  if (answer.kind !== 'isLentTo') {
    if (isGivenUp(turn, loan) && isRefused(answer)) return giveUp(turn, loan, true);
    return setAdrift(turn, loan, because('asking-library'), left);
  }
  // Nothing was done, neither there nor with a tag.
  if (!answer.lent && loan.onlyIntended) {
    return end(turn, loan, { kind: 'refused', reason: because('taken-back') }, 'taken-back');
  }
  const tags = forgiven(loan.tags);
  const here = tags.some((tag) => turn.reachable(tag.uid));
  // The patron took the item along and has come back with it, perhaps sent by the gate: it is theirs. Not so
  // where somebody else is about to borrow it: then it was left behind.
  const claim = claimOn(turn.state, loan.item);
  const wantedByOther = claim !== null && claim.card !== loan.patron.card;
  if (answer.lent && left && here && !wantedByOther) {
    const renewal = loan.onlyIntended ? 'unknown' : loan.renewal;
    return turn.put({ ...loan, tags, renewal, stage: { kind: 'releasing', taken: true } });
  }
  if (isGivenUp(turn, loan) && !here && !allKnown(tags, 'secured')) return giveUp(turn, loan, answer.lent);
  if (loan.onlyIntended && turn.state.setup.secureTags && !areSecured(tags)) {
    // A tag that is released tells that the item was on loan before: that loan is not this one's to undo.
    if (tags.some(({ uid }) => isReadAsOther(turn, uid))) return giveUp(turn, loan, true);
    return isGivenUp(turn, loan)
      ? giveUp(turn, loan, true)
      : setAdrift(turn, loan, because('asking-library'), left);
  }
  const reason = objectionTo(turn.state, loan) ?? because('taken-back');
  const cancel = answer.lent && loan.renewal === false;
  turn.put({ ...loan, tags, stage: { kind: 'securing', reason, cancel } });
}

/** How its tags read decides what becomes of it: before they have been read, asking would be in vain. */
function areReadOrAway(turn: Turn, loan: Loan): boolean {
  return !hasUnread(turn, loan) && !turn.state.pads.some(isExpected);
}

/** Does a tag of it lie here of which nobody has read yet how it is secured? */
function hasUnread(turn: Turn, { tags }: Loan): boolean {
  return tags.some(({ uid }) => turn.reachable(uid) && readingOf(turn.state.pads, uid) === null);
}

const areSecured = (tags: Loan['tags']): boolean => tags.length > 0 && allKnown(tags, 'secured');

function isReadAsOther(turn: Turn, uid: Uid): boolean {
  const reading = readingOf(turn.state.pads, uid);
  return reading !== null && reading !== 'secured';
}

/** It cannot be settled: the tag did not come back, or the library system will not cancel. Its books are what stands. */
function giveUp(turn: Turn, loan: Loan, lent: boolean): void {
  turn.note('A loan is left as it is: its tag was not seen again, or it could not be cancelled.', {
    transaction: loan.transaction,
    lent,
  });
  if (lent) turn.callStaffTo(loan);
  const reason = because(lent ? 'unlock-failed' : 'taken-back');
  end(turn, loan, { kind: 'refused', reason }, lent ? 'completed-unverified' : 'taken-back');
}

/** An unsettled loan of a patron who is here again with the item: from now on it is about them. */
export function takeUpLoan(turn: Turn, loan: Loan): void {
  if (loan.stage.kind !== 'adrift') return;
  const since = Number.NEGATIVE_INFINITY;
  turn.put({ ...loan, attended: true, giveUpAt: null, since, stage: { ...loan.stage, left: true } });
}

function end(turn: Turn, loan: Loan, how: LoanEnd, outcome: JournalOutcome): void {
  turn.put(record(turn, { ...loan, stage: { kind: 'ended', how } }, 'done', outcome));
}
