// SIP2 lines that were recorded from real servers, decoded and written again.

import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { checksum } from '../../protocols/sip2/checksum.ts';
import { decodeMessage, encodeMessage } from '../../protocols/sip2/codec.ts';
import { EMPTY_LINE_BUFFER, pushBytes } from '../../protocols/sip2/framing.ts';
import { referencePage } from '../../protocols/sip2/reference.ts';

const FOLDER = new URL('../vectors/sip2/', import.meta.url);

interface Recorded {
  readonly where: string;
  readonly bytes: Uint8Array;
}

/** A recorded line's bytes: \r, \n and \xNN are escapes, all else is ASCII. */
function unescaped(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [whole, hex] of text.matchAll(/\\x([0-9a-f]{2})|\\r|\\n|[^\\]/g)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (whole === '\\r') bytes.push(0x0d);
    else if (whole === '\\n') bytes.push(0x0a);
    else bytes.push(whole.charCodeAt(0));
  }
  return Uint8Array.from(bytes);
}

const recorded: readonly Recorded[] = readdirSync(FOLDER).flatMap((name) =>
  readFileSync(new URL(name, FOLDER), 'latin1')
    .split('\n')
    .filter((line) => line.startsWith('C> ') || line.startsWith('S< '))
    .flatMap((line, index) => {
      const { lines } = pushBytes(EMPTY_LINE_BUFFER, unescaped(line.slice(3)));
      return lines.map((bytes) => ({ where: `${name}, line ${index + 1}: ${line.slice(0, 40)}`, bytes }));
    }),
);

/** Lines that no regular sender writes. */
const IRREGULAR = {
  /** A request that SIP2 does not know. */
  unknown: '7720260102    084238',
  /** 97 without its checksum. */
  bare97: '97',
} as const;

const textOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

t.test('every recorded line is understood, except the one that is no SIP2 message', async (t) => {
  t.ok(recorded.length > 130);
  for (const { where, bytes } of recorded) {
    const decoded = decodeMessage(bytes, { charset: 'utf-8' });
    if (textOf(bytes) === IRREGULAR.unknown)
      t.match(decoded, { ok: false, fault: { kind: 'unknown-message' } });
    else t.equal(decoded.ok, true, where);
  }
});

t.test('a regular line is written again byte for byte', async (t) => {
  let written = 0;
  for (const { where, bytes } of recorded) {
    const decoded = decodeMessage(bytes, { charset: 'utf-8' });
    if (!decoded.ok || textOf(bytes) === IRREGULAR.bare97) continue;
    // Bytes that are no UTF-8, text that is not NFC, and a checksum that was sent wrong on purpose cannot come back.
    const text = textOf(bytes);
    if (decoded.checksum === 'wrong' || /\xe1f|A\xcc\x83/.test(text)) continue;
    const { message, sequence, order } = decoded;
    const again = encodeMessage(message, { charset: 'utf-8', terminator: 'CR', sequence, order });
    t.equal(textOf(again), `${text}\r`, where);
    written += 1;
  }
  t.ok(written > 125, `${written} lines were written again`);
});

t.test('the two constant messages have the checksums of the standard', async (t) => {
  t.equal(checksum(new TextEncoder().encode('97AZ')), 'FEF5');
  t.equal(checksum(new TextEncoder().encode('96AZ')), 'FEF6');
});

t.test('a barcode cannot inject a field', async (t) => {
  const bytes = encodeMessage(
    {
      code: '17',
      transactionDate: '20260102    084238',
      institutionId: 'MAIN',
      itemIdentifier: '123|AAother\r97',
      extra: [],
    },
    { charset: 'utf-8', terminator: 'CR', sequence: 3 },
  );
  const decoded = decodeMessage(bytes.subarray(0, -1), { charset: 'utf-8' });
  t.match(decoded, {
    ok: true,
    checksum: 'right',
    sequence: 3,
    message: { itemIdentifier: '123AAother97', extra: [] },
  });
});

t.test('the reference page says what the tables say', async (t) => {
  const page = readFileSync(new URL('../../protocols/sip2/REFERENCE.md', import.meta.url), 'utf8');
  t.equal(page, referencePage(), 'run npx tsx scripts/write-references.ts');
});
