// The SIP2 codec over every message that its table declares, and over what is left of messages when bytes are
// hurt. 200,000 hurt messages are read; a million are by `CASES=1000000 npx tsx test/protocols/sip2.test.ts`.

import { doesNotMatch, deepStrictEqual as same } from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { Charset } from '../../protocols/sip2/charset.ts';
import { decodeMessage, encodeMessage } from '../../protocols/sip2/codec.ts';
import type { Decoded } from '../../protocols/sip2/decode.ts';
import type { EncodeOptions } from '../../protocols/sip2/encode.ts';
import { EMPTY_LINE_BUFFER, LONGEST_MESSAGE, pushBytes } from '../../protocols/sip2/framing.ts';
import type { Sip2Message } from '../../protocols/sip2/table.ts';
import {
  assertMessage,
  CHARSETS,
  CODES,
  hostile,
  isExtraCode,
  rowOf,
  sayable,
  usesOf,
} from './sip2-generated.ts';

const HURT_CASES = Number(process.env['CASES'] ?? 200_000);
/** Twenty times what they take on a free core. */
t.setTimeout(HURT_CASES + 30_000);

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

const writing = (charset: Charset): fc.Arbitrary<EncodeOptions> =>
  fc.record({
    charset: fc.constant(charset),
    terminator: fc.constantFrom('CR' as const, 'CRLF' as const),
    sequence: fc.option(fc.integer({ min: 0, max: 9 })),
  });

/** What was sent as the other side reads it. */
function heard(bytes: Uint8Array, charset: Charset): Extract<Decoded, { ok: true }> {
  const { lines, buffer, discarded } = pushBytes(EMPTY_LINE_BUFFER, bytes);
  const [line] = lines;
  if (line === undefined || lines.length !== 1 || buffer.length !== 0 || discarded !== 0) {
    throw new Error(`${lines.length} lines instead of one`);
  }
  const decoded = decodeMessage(line, { charset });
  if (!decoded.ok) throw new Error(`not understood: ${decoded.fault.kind}`);
  assertMessage(decoded.message);
  return decoded;
}

const hasTrailer = (message: Sip2Message, { sequence }: EncodeOptions): boolean =>
  rowOf(message.code).trailer === 'checksum' || sequence !== null;

t.test(
  'every message comes back as it was sent, in each charset, with or without a sequence number',
  async (t) => {
    const met = new Set<string>();
    for (const charset of CHARSETS) {
      fc.assert(
        fc.property(sayable(charset), writing(charset), (message, options) => {
          const bytes = encodeMessage(message, options);
          const decoded = heard(bytes, charset);
          met.add(message.code);
          same(decoded.message, message);
          const sequence = rowOf(message.code).trailer === 'checksum' ? null : options.sequence;
          same(decoded.sequence, sequence);
          same(decoded.checksum, hasTrailer(message, options) ? 'right' : 'absent');
          same(decoded.missing, []);
          same(encodeMessage(decoded.message, { ...options, order: decoded.order }), bytes);
        }),
        { numRuns: 400 },
      );
    }
    t.equal(met.size, CODES.length);
  },
);

t.test('the checksum is counted over the bytes that are sent', async () => {
  for (const charset of CHARSETS) {
    fc.assert(
      fc.property(hostile(), writing(charset), (message, options) => {
        if (!hasTrailer(message, options)) return;
        const line = latin1(encodeMessage(message, options)).replace(/\r\n?$/, '');
        let sum = Number.parseInt(line.slice(-4), 16);
        for (const byte of bytesOf(line.slice(0, -4))) sum += byte;
        if (!/AZ[0-9A-F]{4}$/.test(line) || sum % 0x10000 !== 0) throw new Error(line);
      }),
    );
  }
});

t.test('nothing that comes from outside ends a field or a line, or becomes a field', async () => {
  for (const charset of CHARSETS) {
    fc.assert(
      fc.property(hostile(), writing(charset), (message, options) => {
        const bytes = encodeMessage(message, options);
        const line = bytes.subarray(0, options.terminator === 'CR' ? -1 : -2);
        same(line.filter((byte) => byte < 0x20 || byte === 0x7f).length, 0);
        const codes = codesOf(message);
        same(line.filter((byte) => byte === 0x7c).length, codes.length, 'a delimiter for each field');
        const decoded = heard(bytes, charset);
        same(decoded.order, codes);
        same(decoded.message.code, message.code);
        for (const { name, width } of rowOf(message.code).fixed) {
          same(
            property(decoded.message, name),
            latin1(line).slice(at(message, name), at(message, name) + width),
          );
        }
        doesNotMatch(
          JSON.stringify(Object.values(decoded.message)),
          /\\u00[0-9a-f]{2}|\\[rnbft]|[\x7f-\x9f]/,
        );
      }),
    );
  }
});

