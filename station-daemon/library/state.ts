// What the session with the library system knows.

import { EMPTY_LINE_BUFFER, type LineBuffer } from '../../protocols/sip2/framing.ts';
import type { MessageCode, Sip2Request } from '../../protocols/sip2/table.ts';
import type { LibraryAnswer, LibraryOrder, LibraryStatus } from '../core/library-port.ts';
import type { Job } from './job.ts';
import { NOTHING_HEARD, type Numbering } from './late-answers.ts';
import type { LibrarySetup } from './setup.ts';

/** How the connection stands. */
export type Link =
  | { readonly kind: 'down'; readonly retryAt: number; readonly loginRefused: boolean }
  | { readonly kind: 'connecting'; readonly deadline: number }
  /** Connected; what is still to be said before the first request, in order. */
  | { readonly kind: 'greeting'; readonly left: readonly ('login' | 'status')[] }
  /** `since`: ticks. Servers that are full close a connection right after its greeting. */
  | { readonly kind: 'ready'; readonly since: number };

/** The one message that is out. */
export interface Exchange {
  readonly purpose: 'login' | 'status' | 'heartbeat' | 'job';
  readonly message: Sip2Request;
  readonly awaited: MessageCode | null;
  /** The digit after AY, or null where none was sent. */
  readonly sequence: number | null;
  readonly deadline: number;
  readonly resends: number;
  /** An answer came and was damaged: it may have been carried out, whatever is said of it now. */
  readonly damaged: boolean;
}

export interface LibraryState {
  readonly setup: LibrarySetup;
  readonly link: Link;
  readonly exchange: Exchange | null;
  /** The first one is at work where an exchange for a job is out. */
  readonly jobs: readonly Job[];
  /** False while nothing may be sent that changes anything. */
  readonly mayChange: boolean;
  readonly lines: LineBuffer;
  /** The next digit after AY, 0 to 9. */
  readonly sequence: number;
  /** Does this connection's other side count? */
  readonly numbering: Numbering;
  /** Whom the request before was about, on this connection. */
  readonly patronBefore: string | null;
  /** Connections that failed in a row: did not come about, or ended before they had been of use. */
  readonly failures: number;
  readonly lastHeard: number;
  /** What the core was told last. */
  readonly told: LibraryStatus | null;
  /** Ticks since when, and why, there is no connection that is of use; null while there is one. */
  readonly lost: { readonly since: number; readonly reason: string } | null;
}

/** What happens to the session. */
export type LibraryEvent =
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed'; readonly reason: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'ask'; readonly order: LibraryOrder }
  /** Whether what is about to be done can be written down. While it cannot, nothing is sent that changes anything. */
  | { readonly kind: 'journal'; readonly works: boolean }
  | { readonly kind: 'wake' };

/** What the session wants done. */
export type LibraryCommand =
  | { readonly kind: 'connect' }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'answered'; readonly order: number; readonly answer: LibraryAnswer }
  | { readonly kind: 'status'; readonly status: LibraryStatus }
  | { readonly kind: 'note'; readonly text: string };

/** The session before its first connection. */
export function newLibraryState(setup: LibrarySetup): LibraryState {
  return {
    setup,
    link: { kind: 'down', retryAt: Number.NEGATIVE_INFINITY, loginRefused: false },
    exchange: null,
    jobs: [],
    mayChange: true,
    lines: EMPTY_LINE_BUFFER,
    sequence: 0,
    numbering: NOTHING_HEARD,
    patronBefore: null,
    failures: 0,
    lastHeard: 0,
    told: null,
    lost: null,
  };
}
