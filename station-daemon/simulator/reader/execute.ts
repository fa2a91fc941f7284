// What a reader's command does and what is answered to it, at the tick at which it happens. Frames and time are
// reader.ts and air.ts.

import {
  type Envelope,
  encodeAnswer,
  encodeRefusal,
  type FeigKind,
  type FeigRefusal,
  type FeigRequest,
  type InventoryEntry,
  ISO15693_TRANSPONDER,
  MOST_BLOCK_BYTES,
} from '../../../protocols/feig/commands.ts';
import { STATUS, statusName } from '../../../protocols/feig/status.ts';
import { tagInField } from '../world/field.ts';
import type { World, WorldTag } from '../world/world.ts';

const BLOCK_BYTES = 4;
const NO_SUCH_BLOCK = 0x10;
/** IC reference of the NXP ICODE SLIX. */
const IC_REFERENCE = 0x01;

/** What a reader remembers from one inventory to the next. */
export interface InventoryMemory {
  /** Found and not yet told: fetched with MORE. */
  rest: readonly InventoryEntry[];
  /** Tags that were told and keep silent, where the reader is set so. */
  readonly quiet: Set<string>;
}

/** Tags in the field that answer the next inventory, in the order of its slots: by identifier, last digit first. */
export const answeringTags = (world: World, memory: InventoryMemory): readonly WorldTag[] => {
  for (const uid of memory.quiet) if (!world.field.includes(uid)) memory.quiet.delete(uid);
  const slotOrder = (uid: string): string => [...uid].reverse().join('');
  return world.field
    .flatMap((uid) => tagInField(world, uid) ?? [])
    .filter((tag) => !memory.quiet.has(tag.uid))
    .sort((a, b) => (slotOrder(a.uid) < slotOrder(b.uid) ? -1 : 1));
};

/** One change of a tag, made at one tick. */
export type TagWrite =
  | { readonly kind: 'afi'; readonly value: number }
  | { readonly kind: 'block'; readonly block: number; readonly bytes: Uint8Array };

/** The changes that a request makes, one after the other; none for a question. */
export const writesOf = (request: FeigRequest): readonly TagWrite[] => {
  switch (request.kind) {
    case 'writeAfi':
      return [{ kind: 'afi', value: request.afi }];
    case 'writeBlocks':
      return request.blocks.map((bytes, index) => ({ kind: 'block', block: request.first + index, bytes }));
    case 'softwareVersion':
    case 'rfReset':
    case 'inventory':
    case 'readBlocks':
    case 'systemInformation':
      return [];
  }
};

const ownName = (kind: FeigRefusal['kind'], block: number | null): FeigRefusal => {
  if (kind === 'write-error') return { kind, block };
  return { kind: 'iso-error', code: NO_SUCH_BLOCK, name: 'no such block', block };
};

/** Makes one change if the tag is in the field and takes it; null when it was made, else why not. */
export const commitWrite = (world: World, uid: string, write: TagWrite): FeigRefusal | null => {
  const tag = tagInField(world, uid);
  if (tag === null) return { kind: 'no-transponder' };
  const block = write.kind === 'block' ? write.block : null;
  if (tag.health === 'unwritable') return ownName('write-error', block);
  if (write.kind === 'afi') {
    tag.afi = write.value;
    return null;
  }
  const at = write.block * BLOCK_BYTES;
  if (write.bytes.length !== BLOCK_BYTES || at + BLOCK_BYTES > tag.memory.length)
    return ownName('iso-error', block);
  tag.memory.set(write.bytes, at);
  return null;
};

const refused = (kind: FeigKind, refusal: FeigRefusal, envelope: Envelope): Uint8Array =>
  encodeRefusal(kind, refusal, envelope);

const inventory = (
  world: World,
  memory: InventoryMemory,
  request: Extract<FeigRequest, { kind: 'inventory' }>,
  limits: { readonly setsPerAnswer: number; readonly tagsAnswerOnce: boolean },
  envelope: Envelope,
): Uint8Array => {
  const found = request.more
    ? memory.rest
    : answeringTags(world, memory).map(({ uid, dsfid }) => ({
        transponderType: ISO15693_TRANSPONDER,
        dsfid,
        uid,
      }));
  const tags = found.slice(0, limits.setsPerAnswer);
  memory.rest = found.slice(limits.setsPerAnswer);
  if (limits.tagsAnswerOnce) for (const { uid } of tags) memory.quiet.add(uid);
  if (tags.length === 0) return refused('inventory', { kind: 'no-transponder' }, envelope);
  return encodeAnswer({ kind: 'inventory', more: memory.rest.length > 0, tags }, envelope);
};

const readBlocks = (
  tag: WorldTag,
  request: Extract<FeigRequest, { kind: 'readBlocks' }>,
  envelope: Envelope,
): Uint8Array => {
  const { first, count } = request;
  if (count === 0 || count * BLOCK_BYTES > MOST_BLOCK_BYTES) {
    const status = STATUS.parameterRange;
    return refused('readBlocks', { kind: 'other', status, name: statusName(status) }, envelope);
  }
  if ((first + count) * BLOCK_BYTES > tag.memory.length) {
    return refused('readBlocks', ownName('iso-error', null), envelope);
  }
  const blocks = Array.from({ length: count }, (_unused, index) => ({
    securityStatus: 0,
    bytes: tag.memory.slice((first + index) * BLOCK_BYTES, (first + index + 1) * BLOCK_BYTES),
  }));
  return encodeAnswer({ kind: 'readBlocks', blocks }, envelope);
};

/** The frame that answers a request, once all its changes were made; `memory` remembers the inventory. */
export const answerTo = (
  world: World,
  memory: InventoryMemory,
  request: FeigRequest,
  limits: { readonly setsPerAnswer: number; readonly tagsAnswerOnce: boolean },
  envelope: Envelope,
): Uint8Array => {
  switch (request.kind) {
    case 'softwareVersion':
      return encodeAnswer(
        {
          kind: 'softwareVersion',
          softwareRevision: 0x0300,
          developmentRevision: 0,
          hardwareType: 0x30,
          readerType: 0x44,
          // Bit 3: ISO 15693.
          transponderTypes: 0x0008,
        },
        envelope,
      );
    case 'rfReset':
      memory.rest = [];
      memory.quiet.clear();
      return encodeAnswer({ kind: 'rfReset' }, envelope);
    case 'inventory':
      return inventory(world, memory, request, limits, envelope);
    case 'readBlocks':
    case 'systemInformation':
    case 'writeAfi':
    case 'writeBlocks':
      return answerOfTag(tagInField(world, request.uid), request, envelope);
  }
};

const answerOfTag = (
  tag: WorldTag | null,
  request: Extract<FeigRequest, { uid: string }>,
  envelope: Envelope,
): Uint8Array => {
  if (tag === null) return refused(request.kind, { kind: 'no-transponder' }, envelope);
  switch (request.kind) {
    case 'readBlocks':
      return readBlocks(tag, request, envelope);
    case 'writeAfi':
    case 'writeBlocks':
      return encodeAnswer({ kind: request.kind }, envelope);
    case 'systemInformation':
      return encodeAnswer(
        {
          kind: 'systemInformation',
          dsfid: tag.dsfid,
          uid: tag.uid,
          afi: tag.afi,
          blockCount: tag.memory.length / BLOCK_BYTES,
          blockSize: BLOCK_BYTES,
          icReference: IC_REFERENCE,
        },
        envelope,
      );
  }
};
