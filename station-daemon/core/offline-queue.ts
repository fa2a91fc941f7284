// What was done without the library system and has yet to be told to it, in the order in which it was done. The
// journal holds the same; here is as little as telling it takes.

import type { Uid } from '../../protocols/devices/pad.ts';
import type { JournalEntry, WallTime } from './journal-entry.ts';
import { MOST_WAITING } from './setup.ts';

/** A return or a loan that the library system does not know of, or perhaps knows of. */
export interface Waiting {
  /** The journal's number. */
  readonly transaction: number;
  readonly kind: 'return' | 'loan';
  readonly item: string;
  /** Of a loan. */
  readonly card: string | null;
  readonly uids: readonly Uid[];
  readonly done: WallTime;
  /**
   * When it was told, by the wall clock in ms since 1970, and may have been carried out: that is asked before it is
   * told again. Null where it surely was not.
   */
  readonly perhapsTold: number | null;
  /** Its tag was not read back as it should be: staff have to look, whatever the library system says. */
  readonly unverified: boolean;
  /** How often it was told in vain. */
  readonly vain: number;
  readonly stage: WaitingStage;
}

export type WaitingStage =
  /** `notBefore`: ticks. */
  | { readonly kind: 'waiting'; readonly notBefore: number }
  | { readonly kind: 'telling'; readonly order: number }
  /** Does the library system know of it already? Asked before it is told, or because it said no. */
  | { readonly kind: 'finding-out'; readonly order: number; readonly why: 'perhaps-told' | 'refused' };

/** Everything that goes on while the library system is away, or has to be told afterwards. */
export interface OfflineWork {
  /** Oldest first. */
  readonly waiting: readonly Waiting[];
  /** Cards that nothing is lent to without the library system; null while that list is not there: then to none. */
  readonly blockedCards: ReadonlySet<string> | null;
  /** `behind`: it shows a time before the station's last transaction. Nothing is lent by such a clock: all would be overdue. */
  readonly clock: 'plausible' | 'behind';
}

export const NOTHING_OFFLINE: OfflineWork = { waiting: [], blockedCards: null, clock: 'plausible' };

/** What the journal holds of it after a start; null for an entry that is not so far. */
export function waitingFrom(entry: JournalEntry): Waiting | null {
  const { transaction, kind, step, item, card, uids, outcome, offline: done, at } = entry;
  const isDone = step === 'taken-offline' || step === 'replaying';
  if (!isDone || kind === 'renewal' || kind === 'repair' || done === null) return null;
  const stage = { kind: 'waiting', notBefore: Number.NEGATIVE_INFINITY } as const;
  const perhapsTold = step === 'replaying' ? at : null;
  const doubts = { perhapsTold, unverified: outcome === 'completed-unverified' };
  return { transaction, kind, item, card, uids, done, ...doubts, vain: 0, stage };
}

/** The latest that was done with an item and has yet to be told, if there is something. */
export function lastWaiting({ waiting }: OfflineWork, item: string): Waiting | undefined {
  return waiting.findLast((one) => one.item === item);
}

/** Is there room for more? */
export function hasRoom({ waiting }: OfflineWork): boolean {
  return waiting.length < MOST_WAITING;
}

/** With one more, which was done last. */
export function withWaiting(work: OfflineWork, added: Waiting): OfflineWork {
  return { ...work, waiting: [...work.waiting, added] };
}

/** With one of them changed. */
export function changed(work: OfflineWork, next: Waiting): OfflineWork {
  const waiting = work.waiting.map((one) => (one.transaction === next.transaction ? next : one));
  return { ...work, waiting };
}

/** Without one of them: the library system knows of it, or will never have it. */
export function without(work: OfflineWork, { transaction }: Waiting): OfflineWork {
  return { ...work, waiting: work.waiting.filter((one) => one.transaction !== transaction) };
}
