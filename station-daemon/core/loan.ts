// A loan from the checkout to the tag that was read back as released, or back again. An item is the patron's
// only at the end of this road; what fails on it is undone, or stays "Do not leave yet".

import type { Reason } from '../../protocols/screen/screen.ts';
import type { JournalOutcome } from './journal-entry.ts';
import type { Credentials, LibraryAnswer, LoanResult } from './library-port.ts';
import type { PadItem } from './pads.ts';
import { readAsSecured } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { driveTags, record, withTagsOnPads } from './tag-orders.ts';
import { allKnown, newTagWork } from './tag-work.ts';
import { because, type Loan, type LoanEnd, type LoanStage, reasonNotDone } from './transaction.ts';

/** Begins a loan: written down first, then asked for. Returns its transaction number. */
export function beginLoan(turn: Turn, patron: Credentials, item: Pick<PadItem, 'item' | 'uids'>): number {
  const transaction = turn.state.nextTransaction;
  const order = turn.number();
  turn.set({ nextTransaction: transaction + 1 });
  const loan: Loan = {
    kind: 'loan',
    transaction,
    item: item.item,
    title: null,
    tags: newTagWork(item.uids, (uid) => readAsSecured(turn.state.pads, uid)),
    attended: true,
    since: turn.now.ticks,
    patron,
    due: null,
    renewal: false,
    stage: { kind: 'asking', order },
  };
  record(turn, loan, 'intended');
  turn.ask({ kind: 'checkout', patron, item: item.item }, order);
  turn.put(loan);
  return transaction;
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
    return end(turn, loan, { kind: 'refused', reason: reasonNotDone(answer.why) }, 'not-done');
  }
  if (answer.kind !== 'checkout') return;
  confirmed(turn, loan, answer.result);
}

function confirmed(turn: Turn, loan: Loan, result: LoanResult): void {
  const title = result.title === '' ? loan.title : result.title;
  if (!result.ok)
    return end(turn, { ...loan, title }, { kind: 'refused', reason: result.refusal }, 'refused');
  const lent: Loan = {
    ...loan,
    title,
    due: result.due,
    renewal: result.renewal,
    stage: { kind: 'releasing' },
  };
  record(turn, lent, 'confirmed');
  if (!result.release) return end(turn, lent, { kind: 'kept-secured' }, 'completed');
  // The patron has gone in the meantime: nobody would carry the item out, so it is not to be lent.
  if (!loan.attended && !result.renewal) return takeBack(turn, lent, because('taken-back'));
  turn.put(lent);
}