/** Codes of the variable fields that a message has, in the order in which they are written. */
function codesOf(message: Sip2Message): readonly string[] {
  const known = usesOf(message.code).flatMap(({ code, name, need }) => {
    const value = property(message, name);
    if (Array.isArray(value)) return value.map(() => code);
    return value === undefined && need !== 'required' ? [] : [code];
  });
  return [...known, ...message.extra.map(([code]) => code).filter(isExtraCode)];
}

function property(message: Sip2Message, name: string): unknown {
  const values: Readonly<Record<string, unknown>> = message;
  return values[name];
}

/** Where a fixed field begins. */
function at(message: Sip2Message, name: string): number {
  const { fixed } = rowOf(message.code);
  const before = fixed.slice(
    0,
    fixed.findIndex((field) => field.name === name),
  );
  return before.reduce((length, { width }) => length + width, 2);
}

t.test('no character of Unicode becomes a delimiter or a control character in any charset', async () => {
  const blank = { code: '17', transactionDate: '', institutionId: '', extra: [] } as const;
  for (const charset of CHARSETS) {
    const seen = new Set<number>();
    for (let first = 0; first < 0x110000; first += 256) {
      const itemIdentifier = Array.from({ length: 256 }, (_, index) =>
        String.fromCodePoint(first + index),
      ).join('');
      const bytes = encodeMessage(
        { ...blank, itemIdentifier },
        { charset, terminator: 'CR', sequence: null },
      );
      for (let at = 0; at < bytes.length - 1; at++) seen.add(bytes[at] ?? 0);
      same(bytes.indexOf(0x7c), 22);
      same(bytes.indexOf(0x7c, 23), bytes.length - 2);
    }
    same(
      [...seen].filter((byte) => byte < 0x20 || byte === 0x7f),
      [],
    );
    if (charset === 'latin1')
      same(
        [...seen].filter((byte) => byte >= 0x80 && byte < 0xa0),
        [],
      );
  }
});

t.test('lines come out the same however the bytes come in', async () => {
  const line = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => bytes.map((b) => (b === 10 || b === 13 ? 65 : b)));
  const end = fc.constantFrom([13], [10], [13, 10], [13, 13, 10], [10, 13]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, end)),
      fc.uint8Array({ maxLength: 8 }).filter((rest) => !rest.includes(10) && !rest.includes(13)),
      fc.array(fc.integer({ min: 0, max: 500 })),
      (made, rest, cuts) => {
        const whole = Uint8Array.from([...made.flatMap(([line, end]) => [...line, ...end]), ...rest]);
        const { lines, buffer } = inPieces(whole, cuts);
        same(
          lines.map(latin1),
          made.map(([line]) => latin1(line)),
        );
        same(buffer.length, rest.length);
      },
    ),
  );
});

function inPieces(whole: Uint8Array, cuts: readonly number[]) {
  const lines: Uint8Array[] = [];
  let buffer = EMPTY_LINE_BUFFER;
  let discarded = 0;
  let from = 0;
  for (const to of [...cuts.filter((cut) => cut < whole.length).toSorted((a, b) => a - b), whole.length]) {
    // A stream may use its buffer again, so what was pushed is overwritten.
    const piece = whole.slice(from, to);
    const pushed = pushBytes(buffer, piece);
    piece.fill(0);
    lines.push(...pushed.lines);
    discarded += pushed.discarded;
    buffer = pushed.buffer;
    from = to;
  }
  return { lines, buffer, discarded };
}

t.test('a line without an end takes no memory, and the line after it is heard', async (t) => {
  const piece = new Uint8Array(4_096).fill(0x41);
  let buffer = EMPTY_LINE_BUFFER;
  let discarded = 0;
  let most = 0;
  for (let count = 0; count < 1_000; count++) {
    const pushed = pushBytes(buffer, piece);
    ({ buffer } = pushed);
    discarded += pushed.discarded;
    most = Math.max(
      most,
      buffer.pieces.reduce((held, { length }) => held + length, 0),
    );
  }
  t.ok(most <= LONGEST_MESSAGE, `${most} bytes were held`);
  const end = pushBytes(buffer, bytesOf('AAAA\r941\r'));
  t.equal(discarded + end.discarded, 1_000 * 4_096 + 4);
  t.strictSame(end.lines.map(latin1), ['941']);
  const exact = inPieces(
    Uint8Array.from([...new Uint8Array(LONGEST_MESSAGE).fill(0x41), 13]),
    [1, 2, 60_000],
  );
  t.strictSame([exact.lines.length, exact.discarded], [1, 0]);
});

