// 3M frames and commands, both directions: recorded and known ones, then properties.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { EMPTY_BUFFER } from '../../protocols/binary/stream.ts';
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRefusal,
  encodeRequest,
  type M3Answer,
  type M3Request,
} from '../../protocols/m3/commands.ts';
import { errorName } from '../../protocols/m3/errors.ts';
import {
  dropPartial,
  encodeFrame,
  type FrameSide,
  LONGEST_FRAME,
  pushBytes,
} from '../../protocols/m3/framing.ts';
import {
  answer,
  byte,
  form,
  KINDS,
  onlyFrame,
  RECORDED_ANSWERS,
  RECORDED_REQUESTS,
  recordOf,
  request,
  uid,
  vector,
} from './m3-samples.ts';
import { fromHex, toHex, vectors } from './rfid-vectors.ts';
import { framingHolds, join, pushAll } from './stream-properties.ts';

const NXP = 'E004010012345678';

/** Frames in either form, as a stream of one side holds them. */
function framesFor(side: FrameSide) {
  const data = fc.oneof(
    { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 240, maxLength: 700 }) },
  );
  return fc
    .tuple(recordOf({ command: byte, data }), byte, form)
    .map(([content, error, written]) =>
      encodeFrame(side === 'host' ? { ...content, error } : content, written),
    );
}

for (const side of ['host', 'reader'] as const) {
  framingHolds(t, side, {
    push: (buffer, bytes) => pushBytes(buffer, bytes, side),
    drop: (buffer) => dropPartial(buffer, side),
    encode: (frame) => encodeFrame(frame, frame.form),
    frames: framesFor(side),
    longestFrame: LONGEST_FRAME,
  });
}

t.test('every known and recorded frame is found whole, and written again byte by byte', async (t) => {
  const side = (name: string): FrameSide => (name.includes('response') ? 'host' : 'reader');
  for (const { name, hex } of vectors.m3) {
    const frame = onlyFrame(hex, side(name));
    t.equal(toHex(encodeFrame(frame, frame.form)), toHex(hex), name);
  }
  for (const { hex } of RECORDED_ANSWERS) {
    const frame = onlyFrame(hex, 'host');
    t.equal(toHex(encodeFrame(frame, frame.form)), toHex(hex));
  }
});

t.test('known and recorded requests are written and read', async (t) => {
  const known: readonly (readonly [string, M3Request])[] = [
    ['inventory request (FE 00 05)', { kind: 'inventory', afi: 0 }],
    ['reader version request', { kind: 'readerVersion' }],
    ['write AFI DA request', { kind: 'writeAfi', uid: NXP, afi: 0xda }],
  ];
  const named = known.map(([name, meaning]) => ({ hex: vector(name), form: 'd6' as const, meaning }));
  for (const { hex, form: written, meaning } of [...named, ...RECORDED_REQUESTS]) {
    t.equal(toHex(encodeRequest(meaning, written)), toHex(hex), meaning.kind);
    t.same(decodeRequest(onlyFrame(hex, 'reader')), { ok: true, request: meaning }, meaning.kind);
  }
  t.equal(known.length, vectors.m3.filter(({ name }) => name.includes('request')).length, 'none is left out');
});

t.test('known and recorded answers are written and read', async (t) => {
  const one: M3Answer = { kind: 'inventory', afi: 0, uids: [NXP] };
  const known = { hex: vector('inventory response, one tag'), form: 'd6' as const, meaning: one };
  for (const { hex, form: written, meaning } of [known, ...RECORDED_ANSWERS]) {
    t.equal(toHex(encodeAnswer(meaning, written)), toHex(hex), meaning.kind);
    t.same(decodeAnswer(meaning.kind, onlyFrame(hex, 'host')), { ok: true, answer: meaning }, meaning.kind);
  }
});

