// Sending out the tag writes of a transaction, each step on disk before what follows from it.

import type { Security, Uid } from '../../protocols/devices/pad.ts';
import type { JournalOutcome, JournalStep } from './journal-entry.ts';
import { itemsOn, type PadItem } from './pad-items.ts';
import { allLooked, padHolding, readingOf } from './pads.ts';
import type { Turn } from './state.ts';
import {
  newTag,
  ordered,
  progressOf,
  type TagProgress,
  type TagWork,
  tagsToWrite,
  withReadings,
} from './tag-work.ts';
import type { Transaction } from './transaction.ts';

/** Writes a step of a transaction to the journal. Returns the transaction, which knows of it. */
export function record<T extends Transaction>(
  turn: Turn,
  transaction: T,
  step: JournalStep,
  outcome: JournalOutcome | null = null,
): T {
  turn.record({
    transaction: transaction.transaction,
    // What its patron had already is never taken back, after a power cut neither.
    kind: transaction.kind === 'loan' && transaction.renewal !== false ? 'renewal' : transaction.kind,
    step,
    item: transaction.item,
    card: step === 'done' || transaction.kind === 'return' ? null : transaction.patron.card,
    uids: transaction.tags.map(({ uid }) => uid),
    outcome,
    offline: transaction.offline,
    ...(transaction.releasedBy === undefined ? {} : { releasedBy: transaction.releasedBy }),
    at: turn.now.wall,
  });
  return { ...transaction, written: step };
}

/** The transaction with every tag of its item that lies on the pads, also those laid down or read after it began. */
export function withTagsOnPads<T extends Transaction>(turn: Turn, before: T): T {
  const { pads, setup } = turn.state;
  const tags = withReadings(before.tags, (uid) => readingOf(pads, uid));
  const transaction = tags === before.tags ? before : { ...before, tags };
  const here = itemsOn(pads).find(({ item }) => item === transaction.item);
  return here === undefined
    ? transaction
    : withItem(turn, transaction, here, setup.incompleteSets === 'allow' || isReleased(transaction));
}

/** Are its tags away? Only pads that have looked tell that, and only of tags that were seen. */
export function isGone({ state, lies }: Turn, { tags }: Transaction): boolean {
  return tags.length > 0 && allLooked(state.pads) && !tags.some(({ uid }) => lies(uid));
}

function isReleased({ releasedBy }: Transaction): boolean {
  return releasedBy !== undefined;
}

function withItem<T extends Transaction>(turn: Turn, before: T, item: PadItem, asItIs: boolean): T {
  const parts = asItIs ? 1 : Math.max(before.parts, item.parts.of);
  const known = withParts(before.tags, item);
  const transaction =
    known === before.tags && parts === before.parts ? before : { ...before, parts, tags: known };
  const missing = item.uids.filter((uid) => !known.some((tag) => tag.uid === uid));
  if (missing.length === 0) return transaction;
  const come = missing.map((uid): TagWork => {
    const isSecured = readingOf(turn.state.pads, uid) === 'secured';
    return { ...newTag(uid, isSecured ? 'secured' : 'unknown'), part: item.partOf.get(uid) ?? 'unknown' };
  });
  // Where nothing was written yet, the entry that comes before it names them.
  const written = transaction.written === 'intended' ? 'intended' : null;
  return { ...transaction, tags: [...known, ...come], written };
}

function withParts(tags: readonly TagWork[], { partOf }: PadItem): readonly TagWork[] {
  const partNow = ({ uid, part }: TagWork) => partOf.get(uid) ?? part;
  return tags.some((tag) => tag.part !== partNow(tag))
    ? tags.map((tag) => ({ ...tag, part: partNow(tag) }))
    : tags;
}

/**
 * Orders what can be ordered to bring the transaction's tags to `wanted`, and tells how far they are. The
 * journal knows of the writing before the first order goes out; a repeated order needs no new entry.
 */
export function driveTags<T extends Transaction>(
  turn: Turn,
  transaction: T,
  wanted: Security,
): { readonly transaction: T; readonly progress: TagProgress } {
  const uids = tagsToWrite(transaction, wanted, turn.reachable);
  const step = wanted === 'released' || transaction.kind === 'return' ? 'writing' : 'rolling-back';
  const known = uids.length === 0 || transaction.written === step;
  const written = known ? transaction : record(turn, transaction, step);
  const tags = orderWrites(turn, written.tags, uids, wanted);
  const next = tags === written.tags ? written : { ...written, tags };
  return { transaction: next, progress: progressOf(next, wanted, turn.reachable) };
}

/** Sends the orders out. What they belong to is in the journal already. */
export function orderWrites(
  turn: Turn,
  before: readonly TagWork[],
  uids: readonly Uid[],
  security: Security,
): readonly TagWork[] {
  let tags = before;
  for (const uid of uids) {
    const device = padHolding(turn.state.pads, uid);
    if (device === null) continue;
    const order = turn.number();
    turn.commands.push({ kind: 'pad', device, order: { kind: 'setSecurity', order, uid, security } });
    tags = ordered(tags, uid, { number: order, device });
  }
  return tags;
}
