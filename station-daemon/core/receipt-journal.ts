// That a receipt was printed, in the journal: "but I returned that" can then be told from "but I have it in writing".

import type { Settled } from './session.ts';
import type { Turn } from './state.ts';

/** Nothing hangs on it, so a journal that cannot write just now does not get it later either. */
export function recordReceipt(turn: Turn, named: readonly Settled[]): void {
  if (!turn.state.journal.works) return;
  for (const one of named) {
    const entry = { ...one, step: 'receipt', card: null, uids: [], outcome: null, offline: null } as const;
    turn.commands.push({ kind: 'record', entry: { ...entry, at: turn.now.wall } });
  }
}