t.test('blocks are told with their number and lock, in memory order', async (t) => {
  const blocks = [
    { number: 0, lock: 0, bytes: Uint8Array.of(4, 0x11, 0, 1) },
    { number: 1, lock: 1, bytes: Uint8Array.of(0x31, 0x32, 0x33, 0x34) },
  ];
  const written = toHex(encodeAnswer({ kind: 'readBlocks', uid: NXP, blocks }));
  t.equal(
    written.slice(0, -4),
    'd60019 0200 e004010012345678 02 000004110001 010131323334'.replaceAll(' ', ''),
  );
});

t.test('of what a tag has, its information tells that, and with which bits', async (t) => {
  const info = {
    dsfid: null,
    afi: 0x07,
    memory: { blockSize: 4, blockCount: 28 },
    icReference: null,
  };
  const written = toHex(encodeAnswer({ kind: 'tagInfo', uid: NXP, info }));
  t.equal(written.slice(0, -4), 'd600100d00e004010012345678 06 07 031b'.replaceAll(' ', ''));
  const asked = toHex(encodeRequest({ kind: 'tagInfo', uid: NXP }));
  t.equal(asked.slice(0, -4), 'd6000c0de0040100123456780f');
});

t.test(
  'an error other than 0 is a refusal that names the tag and the block, where the reader does',
  async (t) => {
    const gone = { kind: 'refused', error: 0x06, name: 'no transponder', uid: NXP, block: null } as const;
    t.same(decodeAnswer('getAfi', onlyFrame(encodeRefusal('getAfi', gone), 'host')), {
      ok: false,
      fault: gone,
    });
    // As an 810 answers a read of a tag that is gone: the UID, then a count of 0.
    const unread = encodeFrame(
      { command: 0x02, error: 0x06, data: join(fromHex(NXP), Uint8Array.of(0)) },
      'd6',
    );
    t.same(decodeAnswer('readBlocks', onlyFrame(unread, 'host')), {
      ok: false,
      fault: { ...gone, block: 0 },
    });
    const plain = onlyFrame(
      encodeFrame({ command: 0x0d, error: 0x02, data: new Uint8Array() }, 'd6'),
      'host',
    );
    t.same(decodeAnswer('tagInfo', plain), {
      ok: false,
      fault: { kind: 'refused', error: 2, name: 'command not implemented', uid: null, block: null },
    });
  },
);

t.test('what does not fit the request is a fault, not an answer', async (t) => {
  const found = onlyFrame(vector('inventory response, one tag'), 'host');
  t.same(decodeAnswer('readBlocks', found), { ok: false, fault: { kind: 'other-command', command: 0xfe } });
  const short = { ...found, data: found.data.subarray(0, -1) };
  t.same(decodeAnswer('inventory', short), { ok: false, fault: { kind: 'not-understood', bytes: 10 } });
  const asked = onlyFrame(vector('reader version request'), 'reader');
  t.same(decodeAnswer('readerVersion', asked), { ok: false, fault: { kind: 'not-understood', bytes: 0 } });
});

t.test('a request that is none of the table is a fault with the error to answer', async (t) => {
  const content = { command: 0x06, data: new Uint8Array(8), form: 'd6' } as const;
  t.same(decodeRequest(content), { ok: false, error: 0x02 }, 'nothing here locks an AFI');
  t.same(decodeRequest({ ...content, command: 0x09 }), { ok: false, error: 0x32 });
  const rfFlags = { ...content, command: 0x14, data: Uint8Array.of(0, 1, 0, 2, 0x80, 0, 9, 0x22) };
  t.same(decodeRequest(rfFlags), { ok: false, error: 0x32 }, 'flags for the RF part are not understood');
});

t.test('text that is no UID addresses a tag that cannot exist', async (t) => {
  t.match(toHex(encodeRequest({ kind: 'getAfi', uid: 'nonsense' })), /^d6000b0a0{16}/);
});

t.test(
  'a beginning that lacks its end is given up after a silence, and hides no frame behind it',
  async (t) => {
    const good = vector('inventory response, one tag');
    const waiting = pushBytes(EMPTY_BUFFER, join(fromHex('d60040'), good), 'host');
    t.equal(waiting.frames.length, 0, 'it may still become a frame of 67 bytes');
    const dropped = dropPartial(waiting.buffer, 'host');
    t.same(dropped.frames, [onlyFrame(good, 'host')]);
    t.same([dropped.discarded, dropped.buffer.bytes.length], [3, 0]);
  },
);

