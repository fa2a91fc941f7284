// Puts tags right outside of any transaction: those of an item that the pad saw only after it was lent or returned, or
// that read otherwise since; and those that lie there half written, by what the library system says of their item. No
// tag is released here without a loan that was confirmed.

import type { Security, Uid } from '../../protocols/devices/pad.ts';
import { claimOn } from './claims.ts';
import type { JournalOutcome, JournalStep } from './journal-entry.ts';
import { isUnwritten } from './journal-keeping.ts';
import { isBack, type LibraryAnswer } from './library-port.ts';
import { takeBackTold } from './loan.ts';
import { lastWaiting } from './offline-queue.ts';
import { itemsOn, type PadItem } from './pad-items.ts';
import { readingOf, tagsOn } from './pads.ts';
import { type Repair, repairOf, repairProgress } from './repair.ts';
import { putRow } from './row-state.ts';
import type { Patron, Row } from './session.ts';
import { TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';
import { orderWrites } from './tag-orders.ts';
import { forgiveLifted, newTag, tagsToWrite, withReadings } from './tag-work.ts';
import { lateObjectionTo } from './tags-say.ts';
import { hasEnded, type Transaction } from './transaction.ts';

/** Moves every repair as far as it goes by itself. Called after every event. */
export function advanceRepairs(turn: Turn): void {
  for (const repair of turn.state.repairs) {
    switch (repair.stage.kind) {
      case 'interrupted':
        end(turn, repair, 'completed-unverified');
        break;
      case 'asking-item':
      case 'asking-loan':
        if (isTakenUp(turn.state, repair.item)) end(turn, repair, 'completed-unverified');
        break;
      case 'writing':
        write(turn, repair, repair.stage.wanted);
        break;
    }
  }
}

/** Something is to be done with the item, and writes its tags anyway. */
function isTakenUp(state: CoreState, item: string): boolean {
  return claimOn(state, item) !== null || openTransactionOf(state, item) !== undefined;
}

function openTransactionOf({ transactions }: CoreState, item: string): Transaction | undefined {
  return transactions.find((one) => one.item === item && one.kind !== 'renewal' && !hasEnded(one));
}

function write(turn: Turn, before: Repair, wanted: Security): void {
  const lifted = forgiveLifted(before.tags, turn.lies);
  const repair: Repair = {
    ...before,
    tags: withReadings(lifted, (uid) => readingOf(turn.state.pads, uid)),
  };
  const isOpen = repairProgress(repair, turn.reachable) !== 'done';
  const isIdle = repair.tags.every(({ order }) => order === null);
  if (isOpen && isIdle && isTakenUp(turn.state, repair.item))
    return end(turn, repair, 'completed-unverified');
  const next = turn.state.journal.works ? withOrders(turn, repair, wanted) : repair;
  switch (repairProgress(next, turn.reachable)) {
    case 'done':
      return end(turn, next, 'completed');
    case 'working':
      return turn.putRepair(next);
    case 'missing':
      return next.attended ? turn.putRepair(next) : endUnseen(turn, next);
    case 'failing':
      if (next.attended) return turn.putRepair(next);
      turn.note('A tag could not be put right.', { transaction: next.transaction });
      turn.callStaffTo(next);
      return end(turn, next, 'completed-unverified');
  }
}

function withOrders(turn: Turn, repair: Repair, wanted: Security): Repair {
  const uids = tagsToWrite({ tags: repair.tags, parts: 1 }, wanted, turn.reachable);
  if (uids.length === 0) return repair;
  if (!repair.written) recordRepair(turn, repair, 'writing');
  return { ...repair, written: true, tags: orderWrites(turn, repair.tags, uids, wanted) };
}

function end(turn: Turn, repair: Repair, outcome: JournalOutcome): void {
  // What waits to be written that it is under way must not be the last that the journal hears of it.
  const isTold = repair.written || isUnwritten(turn.state.journal, repair.transaction);
  if (isTold) recordRepair(turn, repair, 'done', outcome);
  turn.set({ repairs: turn.state.repairs.filter((one) => one.transaction !== repair.transaction) });
}

/** Its tags are out of reach, or their pad stopped: seen again, they are looked at again. */
function endUnseen(turn: Turn, repair: Repair): void {
  const uids = new Set(repair.tags.map(({ uid }) => uid));
  turn.set({ examined: turn.state.examined.filter(({ uid }) => !uids.has(uid)) });
  end(turn, repair, 'completed-unverified');
}

/** Writes a step of a repair. */
export function recordRepair(
  turn: Turn,
  { transaction, item, tags }: Repair,
  step: JournalStep,
  outcome: JournalOutcome | null = null,
): void {
  const uids = tags.map(({ uid }) => uid);
  turn.record({
    ...{ transaction, kind: 'repair', step, item, card: null, uids, outcome },
    ...{ offline: null, at: turn.now.wall },
  });
}

/** Looks for tags that have to be put right. Called after every event. */
export function findRepairs(turn: Turn): void {
  if (!turn.state.setup.secureTags || !turn.mayBegin) return;
  for (const item of itemsOn(turn.state.pads)) {
    if (repairOf(turn.state.repairs, item.item) !== undefined || isTakenUp(turn.state, item.item)) continue;
    const ended = endedOf(turn.state, item.item);
    if (ended === null) examine(turn, item);
    else if (objects(turn, ended.transaction)) continue;
    else if (ended.wanted !== null) completeTags(turn, item, ended.transaction, ended.wanted);
  }
}

/** A tag that says that its item is not to be lent came only after it was told to be lent: it is never released. */
function objects(turn: Turn, told: Transaction): boolean {
  const objection = lateObjectionTo(turn.state, told);
  if (told.kind !== 'loan' || objection === null) return false;
  const row = rowOf(turn.state, told);
  const next = row === undefined ? null : takeBackTold(turn, told, objection);
  if (row !== undefined && next !== null) putRow(turn, { ...row, transaction: next });
  return true;
}

function rowOf({ session }: CoreState, { transaction }: Transaction): Row | undefined {
  return session.kind === 'open' ? session.rows.find((row) => row.transaction === transaction) : undefined;
}

interface Ended {
  readonly transaction: Transaction;
  /** How its tags have to be by now; null where that is not ours to say. */
  readonly wanted: Security | null;
}

/** What the patron who is here has come to with an item; null where that is nothing. */
function endedOf({ transactions }: CoreState, item: string): Ended | null {
  const transaction = transactions.findLast(
    (one) => one.item === item && one.kind !== 'renewal' && one.attended,
  );
  if (transaction?.stage.kind !== 'ended') return null;
  switch (transaction.stage.how.kind) {
    case 'borrowed':
      return { transaction, wanted: 'released' };
    case 'returned':
      return { transaction, wanted: 'secured' };
    case 'kept-secured':
    case 'stands':
    case 'renewed':
      return { transaction, wanted: null };
    case 'refused':
      return null;
  }
}

/** Tags of an item that was lent or returned here, and that are not as they should be: seen late, or read otherwise since. */
function completeTags(turn: Turn, item: PadItem, transaction: Transaction, wanted: Security): void {
  const about = transaction.transaction;
  const keepsExtra = wanted === 'released' && turn.state.setup.incompleteSets === 'refuse';
  const uids = item.uids.filter(
    (uid) =>
      isOtherThan(turn, uid, wanted) &&
      !isExamined(turn.state, uid, about) &&
      !(keepsExtra && item.partOf.get(uid) === 'extra'),
  );
  if (uids.length === 0) return;
  turn.set({ examined: [...turn.state.examined, ...uids.map((uid) => ({ uid, about }))] });
  begin(turn, item.item, {
    attended: true,
    title: transaction.title,
    tags: tagsOf(turn, uids),
    stage: { kind: 'writing', wanted },
  });
}

/** Read, and not as it should be. */
function isOtherThan(turn: Turn, uid: Uid, wanted: Security): boolean {
  const reading = readingOf(turn.state.pads, uid);
  return reading !== null && reading !== wanted && turn.reachable(uid);
}

/** A tag that lies there, half written, and that nobody does anything with: the library system says how it should be. */
function examine(turn: Turn, item: PadItem): void {
  const about = whoAsks(turn.state);
  if (about === null || !turn.libraryReady || lastWaiting(turn.state.offline, item.item) !== undefined)
    return;
  if (turn.state.repairs.some(({ stage }) => 'order' in stage) || isAboutToBeTakenUp(turn.state, item.item))
    return;
  const lies = new Set(straysOn(turn.state, turn.now.ticks));
  const uids = item.uids.filter((uid) => lies.has(uid) && !isExamined(turn.state, uid, about));
  if (uids.length === 0) return;
  turn.set({ examined: [...turn.state.examined, ...uids.map((uid) => ({ uid, about }))] });
  const order = turn.ask({ kind: 'item', item: item.item });
  const tags = tagsOf(turn, item.uids);
  begin(turn, item.item, { attended: false, title: null, tags, stage: { kind: 'asking-item', order } });
}

/** For whom it is asked; null while a card is being looked up. */
function whoAsks(state: CoreState): 'nobody' | 'the-patron' | null {
  if (state.session.kind === 'identifying' || state.session.kind === 'pin') return null;
  return patronHere(state) === null ? 'nobody' : 'the-patron';
}

function patronHere({ session }: CoreState): Patron | null {
  if (session.kind !== 'open' || session.patron?.identified !== 'by-library') return null;
  return session.patron;
}

/** A session that lends or takes back has not come to this item yet. */
function isAboutToBeTakenUp({ session }: CoreState, item: string): boolean {
  return (
    session.kind === 'open' && session.mode !== 'account' && !session.rows.some((row) => row.item === item)
  );
}

/** Tags that hold neither state and have lain there long enough for somebody to have done something with them. */
function straysOn({ pads }: CoreState, ticks: number): readonly Uid[] {
  const strays = tagsOn(pads).filter(
    ({ security, unseenSince }) => security === 'other' && unseenSince === null,
  );
  return strays.filter(({ since }) => ticks - since >= TIMES.strayMs).map(({ uid }) => uid);
}

/** When the next stray tag has to be looked at, in ticks. */
export function strayDeadlines({ pads }: CoreState): readonly number[] {
  return tagsOn(pads).flatMap(({ security, since }) => (security === 'other' ? [since + TIMES.strayMs] : []));
}

function isExamined({ examined }: CoreState, uid: Uid, about: number | 'nobody' | 'the-patron'): boolean {
  return examined.some((one) => one.uid === uid && one.about === about);
}

function tagsOf(turn: Turn, uids: readonly Uid[]): Repair['tags'] {
  const isSecured = (uid: Uid) => readingOf(turn.state.pads, uid) === 'secured';
  return uids.map((uid) => newTag(uid, isSecured(uid) ? 'secured' : 'unknown'));
}

function begin(turn: Turn, item: string, how: Pick<Repair, 'attended' | 'title' | 'tags' | 'stage'>): void {
  const transaction = turn.state.nextTransaction;
  turn.set({ nextTransaction: transaction + 1 });
  turn.putRepair({ transaction, item, written: false, ...how });
}

/** The library system is back: about what it was not there to answer for, it is asked now. */
export function askAnew(turn: Turn): void {
  const kept = turn.state.examined.filter(({ about }) => typeof about === 'number');
  if (kept.length < turn.state.examined.length) turn.set({ examined: kept });
}

/** An answer that a repair waits for. False where it is none of these. */
export function repairAnswered(turn: Turn, order: number, answer: LibraryAnswer): boolean {
  const repair = turn.state.repairs.find(({ stage }) => 'order' in stage && stage.order === order);
  if (repair === undefined) return false;
  const wanted = wantedBy(answer);
  const patron = patronHere(turn.state);
  const mayBeTheirs = answer.kind === 'item' && answer.item.circulation === 'on-loan' && patron !== null;
  if (wanted !== null) turn.putRepair({ ...repair, stage: { kind: 'writing', wanted } });
  else if (mayBeTheirs) {
    const next = turn.ask({ kind: 'isLentTo', patron: patron.credentials, item: repair.item });
    turn.putRepair({ ...repair, stage: { kind: 'asking-loan', order: next } });
  } else if (answer.kind === 'notDone') end(turn, repair, 'completed-unverified');
  else leaveAlone(turn, repair);
  return true;
}

function wantedBy(answer: LibraryAnswer): Security | null {
  if (answer.kind === 'item' && isBack(answer.item)) return 'secured';
  return answer.kind === 'isLentTo' && answer.lent ? 'released' : null;
}

function leaveAlone(turn: Turn, repair: Repair): void {
  turn.note('A tag is neither secured nor released and is left as it is: its item is not in the library.');
  end(turn, repair, 'completed-unverified');
}

/** The patron goes: nobody is told of repairs any more, and what was asked about their loans does not matter. */
export function detachRepairs(turn: Turn): void {
  const { repairs } = turn.state;
  if (!repairs.some(({ attended, stage }) => attended || stage.kind === 'asking-loan')) return;
  turn.set({
    repairs: repairs
      .filter(({ stage }) => stage.kind !== 'asking-loan')
      .map((repair) => ({ ...repair, attended: false, title: null })),
  });
}
