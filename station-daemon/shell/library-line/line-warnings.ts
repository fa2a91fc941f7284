// What staff should know of the line to the library system before it becomes a fault.

import type { LibraryLineSettings } from '../../settings/library-line.ts';
import type { Certificate, LineSecurity } from './library-line.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Long enough for whoever has to order a certificate. */
const WARNED_AHEAD_DAYS = 30;

/** What warnings are made from. */
export interface LineFacts {
  readonly line: LibraryLineSettings;
  readonly security: () => LineSecurity | null;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
}

/** One sentence a warning, with what to do: a certificate that is not verified, one that ends within 30 days. */
export function lineWarnings(facts: LineFacts): readonly string[] {
  const { line } = facts;
  if (line.transport !== 'tls') return [];
  const security = facts.security();
  const wall = facts.wall();
  return [
    ...(line.tls.verify ? [] : [notVerified(security?.doubt ?? null)]),
    ...expiry(security?.server ?? null, wall, {
      whose: "Library system: the library system's certificate",
      toDo: 'Whoever runs it has to renew it',
    }),
    ...expiry(security?.own ?? null, wall, {
      whose: "Library system: the station's own certificate (library.tls.cert)",
      toDo: 'Put a new one and its key in the place of the old files',
    }),
  ];
}

function notVerified(doubt: string | null): string {
  const found = doubt === null ? '' : ` It would be refused: ${doubt}.`;
  return `Library system: its certificate is not verified (library.tls.verify: false), so anybody on the way can read and change what is said.${found} Name its authority in library.tls.ca and take verify: false out.`;
}

function expiry(
  certificate: Certificate | null,
  wall: number,
  { whose, toDo }: { readonly whose: string; readonly toDo: string },
): readonly string[] {
  if (certificate === null) return [];
  const days = Math.floor((certificate.validUntil - wall) / DAY_MS);
  if (days > WARNED_AHEAD_DAYS) return [];
  const day = new Date(certificate.validUntil).toISOString().slice(0, 10);
  if (certificate.validUntil <= wall) return [`${whose} ended on ${day}. ${toDo}.`];
  return [
    `${whose} ends on ${day}, in ${days} ${days === 1 ? 'day' : 'days'}. ${toDo} before that: afterwards there is no connection.`,
  ];
}
