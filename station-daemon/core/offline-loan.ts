// A loan without the library system: the item's tag is released and read back, then the library system is to be
// told. What fails before that is undone at the station alone.

import type { Reason } from '../../protocols/screen/screen.ts';
import { newLoan } from './begun.ts';
import { claimOn } from './claims.ts';
import type { JournalOutcome } from './journal-entry.ts';
import type { Credentials } from './library-port.ts';
import { timeOffline } from './offline-clock.ts';
import { dayOf, dueAfter } from './offline-due.ts';
import { withWaiting } from './offline-queue.ts';
import { readingOf } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { driveTags, isGone, record } from './tag-orders.ts';
import { allKnown, forgiven, progressOf, refusesToOpen } from './tag-work.ts';
import { objectionTo } from './tags-say.ts';
import { type Begun, because, type Loan, type LoanStage } from './transaction.ts';

/** Begins a loan without the library system: written down first. Returns its transaction number. */
export function beginOfflineLoan(turn: Turn, patron: Credentials, item: Begun): number {
  const stage = { kind: 'releasing', taken: false } as const;
  const begun = newLoan(turn, patron, item, { stage, feeAccepted: false });
  lendOffline(turn, begun);
  return begun.transaction;
}

/** From now on this loan does without the library system, which surely has not made it. */
export function lendOffline(turn: Turn, loan: Loan): void {
  const offline = timeOffline(turn);
  const days = turn.state.setup.offline.loans?.days ?? null;
  const due = days === null ? null : dayOf(dueAfter(offline, days));
  turn.put(record(turn, { ...loan, offline, due, stage: { kind: 'releasing', taken: false } }, 'intended'));
}

/** Moves a loan without the library system as far as it goes by itself. */
export function advanceOfflineLoan(turn: Turn, loan: Loan): void {
  switch (loan.stage.kind) {
    case 'releasing':
      return release(turn, loan);
    case 'securing':
      // As above, found in the journal.
      if (loan.onlyIntended) return end(turn, loan, loan.stage.reason, 'taken-back');
      return secure(turn, loan, loan.stage.reason);
    case 'adrift':
      return reconsider(turn, loan, loan.stage);
    default:
      return;
  }
}

/**
 * How the tags were before anything is written. `unread`: nobody knows yet. `other`: one does not say that the item is
 * in the library. It is on loan already, and only the library system knows to whom: there is nothing to lend, and a
 * loan taken back would secure what its patron has.
 */
function asFound(turn: Turn, loan: Loan): 'secured' | 'unread' | 'other' {
  if (loan.written !== 'intended' || loan.stage.kind !== 'releasing' || loan.stage.taken) return 'secured';
  const readings = loan.tags
    .filter(({ uid }) => turn.reachable(uid))
    .map(({ uid }) => readingOf(turn.state.pads, uid));
  if (readings.some((reading) => reading === 'released' || reading === 'other')) return 'other';
  return readings.includes(null) ? 'unread' : 'secured';
}

function release(turn: Turn, loan: Loan): void {
  if (!turn.state.setup.secureTags) return lent(turn, loan, 'verified');
  const mayWrite = turn.state.journal.works || progressOf(loan, 'released', turn.reachable) === 'done';
  const found = asFound(turn, loan);
  if (found === 'other') return end(turn, loan, because('library-away'), 'not-done');
  if (found === 'unread' && loan.attended) return turn.put(loan);
  const isForNobody = !loan.attended && loan.stage.kind === 'releasing' && !loan.stage.taken;
  // Nothing was written yet: what the tag says may be another loan's, and stays.
  if (isForNobody && loan.written === 'intended') return end(turn, loan, because('taken-back'), 'taken-back');
  const objection = objectionTo(turn.state, loan);
  if (objection !== null) return turnBack(turn, loan, objection);
  const isHere = progressOf(loan, 'released', turn.reachable) !== 'missing';
  if (!mayWrite || (isForNobody && isHere)) {
    // No tag is released that the journal does not know of, or whose patron has gone and was not told that it is
    // theirs. Orders that are out already are waited for.
    return loan.tags.some((tag) => tag.order !== null)
      ? turn.put(loan)
      : turnBack(turn, loan, because('taken-back'));
  }
  const { transaction, progress } = driveTags(turn, loan, 'released');
  switch (progress) {
    case 'done':
      return lent(turn, transaction, 'verified');
    case 'working':
      return turn.put(transaction);
    case 'failing':
      if (!refusesToOpen(transaction.tags)) return turnBack(turn, transaction, because('unlock-failed'));
      turn.callStaffTo(transaction);
      return turnBack(turn, transaction, because('lock-stuck'));
    case 'missing':
      if (loan.attended) return turn.put(transaction);
      if (allKnown(transaction.tags, 'secured')) return turnBack(turn, transaction, because('taken-back'));
      return setAdrift(turn, transaction, because('unlock-failed'));
  }
}

