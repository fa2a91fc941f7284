// A reason in one sentence: the library system's own words where no rule knows better, else the catalogue's.

import type { Reason } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** The sentence for a reason. */
export function reasonInWords(reason: Reason, words: Catalogue): string {
  if (reason.code !== 'library-says') return words.reasons[reason.code];
  const text = reason.text?.trim() ?? '';
  return text === '' ? words.libraryGaveNoReason : text;
}
