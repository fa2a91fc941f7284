// A return without the library system: first the item's tag is secured, then the library system is to be told.

import { newReturn } from './begun.ts';
import { claimOn } from './claims.ts';
import type { JournalOutcome } from './journal-entry.ts';
import { timeOffline } from './offline-clock.ts';
import { lastWaiting, withWaiting } from './offline-queue.ts';
import { readingOf } from './pads.ts';
import { TIMES } from './setup.ts';
import type { Turn } from './state.ts';
import { driveTags, isGone, record } from './tag-orders.ts';
import { forgiven, progressOf } from './tag-work.ts';
import { forbidsOffline } from './tags-say.ts';
import { type Begun, because, type Return, type ReturnEnd } from './transaction.ts';

const NOT_NOW: ReturnEnd = { kind: 'refused', reason: because('library-away') };

/** Begins a return without the library system: written down first. Returns its transaction number. */
export function beginOfflineReturn(turn: Turn, item: Begun): number {
  const begun = newReturn(turn, item, { kind: 'taking' });
  takeInOffline(turn, begun, null);
  return begun.transaction;
}

/**
 * From now on this return does without the library system's answer.
 * @param asked the check-in that was asked for before; null where it was none, or is sure not to be carried out
 */
export function takeInOffline(turn: Turn, returned: Return, asked: Return['asked']): void {
  const taking: Return = {
    ...returned,
    tags: forgiven(returned.tags),
    offline: returned.offline ?? timeOffline(turn),
    asked,
    stage: { kind: 'taking' },
  };
  turn.put(record(turn, taking, 'intended'));
}

/** Secures the tags of an item that is being taken in. */
export function takeIn(turn: Turn, returned: Return): void {
  if (!turn.libraryReady && forbidsOffline(turn.state, returned.item, 'return'))
    return notWithoutAsking(turn, returned);
  const known = isKnown(turn, returned);
  // Whoever reads the summary, or has gone, can do nothing about it any more: it is taken in as soon as that may be.
  const isWatched = returned.attended && turn.state.session.kind === 'open';
  if (known !== 'known' && !isWatched) return setAdrift(turn, returned);
  if (known === 'nowhere') return notWithoutAsking(turn, returned);
  if (known === 'open') return turn.put(returned);
  if (!turn.state.setup.secureTags) return taken(turn, returned, 'verified');
  const { transaction, progress } = driveTags(turn, returned, 'secured');
  if (progress === 'done') return taken(turn, transaction, 'verified');
  if (progress === 'working' || returned.attended) return turn.put(transaction);
  // An item without a tag: there is nothing to wait for.
  if (transaction.tags.length === 0) return taken(turn, transaction, 'unverified');
  if (progress === 'failing') return takenUnsecured(turn, transaction);
  turn.note('An item that was to be taken in is not here; its tag is waited for.', {
    transaction: returned.transaction,
  });
  setAdrift(turn, transaction);
}

/** Its patron has gone, and it cannot be taken in yet. */
function setAdrift(turn: Turn, returned: Return): void {
  const giveUpAt = returned.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  turn.put({ ...returned, giveUpAt, stage: { kind: 'adrift', checkedIn: false, left: false } });
}

/**
 * Does anything know of this return? Where neither the library system was told nor the journal, no tag is secured for
 * it: after a power cut the item would be half taken. `open`: whether it was told, or the tag written before the
 * journal failed, is still to be seen.
 */
function isKnown(turn: Turn, { asked, tags }: Return): 'known' | 'open' | 'nowhere' {
  if (turn.state.journal.works || asked?.order === null) return 'known';
  const readings = tags.map(({ uid, order }) => (order === null ? readingOf(turn.state.pads, uid) : null));
  if (asked !== null) return 'open';
  if (readings.every((reading) => reading === 'released')) return 'nowhere';
  // One that is neither may have been so before.
  return readings.every((reading) => reading === 'secured') ? 'known' : 'open';
}