/** Moves a loan as far as it goes by itself. Called after every event; does nothing where nothing is due. */
export function advanceLoan(turn: Turn, before: Loan): void {
  const loan = withTagsOnPads(turn, before);
  switch (loan.stage.kind) {
    case 'releasing':
      return release(turn, loan);
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

function release(turn: Turn, loan: Loan): void {
  if (!turn.state.setup.secureTags) return end(turn, loan, { kind: 'borrowed' }, 'completed');
  const { transaction, progress } = driveTags(turn, loan, 'released');
  switch (progress) {
    case 'done':
      record(turn, transaction, 'verified');
      return end(turn, transaction, { kind: 'borrowed' }, 'completed');
    case 'working':
      return turn.put(transaction);
    case 'missing':
      return loan.attended ? turn.put(transaction) : leaveBehind(turn, transaction);
    case 'failing':
      return takeBack(turn, transaction, because('unlock-failed'));
  }
}

/** The patron has gone and the tag is not here: undo what surely can be undone, keep watch over the rest. */
function leaveBehind(turn: Turn, loan: Loan): void {
  if (loan.renewal) {
    return end(turn, loan, { kind: 'refused', reason: because('unlock-failed') }, 'completed-unverified');
  }
  if (allKnown(loan.tags, 'secured')) return takeBack(turn, loan, because('taken-back'));
  turn.note('A loan is left with a tag in an unknown state; it is settled when the tag is seen again.', {
    transaction: loan.transaction,
  });
  setAdrift(turn, loan, because('unlock-failed'));
}

/** Turns round: the tags are secured, then the loan is cancelled. A renewal is never cancelled: it was theirs. */
function takeBack(turn: Turn, loan: Loan, reason: Reason): void {
  const tags = loan.tags.map((tag) => ({ ...tag, failures: 0 }));
  const turned: Loan = { ...loan, tags, stage: { kind: 'securing', reason, cancel: !loan.renewal } };
  record(turn, turned, 'rolling-back');
  secure(turn, turned, { kind: 'securing', reason, cancel: !loan.renewal });
}

function secure(turn: Turn, loan: Loan, stage: Extract<LoanStage, { kind: 'securing' }>): void {
  const { transaction, progress } = driveTags(turn, loan, 'secured');
  if (progress === 'done' || transaction.tags.length === 0) return secured(turn, transaction, stage);
  if (progress === 'working' || loan.attended) return turn.put(transaction);
  setAdrift(turn, transaction, stage.reason);
}

function secured(turn: Turn, loan: Loan, stage: Extract<LoanStage, { kind: 'securing' }>): void {
  if (!stage.cancel) return end(turn, loan, { kind: 'refused', reason: stage.reason }, 'taken-back');
  const order = turn.ask({ kind: 'cancelCheckout', patron: loan.patron, item: loan.item });
  turn.put({ ...loan, since: turn.now.ticks, stage: { kind: 'cancelling', order, reason: stage.reason } });
}

function cancelAnswered(turn: Turn, loan: Loan, answer: LibraryAnswer, reason: Reason): void {
  if (answer.kind === 'cancelCheckout' && answer.result.ok) {
    return end(turn, loan, { kind: 'refused', reason: because('taken-back') }, 'taken-back');
  }
  turn.note('A loan could not be cancelled; it is asked about again.', { transaction: loan.transaction });
  setAdrift(turn, loan, reason);
}

function setAdrift(turn: Turn, loan: Loan, reason: Reason): void {
  turn.put({ ...loan, since: turn.now.ticks, stage: { kind: 'adrift', reason, left: false } });
}

/** An unsettled loan: as soon as its tag is here, or every minute where the tag is known, ask how it stands. */
function reconsider(turn: Turn, loan: Loan): void {
  if (loan.stage.kind !== 'adrift') return;
  const left = loan.stage.left || (loan.tags.length > 0 && loan.tags.every((tag) => !turn.lies(tag.uid)));
  const waiting: Loan = left === loan.stage.left ? loan : { ...loan, stage: { ...loan.stage, left } };
  const cameBack = left && waiting.tags.some((tag) => turn.reachable(tag.uid));
  const due = turn.now.ticks - waiting.since >= TIMES.adriftRetryMs;
  const known = allKnown(waiting.tags, 'secured');
  const here = waiting.tags.some((tag) => turn.reachable(tag.uid));
  if (!turn.libraryReady || !(cameBack || (due && (known || here)))) return turn.put(waiting);
  const order = turn.ask({ kind: 'isLentTo', patron: waiting.patron, item: waiting.item });
  turn.put({ ...waiting, since: turn.now.ticks, stage: { kind: 'finding-out', order, left } });
}

function foundOut(turn: Turn, loan: Loan, answer: LibraryAnswer): void {
  const left = loan.stage.kind === 'finding-out' && loan.stage.left;
  if (answer.kind !== 'isLentTo') {
    return turn.put({
      ...loan,
      since: turn.now.ticks,
      stage: { kind: 'adrift', reason: because('asking-library'), left },
    });
  }
  const tags = loan.tags.map((tag) => ({ ...tag, failures: 0 }));
  // The patron took the item along and has come back with it, perhaps sent by the gate: it is theirs.
  const broughtBack = answer.lent && left && tags.some((tag) => turn.reachable(tag.uid));
  if (broughtBack) return turn.put({ ...loan, tags, stage: { kind: 'releasing' } });
  const stage: LoanStage = { kind: 'securing', reason: because('taken-back'), cancel: answer.lent };
  turn.put({ ...loan, tags, stage });
}

function end(turn: Turn, loan: Loan, how: LoanEnd, outcome: JournalOutcome): void {
  const ended: Loan = { ...loan, stage: { kind: 'ended', how } };
  record(turn, ended, 'done', outcome);
  turn.put(ended);
}