/** The patron has the item. From here on the library system has to be told. */
function lent(turn: Turn, loan: Loan, tags: 'verified' | 'unverified'): void {
  const unverified = tags === 'unverified';
  const ended: Loan = { ...loan, stage: { kind: 'ended', how: { kind: 'borrowed' } } };
  turn.put(record(turn, ended, 'taken-offline', unverified ? 'completed-unverified' : null));
  const { transaction, kind, item, offline, patron } = ended;
  if (offline === null) return;
  const stage = { kind: 'waiting', notBefore: Number.NEGATIVE_INFINITY } as const;
  const uids = ended.tags.map(({ uid }) => uid);
  const waiting = { transaction, kind, item, card: patron.card, uids, done: offline, vain: 0, stage };
  turn.set({ offline: withWaiting(turn.state.offline, { ...waiting, perhapsTold: null, unverified }) });
}

function turnBack(turn: Turn, loan: Loan, reason: Reason): void {
  // Nothing was written yet: what a tag says that nobody sees just now may be another loan's, and stays.
  if (loan.written === 'intended') return end(turn, loan, reason, 'taken-back');
  const stage: LoanStage = { kind: 'securing', reason, cancel: false };
  secure(turn, record(turn, { ...loan, tags: forgiven(loan.tags), stage }, 'rolling-back'), reason);
}

function secure(turn: Turn, loan: Loan, reason: Reason): void {
  const { transaction, progress } = driveTags(turn, loan, 'secured');
  if (progress === 'done' || allKnown(transaction.tags, 'secured'))
    return end(turn, transaction, reason, 'taken-back');
  if (progress === 'working' || loan.attended) return turn.put(transaction);
  setAdrift(turn, transaction, reason);
}

function setAdrift(turn: Turn, loan: Loan, reason: Reason): void {
  turn.note('A loan is left with a tag in an unknown state; it is settled when the tag is seen again.', {
    transaction: loan.transaction,
  });
  const giveUpAt = loan.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  turn.put({ ...loan, since: turn.now.ticks, giveUpAt, stage: { kind: 'adrift', reason, left: false } });
}

/**
 * The patron has gone, and the tag may hold either state. Seen again after it left, it is theirs: the gate sent them
 * back. Where it never left, it was left behind. Where it stays away, they have it, and the library system is told.
 */
function reconsider(turn: Turn, before: Loan, stage: Extract<LoanStage, { kind: 'adrift' }>): void {
  if (before.tags.some((tag) => tag.order !== null)) return turn.put(before);
  const claim = claimOn(turn.state, before.item);
  if (claim?.wants === 'return') return end(turn, before, because('taken-back'), 'not-done');
  const left = stage.left || isGone(turn, before);
  const giveUpAt = before.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  const same = left === stage.left && giveUpAt === before.giveUpAt;
  const loan: Loan = same ? before : { ...before, giveUpAt, stage: { ...stage, left } };
  const isWantedByOther = claim !== null && claim.card !== loan.patron.card;
  const isHere = loan.tags.some((tag) => turn.reachable(tag.uid));
  // Where a part of it stays away, what lies there does not keep it open for ever.
  const isWhole = loan.tags.every(({ uid, known }) => known === 'secured' || turn.reachable(uid));
  if (isHere && (isWhole || turn.now.ticks < giveUpAt)) {
    // One that lies there and refuses is not written without a pause.
    const pause = left || claim !== null ? TIMES.adriftWantedMs : TIMES.adriftRetryMs;
    if (turn.now.ticks - loan.since < pause) return turn.put(loan);
    if (turn.now.ticks >= giveUpAt && !left) {
      // It was left behind, and nobody was told that it is theirs.
      turn.callStaffTo(loan);
      return end(turn, loan, because('taken-back'), 'completed-unverified');
    }
    const seen: Loan = { ...loan, tags: forgiven(loan.tags), written: null };
    if (left && !isWantedByOther)
      return release(turn, { ...seen, stage: { kind: 'releasing', taken: true } });
    return turnBack(turn, seen, because('taken-back'));
  }
  if (turn.now.ticks < giveUpAt) return turn.put(loan);
  turn.note('A loan is told as it is: its tag was not seen again.', { transaction: loan.transaction });
  turn.callStaffTo(loan);
  lent(turn, loan, 'unverified');
}

function end(turn: Turn, loan: Loan, reason: Reason, outcome: JournalOutcome): void {
  turn.put(
    record(turn, { ...loan, stage: { kind: 'ended', how: { kind: 'refused', reason } } }, 'done', outcome),
  );
}
