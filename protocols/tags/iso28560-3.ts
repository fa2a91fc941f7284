// ISO 28560-3, known as the Danish model: the basic block at the start of a tag's memory, read and written.
// The blocks behind it are in extension-blocks.ts, what it means in the station's words in models/iso28560-3.ts.

import { crc16 } from '../binary/crc.ts';
import { nibbleOf, type TypeOfUsage, usageOf } from './usage.ts';

/** What the basic block says. */
export interface BasicBlock {
  readonly usage: TypeOfUsage;
  /** Number of parts in the item, 0..255; some libraries leave 0 on single items and cards. */
  readonly parts: number;
  /** Which of them this is, 0..`parts`. */
  readonly part: number;
  /** Primary item identifier, usually the barcode: at most 16 bytes of UTF-8, as it stands on the tag. */
  readonly item: string;
  /** ISO 3166-1 code of the owner's country: at most 2 bytes of UTF-8. */
  readonly country: string;
  /** The owner's ISIL without the country and its hyphen: at most 11 bytes of UTF-8, 9 on a tag of 32 bytes. */
  readonly isil: string;
}

/** In which order a tag's blocks of 4 bytes hold their bytes; some installations wrote them the other way round. */
export type ByteOrder = 'natural' | 'reversed';

/** Size of the basic block in bytes; 32 on tags that hold no more. */
export type BasicBlockSize = 32 | 34;

/** What a memory read as a basic block gave. */
export type ReadIso28560_3 =
  | { readonly ok: true; readonly tag: BasicBlock; readonly byteOrder: ByteOrder }
  | { readonly ok: false; readonly why: WhyNotIso28560_3 };

/**
 * Why a memory is no basic block:
 * - `too-short`: fewer than 32 bytes.
 * - `wrong-crc`: the CRC is right in neither byte order.
 * - `other-version`: the CRC is right, the version is not 1.
 */
export type WhyNotIso28560_3 = 'too-short' | 'wrong-crc' | 'other-version';

/** What a basic block was written as, or what cannot be written. */
export type WrittenIso28560_3 =
  | { readonly ok: true; readonly memory: Uint8Array }
  | { readonly ok: false; readonly fault: WriteFault };

export type WriteFault =
  /** The text's UTF-8 is longer than its place. Nothing is ever cut. */
  | {
      readonly kind: 'too-long';
      readonly field: TextField;
      readonly bytes: number;
      readonly mostBytes: number;
    }
  /** The text holds U+0000, which is the padding, or what has no UTF-8 of its own (U+FFFD, half a surrogate pair). */
  | { readonly kind: 'not-text'; readonly field: TextField }
  /** Not a whole number in its range: 0..255, the part not above the parts, an unknown usage's nibble 3..5 or 10..15. */
  | { readonly kind: 'out-of-range'; readonly field: 'usage' | 'parts' | 'part' };

type TextField = 'item' | 'country' | 'isil';

const VERSION = 1;
const BLOCK_BYTES = 4;

/** Where each field stands: its first byte and its width in bytes (ISO 28560-3, basic block). */
const LAYOUT = {
  /** High nibble version, low nibble type of usage. */
  versionAndUsage: { at: 0, width: 1 },
  parts: { at: 1, width: 1 },
  part: { at: 2, width: 1 },
  item: { at: 3, width: 16 },
  /** Over all other bytes of the 34; low byte first. */
  crc: { at: 19, width: 2 },
  country: { at: 21, width: 2 },
  isil: { at: 23, width: 11 },
} as const satisfies Record<string, Place>;

interface Place {
  readonly at: number;
  readonly width: number;
}

const WHOLE = 34;
const SHORTEST = 32;
const TEXT_FIELDS = ['item', 'country', 'isil'] as const satisfies readonly TextField[];

/**
 * Reads the basic block from a tag's memory, block 0 first: as much of it as the driver read, at least 32 bytes.
 * A tag that holds or was read for 34 bytes or more (36 where its blocks are reversed) has the long form. Both byte
 * orders are tried, the CRC decides.
 *
 * Version and usage are taken the other way round where only that gives version 1, and parts and part where part
 * is above parts: both occur in the wild. Texts are given as they stand there, with U+FFFD for what is no UTF-8.
 */
export function readIso28560_3(memory: Uint8Array): ReadIso28560_3 {
  if (memory.length < SHORTEST) {
    return { ok: false, why: 'too-short' };
  }
  const natural = wholeBlock(memory);
  if (hasRightCrc(natural)) {
    return readBlock(natural, 'natural');
  }
  const reversed = wholeBlock(withReversedBlocks(memory));
  return hasRightCrc(reversed) ? readBlock(reversed, 'reversed') : { ok: false, why: 'wrong-crc' };
}

