// Taking up what the journal holds as unfinished: a power cut or a crash came in between.

import type { JournalEntry } from './journal-entry.ts';
import type { CoreState } from './state.ts';
import type { TagWork } from './tag-work.ts';
import { because, type Loan, type Return, type Transaction } from './transaction.ts';

/** The state with the journal's unfinished transactions, each adrift until it can be settled. */
export function takeUnfinished(state: CoreState): CoreState {
  const taken = state.setup.unfinished.flatMap((entry) => fromJournal(entry) ?? []);
  return { ...state, transactions: [...state.transactions, ...taken] };
}

function fromJournal(entry: JournalEntry): Transaction | null {
  const common = {
    transaction: entry.transaction,
    item: entry.item,
    title: null,
    attended: false,
    // Asked about as soon as the library system is there.
    since: Number.NEGATIVE_INFINITY,
  };
  switch (entry.kind) {
    case 'loan': {
      const stage: Loan['stage'] = { kind: 'adrift', reason: because('asking-library'), left: false };
      const patron = { card: entry.card ?? '', pin: null };
      return { ...common, kind: 'loan', patron, due: null, renewal: false, tags: tagsOf(entry), stage };
    }
    case 'return': {
      const stage: Return['stage'] = { kind: 'adrift' };
      return { ...common, kind: 'return', place: null, tags: tagsOf(entry), stage };
    }
    case 'renewal': {
      const stage = { kind: 'ended', how: { kind: 'refused', reason: because('library-away') } } as const;
      const patron = { card: entry.card ?? '', pin: null };
      return { ...common, kind: 'renewal', patron, due: null, tags: [], stage };
    }
  }
}

/** Before `writing` the tag of a loan was not touched; after it, it may hold either state. */
function tagsOf(entry: JournalEntry): readonly TagWork[] {
  const untouched = entry.kind === 'loan' && (entry.step === 'intended' || entry.step === 'confirmed');
  return entry.uids.map((uid) => ({
    uid,
    known: untouched ? 'secured' : 'unknown',
    order: null,
    failures: 0,
  }));
}
