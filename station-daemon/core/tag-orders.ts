// Sending out the tag writes of a transaction, each step on disk before what follows from it.

import type { Security, Uid } from '../../protocols/devices/pad.ts';
import type { JournalOutcome, JournalStep } from './journal-entry.ts';
import { itemsOn, padHolding, readAsSecured } from './pads.ts';
import type { Turn } from './state.ts';
import {
  newTagWork,
  ordered,
  progressOf,
  type TagProgress,
  type TagWork,
  tagsToWrite,
  withReadAsSecured,
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
    kind: transaction.kind,
    step,
    item: transaction.item,
    card: step === 'done' || transaction.kind === 'return' ? null : transaction.patron.card,
    uids: transaction.tags.map(({ uid }) => uid),
    outcome,
    offline: transaction.offline,
    at: turn.now.wall,
  });
  return { ...transaction, written: step };
}

/** The transaction with every tag of its item that lies on the pads, also those laid down or read after it began. */
export function withTagsOnPads<T extends Transaction>(turn: Turn, before: T): T {
  const isSecured = (uid: Uid) => readAsSecured(turn.state.pads, uid);
  const known = withReadAsSecured(before.tags, isSecured);
  const transaction = known === before.tags ? before : { ...before, tags: known };
  const here = itemsOn(turn.state.pads).find(({ item }) => item === transaction.item);
  const missing = here?.uids.filter((uid) => !transaction.tags.some((tag) => tag.uid === uid)) ?? [];
  const parts = Math.max(transaction.parts, here?.parts.of ?? 0);
  if (missing.length === 0) return parts === transaction.parts ? transaction : { ...transaction, parts };
  const added = newTagWork(missing, isSecured);
  return { ...transaction, parts, tags: [...transaction.tags, ...added], written: null };
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
  const uids = tagsToWrite(transaction.tags, wanted, turn.reachable);
  const step = wanted === 'released' || transaction.kind === 'return' ? 'writing' : 'rolling-back';
  const known = uids.length === 0 || transaction.written === step;
  const written = known ? transaction : record(turn, transaction, step);
  let tags: readonly TagWork[] = written.tags;
  for (const uid of uids) {
    const device = padHolding(turn.state.pads, uid);
    if (device === null) continue;
    const order = turn.number();
    turn.commands.push({ kind: 'pad', device, order: { kind: 'setSecurity', order, uid, security: wanted } });
    tags = ordered(tags, uid, order);
  }
  const next = tags === written.tags ? written : { ...written, tags };
  return { transaction: next, progress: progressOf(next, wanted, turn.reachable) };
}
