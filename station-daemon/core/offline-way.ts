// What goes on while the library system is away, and how an item is begun with: by asking, without asking, later, or
// not at all.

import type { Reason } from '../../protocols/screen/screen.ts';
import { hasRoom, lastWaiting } from './offline-queue.ts';
import type { OpenSession } from './session.ts';
import type { CoreState } from './state.ts';
import { forbidsOffline } from './tags-say.ts';
import { because, hasEnded } from './transaction.ts';

/** Are items taken in without the library system? Not once too many have to be told. */
export function returnsOffline({ setup, offline }: CoreState): boolean {
  return setup.offline.returns && hasRoom(offline);
}

/** Are items lent without the library system? Never where a PIN is to be right: nobody can say that it is. */
export function lendsOffline({ setup, offline }: CoreState): boolean {
  return (
    setup.offline.loans !== null &&
    setup.pin !== 'required' &&
    offline.blockedCards !== null &&
    offline.clock !== 'behind' &&
    hasRoom(offline)
  );
}

/** Why an item is not taken in without the library system; null where it is. */
export function noReturnOffline(state: CoreState, item: string): Reason | null {
  return returnsOffline(state) && !forbidsOffline(state, item, 'return') ? null : because('library-away');
}

/** Why an item is not lent without the library system; null where it is. */
export function noLoanOffline(state: CoreState, card: string, item: string): Reason | null {
  const { loans } = state.setup.offline;
  if (!lendsOffline(state) || loans === null) return because('library-away');
  if (isBlockedOffline(state, card)) return because('card-blocked');
  if (forbidsOffline(state, item, 'lend')) return because('library-away');
  return lentOffline(state, card) < loans.maxItems ? null : because('offline-limit');
}

/** Does the local list name this card? */
export function isBlockedOffline({ offline }: CoreState, card: string): boolean {
  return offline.blockedCards === null || offline.blockedCards.has(card);
}

/** What this card has of loans that the library system does not know of. */
function lentOffline({ offline, transactions }: CoreState, card: string): number {
  const begun = transactions.filter(
    (one) => one.kind === 'loan' && one.offline !== null && one.patron.card === card && !hasEnded(one),
  );
  return begun.length + offline.waiting.filter((one) => one.card === card).length;
}

/** How an item is begun with. */
export type Way =
  | { readonly kind: 'ask' | 'offline' }
  /** What was done with it without the library system is told first. */
  | { readonly kind: 'later' }
  | { readonly kind: 'refused'; readonly reason: Reason };

/** How an item of a session is begun with now, as far as the library system goes. */
export function wayOf(state: CoreState, { mode, patron }: OpenSession, item: string): Way {
  if (state.library.kind === 'ready') {
    if (lastWaiting(state.offline, item) === undefined) return { kind: 'ask' };
    return { kind: mode === 'return' ? 'offline' : 'later' };
  }
  const card = patron?.credentials.card ?? '';
  const reason = mode === 'return' ? noReturnOffline(state, item) : noLoanOffline(state, card, item);
  return reason === null ? { kind: 'offline' } : { kind: 'refused', reason };
}
