// What to do where no connection came about.

import type { LibraryLineSettings } from '../../../settings/library-line.ts';

const ADVICE: readonly (readonly [reason: RegExp, advice: string])[] = [
  [/ENOTFOUND|EAI_AGAIN/, 'Nobody knows this name: check library.host and the name server of this computer.'],
  [
    /ECONNREFUSED/,
    'The computer is there, but nothing listens on this port: check library.port, and whether the SIP2 service runs.',
  ],
  [
    /ETIMEDOUT|no connection within|EHOSTUNREACH|ENETUNREACH/,
    "Nothing answers: check library.host, the network, and whether a firewall lets this station's address through.",
  ],
  [
    /another program has it open/,
    'Stop the station before this test: two programs cannot use one serial port.',
  ],
];

/** Advice for a reason that a line gave. */
export function connectAdvice(reason: string, line: LibraryLineSettings): string {
  const known = ADVICE.find(([pattern]) => pattern.test(reason))?.[1];
  if (known !== undefined) return known;
  switch (line.transport) {
    case 'tcp':
      return 'Check library.host and library.port. A server that closes at once may want TLS, or know only some addresses.';
    case 'tls':
      return 'Check the section library.tls with whoever runs the library system.';
    case 'serial':
      return 'Check library.serial.path and the cable.';
  }
}
