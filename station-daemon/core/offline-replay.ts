// Telling the library system what was done while it was away: strictly one after the other, the oldest first, each
// once in the end. What it will not have goes to the staff, never silently away.

import type { JournalOutcome, JournalStep } from './journal-entry.ts';
import type { CheckinResult, DoneOffline, ItemAnswer, LibraryAnswer } from './library-port.ts';
import { toldTime } from './offline-clock.ts';
import { dueAfter } from './offline-due.ts';
import { changed, type Waiting, type WaitingStage, without } from './offline-queue.ts';
import { REPLAY_TRIES, TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';

/** Tells the next one, where that is possible now. Called after every event. */
export function replay(turn: Turn): void {
  const next = turn.state.offline.waiting[0];
  if (next?.stage.kind !== 'waiting' || !turn.libraryReady || !turn.mayBegin) return;
  if (turn.now.ticks < next.stage.notBefore) return;
  if (next.perhapsTold !== null) findOut(turn, next, 'perhaps-told');
  else tell(turn, next);
}

/** When the next one has to be told, in ticks; null where that depends on something else. */
export function replayDeadline({ offline, library }: CoreState): number | null {
  const stage = offline.waiting[0]?.stage;
  return stage?.kind === 'waiting' && library.kind === 'ready' ? stage.notBefore : null;
}

/** On disk first: after a power cut it is asked about before it is told again. */
function tell(turn: Turn, waiting: Waiting): void {
  recordWaiting(turn, waiting, 'replaying');
  const { item, card } = waiting;
  const done = doneOffline(turn, waiting);
  const order =
    waiting.kind === 'return'
      ? turn.ask({ kind: 'checkin', item, done })
      : turn.ask({ kind: 'checkout', patron: { card: card ?? '', pin: null }, item, done });
  put(turn, { ...waiting, perhapsTold: turn.now.wall }, { kind: 'telling', order });
}

/** A server that does not know the words for it hangs up at them: after that it is told without them. */
function doneOffline(turn: Turn, { kind, done, vain }: Waiting): DoneOffline {
  const { setup, offline } = turn.state;
  const at = toldTime(turn, done);
  const days = setup.offline.loans?.days ?? null;
  const due = kind === 'loan' && days !== null ? dueAfter(at, days) : null;
  // Without these words the library system goes by its own clock.
  return { at, due, noBlock: vain < 2 && offline.clock !== 'behind' };
}

function findOut(turn: Turn, waiting: Waiting, why: 'perhaps-told' | 'refused'): void {
  const { item, card } = waiting;
  const order =
    waiting.kind === 'return'
      ? turn.ask({ kind: 'item', item })
      : turn.ask({ kind: 'isLentTo', patron: { card: card ?? '', pin: null }, item });
  put(turn, waiting, { kind: 'finding-out', order, why });
}

/** An answer that something waits for which was done offline. False where it is none of these. */
export function replayAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const waiting = turn.state.offline.waiting.find(({ stage }) => 'order' in stage && stage.order === order);
  if (waiting === undefined) return false;
  if (answer.kind === 'notDone') notDone(turn, waiting, answer.why);
  else if (waiting.stage.kind === 'finding-out') foundOut(turn, waiting, answer, waiting.stage.why);
  else told(turn, waiting, answer);
  return true;
}

function told(turn: Turn, waiting: Waiting, answer: LibraryAnswer): void {
  if (answer.kind !== 'checkin' && answer.kind !== 'checkout') return;
  if (!answer.result.ok) return findOut(turn, { ...waiting, perhapsTold: null }, 'refused');
  const alerts = answer.kind === 'checkin' && isAlerted(answer.result);
  end(turn, waiting, 'done', alerts ? 'completed-alert' : outcomeOf(waiting));
}

/** How it ended, where the library system has nothing against it. */
function outcomeOf({ unverified }: Waiting): JournalOutcome {
  return unverified ? 'completed-unverified' : 'completed';
}

/** It lies among what was returned, and nobody was told to put it elsewhere. */
function isAlerted(result: CheckinResult): boolean {
  return result.ok && result.alert !== null && result.alert !== 'other';
}

