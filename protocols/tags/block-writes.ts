// In which order a tag's blocks are written, so that a write that breaks off leaves no other item behind.

/** One block to write. */
export interface BlockWrite {
  readonly block: number;
  readonly bytes: Uint8Array;
}

/**
 * What to write to make `after` of `before`, both from block 0 and in whole blocks. A block of which nothing was read
 * is written in any case.
 *
 * Only ISO 28560-3 has a checksum that would betray a memory half old and half new. So that no model needs one, block 0
 * is emptied first, unless it is empty, and written last; a tag without its first block is no item in any model. A
 * single block that changes is written as it is: the tag takes it as a whole or not at all.
 */
export function blockWrites(
  before: Uint8Array,
  after: Uint8Array,
  blockBytes: number,
): readonly BlockWrite[] {
  const blocks = Array.from(
    { length: after.length / blockBytes },
    (_, block): BlockWrite & { isNew: boolean } => {
      const [from, to] = [block * blockBytes, (block + 1) * blockBytes];
      const bytes = after.slice(from, to);
      return {
        block,
        bytes,
        isNew: to > before.length || bytes.some((byte, at) => byte !== before[from + at]),
      };
    },
  );
  const changed = blocks.filter(({ isNew }) => isNew).map(({ block, bytes }) => ({ block, bytes }));
  const [first] = blocks;
  if (changed.length <= 1 || first === undefined) return changed;
  const isEmpty = before.length >= blockBytes && before.subarray(0, blockBytes).every((byte) => byte === 0);
  return [
    ...(isEmpty ? [] : [{ block: 0, bytes: new Uint8Array(blockBytes) }]),
    ...changed.filter(({ block }) => block > 0),
    ...(first.bytes.some((byte) => byte !== 0) ? [{ block: 0, bytes: first.bytes }] : []),
  ];
}
