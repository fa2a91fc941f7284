// A stream's bytes to lines. What a line says is in decode.ts.

/** Longest message in bytes, without its terminator. SIP2 sets no limit; nothing honest comes near this one. */
export const LONGEST_MESSAGE = 64 * 1024;

/** The part of a line that has come so far. */
export interface LineBuffer {
  /** Pieces of the line, in order; each at least twice as long as the next, so there are few. */
  readonly pieces: readonly Uint8Array[];
  /** Bytes in `pieces`. */
  readonly length: number;
  /** True while the rest of a line that was too long is thrown away. */
  readonly skipping: boolean;
}

/** What a push gave. */
export interface Pushed {
  readonly buffer: LineBuffer;
  /** Whole lines without their terminators, none empty. */
  readonly lines: readonly Uint8Array[];
  /** Bytes thrown away in this push because their line was longer than `LONGEST_MESSAGE`. */
  readonly discarded: number;
}

/** Nothing has come yet. */
export const EMPTY_LINE_BUFFER: LineBuffer = { pieces: [], length: 0, skipping: false };
const SKIPPING: LineBuffer = { pieces: [], length: 0, skipping: true };

const CR = 0x0d;
const LF = 0x0a;

/**
 * Adds `bytes` to what has come so far. A line ends with CR or LF, in any mix, as servers send both and either;
 * empty lines are skipped. A line that grows beyond `LONGEST_MESSAGE` is thrown away up to its terminator.
 */
export function pushBytes(buffer: LineBuffer, bytes: Uint8Array): Pushed {
  const lines: Uint8Array[] = [];
  let state = buffer;
  let discarded = 0;
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== CR && bytes[at] !== LF) continue;
    const end = add(state, bytes.subarray(start, at));
    discarded += end.discarded;
    if (end.buffer.length > 0) lines.push(join(end.buffer.pieces, end.buffer.length));
    state = EMPTY_LINE_BUFFER;
    start = at + 1;
  }
  const open = add(state, bytes.subarray(start));
  return { buffer: open.buffer, lines, discarded: discarded + open.discarded };
}

function add(
  buffer: LineBuffer,
  piece: Uint8Array,
): { readonly buffer: LineBuffer; readonly discarded: number } {
  if (piece.length === 0) return { buffer, discarded: 0 };
  if (buffer.skipping) return { buffer, discarded: piece.length };
  const length = buffer.length + piece.length;
  if (length > LONGEST_MESSAGE) return { buffer: SKIPPING, discarded: length };
  return { buffer: { pieces: append(buffer.pieces, piece), length, skipping: false }, discarded: 0 };
}

/** Short pieces are joined as they come, so that a line that comes byte by byte costs little. */
function append(pieces: readonly Uint8Array[], piece: Uint8Array): readonly Uint8Array[] {
  let keep = pieces.length;
  let length = piece.length;
  for (let last = pieces[keep - 1]; last !== undefined && last.length < 2 * length; last = pieces[keep - 1]) {
    length += last.length;
    keep--;
  }
  return [...pieces.slice(0, keep), join([...pieces.slice(keep), piece], length)];
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const line = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    line.set(piece, at);
    at += piece.length;
  }
  return line;
}
