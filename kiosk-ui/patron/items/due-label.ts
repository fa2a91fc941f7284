// What stands before a due date: the same whether it is shown or said. Pure.

import type { ItemStatus, LoanRow } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** Of an item that was laid down or scanned. */
export function dueLabelOfItem(status: ItemStatus, { items }: Catalogue): string {
  return status === 'renewed' ? items.newDate : items.yoursUntil;
}

/** Of a loan on the account. */
export function dueLabelOfLoan(state: LoanRow['state'], { items }: Catalogue): string {
  if (state === 'overdue') return items.overdueSince;
  return state === 'renewed' ? items.newDate : items.dueBy;
}
