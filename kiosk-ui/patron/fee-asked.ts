// Which fee the patron is asked about. Pure.

import type { Fee, ItemName, Screen } from '../../protocols/screen/screen.ts';

/** A row whose fee the patron is asked about. */
export interface Asked extends ItemName {
  readonly row: number;
  readonly fee: Fee;
}

/** The question that is open, the oldest first, or null. */
export function feeQuestionOf(screen: Screen): Asked | null {
  if (screen.name !== 'borrow' && screen.name !== 'account') return null;
  const rows = screen.name === 'borrow' ? screen.items : screen.loans;
  const asked = rows.flatMap(({ row, title, ending, fee }) =>
    fee === null ? [] : [{ row, title, ending, fee }],
  );
  return asked.sort((one, other) => one.row - other.row)[0] ?? null;
}
