// Which item a row of the screen is: rows are told to pages by number, never by barcode.

import type { CoreState } from './state.ts';

/** The item of a row of the session that goes on, its loans and reservations included; null for any other number. */
export function itemOfRow({ session }: CoreState, row: number): string | null {
  if (session.kind !== 'open') return null;
  const { rows, patron } = session;
  const loans = patron?.loans.kind === 'known' ? patron.loans.rows : [];
  const holds = patron?.holds.kind === 'known' ? patron.holds.rows : [];
  return [...rows, ...loans, ...holds].find((one) => one.row === row)?.item ?? null;
}
