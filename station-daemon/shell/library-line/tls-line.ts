// The line to the library system over TLS: which certificates count, whose own one is shown, and what was agreed on.

import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { LibraryLineSettings } from '../../settings/library-line.ts';
import type { LineListener } from '../line.ts';
import type { Certificate, LibraryLine, LineSecurity } from './library-line.ts';
import { createSocketLine } from './socket-line.ts';
import { tlsReasonOf } from './tls-reasons.ts';

type TlsLineSettings = Extract<LibraryLineSettings, { readonly transport: 'tls' }>;

/** A line over TLS 1.2 or later. PEM files are read anew for each connection, so that renewed ones count at once. */
export function createTlsLine(
  settings: TlsLineSettings,
  connectTimeoutMs: number,
  listener: LineListener,
): LibraryLine {
  let security: LineSecurity | null = null;
  let own: Certificate | null = null;
  const line = createSocketLine<TLSSocket>({
    connect: () => {
      const files = readFiles(settings.tls);
      own = files.cert === undefined ? null : factsOf(new X509Certificate(files.cert));
      security = { protocol: null, cipher: null, server: null, doubt: null, ...security, own };
      return beginTls(settings, files);
    },
    readyAt: 'secureConnect',
    onReady: (socket) => {
      security = agreedOn(socket, own);
    },
    reasonOf: tlsReasonOf,
    connectTimeoutMs,
    listener,
  });
  return {
    open: () => line.open(),
    close: () => line.close(),
    send: (bytes) => line.send(bytes),
    end: () => line.end(),
    get security() {
      return security;
    },
  };
}

/** The contents of the PEM files that the settings name. */
type PemFiles = { readonly [File in 'ca' | 'cert' | 'key']?: Buffer };

function readFiles({ ca, cert, key }: TlsLineSettings['tls']): PemFiles {
  return {
    ...(ca === undefined ? {} : { ca: readFileSync(ca) }),
    ...(cert === undefined ? {} : { cert: readFileSync(cert) }),
    ...(key === undefined ? {} : { key: readFileSync(key) }),
  };
}

function beginTls({ host, port, tls }: TlsLineSettings, files: PemFiles): TLSSocket {
  const name = tls.servername ?? host;
  return connect({
    host,
    port,
    ...files,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: tls.verify,
    // An address can be verified, but not be asked for by name.
    ...(isIP(name) === 0 ? { servername: name } : {}),
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
  });
}

function agreedOn(socket: TLSSocket, own: Certificate | null): LineSecurity {
  const server = socket.getPeerX509Certificate();
  return {
    protocol: socket.getProtocol(),
    cipher: socket.getCipher().name,
    server: server === undefined ? null : factsOf(server),
    own,
    doubt: socket.authorized ? null : tlsReasonOf(socket.authorizationError),
  };
}

function factsOf({ subject, issuer, validTo }: X509Certificate): Certificate {
  return { subject: oneLine(subject), issuer: oneLine(issuer), validUntil: Date.parse(validTo) };
}

/** Parts of a name come one a line, and a name can be missing. */
function oneLine(name: string | undefined): string {
  return (name ?? '').trim().replaceAll('\n', ', ');
}
