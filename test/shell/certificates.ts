// A certificate authority for tests, made on the spot, and certificates that it signs. Not a test itself.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Signed {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  readonly cert: string;
  /** A certificate for this name, which ends after so many days; negative: it has ended. */
  sign(name: string, days?: number): Promise<Signed>;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const EC = { keyType: 'ec', algorithm: 'sha256' } as const;

export async function makeAuthority(name: string): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: name }], {
    ...EC,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return {
    cert: made.cert,
    async sign(subject, days = 365) {
      const signed = await generate([{ name: 'commonName', value: subject }], {
        ...EC,
        notBeforeDate: new Date(Date.now() - 400 * DAY_MS),
        // A minute more than whole days: a test takes time.
        notAfterDate: new Date(Date.now() + days * DAY_MS + 60_000),
        ca: { key: made.private, cert: made.cert },
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'subjectAltName', altNames: [{ type: 2, value: subject }] },
        ],
      });
      return { cert: signed.cert, key: signed.private };
    },
  };
}

/** Writes a PEM text into a file and gives its path. */
export function pemFile(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lendstation-pem-')), 'file.pem');
  writeFileSync(path, text);
  return path;
}
