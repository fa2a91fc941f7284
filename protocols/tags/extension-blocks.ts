// The extension blocks of ISO 28560-3, which follow its basic block: told apart and checked, and put together again.
// What libraries keep in them (title, supplier, inter-library loan, ...) is not the station's matter.
//
// A block is
//   length      the whole block, these four bytes included; 0 ends the blocks
//   identifier  2 bytes, low byte first
//   checksum    which makes the exclusive or of all bytes of the block 0
//   data
// as in the readers and writers of TH Wildau, whose libraries use them.

/** One extension block. */
export interface ExtensionBlock {
  /** 1 library, 2 acquisition, 3 library supplement, 4 title, 5 inter-library loan; others occur. */
  readonly identifier: number;
  /** At most 251 bytes. */
  readonly data: Uint8Array;
}

/** What stands behind a basic block. */
export interface ExtensionBlocks {
  readonly blocks: readonly ExtensionBlock[];
  /** From the byte that ends them on, or from the first that is no block. */
  readonly behind: Uint8Array;
}

const HEAD_BYTES = 4;
const CHECKSUM_AT = 3;

/** Reads the blocks at the beginning of `bytes`, up to the end of them, of the bytes, or of what is a block. */
export function readExtensionBlocks(bytes: Uint8Array): ExtensionBlocks {
  const blocks: ExtensionBlock[] = [];
  let at = 0;
  for (let block = blockAt(bytes, at); block !== null; block = blockAt(bytes, at)) {
    blocks.push(block);
    at += HEAD_BYTES + block.data.length;
  }
  return { blocks, behind: bytes.slice(at) };
}

function blockAt(bytes: Uint8Array, at: number): ExtensionBlock | null {
  const length = bytes[at] ?? 0;
  const block = bytes.slice(at, at + length);
  const [, low = 0, high = 0] = block;
  const isWhole = length >= HEAD_BYTES && block.length === length;
  return isWhole && exclusiveOr(block) === 0
    ? { identifier: low + high * 256, data: block.slice(HEAD_BYTES) }
    : null;
}

/** The bytes of the blocks, without an end. */
export function extensionBytes(blocks: readonly ExtensionBlock[]): Uint8Array {
  return Uint8Array.from(
    blocks.flatMap(({ identifier, data }) => {
      const block = [HEAD_BYTES + data.length, identifier & 0xff, identifier >>> 8, 0, ...data];
      return block.with(CHECKSUM_AT, exclusiveOr(block));
    }),
  );
}

function exclusiveOr(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
