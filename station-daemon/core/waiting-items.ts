// What lies on the pads and is nobody's yet.

import { itemsOn, type PadItem } from './pad-items.ts';
import type { CoreState } from './state.ts';

/** Items on the pads that no session has dealt with yet. */
export function waitingItems(state: CoreState): readonly PadItem[] {
  return itemsOn(state.pads).filter((item) => !item.uids.every((uid) => state.spent.has(uid)));
}