/** Its tag, seen only now, forbids it. What may have been carried out already is asked about. */
function notWithoutAsking(turn: Turn, returned: Return): void {
  if (returned.asked === null) return end(turn, { ...returned, offline: null }, NOT_NOW, 'not-done');
  const stage = { kind: 'adrift', checkedIn: false, left: false } as const;
  turn.put(record(turn, { ...returned, offline: null, since: turn.now.ticks, stage }, 'intended'));
}

/** It lies here and its tag refuses: the station holds it all the same. */
function takenUnsecured(turn: Turn, returned: Return): void {
  turn.note('A returned item was not seen to be secured.', { transaction: returned.transaction });
  turn.callStaffTo(returned);
  taken(turn, returned, 'unverified');
}

/** The station holds the item. From here on the library system has to be told, if nothing else does that already. */
function taken(turn: Turn, returned: Return, tags: 'verified' | 'unverified'): void {
  const how: ReturnEnd = { kind: 'returned' };
  const unverified = tags === 'unverified';
  if (lastWaiting(turn.state.offline, returned.item)?.kind === 'return')
    return end(turn, returned, how, unverified ? 'completed-unverified' : 'completed');
  const ended: Return = { ...returned, stage: { kind: 'ended', how } };
  const { transaction, kind, item, offline, asked } = ended;
  const uids = ended.tags.map(({ uid }) => uid);
  const outcome = unverified ? 'completed-unverified' : null;
  turn.put(record(turn, ended, asked === null ? 'taken-offline' : 'replaying', outcome));
  if (offline === null) return;
  const stage =
    asked?.order === null || asked === null
      ? ({ kind: 'waiting', notBefore: Number.NEGATIVE_INFINITY } as const)
      : ({ kind: 'telling', order: asked.order } as const);
  const waiting = { transaction, kind, item, card: null, uids, done: offline, vain: 0, stage };
  const perhapsTold = asked === null ? null : turn.now.wall;
  turn.set({
    offline: withWaiting(turn.state.offline, { ...waiting, perhapsTold, unverified }),
  });
}

/**
 * An item that was to be taken in and is not here, and whose patron has gone. Where it is seen again it is taken in;
 * not so where it was carried away and comes back to be borrowed. Nobody was told "Returned": where it stays away, it
 * may be with its patron or on a shelf, and staff have to look.
 */
export function reconsiderOffline(turn: Turn, before: Return, stage: { readonly left: boolean }): void {
  const giveUpAt = before.giveUpAt ?? turn.now.ticks + TIMES.adriftPatienceMs;
  const left = stage.left || isGone(turn, before);
  const same = giveUpAt === before.giveUpAt && left === stage.left;
  const returned: Return = same
    ? before
    : { ...before, giveUpAt, stage: { kind: 'adrift', checkedIn: false, left } };
  const refused: ReturnEnd = { kind: 'refused', reason: because('put-back-on-pad') };
  if (left && claimOn(turn.state, before.item)?.wants === 'borrow') {
    if (!mayBeWritten(turn, returned)) return end(turn, returned, refused, 'not-done');
    turn.callStaffTo(returned);
    return end(turn, returned, refused, 'completed-unverified');
  }
  if (progressOf(returned, 'secured', turn.reachable) !== 'missing' || returned.tags.length === 0)
    return takeIn(turn, { ...returned, stage: { kind: 'taking' } });
  if (turn.now.ticks < giveUpAt) return turn.put(returned);
  turn.note('An item that was to be taken in was not seen again; staff have to look for it.', {
    transaction: returned.transaction,
  });
  const ended: Return = { ...returned, stage: { kind: 'ended', how: refused } };
  turn.put(record(turn, ended, 'for-staff', 'not-done'));
}

/** May a tag be other than it was? The gate would stop whoever has it on loan, or let it pass though nobody has. */
function mayBeWritten({ state }: Turn, { tags, written }: Return): boolean {
  if (written === 'intended') return false;
  return tags.some(({ uid }) => readingOf(state.pads, uid) !== 'released');
}

function end(turn: Turn, returned: Return, how: ReturnEnd, outcome: JournalOutcome): void {
  turn.put(record(turn, { ...returned, stage: { kind: 'ended', how } }, 'done', outcome));
}
