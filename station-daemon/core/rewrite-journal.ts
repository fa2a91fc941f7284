// The journal is a new one: the old one's file was damaged. What is unfinished is written into it as it stands.

import type { JournalStep } from './journal-entry.ts';
import { recordWaiting } from './offline-replay.ts';
import { recordRepair } from './repairs.ts';
import type { Turn } from './state.ts';
import { record } from './tag-orders.ts';
import { hasEnded, type Transaction } from './transaction.ts';

/** Writes everything that the journal has to hold. */
export function rewriteJournal(turn: Turn): void {
  for (const one of turn.state.offline.waiting)
    recordWaiting(turn, one, one.perhapsTold === null ? 'taken-offline' : 'replaying');
  for (const one of turn.state.transactions) if (!hasEnded(one)) turn.put(record(turn, one, stepOf(one)));
  for (const repair of turn.state.repairs) if (repair.written) recordRepair(turn, repair, 'writing');
}

/** The step that tells as much as is sure: where a tag may hold either state, that it was being written. */
function stepOf(transaction: Transaction): JournalStep {
  if (transaction.written !== null) return transaction.written;
  const { stage, offline } = transaction;
  switch (stage.kind) {
    case 'releasing':
      return 'writing';
    case 'securing':
    case 'cancelling':
      return transaction.kind === 'loan' ? 'rolling-back' : 'writing';
    case 'adrift':
      return 'checkedIn' in stage && !stage.checkedIn && offline === null ? 'intended' : 'writing';
    case 'asking':
    case 'finding-out':
    case 'taking':
    case 'ended':
      return 'intended';
  }
}
