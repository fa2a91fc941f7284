// Who has to do something about an item now: the station or the patron. Pure.

import type { ItemRow } from '../../../protocols/screen/screen.ts';

/**
 * True while the patron only has to wait. An item that was scanned waits for the patron to lay it down, and one with a fee
 * for their answer.
 */
export function isInWork(item: Pick<ItemRow, 'status' | 'reason'>): boolean {
  return item.status === 'working' && !waitsForPatron(item);
}

/** True where the patron should read what the row says. */
export function needsALook(item: ItemRow): boolean {
  return item.status === 'refused' || (item.status === 'working' && waitsForPatron(item));
}

function waitsForPatron({ reason }: Pick<ItemRow, 'reason'>): boolean {
  return reason?.code === 'lay-on-pad' || reason?.code === 'fee-asked';
}

/** How many items must not be carried out. */
export function stoppedOf(items: readonly ItemRow[]): number {
  return items.filter(({ status }) => status === 'do-not-leave').length;
}
