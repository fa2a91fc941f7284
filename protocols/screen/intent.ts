// What a patron can do on the page. Sent as it is touched; the daemon decides what it means.

import type { Display, Language } from './screen.ts';

/** One touch. `kind` follows the button's name. */
export type Intent =
  | { readonly kind: 'borrow' }
  | { readonly kind: 'return' }
  | { readonly kind: 'renew' }
  | { readonly kind: 'account' }
  | { readonly kind: 'renewAll' }
  /** Renew one loan of the account screen. */
  | { readonly kind: 'renewOne'; readonly row: number }
  /** The fee that goes with a row's loan or renewal is accepted, or it is not. */
  | { readonly kind: 'acceptFee'; readonly row: number }
  | { readonly kind: 'declineFee'; readonly row: number }
  | { readonly kind: 'pin'; readonly pin: string }
  | { readonly kind: 'printReceipt' }
  | { readonly kind: 'noReceipt' }
  | { readonly kind: 'finish' }
  | { readonly kind: 'help' }
  /** Please come to the station. */
  | { readonly kind: 'callStaff' }
  | { readonly kind: 'cancel' }
  /** "I am still here": starts the time-out anew, closes the help. */
  | { readonly kind: 'continue' }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'display'; readonly display: Display }
  /** A keyboard-wedge scanner typed a line. */
  | { readonly kind: 'typed'; readonly text: string };

/** Longest text that a page may send; the daemon drops more. */
export const LONGEST_TYPED = 64;

/** Names of the socket.io messages on the patron's namespace `/`. */
export const SCREEN_MESSAGE = 'screen';
export const INTENT_MESSAGE = 'intent';
