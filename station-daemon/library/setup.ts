// What the library session needs to know of the settings.

import type { Charset } from '../../protocols/sip2/charset.ts';
import type { LibraryDialect } from './dialect.ts';

export interface LibrarySetup {
  /** The station's own id: spreads the moments at which many stations connect anew. */
  readonly station: string;
  readonly login: {
    readonly order: 'login-first' | 'status-first' | 'none';
    readonly user: string;
    readonly password: string;
    readonly location: string;
  };
  readonly institution: string;
  readonly terminalPassword: string;
  /** ISO 4217, where the library system names none. */
  readonly currency: string;
  readonly charset: Charset;
  readonly terminator: 'CR' | 'CRLF';
  /**
   * - `auto` sends AY/AZ and takes answers with or without; what carries a checksum must have the right one
   * - `on` takes no answer without them
   * - `off` neither sends nor checks them
   */
  readonly errorDetection: 'auto' | 'on' | 'off';
  /** For the connection itself; servers with few workers keep stations waiting. */
  readonly connectMs: number;
  readonly replyMs: number;
  /** How often one request is carried through a lost connection; so many losses and one more end it. */
  readonly retries: number;
  readonly heartbeatMs: number;
  readonly dialect: LibraryDialect;
}

/** Waits and limits of the session that are not settings. */
export const SESSION = {
  /** First wait before connecting anew, at most; doubled each time (backoff.ts). */
  backoffMs: 250,
  longestBackoffMs: 15_000,
  /** A refused login is not hammered: some servers lock the account after three. */
  loginRefusedMs: 60_000,
  /** A request that surely was not carried out waits this long for the library system to come back. */
  patienceMs: 8000,
  /** Where asking what became of a request fails again and again, it is put off for so long. */
  doubtRetryMs: 60_000,
  /** A connection that lasts for so long, or on which a request was answered, has been of use. */
  provenMs: 5000,
  /** A lost connection is told only when it is not back within this: servers close idle ones. */
  awayAfterMs: 1500,
  /** Requests that may wait; more are refused. */
  mostWaiting: 250,
  /** How often one request is sent again on one connection: after a 96, or where the dialect allows it. */
  resends: 2,
} as const;
