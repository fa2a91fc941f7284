// Is something happening with an item right now, so that the patron should wait a moment?

import type { Uid } from '../../protocols/devices/pad.ts';
import { padHolding } from './pads.ts';
import { repairProgress } from './repair.ts';
import { isGathering } from './sets.ts';
import type { CoreState } from './state.ts';
import { awaitsTag } from './tag-wait.ts';
import { progressOf } from './tag-work.ts';
import type { Transaction } from './transaction.ts';

/** Is any transaction of the session that goes on in work? */
export function sessionWorks(state: CoreState): boolean {
  if (isGathering(state) || isTagAwaited(state)) return true;
  const reachable = (uid: Uid) => padHolding(state.pads, uid) !== null;
  return (
    state.transactions.some((transaction) => transaction.attended && isInWork(transaction, reachable)) ||
    state.repairs.some((repair) => repair.attended && repairProgress(repair, reachable) === 'working')
  );
}

function isTagAwaited({ session }: CoreState): boolean {
  return session.kind === 'open' && session.rows.some(awaitsTag);
}

/** In work: the library system or a tag will answer by itself. Not so where the patron has to do something. */
export function isInWork(transaction: Transaction, reachable: (uid: Uid) => boolean): boolean {
  switch (transaction.stage.kind) {
    case 'asking':
    case 'cancelling':
    case 'finding-out':
      return true;
    case 'releasing':
      return progressOf(transaction, 'released', reachable) === 'working';
    case 'securing':
    case 'taking':
      return progressOf(transaction, 'secured', reachable) === 'working';
    case 'adrift':
    case 'ended':
      return false;
  }
}
