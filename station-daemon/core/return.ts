// A return from the check-in to the tag that was read back as secured.

import type { Place, Reason } from '../../protocols/screen/screen.ts';
import { newReturn } from './begun.ts';
import { claimOn } from './claims.ts';
import type { JournalOutcome } from './journal-entry.ts';
import {
  type CheckinResult,
  type ItemAnswer,
  isBack,
  type LibraryAnswer,
  type NotDone,
} from './library-port.ts';
import { reconsiderOffline, takeIn, takeInOffline } from './offline-return.ts';
import { noReturnOffline } from './offline-way.ts';
import { CHECKIN_TRIES, TIMES } from './setup.ts';
import { routeForStaff } from './staff-slips.ts';
import type { Turn } from './state.ts';
import { driveTags, isGone, record, withTagsOnPads } from './tag-orders.ts';
import { forgiven } from './tag-work.ts';
import {
  type Begun,
  because,
  type Return,
  type ReturnEnd,
  type ReturnStage,
  reasonNotDone,
  type WhyAsked,
} from './transaction.ts';

/** Begins a return: written down first, then asked for. Returns its transaction number. */
export function beginReturn(turn: Turn, item: Begun): number {
  const order = turn.number();
  const begun = newReturn(turn, item, { kind: 'asking', order });
  const written = record(turn, begun, 'intended');
  turn.ask({ kind: 'checkin', item: item.item }, order);
  turn.put(written);
  return begun.transaction;
}

/** The library system answered what this return waited for. */
export function returnAnswered(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  switch (returned.stage.kind) {
    case 'asking':
      return checkinAnswered(turn, returned, answer);
    case 'finding-out':
      return foundOut(turn, returned, answer, returned.stage.why);
    case 'taking':
    case 'adrift':
      return answeredAfterAll(turn, returned, answer);
    default:
      return;
  }
}

/** The answer to a check-in that was no longer waited for, before the item was taken in without it. */
function answeredAfterAll(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  if (answer.kind === 'notDone') return turn.put({ ...returned, asked: null });
  checkinAnswered(turn, { ...returned, offline: null, asked: null }, answer);
}

/** The library system is away: an item that is returned just now is taken in without its answer. */
export function withoutAnswer(turn: Turn, returned: Return): void {
  if (returned.stage.kind !== 'asking' || noReturnOffline(turn.state, returned.item) !== null) return;
  const here = returned.tags.some((tag) => turn.reachable(tag.uid));
  if (returned.attended || here) takeInOffline(turn, returned, { order: returned.stage.order });
}

function checkinAnswered(turn: Turn, returned: Return, answer: LibraryAnswer): void {
  if (answer.kind === 'notDone') return notCheckedIn(turn, returned, answer.why);
  if (answer.kind !== 'checkin') return;
  const { result } = answer;
  const title = result.title === '' || !returned.attended ? returned.title : result.title;
  if (!result.ok) return findOut(turn, { ...returned, title }, { kind: 'refused', reason: result.refusal });
  // Of an item that nobody watches any more it is not told where it was put: a slip would lie alone in the printer.
  if (returned.attended && result.alert !== null) {
    const { item, transaction } = returned;
    const { alert, route } = result;
    routeForStaff(turn, { title: title ?? item, item, alert }, route, transaction);
  }
  checkedIn(turn, { ...returned, title, place: placeOf(result), sorting: result.sorting });
}

/** One instruction: an item that somebody waits for does not go where its kind goes otherwise. */
function placeOf({ alert, sortBin }: Extract<CheckinResult, { ok: true }>): Place | null {
  if (alert !== null && alert !== 'other') return { kind: alert };
  return sortBin === null ? null : { kind: 'named', name: sortBin };
}

function checkedIn(turn: Turn, returned: Return): void {
  const secured: Return = { ...returned, tags: forgiven(returned.tags), stage: { kind: 'securing' } };
  turn.put(record(turn, secured, 'confirmed'));
}

