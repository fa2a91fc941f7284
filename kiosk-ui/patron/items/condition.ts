// Who has to do something about an item now: the station or the patron. Pure.

import type { ItemRow } from '../../../protocols/screen/screen.ts';

/** True while the patron only has to wait. A set that lacks parts waits for the patron, not the patron for it. */
export function isInWork({ status, reason }: ItemRow): boolean {
  return status === 'working' && reason?.code !== 'parts-missing';
}

/** True where the patron should read what the row says. */
export function needsALook({ status, reason }: ItemRow): boolean {
  return status === 'refused' || (status === 'working' && reason?.code === 'parts-missing');
}

/** How many items must not be carried out. */
export function stoppedOf(items: readonly ItemRow[]): number {
  return items.filter(({ status }) => status === 'do-not-leave').length;
}