/**
 * Writes the basic block in natural byte order and version 1. With size 32 the last two bytes of the owner's
 * place are left out, and count as 0 in the CRC.
 */
export function writeIso28560_3(tag: BasicBlock, size: BasicBlockSize): WrittenIso28560_3 {
  const block = new Uint8Array(WHOLE);
  const fault = numberFault(tag);
  if (fault !== null) {
    return { ok: false, fault };
  }
  block[LAYOUT.versionAndUsage.at] = VERSION * 16 + nibbleOf(tag.usage);
  block[LAYOUT.parts.at] = tag.parts;
  block[LAYOUT.part.at] = tag.part;
  for (const field of TEXT_FIELDS) {
    const { at, width } = LAYOUT[field];
    const text = tag[field];
    const bytes = new TextEncoder().encode(text);
    const mostBytes = Math.min(width, size - at);
    if (!isText(text)) {
      return { ok: false, fault: { kind: 'not-text', field } };
    }
    if (bytes.length > mostBytes) {
      return { ok: false, fault: { kind: 'too-long', field, bytes: bytes.length, mostBytes } };
    }
    block.set(bytes, at);
  }
  const crc = crcOf(block);
  block.set([crc & 0xff, crc >>> 8], LAYOUT.crc.at);
  return { ok: true, memory: block.slice(0, size) };
}

/** The 34 bytes of the block; those that a small tag lacks are 0. */
function wholeBlock(memory: Uint8Array): Uint8Array {
  const block = new Uint8Array(WHOLE);
  block.set(memory.subarray(0, memory.length < WHOLE ? SHORTEST : WHOLE));
  return block;
}

/** Memory with each block's bytes in the opposite order; bytes of a last block that is not whole are left out. */
export function withReversedBlocks(memory: Uint8Array): Uint8Array {
  const whole = memory.length - (memory.length % BLOCK_BYTES);
  return Uint8Array.from({ length: whole }, (_, at) => {
    const block = at - (at % BLOCK_BYTES);
    return memory[block + BLOCK_BYTES - 1 - (at - block)] ?? 0;
  });
}

function crcOf(block: Uint8Array): number {
  const { at, width } = LAYOUT.crc;
  return crc16([...block.subarray(0, at), ...block.subarray(at + width)]);
}

function hasRightCrc(block: Uint8Array): boolean {
  const { at } = LAYOUT.crc;
  return (block[at] ?? 0) + (block[at + 1] ?? 0) * 256 === crcOf(block);
}

function readBlock(block: Uint8Array, byteOrder: ByteOrder): ReadIso28560_3 {
  const usage = usageOfVersion1(block[LAYOUT.versionAndUsage.at] ?? 0);
  if (usage === null) {
    return { ok: false, why: 'other-version' };
  }
  const [item, country, isil] = [textAt(block, 'item'), textAt(block, 'country'), textAt(block, 'isil')];
  const parts = block[LAYOUT.parts.at] ?? 0;
  const part = block[LAYOUT.part.at] ?? 0;
  const inOrder = part > parts ? { parts: part, part: parts } : { parts, part };
  return { ok: true, byteOrder, tag: { usage, ...inOrder, item, country, isil } };
}

/** The type of usage beside version 1, in whichever nibble that stands; null where neither is 1. */
function usageOfVersion1(versionAndUsage: number): TypeOfUsage | null {
  const high = versionAndUsage >>> 4;
  const low = versionAndUsage & 0x0f;
  if (high === VERSION) {
    return usageOf(low);
  }
  return low === VERSION ? usageOf(high) : null;
}

/** The field's text without its padding. Bytes that are no UTF-8 become U+FFFD. */
function textAt(block: Uint8Array, field: TextField): string {
  const { at, width } = LAYOUT[field];
  const place = block.subarray(at, at + width);
  const end = place.findLastIndex((byte) => byte !== 0) + 1;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(place.subarray(0, end));
}

/** Can the text stand in a field and be read back as it is? */
function isText(text: string): boolean {
  return !/[\0\uFFFD\p{Surrogate}]/u.test(text);
}

function numberFault(tag: BasicBlock): WriteFault | null {
  const nibble = nibbleOf(tag.usage);
  const named = typeof tag.usage === 'string';
  if (!isWhole(nibble, 15) || (!named && typeof usageOf(nibble) === 'string')) {
    return { kind: 'out-of-range', field: 'usage' };
  }
  if (!isWhole(tag.parts, 255)) {
    return { kind: 'out-of-range', field: 'parts' };
  }
  return isWhole(tag.part, tag.parts) ? null : { kind: 'out-of-range', field: 'part' };
}

function isWhole(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
