// What a simulated library system is like, and what can be made to go wrong with it.

import type { Charset } from '../../../protocols/sip2/charset.ts';
import type { MessageCode } from '../../../protocols/sip2/table.ts';
import type { Fault } from '../faults.ts';

/** What goes wrong with one request. A plan's `on` is the request's code. */
export type AcsFault =
  /** The connection is closed; nothing was carried out. */
  | { readonly kind: 'closeBefore' }
  /** Carried out, then the connection is closed without an answer. */
  | { readonly kind: 'closeAfter' }
  /** Carried out, but no answer comes. */
  | { readonly kind: 'silent' }
  /** Not carried out, and no answer comes. */
  | { readonly kind: 'ignored' }
  /** Carried out, and answered this many milliseconds later than usual. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Carried out, and a bit of the answer falls over on the line. */
  | { readonly kind: 'garble' }
  /** Not carried out, as if the request had not been understood: answered by 96. */
  | { readonly kind: 'resend' };

/** A library system's settings. */
export interface AcsSettings {
  /** Of the station's login (93). Where the user is '', nobody has to log in and every login is welcome. */
  readonly user: string;
  readonly password: string;
  readonly institution: string;
  /** The branch at whose desk items are taken back and reservations fetched. */
  readonly branch: string;
  readonly libraryName: string;
  readonly charset: Charset;
  readonly terminator: 'CR' | 'CRLF';
  /**
   * - `auto`: an answer has AY and AZ where its request had them
   * - `on`: a request without them is answered by 96
   * - `off`: no answer has them
   */
  readonly errorDetection: 'auto' | 'on' | 'off';
  /** What is done with a line that is no request known here: 96, or a closed connection without a word. */
  readonly notUnderstood: 'resend' | 'close';
  /** ISO 4217. */
  readonly currency: string;
  /** From today to the end of the day on which a new loan is due. */
  readonly loanDays: number;
  readonly renewalDays: number;
  /** Where a renewal's days are counted from: today, or the due date (today where that has passed). */
  readonly renewalCountsFrom: 'due' | 'today';
  readonly renewalLimit: number;
  /** Who owes as much, in hundredths of the currency, may neither borrow nor renew. */
  readonly feeLimitCents: number;
  readonly faults: readonly Fault<MessageCode, AcsFault>[];
}

/** A library system that suits the demo. */
export const defaultAcsSettings: AcsSettings = {
  user: '',
  password: '',
  institution: 'MAIN',
  branch: 'MAIN',
  libraryName: 'Lendstation demo library',
  charset: 'utf-8',
  terminator: 'CR',
  errorDetection: 'auto',
  notUnderstood: 'resend',
  currency: 'EUR',
  loanDays: 28,
  renewalDays: 28,
  renewalCountsFrom: 'due',
  renewalLimit: 3,
  feeLimitCents: 5000,
  faults: [],
};