function foundOut(
  turn: Turn,
  waiting: Waiting,
  answer: LibraryAnswer,
  why: 'perhaps-told' | 'refused',
): void {
  const outcome = knownAs(answer, outcomeOf(waiting));
  if (outcome !== null) return end(turn, waiting, 'done', outcome);
  if (why === 'refused') return forStaff(turn, waiting);
  if (mayBeUndone(turn, waiting)) return perhapsUndone(turn, waiting);
  // Not known: now it is sure that it has to be told.
  put(turn, { ...waiting, perhapsTold: null }, { kind: 'waiting', notBefore: turn.now.ticks });
}

/**
 * Was it told so long ago that it may have been carried out, and the item then lent or brought back at a desk? The
 * library system says the same of that as of what was never carried out, and told again it would take a loan away
 * from somebody, or give one to somebody who has brought the item back. Also where the clock was changed since.
 */
function mayBeUndone({ now }: Turn, { perhapsTold }: Waiting): boolean {
  return perhapsTold !== null && Math.abs(now.wall - perhapsTold) > TIMES.replayDoubtMs;
}

function perhapsUndone(turn: Turn, waiting: Waiting): void {
  turn.note(
    'What was done while the library system was away may have been told and undone since; staff look.',
    {
      transaction: waiting.transaction,
    },
  );
  end(turn, waiting, 'for-staff', 'completed-unverified');
}

/** How it ended, where the library system knows of it already; null where it does not. */
function knownAs(answer: LibraryAnswer, asItShould: JournalOutcome): JournalOutcome | null {
  if (answer.kind === 'isLentTo') return answer.lent ? asItShould : null;
  if (answer.kind !== 'item' || !isBack(answer.item)) return null;
  return answer.item.circulation === 'available' ? asItShould : 'completed-alert';
}

function isBack({ known, circulation }: ItemAnswer): boolean {
  return (
    known && (circulation === 'available' || circulation === 'hold-shelf' || circulation === 'in-transit')
  );
}

/** It keeps its place: what comes after it may depend on it. */
function notDone(
  turn: Turn,
  waiting: Waiting,
  why: Extract<LibraryAnswer, { kind: 'notDone' }>['why'],
): void {
  const { ticks } = turn.now;
  // Asked about only now, perhaps after an absence.
  if (why === 'found-undone' && mayBeUndone(turn, waiting)) return perhapsUndone(turn, waiting);
  const inVain = why === 'found-undone' || why === 'not-understood';
  const vain = waiting.vain + (inVain ? 1 : 0);
  if (vain >= REPLAY_TRIES) return forStaff(turn, waiting);
  const pause = vain > 2 ? TIMES.adriftRetryMs : inVain ? 0 : TIMES.adriftWantedMs;
  // Whatever was asked, it was not carried out; but what was to be found out still is.
  const perhapsTold = waiting.stage.kind === 'finding-out' ? waiting.perhapsTold : null;
  put(turn, { ...waiting, vain, perhapsTold }, { kind: 'waiting', notBefore: ticks + pause });
}

/** Of a loan the item is gone, and the journal keeps the card until staff have seen to it. */
function forStaff(turn: Turn, waiting: Waiting): void {
  turn.note('The library system refuses what was done while it was away; staff have to put it right.', {
    transaction: waiting.transaction,
  });
  end(turn, waiting, 'for-staff', 'refused');
}

function end(turn: Turn, waiting: Waiting, step: 'done' | 'for-staff', outcome: JournalOutcome): void {
  recordWaiting(turn, waiting, step, outcome);
  turn.set({ offline: without(turn.state.offline, waiting) });
}

function put(turn: Turn, waiting: Waiting, stage: WaitingStage): void {
  turn.set({ offline: changed(turn.state.offline, { ...waiting, stage }) });
}

/** Writes a step of something that waits, or has waited, to be told. */
export function recordWaiting(
  turn: Turn,
  { transaction, kind, item, card, uids, done, unverified }: Waiting,
  step: JournalStep,
  outcome: JournalOutcome | null = unverified ? 'completed-unverified' : null,
): void {
  turn.record({
    ...{ transaction, kind, step, item, uids, outcome },
    card: step === 'done' ? null : card,
    offline: done,
    at: turn.now.wall,
  });
}
