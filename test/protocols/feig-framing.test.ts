// FEIG frames in a stream: whole, in pieces, behind garbage, in both forms and for both sides.

import fc from 'fast-check';
import t from 'tap';
import { crc16 } from '../../protocols/feig/crc.ts';
import {
  dropPartial,
  EMPTY_BUFFER,
  encodeFrame,
  type FrameSide,
  LONGEST_FRAME,
  pushBytes,
} from '../../protocols/feig/framing.ts';
import { byte, form, onlyFrame, recordOf, vector } from './feig-samples.ts';
import { fromHex, vectors } from './rfid-vectors.ts';
import { framingHolds, join, pushAll } from './stream-properties.ts';

/** Frames in either form, as a stream of one side holds them. */
function framesFor(side: FrameSide) {
  const data = fc.oneof(
    { weight: 4, arbitrary: fc.uint8Array({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.uint8Array({ minLength: 240, maxLength: 700 }) },
  );
  return fc
    .tuple(recordOf({ address: byte, command: byte, data }), byte, form)
    .map(([content, status, written]) =>
      encodeFrame(side === 'host' ? { ...content, status } : content, written),
    );
}

t.test('every known frame is found whole, by its length and CRC', async (t) => {
  for (const { name, hex } of vectors.feig) {
    const side = name.includes('request') ? 'reader' : 'host';
    const frame = onlyFrame(hex, side);
    t.same(encodeFrame(frame, frame.form), hex, `${name}: written again, the same bytes`);
    const last = hex.length - 2;
    t.equal(crc16(hex, 0, last), (hex[last] ?? 0) + (hex[last + 1] ?? 0) * 256, name);
  }
});

for (const side of ['host', 'reader'] as const) {
  framingHolds(t, side, {
    push: (buffer, bytes) => pushBytes(buffer, bytes, side),
    drop: (buffer) => dropPartial(buffer, side),
    encode: (frame) => encodeFrame(frame, frame.form),
    frames: framesFor(side),
    longestFrame: LONGEST_FRAME,
  });
}

t.test(
  'a beginning that lacks its end is given up after a silence, and hides no frame behind it',
  async (t) => {
    const good = vector('inventory, no transponder');
    const waiting = pushBytes(EMPTY_BUFFER, join(Uint8Array.of(0x40), good), 'host');
    t.equal(waiting.frames.length, 0, 'it may still become a frame of 64 bytes');
    const dropped = dropPartial(waiting.buffer, 'host');
    t.same(dropped.frames, [onlyFrame(good, 'host')]);
    t.equal(dropped.discarded, 1);
    t.equal(dropped.buffer.bytes.length, 0);
  },
);

t.test('a length that no frame has is not waited for', async (t) => {
  const good = vector('inventory, no transponder');
  for (const noise of ['020000', '00', '05']) {
    const pushed = pushBytes(EMPTY_BUFFER, join(fromHex(noise), good), 'host');
    t.same(pushed.frames, [onlyFrame(good, 'host')], noise);
  }
  const many = Array.from({ length: 60 }, () => good);
  const pushed = pushBytes(EMPTY_BUFFER, join(fromHex('02ffff'), ...many), 'host');
  t.equal(pushed.frames.length, 60, 'nor are 64 KiB, which an advanced frame could announce');
  t.equal(pushed.discarded, 3);
});

t.test(
  'a frame that a tag holds in its memory is not taken for an answer, however the line splits it',
  async (t) => {
    const inner = vector('write AFI, ok, response');
    const outer = encodeFrame({ address: 0, command: 0xb0, status: 0, data: join(inner, inner) }, 'standard');
    const pushed = pushAll(
      [...outer].map((one) => Uint8Array.of(one)),
      (buffer, bytes) => pushBytes(buffer, bytes, 'host'),
    );
    t.same(pushed.frames, [onlyFrame(outer, 'host')]);
  },
);

t.test('a content too long for a standard frame is written as an advanced one', async (t) => {
  const fits = { address: 0, command: 0xb0, status: 0, data: new Uint8Array(249) };
  t.equal(onlyFrame(encodeFrame(fits, 'standard'), 'host').form, 'standard');
  const longer = { ...fits, data: new Uint8Array(250) };
  t.equal(onlyFrame(encodeFrame(longer, 'standard'), 'host').form, 'advanced');
});
