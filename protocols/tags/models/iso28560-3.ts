// Tags of ISO 28560-3 (Danish model) in the station's words. The basic block is in ../iso28560-3.ts.

import { extensionBytes, readExtensionBlocks } from '../extension-blocks.ts';
import {
  type BasicBlock,
  readIso28560_3,
  type WriteFault,
  withReversedBlocks,
  writeIso28560_3,
} from '../iso28560-3.ts';
import { type Model, notRepresentable, type TagFault, type TagMemory } from '../tag-memory.ts';
import { isAllowed, OFFLINE_ALLOWED } from '../usage.ts';

const WHOLE_BYTES = 34;
const SHORTEST_BYTES = 32;

/**
 * Writing keeps the extension blocks, whatever stands behind them, and the byte order of the tag's blocks; on a tag
 * whose basic block is spoilt, extension blocks whose checksums are right. A tag of fewer than 34 bytes gets the short
 * form. Of a patron card the owner stays as it stands.
 */
export const ISO28560_3: Model = {
  read: (memory) => {
    const read = readIso28560_3(memory);
    if (!read.ok) return null;
    const { item, country, isil, ...rest } = read.tag;
    return {
      ...rest,
      identifier: item,
      owner: ownerOf({ country, isil }),
      offline: OFFLINE_ALLOWED,
      group: null,
    };
  },
  write: (text, tag) => {
    if (!isAllowed(text.offline)) return notRepresentable('offline');
    if (text.group !== null) return notRepresentable('group');
    if (tag.length < SHORTEST_BYTES) {
      const sizes = { bytes: SHORTEST_BYTES, mostBytes: tag.length };
      return { ok: false, fault: { kind: 'does-not-fit', ...sizes } };
    }
    const standing = readIso28560_3(tag.bytes);
    const place = text.owner === null ? standingOwner(standing) : placesOfOwner(text.owner);
    if (place === null) return notRepresentable('owner');
    const size = tag.length < WHOLE_BYTES ? SHORTEST_BYTES : WHOLE_BYTES;
    const { usage, parts, part, identifier: item } = text;
    const written = writeIso28560_3({ usage, parts, part, item, ...place }, size);
    if (!written.ok) return { ok: false, fault: inTagWords(written.fault) };
    const memory = onTag(written.memory, tag, standing.ok ? standing.byteOrder : null);
    return memory === null ? { ok: false, fault: { kind: 'unread' } } : { ok: true, memory };
  },
};

/** The basic block on the tag; null where too little of the tag was read to keep what stands behind it. */
function onTag(
  block: Uint8Array,
  tag: TagMemory,
  byteOrder: 'natural' | 'reversed' | null,
): Uint8Array | null {
  const before = byteOrder === 'reversed' ? withReversedBlocks(tag.bytes) : tag.bytes;
  const { blocks, behind } = readExtensionBlocks(before.slice(block.length));
  if (byteOrder === null && blocks.length === 0) {
    const memory = new Uint8Array(tag.length);
    memory.set(block);
    return memory;
  }
  const inBlocks = Math.ceil(block.length / tag.blockBytes) * tag.blockBytes;
  if (before.length < Math.min(inBlocks, tag.length)) return null;
  const memory = Uint8Array.of(...block, ...extensionBytes(blocks), ...behind);
  return byteOrder === 'reversed' ? withReversedBlocks(memory) : memory;
}

type Owner = Pick<BasicBlock, 'country' | 'isil'>;

function ownerOf({ country, isil }: Owner): string {
  return [country, isil].filter((text) => text !== '').join('-');
}

/** Where an owner goes: the country before the first hyphen, of which there is room for two bytes. */
function placesOfOwner(owner: string): Owner | null {
  const hyphen = owner.indexOf('-');
  const country = owner.slice(0, Math.max(hyphen, 0));
  const place = { country, isil: owner.slice(hyphen + 1) };
  return ownerOf(place) === owner && new TextEncoder().encode(country).length <= 2 ? place : null;
}

function standingOwner(standing: ReturnType<typeof readIso28560_3>): Owner {
  const { country, isil } = standing.ok ? standing.tag : { country: '', isil: '' };
  return { country, isil };
}

function inTagWords(fault: WriteFault): TagFault {
  switch (fault.kind) {
    case 'too-long':
    case 'not-text':
      return { ...fault, field: fault.field === 'item' ? 'item' : 'owner' };
    case 'out-of-range':
      return fault;
  }
}
