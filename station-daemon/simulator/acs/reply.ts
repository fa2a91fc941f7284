// What comes of one request on the wire, and what a fault makes of it.

import type { Sip2Answer } from '../../../protocols/sip2/table.ts';
import { garbled } from '../faults.ts';
import type { AcsFault, AcsSettings } from './settings.ts';

/** What comes of one line of the station. */
export interface Reply {
  /** In order; a text is no message but a line all the same. */
  readonly lines: readonly (Sip2Answer | string)[];
  /** The digit after AY. */
  readonly sequence: number | null;
  /** So much later than usual. */
  readonly lateMs: number;
  readonly thenClose: boolean;
  /** What the line does to the bytes of each of them. */
  readonly spoil: (bytes: Uint8Array) => Uint8Array;
}

/** 96. */
export const resend: Sip2Answer = { code: '96', extra: [] };

/** A reply of these lines, to which nothing happens. */
export const said = (lines: Reply['lines'], sequence: number | null): Reply => ({
  lines,
  sequence,
  lateMs: 0,
  thenClose: false,
  spoil: (bytes) => bytes,
});

const nothing = said([], null);

/** As FOLIO's edge-sip2 answers what it cannot handle. */
const PLAIN_TEXT = 'Problems handling the request';

/** What is done with a line that is no request here. */
export const notUnderstood = ({ notUnderstood: way }: AcsSettings): Reply => {
  switch (way) {
    case 'resend':
      return said([resend], null);
    case 'close':
      return { ...nothing, thenClose: true };
    case 'silent':
      return nothing;
    case 'plain-text':
      return said([PLAIN_TEXT], null);
  }
};

/** The reply to a request under a fault, with or without carrying it out. */
export const troubled = (
  fault: AcsFault | null,
  { sequence, carryOut }: { readonly sequence: number | null; readonly carryOut: () => Reply },
): Reply => {
  switch (fault?.kind) {
    case undefined:
      return carryOut();
    case 'closeBefore':
      return { ...nothing, thenClose: true };
    case 'closeAfter':
      return { ...carryOut(), lines: [], thenClose: true };
    case 'silent':
      return { ...carryOut(), lines: [] };
    case 'ignored':
      return nothing;
    case 'delay':
      return { ...carryOut(), lateMs: fault.ms };
    case 'garble':
      return { ...carryOut(), spoil: garbled };
    case 'resend':
      return said([resend], sequence);
    case 'resendStorm':
      return said(new Array<Sip2Answer>(fault.times).fill(resend), sequence);
    case 'half':
      return { ...carryOut(), thenClose: true, spoil: (bytes) => bytes.subarray(0, bytes.length / 2) };
    case 'duplicate': {
      const reply = carryOut();
      return { ...reply, lines: [...reply.lines, ...reply.lines] };
    }
    case 'staleNumber': {
      const reply = carryOut();
      return { ...reply, sequence: reply.sequence === null ? null : (reply.sequence + 9) % 10 };
    }
    case 'plainText':
      return { ...carryOut(), lines: [PLAIN_TEXT] };
    case 'unsolicited': {
      const reply = carryOut();
      return { ...reply, lines: [fault.line, ...reply.lines] };
    }
  }
};
