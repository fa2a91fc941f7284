// A reason in one sentence: the library system's own words where no rule knows better, else the catalogue's.

import type { Reason } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** The sentence for a reason. A fee is asked in other words where the item is at home: of a `renewal`. */
export function reasonInWords(reason: Reason, words: Catalogue, of: 'item' | 'renewal' = 'item'): string {
  if (reason.code === 'fee-asked' && of === 'renewal') return words.fees.askedOfRenewal;
  if (reason.code !== 'library-says') return words.reasons[reason.code];
  const text = reason.text?.trim() ?? '';
  return text === '' ? words.libraryGaveNoReason : text;
}
