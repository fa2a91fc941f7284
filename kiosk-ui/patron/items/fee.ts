// A fee in words.

import type { Fee } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { moneyInWords } from '../../i18n/money.ts';

/** "Rental fee: €2.50", or what it is for alone where nobody knows the sum. */
export function feeInWords({ kind, amount }: Fee, { fees, locale }: Catalogue): string {
  const what = fees.kinds[kind];
  return amount === null ? what : `${what}: ${moneyInWords(amount, locale)}`;
}
