// Transactions as they begin: the next number of the journal, an item as it lies there, and nothing done yet.

import type { Credentials } from './library-port.ts';
import { readAsSecured } from './pads.ts';
import type { Turn } from './state.ts';
import { newTagWork } from './tag-work.ts';
import type { Begun, Loan, Renewal, Return } from './transaction.ts';

/** What all of them have in common. */
function nextNumbered(turn: Turn, item: string) {
  const transaction = turn.state.nextTransaction;
  turn.set({ nextTransaction: transaction + 1 });
  const untouched = { title: null, written: null, giveUpAt: null, offline: null } as const;
  return { transaction, item, ...untouched, attended: true, since: turn.now.ticks };
}

/** A set that the staff released is whole as it lies there. */
function partsOf({ parts, releasedBy }: Begun): Pick<Loan, 'parts' | 'releasedBy'> {
  return releasedBy === null ? { parts: parts.of } : { parts: 1, releasedBy };
}

/** A loan in its first stage; nothing was asked for it, and nothing written down. */
export function newLoan(
  turn: Turn,
  patron: Credentials,
  item: Begun,
  { stage, feeAccepted }: Pick<Loan, 'stage' | 'feeAccepted'>,
): Loan {
  const tags = newTagWork(item.uids, (uid) => readAsSecured(turn.state.pads, uid));
  return {
    ...{ kind: 'loan', ...nextNumbered(turn, item.item), tags, ...partsOf(item), patron },
    ...{ due: null, renewal: false, onlyIntended: false, feeAccepted, stage },
  };
}

/** A return in its first stage. How its tags are is of no interest: they are secured whatever they were. */
export function newReturn(turn: Turn, item: Begun, stage: Return['stage']): Return {
  const tags = newTagWork(item.uids, () => false);
  return {
    ...{ kind: 'return', ...nextNumbered(turn, item.item), tags, ...partsOf(item) },
    ...{ place: null, sorting: null, vain: 0, asked: null, stage },
  };
}

/** A renewal in its first stage: no tag is touched. */
export function newRenewal(
  turn: Turn,
  patron: Credentials,
  item: string,
  { stage, feeAccepted }: Pick<Renewal, 'stage' | 'feeAccepted'>,
): Renewal {
  const untagged = { tags: [], parts: 0 } as const;
  return {
    ...{ kind: 'renewal', ...nextNumbered(turn, item), ...untagged, patron, due: null, feeAccepted },
    stage,
  };
}