/** Before the patron's eyes that is a no. One who has gone may have left the item here: it is tried again. */
function notCheckedIn(turn: Turn, returned: Return, why: NotDone): void {
  if (returned.attended && why === 'found-undone') return tryAgain(turn, returned);
  const isAway = why === 'library-away' || why === 'login-refused';
  if (returned.attended && isAway && noReturnOffline(turn.state, returned.item) === null)
    return takeInOffline(turn, returned, null);
  if (returned.attended || why === 'not-understood') {
    return refuse(turn, returned, reasonNotDone(why), 'not-done');
  }
  setAdrift(turn, returned, { checkedIn: false, left: false });
}

/** Nobody said no, and the patron waits: once more, while the item lies here. */
function tryAgain(turn: Turn, before: Return): void {
  const returned: Return = { ...before, vain: before.vain + 1 };
  if (returned.vain >= CHECKIN_TRIES) return refuse(turn, returned, because('library-away'), 'not-done');
  stillOnLoan(turn, returned, { checkedIn: false, left: false });
}

function findOut(turn: Turn, returned: Return, why: WhyAsked): void {
  const order = turn.ask({ kind: 'item', item: returned.item });
  turn.put({ ...returned, since: turn.now.ticks, stage: { kind: 'finding-out', order, why } });
}

function foundOut(turn: Turn, returned: Return, answer: LibraryAnswer, why: WhyAsked): void {
  const item = answer.kind === 'item' ? answer.item : null;
  if (why.kind === 'refused') {
    if (item === null || !isBack(item)) return refuse(turn, returned, why.reason, 'refused');
    return foundBack(turn, returned, item);
  }
  if (item === null) return setAdrift(turn, returned, why);
  if (isOut(item)) return stillOnLoan(turn, returned, why);
  if (!item.known) return refuse(turn, returned, { code: 'unknown-item', text: null }, 'refused');
  foundBack(turn, returned, item);
}

/** It is back, and the answer that said where it belongs was lost: how it stands by now says so too. */
function foundBack(turn: Turn, before: Return, item: ItemAnswer): void {
  const returned: Return = { ...before, title: titled(before, item) };
  const alert = alertFound(item);
  if (alert === null) return checkedIn(turn, returned);
  if (returned.attended) {
    const about = { title: returned.title ?? returned.item, item: returned.item, alert };
    const route = { callNumber: null, destination: item.place, reservedFor: null };
    routeForStaff(turn, about, route, returned.transaction);
  }
  checkedIn(turn, { ...returned, place: { kind: alert } });
}

function alertFound({ circulation }: ItemAnswer): 'hold' | 'send-elsewhere' | null {
  if (circulation === 'hold-shelf') return 'hold';
  return circulation === 'in-transit' ? 'send-elsewhere' : null;
}

/** Had it been taken in, it would be neither lent nor lost. */
function isOut({ circulation }: ItemAnswer): boolean {
  return circulation === 'on-loan' || circulation === 'lost';
}

/** The library system has the item as lent or lost: to the patron who laid it here, or long since to somebody else. */
function stillOnLoan(turn: Turn, returned: Return, doubt: Doubt): void {
  // Checked in long ago, and lent to somebody since: this return is over.
  if (doubt.checkedIn && !returned.attended)
    return end(turn, returned, { kind: 'returned' }, 'completed-unverified');
  const left = doubt.left || isGone(turn, returned);
  if (isHeld(turn, returned, left)) {
    const order = turn.ask({ kind: 'checkin', item: returned.item });
    return turn.put({ ...returned, since: turn.now.ticks, stage: { kind: 'asking', order } });
  }
  if (!left) return setAdrift(turn, returned, doubt);
  // Nobody was told "Returned", and the patron has the item: it stays on loan.
  refuse(turn, returned, because('put-back-on-pad'), 'not-done');
}

/**
 * Does the station hold the item? One that was scanned and has no tag was seen by its patron alone. One that was
 * taken along and is here again begins afresh: perhaps it is to be borrowed this time.
 */
function isHeld(turn: Turn, { tags }: Return, left: boolean): boolean {
  return tags.length === 0 || (!left && tags.some((tag) => turn.reachable(tag.uid)));
}

function titled(returned: Return, item: ItemAnswer): string | null {
  return returned.attended && item.title !== '' ? item.title : returned.title;
}

