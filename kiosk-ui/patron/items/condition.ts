// Who has to do something about an item now: the station or the patron. Pure.

import type { ItemRow } from '../../../protocols/screen/screen.ts';

/** True while the patron only has to wait. */
export function isInWork({ status }: ItemRow): boolean {
  return status === 'working';
}

/** True where the patron should read what the row says. */
export function needsALook({ status }: ItemRow): boolean {
  return status === 'refused';
}

/** How many items must not be carried out. */
export function stoppedOf(items: readonly ItemRow[]): number {
  return items.filter(({ status }) => status === 'do-not-leave').length;
}
