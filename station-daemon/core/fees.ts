// A fee that goes with a loan or a renewal. The library system has not done it; the patron sees sum and kind, and only
// their own touch asks for it again with the fee accepted. What they do not answer stays undone.

import { PROFILES } from '../../protocols/screen/profile.ts';
import type { Fee } from '../../protocols/screen/screen.ts';
import type { LoanResult } from './library-port.ts';
import type { Turn } from './state.ts';
import { because, type Loan, type Refused, type Renewal, type Transaction } from './transaction.ts';

/** The library system's no: a question where it is about a fee and the patron is there to answer, else a refusal. */
export function refusedBy(
  turn: Turn,
  { attended, feeAccepted }: Loan | Renewal,
  { fee, refusal }: Extract<LoanResult, { readonly ok: false }>,
): Refused {
  // Accepted and still refused: this library system does not take a yes from here.
  if (fee === null || feeAccepted || !attended) return { kind: 'refused', reason: refusal };
  if (PROFILES[turn.state.setup.profile].fees === 'hidden')
    return { kind: 'refused', reason: because('fee-at-desk') };
  return { kind: 'refused', reason: because('fee-asked'), fee };
}

/** The fee that the patron is asked about for a transaction, or null. */
export function feeAskedOf(transaction: Transaction | undefined): Fee | null {
  if (transaction === undefined || transaction.stage.kind !== 'ended') return null;
  const { how } = transaction.stage;
  return how.kind === 'refused' && 'fee' in how ? (how.fee ?? null) : null;
}