t.test('a length that no frame has is not waited for', async (t) => {
  const good = vector('inventory response, one tag');
  for (const noise of ['d60000', 'd60003', 'd6ffff', 'd50004', '0102', 'd6d5']) {
    const pushed = pushBytes(EMPTY_BUFFER, join(fromHex(noise), good), 'host');
    t.same(pushed.frames, [onlyFrame(good, 'host')], noise);
  }
});

t.test('the older form is known by what stands before its command', async (t) => {
  const unheaded = encodeFrame({ command: 0x04, data: fromHex('0111') }, 'd6');
  const asD5 = Uint8Array.of(0xd5, ...unheaded.subarray(1));
  const pushed = pushBytes(EMPTY_BUFFER, asD5, 'reader');
  t.same([pushed.frames, pushed.discarded], [[], asD5.length], 'its CRC is right, and it is none');
});

t.test('a frame that a tag holds in its memory is not taken for an answer', async (t) => {
  const inner = vector('write AFI DA request');
  const outer = encodeFrame({ command: 0x02, error: 0, data: join(inner, inner) }, 'd6');
  const pushed = pushAll(
    [...outer].map((one) => Uint8Array.of(one)),
    (buffer, bytes) => pushBytes(buffer, bytes, 'host'),
  );
  t.same(pushed.frames, [onlyFrame(outer, 'host')]);
});

t.test('every request is read as it was written, in both forms', async () => {
  fc.assert(
    fc.property(request, form, (meaning, written) => {
      const frame = onlyFrame(encodeRequest(meaning, written), 'reader');
      assert.deepEqual(decodeRequest(frame), { ok: true, request: meaning });
    }),
  );
});

t.test('every answer is read as it was written, in both forms', async () => {
  fc.assert(
    fc.property(answer, form, (meaning, written) => {
      const frame = onlyFrame(encodeAnswer(meaning, written), 'host');
      assert.deepEqual(decodeAnswer(meaning.kind, frame), { ok: true, answer: meaning });
    }),
  );
});

t.test('every refusal is read as it was written, whatever was asked', async () => {
  const refusal = fc
    .tuple(fc.integer({ min: 1, max: 255 }), fc.option(uid), fc.option(byte))
    .map(([error, about, block]) => ({ error, uid: about, block: about === null ? null : block }));
  fc.assert(
    fc.property(refusal, fc.constantFrom(...KINDS), (refused, kind) => {
      const frame = onlyFrame(encodeRefusal(kind, refused), 'host');
      const fault = { kind: 'refused', name: errorName(refused.error), ...refused };
      assert.deepEqual(decodeAnswer(kind, frame), { ok: false, fault });
    }),
  );
});

t.test('any frame gives a request or an answer or a fault', async (t) => {
  const command = fc.constantFrom(
    0x11,
    0xfe,
    0x02,
    0x04,
    0x0a,
    0x09,
    0x03,
    0x0c,
    0x0f,
    0x0b,
    0x0d,
    0x14,
    0x77,
  );
  const data = fc.uint8Array({ maxLength: 24 });
  const error = fc.oneof(fc.constant(0), byte);
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(recordOf({ command, data, form }), error, (content, answered) => {
      const asked = decodeRequest(content);
      outcomes.add(asked.ok ? asked.request.kind : 'request fault');
      for (const kind of KINDS) {
        const read = decodeAnswer(kind, { ...content, error: answered });
        outcomes.add(read.ok ? `${read.answer.kind} answered` : read.fault.kind);
      }
    }),
    { seed: 28560, numRuns: 2000 },
  );
  for (const seen of ['request fault', 'getAfi', 'writeAfi answered', 'refused', 'not-understood']) {
    t.ok(outcomes.has(seen), seen);
  }
});

t.test('an error without a name of its own is named by the number', async (t) => {
  t.equal(errorName(0x12), 'locked');
  t.equal(errorName(0x77), 'error 0x77');
});
