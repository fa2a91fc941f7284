// Taking up what the journal holds as unfinished: a power cut or a crash came in between.

import type { JournalEntry } from './journal-entry.ts';
import { waitingFrom } from './offline-queue.ts';
import type { Repair } from './repair.ts';
import type { CoreState } from './state.ts';
import { newTag, type TagWork } from './tag-work.ts';
import { because, type Loan, type Return, type Transaction } from './transaction.ts';

/**
 * The state with the journal's unfinished transactions, each adrift until it can be settled. What was done without
 * the library system waits to be told.
 */
export function takeUnfinished(state: CoreState): CoreState {
  const { unfinished } = state.setup;
  const waiting = unfinished.flatMap((entry) => waitingFrom(entry) ?? []);
  const told = new Set(waiting.map(({ transaction }) => transaction));
  const left = unfinished.filter(({ transaction }) => !told.has(transaction));
  const taken = left.flatMap((entry) => fromJournal(entry) ?? []);
  return {
    ...state,
    repairs: [...state.repairs, ...left.filter(({ kind }) => kind === 'repair').map(interrupted)],
    transactions: [...state.transactions, ...taken],
    service: taken.length > 0 ? { kind: 'starting', by: null } : state.service,
    offline: { ...state.offline, waiting: [...state.offline.waiting, ...waiting] },
  };
}

function interrupted({ transaction, item, uids }: JournalEntry): Repair {
  const tags = uids.map((uid) => newTag(uid, 'unknown'));
  return {
    transaction,
    item,
    attended: false,
    title: null,
    tags,
    written: true,
    stage: { kind: 'interrupted' },
  };
}

/** Null for a repair, which is no transaction. */
function fromJournal(entry: JournalEntry): Transaction | null {
  const common = {
    transaction: entry.transaction,
    item: entry.item,
    title: null,
    // How many it has its tags tell once they are seen; those that were written down are waited for all the same.
    parts: 1,
    attended: false,
    // Asked about as soon as the library system is there.
    since: Number.NEGATIVE_INFINITY,
    written: null,
    giveUpAt: null,
    offline: entry.offline,
    ...(entry.releasedBy === undefined ? {} : { releasedBy: entry.releasedBy }),
  };
  const verified = entry.step === 'verified';
  switch (entry.kind) {
    case 'loan': {
      const stage = verified ? ({ kind: 'releasing', taken: true } as const) : unsettled(entry);
      const patron = { card: entry.card ?? '', pin: null };
      const onlyIntended = entry.step === 'intended';
      const tags = tagsOf(entry);
      return {
        ...{ ...common, kind: 'loan', patron, due: null, renewal: false, onlyIntended, tags, stage },
        feeAccepted: false,
      };
    }
    case 'return': {
      const stage: Return['stage'] = verified
        ? { kind: 'securing' }
        : { kind: 'adrift', checkedIn: entry.step !== 'intended' && entry.offline === null, left: false };
      // Whether a check-in of it was asked for before it was taken in without the library system, nobody knows.
      const asked = entry.offline === null ? null : { order: null };
      // No tag was written yet.
      const written = entry.step === 'intended' ? entry.step : null;
      const tags = tagsOf(entry);
      return { ...common, written, kind: 'return', place: null, sorting: null, vain: 0, asked, tags, stage };
    }
    case 'repair':
      return null;
    case 'renewal': {
      const stage = { kind: 'adrift' } as const;
      const patron = { card: entry.card ?? '', pin: null };
      return { ...common, kind: 'renewal', patron, due: null, feeAccepted: false, tags: [], stage };
    }
  }
}

/** Where the library system was not asked, only the tag is in doubt. */
function unsettled({ step, offline }: JournalEntry): Loan['stage'] {
  if (offline !== null && step !== 'writing')
    return { kind: 'securing', reason: because('taken-back'), cancel: false };
  return { kind: 'adrift', reason: because('asking-library'), left: false };
}

/**
 * What is `confirmed` was read as secured, and not touched yet. Anything else may hold either state, until it was read
 * back: an item that its patron had already is released when its loan is intended. What was read back has ended but
 * for the journal's last line.
 */
function tagsOf({ kind, step, uids }: JournalEntry): readonly TagWork[] {
  return uids.map((uid) => newTag(uid, knownAt(kind, step)));
}

function knownAt(kind: JournalEntry['kind'], step: JournalEntry['step']): TagWork['known'] {
  if (step === 'verified') return kind === 'loan' ? 'released' : 'secured';
  return kind === 'loan' && step === 'confirmed' ? 'secured' : 'unknown';
}
