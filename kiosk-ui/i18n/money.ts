// Money in words.

import type { Money } from '../../protocols/screen/screen.ts';

/** `4.5 EUR` as "€4.50", in the language's own way. A currency that is no ISO 4217 code is written after the amount. */
export function moneyInWords(money: Money, locale: string): string {
  if (!/^[A-Z]{3}$/.test(money.currency)) {
    return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(money.amount)} ${money.currency}`.trim();
  }
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(money.amount);
}
