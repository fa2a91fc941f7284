// Sending out the tag writes of a transaction, each step on disk before what follows from it.

import type { Security } from '../../protocols/devices/pad.ts';
import type { JournalOutcome, JournalStep } from './journal-entry.ts';
import { itemsOn, padHolding, readAsSecured } from './pads.ts';
import type { Turn } from './state.ts';
import { newTagWork, ordered, progressOf, type TagProgress, type TagWork, tagsToWrite } from './tag-work.ts';
import type { Transaction } from './transaction.ts';

/** Writes a step of a transaction to the journal. */
export function record(
  turn: Turn,
  transaction: Transaction,
  step: JournalStep,
  outcome: JournalOutcome | null = null,
): void {
  turn.commands.push({
    kind: 'record',
    entry: {
      transaction: transaction.transaction,
      kind: transaction.kind,
      step,
      item: transaction.item,
      card: step === 'done' || transaction.kind === 'return' ? null : transaction.patron.card,
      uids: transaction.tags.map(({ uid }) => uid),
      outcome,
      at: turn.now.wall,
    },
  });
}

/** The transaction with every tag of its item that lies on the pads, also those laid down after it began. */
export function withTagsOnPads<T extends Transaction>(turn: Turn, transaction: T): T {
  const here = itemsOn(turn.state.pads).find(({ item }) => item === transaction.item);
  const missing = here?.uids.filter((uid) => !transaction.tags.some((tag) => tag.uid === uid)) ?? [];
  if (missing.length === 0) return transaction;
  const added = newTagWork(missing, (uid) => readAsSecured(turn.state.pads, uid));
  return { ...transaction, tags: [...transaction.tags, ...added] };
}

/**
 * Orders what can be ordered to bring the transaction's tags to `wanted`, and tells how far they are. The
 * journal knows of the writing before the first order goes out.
 */
export function driveTags<T extends Transaction>(
  turn: Turn,
  transaction: T,
  wanted: Security,
): { readonly transaction: T; readonly progress: TagProgress } {
  const uids = tagsToWrite(transaction.tags, wanted, turn.reachable);
  if (uids.length > 0)
    record(
      turn,
      transaction,
      wanted === 'released' || transaction.kind === 'return' ? 'writing' : 'rolling-back',
    );
  let tags: readonly TagWork[] = transaction.tags;
  for (const uid of uids) {
    const device = padHolding(turn.state.pads, uid);
    if (device === null) continue;
    const order = turn.number();
    turn.commands.push({ kind: 'pad', device, order: { kind: 'setSecurity', order, uid, security: wanted } });
    tags = ordered(tags, uid, order);
  }
  const next = tags === transaction.tags ? transaction : { ...transaction, tags };
  return { transaction: next, progress: progressOf(tags, wanted, turn.reachable) };
}
