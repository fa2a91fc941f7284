// What the core remembers of its journal entries while it is not sure that they are on disk.

import type { JournalEntry } from './journal-entry.ts';
import { TIMES } from './setup.ts';
import type { Transaction } from './transaction.ts';

export interface JournalKeeping {
  /** False from a failed write until the journal can write again. */
  readonly works: boolean;
  /** Given to the journal a moment ago: should it fail, these may not be on disk. The latest of each transaction. */
  readonly fresh: readonly { readonly entry: JournalEntry; readonly ticks: number }[];
  /** To be written once the journal works again. The latest of each transaction. */
  readonly unwritten: readonly JournalEntry[];
}

export const FRESH_JOURNAL: JournalKeeping = { works: true, fresh: [], unwritten: [] };

/** After an entry was given to the journal, or kept for later where it cannot write. */
export function written(journal: JournalKeeping, entry: JournalEntry, ticks: number): JournalKeeping {
  if (!journal.works) return { ...journal, unwritten: withEntry(journal.unwritten, entry) };
  const others = journal.fresh.filter((kept) => kept.entry.transaction !== entry.transaction);
  return { ...journal, fresh: [...others, { entry, ticks }] };
}

/** The journal could not write: what it was given a moment ago has to be written anew. */
export function failed(journal: JournalKeeping): JournalKeeping {
  const fresh = journal.fresh.map(({ entry }) => entry);
  const others = journal.unwritten.filter((entry) => !has(fresh, entry));
  const unwritten = [...others, ...fresh];
  return { works: false, fresh: [], unwritten };
}

/** Without the entries that are on disk by now. */
export function settled(journal: JournalKeeping, ticks: number): JournalKeeping {
  const fresh = journal.fresh.filter((kept) => ticks - kept.ticks < TIMES.journalDoubtMs);
  return fresh.length === journal.fresh.length ? journal : { ...journal, fresh };
}

/** Does the journal still lack what was last given to it of this transaction? */
export function isUnwritten({ unwritten }: JournalKeeping, transaction: number): boolean {
  return unwritten.some((entry) => entry.transaction === transaction);
}

/** Was it done without the library system, and is it not on disk either? After a power cut nobody would know of it. */
export function isForgotten(
  journal: JournalKeeping,
  { transaction, offline }: Pick<Transaction, 'transaction' | 'offline'>,
): boolean {
  return offline !== null && isUnwritten(journal, transaction);
}

function withEntry(entries: readonly JournalEntry[], entry: JournalEntry): readonly JournalEntry[] {
  return [...entries.filter(({ transaction }) => transaction !== entry.transaction), entry];
}

function has(entries: readonly JournalEntry[], { transaction }: JournalEntry): boolean {
  return entries.some((entry) => entry.transaction === transaction);
}
