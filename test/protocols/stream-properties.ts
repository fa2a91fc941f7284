// What holds for the framing of every family of readers: frames found whole, in pieces and behind garbage, on both
// sides of the line. Not a test itself.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type t from 'tap';
import { EMPTY_BUFFER, type FrameBuffer, type Pushed } from '../../protocols/binary/stream.ts';

/** One side of a line of one family: its frames, and how they are cut out of a stream. */
export interface Framing<Frame> {
  readonly push: (buffer: FrameBuffer, bytes: Uint8Array) => Pushed<Frame>;
  readonly drop: (buffer: FrameBuffer) => Pushed<Frame>;
  readonly encode: (frame: Frame) => Uint8Array;
  /** Frames as bytes, in every form, long ones among them. */
  readonly frames: fc.Arbitrary<Uint8Array>;
  readonly longestFrame: number;
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

/** Pushes pieces one after the other. */
export function pushAll<Frame>(pieces: readonly Uint8Array[], push: Framing<Frame>['push']): Pushed<Frame> {
  let buffer = EMPTY_BUFFER;
  const frames: Frame[] = [];
  let discarded = 0;
  for (const piece of pieces) {
    const pushed = push(buffer, piece);
    buffer = pushed.buffer;
    frames.push(...pushed.frames);
    discarded += pushed.discarded;
  }
  return { buffer, frames, discarded };
}

/** Everything that pushing `pieces` and a silence after them gives. */
function pushAllAndDrop<Frame>(pieces: readonly Uint8Array[], { push, drop }: Framing<Frame>): Pushed<Frame> {
  const pushed = pushAll(pieces, push);
  const dropped = drop(pushed.buffer);
  return {
    buffer: dropped.buffer,
    frames: [...pushed.frames, ...dropped.frames],
    discarded: pushed.discarded + dropped.discarded,
  };
}

function split(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const ends = [0, ...places.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.slice(1).map((end, index) => bytes.slice(ends[index], end));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The only frame in `bytes`, which hold nothing else. */
export function only<Frame>(bytes: Uint8Array, push: Framing<Frame>['push']): Frame {
  const { frames, discarded, buffer } = push(EMPTY_BUFFER, bytes);
  const [frame] = frames;
  if (frame === undefined || frames.length !== 1 || discarded !== 0 || buffer.bytes.length !== 0) {
    throw new Error(`not one frame: ${Buffer.from(bytes).toString('hex')}`);
  }
  return frame;
}

/** A false frame across garbage and frame has one chance in 65,536 at each place: a fixed seed keeps it away. */
const FIXED = { seed: 28560, numRuns: 200 } as const;

/** The tests that every family's framing has to pass, for one side of the line. */
export function framingHolds<Frame>(test: typeof t, side: string, framing: Framing<Frame>): void {
  const { push, frames: frame } = framing;

  test.test(`${side}: frames in random pieces and mixed forms are the same frames`, async () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), cuts, (frames, places) => {
        const pushed = pushAll(split(join(...frames), places), push);
        assert.deepEqual(
          pushed.frames,
          frames.map((bytes) => only(bytes, push)),
        );
        assert.equal(pushed.discarded + pushed.buffer.bytes.length, 0);
      }),
    );
  });

  test.test(`${side}: how the line splits garbage and frames changes nothing`, async () => {
    const piece = fc.oneof(frame, fc.uint8Array({ maxLength: 30 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), cuts, (pieces, places) => {
        const stream = join(...pieces);
        assert.deepEqual(pushAll(split(stream, places), push), pushAll([stream], push));
      }),
    );
  });

  test.test(`${side}: frames behind garbage are all found once the line is silent`, async () => {
    const garbage = fc
      .uint8Array({ maxLength: 60 })
      .filter((bytes) => pushAllAndDrop([bytes], framing).frames.length === 0);
    const frames = fc.array(frame, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(garbage, frames, cuts, (noise, sent, places) => {
        const given = pushAllAndDrop(split(join(noise, ...sent), places), framing);
        assert.deepEqual(
          given.frames,
          sent.map((bytes) => only(bytes, push)),
        );
        assert.equal(given.discarded, noise.length);
      }),
      FIXED,
    );
  });

  test.test(`${side}: any bytes are frames, waiting or discarded, and the buffer stays short`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 4000, size: 'max' }), { maxLength: 3 }), (pieces) => {
        const pushed = pushAll(pieces, push);
        const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
        const framed = pushed.frames.reduce((sum, found) => sum + framing.encode(found).length, 0);
        assert.equal(framed + pushed.discarded + pushed.buffer.bytes.length, total);
        assert.ok(pushed.buffer.bytes.length < framing.longestFrame);
      }),
      { numRuns: 30 },
    );
  });
}
