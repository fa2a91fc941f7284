// A night as data: the house, who comes and what they do, and what goes wrong. It is drawn from a seed up front, so
// that deeds can be left out one by one until only those are left that a failure needs.

import type { Intent } from '../../../protocols/screen/intent.ts';
import type { House } from './house.ts';
import type { Trouble } from './trouble.ts';

export interface NightPlan {
  readonly seed: number;
  readonly house: House;
  readonly visits: readonly Visit[];
  readonly troubles: readonly Trouble[];
}

/** Longer than a library system may be away for this, what is unsettled is given up meanwhile. */
const DAYS_MS = 24 * 3_600_000;

/** Is the library system away for so long that nobody waits for it? */
export function isAwayForDays(troubles: readonly Trouble[]): boolean {
  return troubles.some((trouble) => trouble.kind === 'libraryAway' && trouble.forMs >= DAYS_MS);
}

/** One patron before the station. */
export interface Visit {
  /** Since the visit before was over, or the doors opened. */
  readonly afterMs: number;
  /** What they type whenever a PIN is asked for, one after the other; the last one again and again. */
  readonly pins: readonly PinTyped[];
  /** When the screen goes dark, they take what lies there and go. */
  readonly flees: boolean;
  readonly steps: readonly Step[];
}

/** `evil`: a PIN that tries to write fields of its own into a message. */
export type PinTyped = 'right' | 'wrong' | 'evil';

/** One thing that a patron does. */
export interface Step {
  /** Since the step before. */
  readonly afterMs: number;
  readonly deed: Deed;
}

/** Patrons and items are named by their place in the house's lists. */
export type Deed =
  | { readonly kind: 'showCard'; readonly patron: number }
  /** A card with a tag is laid on the pad, or taken away again. */
  | { readonly kind: 'layCard' | 'takeCard'; readonly patron: number }
  /** `parts`: so many of them; null for all. Nothing happens where the item is in nobody's reach. */
  | { readonly kind: 'lay'; readonly item: number; readonly parts: number | null }
  | { readonly kind: 'lift' | 'scan'; readonly item: number }
  | { readonly kind: 'scanText'; readonly text: string }
  | { readonly kind: 'touch'; readonly what: Touch }
  /** Renews the loan in this place of the list on the screen. */
  | { readonly kind: 'renewOne'; readonly place: number }
  /** Accepts the first fee that the screen asks for, or does not; nothing where none is asked for. */
  | { readonly kind: 'answerFee'; readonly accepts: boolean }
  | { readonly kind: 'waitFor'; readonly what: WaitFor; readonly atMostMs: number }
  /** Takes what the screen says is theirs, or all that lies there. */
  | { readonly kind: 'takeTheirs' | 'takeAll' }
  /** Puts away what others have left on the pad. */
  | { readonly kind: 'clearPad' }
  /** Goes out through the gate with what is in their hands, and comes back with it at once. */
  | { readonly kind: 'sentBack' };

/** A touch that needs no more than its name. */
export type Touch = Exclude<
  Intent['kind'],
  'renewOne' | 'acceptFee' | 'declineFee' | 'pin' | 'language' | 'display' | 'typed'
>;

/** What the screen has to show before they go on. */
export type WaitFor =
  /** They are known, or the card is refused. */
  | 'identified'
  /** Nothing is in work any more. */
  | 'settled'
  /** The summary. */
  | 'summary'
  /** The receipt is there, or will not be. */
  | 'receipt';
