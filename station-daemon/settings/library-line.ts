// The one line to the library system that a settings file asks for, out of the keys for all three.

import type { Fault } from './fault.ts';
import { HOST_ALLOWED } from './keys.ts';
import type { Settings } from './schema.ts';

type Library = Settings['library'];

/** How the library system is reached. */
export type LibraryLineSettings =
  | { readonly transport: 'tcp'; readonly host: string; readonly port: number }
  | { readonly transport: 'tls'; readonly host: string; readonly port: number; readonly tls: TlsSettings }
  | ({ readonly transport: 'serial' } & NonNullable<Library['serial']>);

/** `ca`, `cert` and `key` are paths of PEM files; `cert` and `key` come together. */
export type TlsSettings = NonNullable<Library['tls']>;

/** The key that says where the library system is. */
export type Place = 'host' | 'serial';

const PLACE_ALLOWED: Readonly<Record<Place, string>> = {
  host: HOST_ALLOWED,
  serial: 'a section with path, baudRate, parity',
};

/** The fault of a file that does not say where the library system is. */
export function missingPlace(place: Place): Fault {
  const allowed = PLACE_ALLOWED[place];
  return { path: ['library', place], at: 'parent', what: 'is missing', allowed, nearest: null };
}

/** The line, or what is missing for it. */
export function lineOf({
  transport,
  host,
  port,
  tls,
  serial,
}: Pick<Library, 'transport' | 'host' | 'port' | 'tls' | 'serial'>):
  | { readonly ok: true; readonly line: LibraryLineSettings }
  | { readonly ok: false; readonly fault: Fault } {
  if (transport === 'serial') {
    if (serial === undefined) return { ok: false, fault: missingPlace('serial') };
    return { ok: true, line: { transport, ...serial } };
  }
  if (host === undefined) return { ok: false, fault: missingPlace('host') };
  if (transport === 'tcp') return { ok: true, line: { transport, host, port } };
  return { ok: true, line: { transport, host, port, tls: tls ?? { verify: true } } };
}
