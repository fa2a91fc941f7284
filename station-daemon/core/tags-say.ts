// What the tags of an item say of it. It holds for as long as the session goes on: also once they are lifted, and for
// what was scanned before its tag was seen.

import type { Reason } from '../../protocols/screen/screen.ts';
import type { Offline } from '../../protocols/tags/usage.ts';
import { absentParts, itemsOn, ONE_PART, type PadItem, type TagsSay } from './pad-items.ts';
import type { CoreState, Turn } from './state.ts';
import { because, type Loan, type Transaction } from './transaction.ts';

/** Of an item whose tags were not seen, or forbid nothing and are on no set. */
const NOTHING_SAID: TagsSay = { veto: null, offline: { lend: 'allowed', return: 'allowed' }, of: 1 };

/** Remembers what the tags on the pads say while somebody is here. Called after what lies there may have changed. */
export function hearTags(turn: Turn): void {
  const { session, pads, said } = turn.state;
  if (session.kind === 'none') return;
  const news = itemsOn(pads).flatMap((item) => {
    const before = said.get(item.item) ?? NOTHING_SAID;
    const after = together(before, item);
    return isSame(before, after) ? [] : [[item.item, after] as const];
  });
  if (news.length > 0) turn.set({ said: new Map([...said, ...news]) });
}

function together(before: TagsSay, { veto, offline, parts }: PadItem): TagsSay {
  return {
    veto: veto ?? before.veto,
    offline: {
      lend: before.offline.lend === 'forbidden' ? 'forbidden' : offline.lend,
      return: before.offline.return === 'forbidden' ? 'forbidden' : offline.return,
    },
    of: parts.of > 1 ? parts.of : before.of,
  };
}

function isSame(one: TagsSay, other: TagsSay): boolean {
  const isOfflineSame =
    one.offline.lend === other.offline.lend && one.offline.return === other.offline.return;
  return isOfflineSame && one.veto === other.veto && one.of === other.of;
}

/** What the tags of an item say, as far as they were seen. */
export function tagsSay({ said, pads }: CoreState, item: string): TagsSay {
  const before = said.get(item) ?? NOTHING_SAID;
  const here = itemsOn(pads).find((one) => one.item === item);
  return here === undefined ? before : together(before, here);
}

/** The item as it lies on the pads; else what is known of one that was scanned: of a set, that no part lies here. */
export function itemSeen(state: CoreState, item: string): Pick<PadItem, 'item' | 'uids' | 'parts'> {
  const here = itemsOn(state.pads).find((one) => one.item === item);
  if (here !== undefined) return here;
  const { of } = tagsSay(state, item);
  return { item, uids: [], parts: of === 1 ? ONE_PART : absentParts(of) };
}

/** A tag may say that its item is not to be lent or returned without the library system. */
export function forbidsOffline(state: CoreState, item: string, deed: keyof Offline): boolean {
  return tagsSay(state, item).offline[deed] === 'forbidden';
}

/** Why a loan is not to be, as the item's tags say; null where they have nothing against it. */
export function objectionTo(
  state: CoreState,
  { item, offline }: Pick<Loan, 'item' | 'offline'>,
): Reason | null {
  const { veto } = tagsSay(state, item);
  if (veto !== null) return because(veto);
  return offline !== null && forbidsOffline(state, item, 'lend') ? because('library-away') : null;
}

/** Why what was told to be lent has to stay all the same: a tag that says so was read too late. */
export function lateObjectionTo(state: CoreState, transaction: Transaction): Reason | null {
  const { kind, stage } = transaction;
  const isLent = kind === 'loan' && stage.kind === 'ended' && stage.how.kind === 'borrowed';
  return isLent ? objectionTo(state, transaction) : null;
}
