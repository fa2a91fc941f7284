// What stands on a receipt: a template for each kind of library, and what a library has settled otherwise. Without its
// own wish nothing on it tells whose it is.

import type { Profile } from '../../protocols/screen/profile.ts';
import type { Patron } from './session.ts';

/** The parts of a receipt that may be left out. */
export interface ReceiptParts {
  /** The library's logo, where it has one. */
  readonly logo: boolean;
  readonly dueDates: boolean;
  /** What the patron owes in all. */
  readonly fees: boolean;
  readonly thanks: boolean;
}

/** Who a receipt is for, as far as it says that: nothing, the end of the card's number, or an initial. */
export type PatronMark = 'none' | 'card' | 'initial';

/** Receipts and slips for the staff as the library wants them. */
export interface ReceiptSetup {
  /** Lines at the top; the first is the heading. */
  readonly head: readonly [heading: string, ...address: string[]];
  /** Lines at the end, in the place of thanks. */
  readonly foot: readonly string[];
  /** What a QR code at the end says; empty: none. */
  readonly qr: string;
  readonly parts: ReceiptParts;
  readonly patron: PatronMark;
  /** `library`: the library system sends receipts by itself to whoever gave it an e-mail address. */
  readonly email: 'none' | 'library';
  /** Slips for the staff with items that somebody waits for or that belong elsewhere; null where there are none. */
  readonly routeSlips: { readonly cardOfHold: 'none' | 'masked' } | null;
}

/** The templates. A slip is soon left in a book, and what is owed is nobody else's business: a library has to ask for that. */
export const RECEIPT_TEMPLATES: Readonly<Record<Profile, ReceiptParts>> = {
  academic: { logo: true, dueDates: true, fees: false, thanks: false },
  public: { logo: true, dueDates: true, fees: false, thanks: true },
  school: { logo: true, dueDates: true, fees: false, thanks: true },
  special: { logo: false, dueDates: true, fees: false, thanks: false },
};

/** What a receipt says of its patron, or null. */
export function markOf(wanted: PatronMark, patron: Patron | null): string | null {
  if (patron === null) return null;
  switch (wanted) {
    case 'none':
      return null;
    case 'card':
      return maskedCard(patron.credentials.card);
    case 'initial': {
      const [first] = patron.greeting;
      return first === undefined ? null : `${first}.`;
    }
  }
}

/** So many characters of a card's number are told at most, and never more than a third of it. */
const MOST_TOLD = 3;

/** A card's number with stars for all but its end. */
export function maskedCard(card: string): string {
  const characters = [...card];
  const told = Math.min(MOST_TOLD, Math.floor(characters.length / 3));
  return '*'.repeat(MOST_TOLD) + characters.slice(characters.length - told).join('');
}
