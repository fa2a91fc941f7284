// Writes what a tag is to mean into its memory, in any of the models, and says in which order its blocks go there.

import { isBlank } from './blank.ts';
import { type BlockWrite, blockWrites } from './block-writes.ts';
import { FIRST_BYTES } from './bytes-wanted.ts';
import { isClean, isIdentifier } from './clean-text.ts';
import { MODELS, type TagModel } from './models.ts';
import type { TagContent } from './tag-content.ts';
import type { TagFault, TagMemory, TagText, WrittenMemory } from './tag-memory.ts';
import { nibbleOf, OFFLINE_ALLOWED, type TypeOfUsage, usageOf } from './usage.ts';

/** What can be written: an item, a card, or nothing at all. */
export type WritableContent = Exclude<TagContent, { readonly kind: 'foreign' }>;

/** How a tag's memory is divided, as its system information tells it. */
export interface TagBlocks {
  readonly count: number;
  /** Bytes of a block. */
  readonly size: number;
}

const MOST_PARTS = 255;

/** What comes of a tag, or what cannot be written. */
export type WrittenTag =
  | {
      readonly ok: true;
      /** From block 0 in whole blocks: all that changes, and what stands between. */
      readonly memory: Uint8Array;
      /**
       * The blocks to write, in this order. At whatever byte it breaks off, the tag reads as before, as afterwards, or
       * as no item: unless a single byte changes, the first byte becomes 0 first and gets its new value last.
       */
      readonly writes: readonly BlockWrite[];
    }
  | { readonly ok: false; readonly fault: TagFault };

/**
 * Writes a tag. `before` is its memory as it was read: from block 0, all of it or less; a last block that is not whole
 * is left out. What stands on a tag of the same model and is not in the content stays: further objects of
 * ISO 28560-2, extension blocks of ISO 28560-3, numbers of 3M, whatever stands behind them. A tag of another model, or
 * of none, is cleared first, and so is one that is to be blank. Nothing is cut: what does not fit is a fault. Of a tag
 * that was read in part nothing is cleared that nobody saw (`unread`), unless it is to be blank, or looks blank so far.
 */
export function writeTag(
  model: TagModel,
  content: WritableContent,
  before: Uint8Array,
  { count, size }: TagBlocks,
): WrittenTag {
  const length = count * size;
  const read = Math.min(before.length - (before.length % size), length);
  const tag: TagMemory = { bytes: before.slice(0, read), length, blockBytes: size };
  const written = writtenMemory(model, content, tag);
  if (!written.ok) return written;
  return { ok: true, memory: written.memory, writes: blockWrites(tag.bytes, written.memory, size) };
}

function writtenMemory(model: TagModel, content: WritableContent, tag: TagMemory): WrittenMemory {
  switch (content.kind) {
    case 'blank':
      // What its first block holds decides how it is written.
      return tag.bytes.length < tag.blockBytes ? UNREAD : { ok: true, memory: new Uint8Array(tag.length) };
    case 'patron-card':
    case 'item': {
      const fault = contentFault(content);
      if (fault !== null) return { ok: false, fault };
      const written = MODELS[model].write(textOf(content), tag);
      return written.ok && !isSeen(model, tag) ? UNREAD : written;
    }
  }
}

const UNREAD = { ok: false, fault: { kind: 'unread' } } as const satisfies WrittenMemory;

/** Was enough of the tag read to know what stands on it? Of its own model, the model knows what it has to keep. */
function isSeen(model: TagModel, { bytes, length }: TagMemory): boolean {
  if (bytes.length === length || MODELS[model].read(bytes) !== null) return true;
  return bytes.length >= FIRST_BYTES && isBlank(bytes);
}

type Written = Exclude<WritableContent, { readonly kind: 'blank' }>;

function textOf(content: Written): TagText {
  if (content.kind === 'item') {
    const { item: identifier, owner, ...rest } = content;
    return { ...rest, identifier, group: null, owner: owner ?? '' };
  }
  const { card: identifier, group } = content;
  const usage = { usage: 'patron-card', offline: OFFLINE_ALLOWED, group } as const;
  return { identifier, parts: 0, part: 0, owner: null, ...usage };
}

/** What no model can write. */
function contentFault(content: Written): TagFault | null {
  if (content.kind === 'patron-card') {
    return isIdentifier(content.card) ? null : { kind: 'not-text', field: 'item' };
  }
  const { item, owner, usage, parts, part } = content;
  if (!isIdentifier(item)) return { kind: 'not-text', field: 'item' };
  if (owner === '' || (owner !== null && !isClean(owner))) return { kind: 'not-text', field: 'owner' };
  if (!isOfItem(usage)) return { kind: 'out-of-range', field: 'usage' };
  if (!isWhole(parts, 1, MOST_PARTS)) return { kind: 'out-of-range', field: 'parts' };
  return isWhole(part, 1, parts) ? null : { kind: 'out-of-range', field: 'part' };
}

/** A usage that is read as it was written, and not as a card's. */
function isOfItem(usage: TypeOfUsage): boolean {
  const nibble = nibbleOf(usage);
  const read = usageOf(nibble);
  return isWhole(nibble, 0, 15) && typeof read === typeof usage && read !== 'patron-card';
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