/** Ways to hurt `bytes` at a place; `other` are those of another message. */
const HURTS = {
  flip: (bytes, other, at) =>
    bytes.map((byte, index) => (index === at ? byte ^ (1 << (other.length & 7)) : byte)),
  replace: (bytes, other, at) =>
    bytes.map((byte, index) => (index === at ? (other[at % other.length] ?? 0) : byte)),
  delete: (bytes, _other, at) => joined(bytes.subarray(0, at), bytes.subarray(at + 1)),
  insert: (bytes, other, at) => joined(bytes.subarray(0, at), other.subarray(0, at % 5), bytes.subarray(at)),
  duplicate: (bytes, _other, at) => joined(bytes.subarray(0, at), bytes.subarray(at >> 1)),
  truncate: (bytes, _other, at) => bytes.subarray(0, at),
  behead: (bytes, _other, at) => bytes.subarray(at),
  splice: (bytes, other, at) => joined(bytes.subarray(0, at), other.subarray(at % other.length)),
  noise: (bytes, other, at) =>
    joined(
      other.subarray(0, at & 1 ? 2 : 0),
      bytes.map((byte, index) => (byte * 167 + index * at) & 0xff),
    ),
} as const satisfies Record<string, (bytes: Uint8Array, other: Uint8Array, at: number) => Uint8Array>;

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

t.test(
  `${HURT_CASES} hurt messages are read as something, or refused with a reason and a place`,
  async (t) => {
    const valid = CHARSETS.flatMap((charset) =>
      fc
        .sample(fc.tuple(sayable(charset), writing(charset)), 150)
        .map(([message, options]) => encodeMessage(message, options)),
    );
    const place = fc.nat({ max: valid.length - 1 });
    const hurt = fc.tuple(place, place, fc.constantFrom(...Object.values(HURTS)), fc.nat({ max: 0xffff }));
    const told = new Map<string, number>();
    const read = (line: Uint8Array, charset: Charset): void => {
      const decoded = decodeMessage(line, { charset });
      const kind = decoded.ok ? decoded.checksum : decoded.fault.kind;
      told.set(kind, (told.get(kind) ?? 0) + 1);
      if (decoded.ok) boundedBy(line, decoded);
      else if (!(decoded.fault.offset >= 0 && decoded.fault.offset <= line.length)) {
        throw new Error(`a fault at ${decoded.fault.offset} of ${line.length}`);
      }
    };
    fc.assert(
      fc.property(hurt, fc.constantFrom(...CHARSETS), ([one, two, way, where], charset) => {
        const bytes = valid[one] ?? Uint8Array.of();
        const broken = way(bytes, valid[two] ?? bytes, where % bytes.length);
        read(broken, charset);
        for (const line of pushBytes(EMPTY_LINE_BUFFER, broken).lines) read(line, charset);
      }),
      { numRuns: HURT_CASES },
    );
    for (const kind of ['right', 'wrong', 'absent', 'not-sip2', 'unknown-message', 'too-short', 'empty']) {
      t.ok((told.get(kind) ?? 0) > HURT_CASES / 2_000, `${kind}: ${told.get(kind)}`);
    }
  },
);

/** What is read is no more than what came. */
function boundedBy(line: Uint8Array, { message, order, missing }: Extract<Decoded, { ok: true }>): void {
  let characters = 0;
  for (const value of Object.values(message)) characters += [value].flat(3).join('').length;
  const most = line.length;
  if (characters > most || order.length + message.extra.length > most || missing.length > 5) {
    throw new Error(`${characters} characters in ${order.length} fields from ${most} bytes`);
  }
}

t.test('the worst lines are read in a time that grows with their length alone', async (t) => {
  const header = `64${' '.repeat(59)}`;
  const worst = {
    'all delimiters': '|',
    'all one field': 'AU1|',
    'all another field': 'AA1|',
    'all unknown fields': 'ZQ1|',
    'all trailers': 'AY1AZ0000|',
    'no delimiter': 'A',
    'high bytes': '\xe9',
    'marks to be composed': 'e\xcc\x81',
    'starts of UTF-8 characters': '\xf0',
    blanks: ' ',
  };
  for (const [what, unit] of Object.entries(worst)) {
    for (const charset of CHARSETS) {
      const line = bytesOf(header + unit.repeat(LONGEST_MESSAGE / unit.length)).subarray(0, LONGEST_MESSAGE);
      const decoded = decodeMessage(line, { charset });
      if (!decoded.ok) throw new Error(`${what}: ${decoded.fault.kind}`);
      boundedBy(line, decoded);
      const scan = fastest(() => plainScan(line));
      const decode = fastest(() => decodeMessage(line, { charset }), scan * MOST_SCANS);
      t.ok(
        decode < scan * MOST_SCANS,
        `${what} in ${charset}: ${(decode / scan).toFixed(1)} times a plain scan`,
      );
    }
  }
});

function plainScan(line: Uint8Array): number {
  let delimiters = 0;
  for (let at = 0; at < line.length; at++) if (line[at] === 0x7c) delimiters++;
  return delimiters;
}

/** A decode may take as long as so many scans over all bytes. One that is not linear takes tens of thousands. */
const MOST_SCANS = 1_000;

const FEW_RUNS = 5;
const MOST_RUNS = 50;

/**
 * The least of several times in milliseconds: what the machine does beside it only adds. On a busy one it is tried
 * more often whether it can be done in `enough`.
 */
function fastest(work: () => unknown, enough = Number.POSITIVE_INFINITY): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < FEW_RUNS || (least >= enough && run < MOST_RUNS); run += 1) {
    const began = performance.now();
    work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
