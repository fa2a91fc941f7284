// Changes some of a tag's data objects and keeps all others as they are, whatever they are.

import { isIdentifier } from '../clean-text.ts';
import { readIso28560_3 } from '../iso28560-3.ts';
import type { TagMemory } from '../tag-memory.ts';
import { APPLICATION_DEFINED, type Compacted } from './compactions.ts';
import {
  type Chain,
  type DataObject,
  isFilling,
  LONGEST_DATA_BYTES,
  objectBytes,
  readChain,
} from './data-objects.ts';
import { ELEMENTS, type Element, elementIn, senseOf } from './elements.ts';

/** Longer than any barcode. */
const LONGEST_IDENTIFIER_BYTES = 40;
const FEWEST_IN_OPEN_CHAIN = 2;
const FEWEST_IN_FULL_MEMORY = 1;

/** A new value for one element. */
export interface Change {
  readonly oid: number;
  /** `before` is what stands on the tag. `none`: the object goes; null: the value cannot be written. */
  readonly write: (before: DataObject | null) => Compacted | 'none' | null;
}

/** Sets an element; with null it is taken off the tag. A value that stands there already stays as it is. */
export function changeTo<Value>(element: Element<Value>, value: Value | null): Change {
  return {
    oid: element.oid,
    write: (before) => {
      if (value === null) return 'none';
      const written = element.write(value, before);
      const standing = before === null ? null : element.read(before);
      if (before === null || standing === null || written === null) return written;
      const same = element.write(standing, before);
      return same !== null && isSame(same, written) ? before : written;
    },
  };
}

function isSame(one: Compacted, other: Compacted): boolean {
  return one.compaction === other.compaction && areSame(one.data, other.data);
}

function areSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** What a chain was changed to, or why it cannot be. */
export type EditedChain =
  | { readonly ok: true; readonly memory: Uint8Array }
  | { readonly ok: false; readonly fault: EditFault };

export type EditFault =
  /** The element cannot hold this value. */
  | { readonly kind: 'not-representable'; readonly oid: number }
  /** The element's data would be longer than such an object is read. */
  | { readonly kind: 'too-long'; readonly oid: number; readonly bytes: number; readonly mostBytes: number }
  /** The tag has no room for the chain, or something else stands behind it on the tag. */
  | { readonly kind: 'does-not-fit'; readonly bytes: number; readonly mostBytes: number }
  /** What was read of the tag ends before its chain does, or before the room that is needed. */
  | { readonly kind: 'unread' };

/**
 * Reads a tag's chain if it is one of ISO 28560-2. Nothing on such a tag proves it, so that this is what makes it
 * credible:
 * - it begins with a primary item identifier, in a text of at most 40 bytes;
 * - it is well-formed, each identifier once and all lengths inside the memory, and no element that has a name here
 *   holds what it cannot;
 * - it is closed; or else the end of what was read cuts it off, and two elements more hold what they should, or one
 *   where the last ends just there, as on a tag that is full;
 * - its bytes are no tag of ISO 28560-3, whose checksum decides.
 *
 * Of a million random memories 8 (36 bytes) to 10 (112 bytes) look so, of a million tags of ISO 28560-3 of which one
 * byte turned, or whose blocks are half old and half new, about 1,000, nearly all of them in sets.
 */
export function readItemChain(memory: Uint8Array): Chain | null {
  const chain = readChain(memory);
  if (chain === null || !canBeOfItem(chain, memory)) return null;
  const [first, ...others] = chain.objects;
  if (first === undefined) return null;
  const right = others.filter((object) => senseOf(object) === 'right').length;
  const fewest = chain.end === memory.length ? FEWEST_IN_FULL_MEMORY : FEWEST_IN_OPEN_CHAIN;
  return chain.ending === 'closed' || right >= fewest ? chain : null;
}

/**
 * Does the memory begin an item's chain, which what was read cuts off? Whether it is one, what stands behind decides:
 * nothing in these bytes speaks against it.
 */
export function isOpenItemChain(memory: Uint8Array): boolean {
  const chain = readChain(memory);
  return chain !== null && chain.ending === 'open' && canBeOfItem(chain, memory);
}

/** It begins with an identifier, whole or cut off; nothing in it is wrong; and it is no tag of ISO 28560-3. */
function canBeOfItem({ objects, begun }: Chain, memory: Uint8Array): boolean {
  const [first, ...others] = objects;
  if (isIso28560_3(memory) || others.some((object) => senseOf(object) === 'wrong')) return false;
  if (first === undefined) {
    const isText = begun !== null && begun.compaction !== APPLICATION_DEFINED;
    return (
      isText && begun.oid === ELEMENTS.primaryItemIdentifier.oid && begun.bytes <= LONGEST_IDENTIFIER_BYTES
    );
  }
  const isIdentified = elementIn([first], ELEMENTS.primaryItemIdentifier) !== null;
  return isIdentified && first.data.length <= LONGEST_IDENTIFIER_BYTES;
}

