// Amounts as library systems write them.

import type { Money } from '../screen/screen.ts';

/**
 * Reads an amount such as `1,234.50`, `1.234,50`, `0.0`, `5` or `$2.50`; letters and signs of a currency around it
 * are passed over. `currency` is the ISO 4217 code that belongs to it (BH, else the station's). Null for a blank
 * and for what is no amount.
 */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = text.replace(/[\p{L}\p{Sc}\s]/gu, '');
  if (!/^[+-]?\d[\d.,']*$/.test(digits)) return null;
  const amount = Number(plain(digits));
  return Number.isFinite(amount) ? { amount, currency } : null;
}

/** With a point before the decimals and nothing between thousands. */
function plain(digits: string): string {
  const decimals = decimalMark(digits);
  const whole = decimals === null ? digits : digits.slice(0, decimals);
  const fraction = decimals === null ? '' : `.${digits.slice(decimals + 1)}`;
  return whole.replace(/[.,']/g, '') + fraction;
}

/**
 * Where the decimals begin: at the last point or comma, unless that one stands more than once (`1.234.567`), or
 * is the only mark and a comma before exactly three digits (`1,234`). SIP2 2.00 has a point before decimals.
 */
function decimalMark(digits: string): number | null {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  if (last < 0) return null;
  const mark = digits.charAt(last);
  if (digits.indexOf(mark) !== last) return null;
  const onlyThousands = mark === ',' && digits.length - last === 4 && !digits.includes('.');
  return onlyThousands ? null : last;
}
