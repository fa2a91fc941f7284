// A renewal: asked for, answered. No tag is touched.

import { newRenewal } from './begun.ts';
import { refusedBy } from './fees.ts';
import type { JournalOutcome } from './journal-entry.ts';
import type { Credentials, LibraryAnswer } from './library-port.ts';
import type { Turn } from './state.ts';
import { record } from './tag-orders.ts';
import { because, type Renewal, type RenewalEnd, reasonNotDone } from './transaction.ts';

/**
 * Begins a renewal: written down first, then asked for. Returns its transaction number.
 * @param feeAccepted the patron has said yes to the fee that was asked for it
 */
export function beginRenewal(turn: Turn, patron: Credentials, item: string, feeAccepted = false): number {
  const order = turn.number();
  const begun = newRenewal(turn, patron, item, { stage: { kind: 'asking', order }, feeAccepted });
  const written = record(turn, begun, 'intended');
  turn.ask({ kind: 'renew', patron, item, ...(feeAccepted ? { feeAccepted } : {}) }, order);
  turn.put(written);
  return begun.transaction;
}

/** The library system answered. */
export function renewalAnswered(turn: Turn, renewal: Renewal, answer: LibraryAnswer): void {
  if (renewal.stage.kind !== 'asking') return;
  if (answer.kind === 'notDone') {
    return end(turn, renewal, { kind: 'refused', reason: reasonNotDone(answer.why) }, 'not-done');
  }
  if (answer.kind !== 'renew') return;
  const { result } = answer;
  const title = result.title === '' || !renewal.attended ? renewal.title : result.title;
  if (result.ok) return end(turn, { ...renewal, title, due: result.due }, { kind: 'renewed' }, 'completed');
  end(turn, { ...renewal, title }, refusedBy(turn, renewal, result), 'refused');
}

/**
 * Concludes a renewal that a power cut interrupted. Nobody was told of it, no tag depends on it, and what the
 * loan's date is now only the library system knows: it is neither repeated nor taken for done.
 */
export function advanceRenewal(turn: Turn, renewal: Renewal): void {
  if (renewal.stage.kind !== 'adrift') return;
  end(turn, renewal, { kind: 'refused', reason: because('library-away') }, 'completed-unverified');
}

function end(turn: Turn, renewal: Renewal, how: RenewalEnd, outcome: JournalOutcome): void {
  turn.put(record(turn, { ...renewal, stage: { kind: 'ended', how } }, 'done', outcome));
}
