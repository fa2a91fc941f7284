// Library systems as they were met in the wild, each as what it does differently from the demo's own.
// What each setting means is in settings.ts; every one may also be used alone.

import type { AcsSettings } from './settings.ts';

/** Whose ways a simulated library system has. */
export type AcsCharacter = 'koha' | 'evergreen' | 'folio' | 'mediator' | 'dp2';

/** The settings that make a character. */
export const acsCharacters: Readonly<Record<AcsCharacter, Partial<AcsSettings>>> = {
  // Koha's C4/SIP.
  koha: {
    terminator: 'mixed',
    notUnderstood: 'resend',
    loanAgain: 'renews',
    alertTypeAlways: true,
    idleMs: 60_000,
  },
  // Evergreen's SIPServer, with its example library behind it.
  evergreen: {
    notUnderstood: 'close',
    capabilities: 'lies',
    version1: 'downgrades',
    fieldLimit: 255,
    fieldOrder: [
      ...(['AA', 'AE', 'BD', 'BE', 'BF', 'AB', 'AQ', 'AJ', 'AH', 'CK', 'CH'] as const),
      ...(['AO', 'BX', 'AS', 'AT', 'AU', 'AV', 'BU', 'CD', 'AF', 'AG', 'BL', 'CQ'] as const),
    ],
    loanAgain: 'renews',
    checkinAgain: 'refused',
  },
  // FOLIO's edge-sip2.
  folio: {
    charset: 'cp850',
    notUnderstood: 'plain-text',
    needsLocation: true,
    repeatedRequest: 'answered-from-memory',
    loanAgain: 'refused',
  },
  // SIP2Mediator, Evergreen's successor to SIPServer.
  mediator: {
    errorDetection: 'off',
    notUnderstood: 'silent',
    unsupported: ['97', '15', '65'],
    pipelined: 'first-only',
    fieldOrder: 'by-code',
  },
  // dp2's SIP server.
  dp2: { errorDetection: 'constant' },
};
