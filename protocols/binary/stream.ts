// Frames cut out of a byte stream that may hold anything: how a family's frame looks is its own affair, how the
// stream is searched for it is the same for all of them.

/** What came in and is not yet a whole frame. Never longer than the family's longest frame. */
export interface FrameBuffer {
  readonly bytes: Uint8Array;
}

/** What a buffer gave. `discarded` counts bytes that belonged to no good frame. */
export interface Pushed<Frame> {
  readonly buffer: FrameBuffer;
  readonly frames: readonly Frame[];
  readonly discarded: number;
}

/** What stands at one place of a stream. */
export type Candidate<Frame> =
  /** A whole frame of so many bytes, whose checksum is right. */
  | { readonly kind: 'frame'; readonly frame: Frame; readonly length: number }
  /** It may become a frame once more bytes have come. */
  | { readonly kind: 'incomplete' }
  /** No frame begins here. */
  | { readonly kind: 'none' };

/**
 * Looks for a frame that begins at `at`, which is inside of `stream`. It has to limit what it calls incomplete: a
 * place that is waited for hides what stands behind it.
 */
export type FindFrame<Frame> = (stream: Uint8Array, at: number) => Candidate<Frame>;

/** A buffer that holds nothing: where every line begins. */
export const EMPTY_BUFFER: FrameBuffer = { bytes: new Uint8Array(0) };

/**
 * Takes in what the line brought and gives the frames that became whole.
 *
 * Each place in the stream is tried as a frame's beginning; one that cannot be, or whose checksum is wrong, costs one
 * byte and the next place is tried, so a wrong candidate hides no good frame once it is complete. The outcome depends
 * on the bytes alone, never on how the line split them: a frame inside another's data (a tag can hold one) is not
 * taken for a frame. The price is that noise which looks like a beginning is waited for: see `giveUpPartial`.
 */
export function pushInto<Frame>(
  buffer: FrameBuffer,
  bytes: Uint8Array,
  find: FindFrame<Frame>,
): Pushed<Frame> {
  const stream = new Uint8Array(buffer.bytes.length + bytes.length);
  stream.set(buffer.bytes);
  stream.set(bytes, buffer.bytes.length);
  return cutFrames(stream, find, 'wait');
}

/**
 * Gives up what is incomplete, and gives the frames that stood behind it, if any. To be called when the line was
 * silent for longer than a sender pauses, and by a host before each request: noise from before must not swallow the
 * answer.
 */
export function giveUpPartial<Frame>(buffer: FrameBuffer, find: FindFrame<Frame>): Pushed<Frame> {
  return cutFrames(buffer.bytes, find, 'give-up');
}

/** Cuts frames off `stream` until its end, or until a beginning that lacks its end, which is waited for or given up. */
function cutFrames<Frame>(
  stream: Uint8Array,
  find: FindFrame<Frame>,
  incomplete: 'wait' | 'give-up',
): Pushed<Frame> {
  const frames: Frame[] = [];
  let discarded = 0;
  let at = 0;
  while (at < stream.length) {
    const candidate = find(stream, at);
    if (candidate.kind === 'frame') {
      frames.push(candidate.frame);
      at += candidate.length;
    } else if (candidate.kind === 'incomplete' && incomplete === 'wait') {
      break;
    } else {
      discarded += 1;
      at += 1;
    }
  }
  return { buffer: { bytes: stream.slice(at) }, frames, discarded };
}

/** The byte at a place that was checked to be inside. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}