/** Moves a return as far as it goes by itself. */
export function advanceReturn(turn: Turn, before: Return): void {
  const returned = withTagsOnPads(turn, before);
  switch (returned.stage.kind) {
    case 'securing':
      return secure(turn, returned);
    case 'taking':
      return takeIn(turn, returned);
    case 'adrift':
      return reconsider(turn, returned, returned.stage);
    case 'asking':
    case 'finding-out':
    case 'ended':
      return;
  }
}

function secure(turn: Turn, returned: Return): void {
  if (!turn.state.setup.secureTags) return end(turn, returned, { kind: 'returned' }, 'completed');
  const { transaction, progress } = driveTags(turn, returned, 'secured');
  if (progress === 'done') {
    return end(turn, record(turn, transaction, 'verified'), { kind: 'returned' }, 'completed');
  }
  if (progress === 'working' || returned.attended) return turn.put(transaction);
  // An item without a tag: there is nothing more to wait for.
  if (transaction.tags.length === 0) return giveUp(turn, transaction);
  turn.note('A returned item is not secured; that is done when its tag is seen again.', {
    transaction: returned.transaction,
  });
  setAdrift(turn, transaction, { checkedIn: true, left: false });
}

type Doubt = Pick<Extract<ReturnStage, { kind: 'adrift' }>, 'checkedIn' | 'left'>;

function setAdrift(turn: Turn, returned: Return, { checkedIn, left }: Doubt): void {
  const giveUpAt = returned.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  turn.put({ ...returned, since: turn.now.ticks, giveUpAt, stage: { kind: 'adrift', checkedIn, left } });
}

/**
 * An unsettled return. Where the check-in is not sure, the library system is asked every minute until it is, once
 * it is known whether the item is still here. Else once the tag is here: is the item lent to somebody by now?
 */
function reconsider(turn: Turn, before: Return, stage: Extract<ReturnStage, { kind: 'adrift' }>): void {
  if (before.offline !== null) return reconsiderOffline(turn, before, stage);
  const { checkedIn } = stage;
  const giveUpAt = before.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  const left = stage.left || isGone(turn, before);
  const same = giveUpAt === before.giveUpAt && left === stage.left;
  const returned: Return = same ? before : { ...before, giveUpAt, stage: { ...stage, left } };
  const here = returned.tags.some((tag) => turn.reachable(tag.uid));
  const isHere = returned.tags.length === 0 || (here && !left);
  if (!checkedIn && isHere && !turn.libraryReady && noReturnOffline(turn.state, returned.item) === null)
    return takeInOffline(turn, returned, { order: null });
  const isGivenUp = turn.now.ticks >= giveUpAt;
  if (checkedIn && (isGivenUp || returned.tags.length === 0)) return giveUp(turn, returned);
  const waited = turn.now.ticks - returned.since;
  const claimed = claimOn(turn.state, returned.item) !== null;
  const wanted = claimed || returned.attended;
  const due = waited >= (wanted ? TIMES.adriftWantedMs : TIMES.adriftRetryMs);
  const decidable = checkedIn ? here : here || left || isGivenUp || returned.tags.length === 0;
  if (!due || !(decidable || claimed) || !turn.libraryReady || !turn.maySettle) return turn.put(returned);
  findOut(turn, returned, { kind: 'adrift', checkedIn, left });
}

/** Checked in; that its tag is secured, nobody has seen. */
function giveUp(turn: Turn, returned: Return): void {
  turn.note('A returned item was not seen to be secured.', { transaction: returned.transaction });
  if (returned.tags.length > 0) turn.callStaffTo(returned);
  end(turn, returned, { kind: 'returned' }, 'completed-unverified');
}

/** An unsettled return of an item that is laid down to be returned: from now on it is about that. */
export function takeUpReturn(turn: Turn, returned: Return): void {
  if (returned.stage.kind !== 'adrift') return;
  const stage: ReturnStage = { ...returned.stage, left: false };
  turn.put({ ...returned, attended: true, giveUpAt: null, since: Number.NEGATIVE_INFINITY, stage });
}

function refuse(turn: Turn, returned: Return, reason: Reason, outcome: JournalOutcome): void {
  end(turn, returned, { kind: 'refused', reason }, outcome);
}

function end(turn: Turn, returned: Return, how: ReturnEnd, outcome: JournalOutcome): void {
  turn.put(record(turn, { ...returned, stage: { kind: 'ended', how } }, 'done', outcome));
}
