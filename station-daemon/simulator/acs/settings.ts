// What a simulated library system is like, and what can be made to go wrong with it.

import type { Charset } from '../../../protocols/sip2/charset.ts';
import type { FieldCode } from '../../../protocols/sip2/fields.ts';
import type { MessageCode, RequestCode } from '../../../protocols/sip2/table.ts';
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
  | { readonly kind: 'resend' }
  /** Not carried out, and answered by so many 96 at once. */
  | { readonly kind: 'resendStorm'; readonly times: number }
  /** Carried out; half of the answer comes, then the connection is closed. */
  | { readonly kind: 'half' }
  /** Carried out, and answered twice. */
  | { readonly kind: 'duplicate' }
  /** Carried out, and answered under the number of the request before. */
  | { readonly kind: 'staleNumber' }
  /** Carried out, but a line in plain English comes in place of the answer. */
  | { readonly kind: 'plainText' }
  /** Carried out and answered, but first comes a line that nobody asked for. */
  | { readonly kind: 'unsolicited'; readonly line: string };

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
  /** `mixed`: CRLF, CR, LF and an empty line in turn. */
  readonly terminator: 'CR' | 'CRLF' | 'LF' | 'mixed';
  /**
   * - `auto`: an answer has AY and AZ where its request had them
   * - `on`: a request without them is answered by 96
   * - `off`: no answer has them, and those of requests are not looked at
   * - `constant`: every answer has AY4 and a right AZ, whatever its request had
   */
  readonly errorDetection: 'auto' | 'on' | 'off' | 'constant';
  /**
   * What is done with a line that is no request known here, and with one whose checksum is wrong: 96, a closed
   * connection without a word, nothing at all, or a line in plain English.
   */
  readonly notUnderstood: 'resend' | 'close' | 'silent' | 'plain-text';
  /** Requests that are not known here, whatever BX says. */
  readonly unsupported: readonly RequestCode[];
  /** `lies`: 98 denies check-in, checkout and renewal, BX claims everything, time-out and retries say nothing. */
  readonly capabilities: 'true' | 'lies';
  /** A 99 of version 1.00 quietly takes this connection down to that version, which knows few requests. */
  readonly version1: 'taken-for-2' | 'downgrades';
  /** A login without a location (CP) is refused. */
  readonly needsLocation: boolean;
  /** A request that is the same as the one before, number and checksum included. */
  readonly repeatedRequest: 'carried-out' | 'answered-from-memory' | 'resend';
  /** Several requests that come at once: all are answered, or only the first. */
  readonly pipelined: 'all' | 'first-only';
  /** A connection on which nothing was said for so long is closed without a word; null for never. */
  readonly idleMs: number | null;
  /** Variable fields are cut to so many characters; null for no limit. */
  readonly fieldLimit: number | null;
  /** Codes that come first, in this order, before the others in the table's; or all of them by the alphabet. */
  readonly fieldOrder: readonly FieldCode[] | 'by-code';
  /** A checkout by the patron who has the item already. */
  readonly loanAgain: 'renews' | 'refused';
  /** A check-in of what is not on loan. */
  readonly checkinAgain: 'taken' | 'refused';
  /** CV 00 in check-ins that have nothing to tell. */
  readonly alertTypeAlways: boolean;
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
  unsupported: [],
  capabilities: 'true',
  version1: 'taken-for-2',
  needsLocation: false,
  repeatedRequest: 'carried-out',
  pipelined: 'all',
  idleMs: null,
  fieldLimit: null,
  fieldOrder: [],
  loanAgain: 'renews',
  checkinAgain: 'taken',
  alertTypeAlways: false,
  currency: 'EUR',
  loanDays: 28,
  renewalDays: 28,
  renewalCountsFrom: 'due',
  renewalLimit: 3,
  feeLimitCents: 5000,
  faults: [],
};
