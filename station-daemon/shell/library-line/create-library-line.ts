// The line to the library system that the settings ask for.

import { connect } from 'node:net';
import type { LibraryLineSettings } from '../../settings/library-line.ts';
import { type LineListener, reasonOf } from '../line.ts';
import type { LibraryLine } from './library-line.ts';
import { createSerialLibraryLine } from './serial-library-line.ts';
import { createSocketLine } from './socket-line.ts';
import { createTlsLine } from './tls-line.ts';

export interface LibraryLineSetup {
  /** The paths of PEM files are absolute. */
  readonly line: LibraryLineSettings;
  /** Name look-up, connecting and agreeing on keys may together take so long; so long a serial port is waited for. */
  readonly connectTimeoutMs: number;
  readonly listener: LineListener;
}

/** A line that is not open yet. */
export function createLibraryLine({ line, connectTimeoutMs, listener }: LibraryLineSetup): LibraryLine {
  switch (line.transport) {
    case 'tcp':
      return createSocketLine({
        connect: () => connect({ host: line.host, port: line.port }),
        readyAt: 'connect',
        reasonOf,
        connectTimeoutMs,
        listener,
      });
    case 'tls':
      return createTlsLine(line, connectTimeoutMs, listener);
    case 'serial':
      return createSerialLibraryLine(line, connectTimeoutMs, listener);
  }
}

/** Where the library system is, in words. */
export function placeOf(line: LibraryLineSettings): string {
  switch (line.transport) {
    case 'tcp':
      return `${line.host} port ${line.port}, not encrypted`;
    case 'tls':
      return `${line.host} port ${line.port}, over TLS`;
    case 'serial':
      return `${line.path}, ${line.baudRate} bit/s, parity ${line.parity}`;
  }
}
