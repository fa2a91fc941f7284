// In which order a tag's blocks are written, so that a write that breaks off at any byte leaves no other item behind.

/** One block to write. */
export interface BlockWrite {
  readonly block: number;
  readonly bytes: Uint8Array;
}

/**
 * What to write to make `after` of `before`, both from block 0 and in whole blocks; of `before` block 0 at least. A
 * block of which nothing was read is written in any case.
 *
 * Only ISO 28560-3 has a checksum that would betray a memory half old and half new. So that no model needs one, the
 * first byte becomes 0 before anything else changes, and gets its new value when all else is written: a tag that begins
 * with 0 is no item in any model. These two writes change a single byte, so that a block that breaks off in its middle,
 * from either end, is as before or as afterwards; no chip's promise to take a block as a whole is needed. Where a
 * single byte changes in all, it is written as it is.
 */
export function blockWrites(
  before: Uint8Array,
  after: Uint8Array,
  blockBytes: number,
): readonly BlockWrite[] {
  const changes = after.reduce((count, byte, at) => (byte === before[at] ? count : count + 1), 0);
  const inBlock = (block: number): Uint8Array => after.slice(block * blockBytes, (block + 1) * blockBytes);
  const others = Array.from({ length: after.length / blockBytes }, (_, block) => ({
    block,
    bytes: inBlock(block),
  })).filter(({ block, bytes }) => block > 0 && !isAt(before, block * blockBytes, bytes));
  const first = { block: 0, bytes: inBlock(0) };
  if (changes <= 1) return isAt(before, 0, first.bytes) ? others : [first];
  const spoilt = before.slice(0, blockBytes).with(0, 0);
  const prepared = first.bytes.with(0, 0);
  return [
    ...(before[0] === 0 ? [] : [{ block: 0, bytes: spoilt }]),
    ...others,
    ...(isAt(spoilt, 0, prepared) ? [] : [{ block: 0, bytes: prepared }]),
    ...(first.bytes[0] === 0 ? [] : [first]),
  ];
}

function isAt(memory: Uint8Array, at: number, bytes: Uint8Array): boolean {
  return bytes.every((byte, place) => byte === memory[at + place]);
}
