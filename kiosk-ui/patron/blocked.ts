// What keeps the patron from borrowing, in words. Pure.

import type { Screen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

/** The sentence of ours and the library system's own text, where it gave one. */
export interface BlockedInWords {
  readonly sentence: string;
  readonly text: string | null;
}

/** Null where the patron may borrow, and on screens without a patron. */
export function blockedInWords(screen: Screen, words: Catalogue): BlockedInWords | null {
  if (screen.name !== 'borrow' && screen.name !== 'account') return null;
  const { blocked } = screen.patron;
  if (blocked === null) return null;
  // Where it is known why, our own words say it all.
  if (blocked.code === 'card-expired' || blocked.code === 'too-many-loans') {
    return { sentence: words.reasons[blocked.code], text: null };
  }
  const text = blocked.text?.trim() ?? '';
  return { sentence: words.blocked, text: text === '' ? null : text };
}