function isIso28560_3(memory: Uint8Array): boolean {
  const other = readIso28560_3(memory);
  return other.ok && isIdentifier(other.tag.item);
}

/**
 * The tag's memory with the elements changed, from block 0 in whole blocks. Objects keep their order, new ones go
 * before the first with a larger identifier. A content parameter that stands there is brought up to date; a tag
 * without a chain gets one, and all else on it is cleared. An object that ended on a block by its pad bytes does so
 * again. A precursor of 0 is always written behind the chain.
 */
export function editedChain(tag: TagMemory, changes: readonly Change[]): EditedChain {
  const chain = readItemChain(tag.bytes);
  if (chain !== null && chain.ending === 'open' && tag.bytes.length < tag.length) {
    return { ok: false, fault: { kind: 'unread' } };
  }
  let objects: readonly DataObject[] = chain?.objects ?? [];
  for (const change of changes) {
    const changed = withChange(objects, change);
    if (!changed.ok) return changed;
    objects = changed.objects;
  }
  const told = objects.map(({ oid }) => oid).filter((oid) => oid > ELEMENTS.contentParameter.oid);
  if (chain === null ? told.length > 0 : elementIn(objects, ELEMENTS.contentParameter) !== null) {
    const changed = withChange(objects, changeTo(ELEMENTS.contentParameter, told));
    if (!changed.ok) return changed;
    objects = changed.objects;
  }
  return placed(tag, chain, chainBytes(objects, chain, tag.blockBytes));
}

type Changed =
  | { readonly ok: true; readonly objects: readonly DataObject[] }
  | { readonly ok: false; readonly fault: EditFault };

function withChange(objects: readonly DataObject[], { oid, write }: Change): Changed {
  const before = objects.find((object) => object.oid === oid) ?? null;
  const written = write(before);
  if (written === null) return { ok: false, fault: { kind: 'not-representable', oid } };
  if (written === 'none') return { ok: true, objects: objects.filter((object) => object !== before) };
  const { compaction, data } = written;
  const isPrimary = oid === ELEMENTS.primaryItemIdentifier.oid;
  const mostBytes = isPrimary ? LONGEST_IDENTIFIER_BYTES : LONGEST_DATA_BYTES;
  const bytes = data.length;
  if (bytes > mostBytes) return { ok: false, fault: { kind: 'too-long', oid, bytes, mostBytes } };
  const object: DataObject = { oid, compaction, data, pads: before?.pads ?? null };
  if (before !== null) {
    return { ok: true, objects: objects.map((other) => (other === before ? object : other)) };
  }
  const larger = objects.findIndex((other) => other.oid > oid);
  const place = larger < 0 ? objects.length : larger;
  return { ok: true, objects: [...objects.slice(0, place), object, ...objects.slice(place)] };
}

/** The objects one behind the other. Those of `before` that ended on a block by their pad bytes do so again. */
function chainBytes(objects: readonly DataObject[], before: Chain | null, blockBytes: number): Uint8Array {
  const bytes: number[] = [];
  for (const object of objects) {
    const end = before?.objects.find(({ oid }) => oid === object.oid)?.end ?? 1;
    const wasAligned = object.pads !== null && end % blockBytes === 0;
    const size = objectBytes({ ...object, pads: object.pads === null ? null : 0 }).length;
    const pads = (blockBytes - ((bytes.length + size) % blockBytes)) % blockBytes;
    bytes.push(...objectBytes(wasAligned ? { ...object, pads } : object));
  }
  return Uint8Array.from(bytes);
}

/** The chain on the tag, in place of the one before. What stands behind that one stays. */
function placed(tag: TagMemory, before: Chain | null, bytes: Uint8Array): EditedChain {
  const closed = bytes.length + 1;
  if (before === null) return onCleared(tag, bytes);
  const memory = tag.bytes.slice();
  if (areSame(bytes, memory.slice(0, before.end))) return { ok: true, memory };
  memory.fill(0, 0, before.end);
  const isRoom = isFilling(memory.subarray(before.end)) || isFilling(memory.subarray(before.end + 1));
  const behind = isRoom ? -1 : memory.findIndex((byte) => byte !== 0);
  const mostBytes = behind < 0 ? tag.length : behind;
  if (closed > mostBytes) {
    return { ok: false, fault: { kind: 'does-not-fit', bytes: closed, mostBytes } };
  }
  if (closed > memory.length) return { ok: false, fault: { kind: 'unread' } };
  memory.set(bytes);
  memory.set([0], bytes.length);
  return { ok: true, memory };
}

function onCleared(tag: TagMemory, bytes: Uint8Array): EditedChain {
  const closed = bytes.length + 1;
  if (closed > tag.length) {
    return { ok: false, fault: { kind: 'does-not-fit', bytes: closed, mostBytes: tag.length } };
  }
  const memory = new Uint8Array(tag.length);
  memory.set(bytes);
  return { ok: true, memory };
}
