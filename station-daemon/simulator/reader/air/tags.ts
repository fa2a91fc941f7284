// The tags in a reader's field: who answers, what a request changes on a tag and when, and what comes back.
// How long it takes is in times.ts.

import type { Uid } from '../../../../protocols/devices/pad.ts';
import { tagInField } from '../../world/field.ts';
import type { World, WorldTag } from '../../world/world.ts';
import type { AirAnswer, AirRequest, TagRequest } from './request.ts';
import { readingMs, writingMs } from './times.ts';

/** Bytes in a block of the simulator's tags: ICODE SLIX. */
export const BLOCK_BYTES = 4;
/** IC reference of the NXP ICODE SLIX. */
export const IC_REFERENCE = 0x01;
const NO_SUCH_BLOCK = 0x10;

/** One change of a tag, made at one tick. */
export type TagWrite =
  | { readonly kind: 'afi'; readonly value: number }
  | { readonly kind: 'block'; readonly block: number; readonly bytes: Uint8Array };

/** A change that will be in the tag at a tick, unless it is lifted or the plug is pulled before. */
export interface PendingWrite {
  readonly atTicks: number;
  readonly uid: Uid;
  readonly write: TagWrite;
}

/** When a request's changes are made, and when its answer is there. */
export interface AirPlan {
  readonly pending: readonly PendingWrite[];
  readonly endTicks: number;
}

/** The field of one reader. */
export interface Air {
  /** What a request that begins at a tick will do. */
  plan(request: AirRequest, startTicks: number): AirPlan;
  /** Makes one change; null when it was made, else why not. */
  commit(write: PendingWrite): AirAnswer | null;
  /** What comes back once all changes were made. */
  answer(request: AirRequest): AirAnswer;
  /** The field is off. */
  powerOff(): void;
}

/** The air over the world's pad. */
export const createAir = (world: World): Air => new Field(world);

class Field implements Air {
  readonly #world: World;
  /** Tags that were found and keep silent. */
  readonly #quiet = new Set<Uid>();

  constructor(world: World) {
    this.#world = world;
  }

  plan(request: AirRequest, startTicks: number): AirPlan {
    const present = 'uid' in request && tagInField(this.#world, request.uid) !== null;
    const writes = present ? writesOf(request) : [];
    if (present && writes.length > 0) {
      const times = writingMs(request, writes.length);
      const pending = writes.map((write, index) => ({
        atTicks: startTicks + (times.committedMs[index] ?? times.totalMs),
        uid: request.uid,
        write,
      }));
      return { pending, endTicks: startTicks + times.totalMs };
    }
    const uids = this.#answering().map(({ uid }) => uid);
    return { pending: [], endTicks: startTicks + readingMs(request, present, uids) };
  }

  commit({ uid, write }: PendingWrite): AirAnswer | null {
    const tag = tagInField(this.#world, uid);
    if (tag === null) return { kind: 'silence' };
    const block = write.kind === 'block' ? write.block : null;
    if (tag.health === 'unwritable') return { kind: 'notWritten', block };
    if (write.kind === 'afi') {
      tag.afi = write.value;
      return null;
    }
    const at = write.block * BLOCK_BYTES;
    if (write.bytes.length !== BLOCK_BYTES || at + BLOCK_BYTES > tag.memory.length) {
      return { kind: 'refused', code: NO_SUCH_BLOCK, block };
    }
    tag.memory.set(write.bytes, at);
    return null;
  }

  answer(request: AirRequest): AirAnswer {
    switch (request.kind) {
      case 'identify':
        return { kind: 'done' };
      case 'rfReset':
        this.powerOff();
        return { kind: 'done' };
      case 'inventory': {
        const tags = request.round === 'new' ? this.#answering() : [];
        if (request.leaveQuiet) for (const { uid } of tags) this.#quiet.add(uid);
        return { kind: 'tags', tags };
      }
      case 'systemInformation':
      case 'readBlocks':
      case 'writeBlocks':
      case 'writeAfi': {
        const tag = tagInField(this.#world, request.uid);
        return tag === null ? { kind: 'silence' } : answerOfTag(tag, request);
      }
    }
  }

  powerOff(): void {
    this.#quiet.clear();
  }

  /** Tags that answer the next inventory, in the order of its slots: by identifier, last digit first. */
  #answering(): readonly WorldTag[] {
    for (const uid of this.#quiet) if (!this.#world.field.includes(uid)) this.#quiet.delete(uid);
    const slotOrder = (uid: Uid): string => [...uid].reverse().join('');
    return this.#world.field
      .flatMap((uid) => tagInField(this.#world, uid) ?? [])
      .filter((tag) => !this.#quiet.has(tag.uid))
      .sort((a, b) => (slotOrder(a.uid) < slotOrder(b.uid) ? -1 : 1));
  }
}

/** The changes that a request makes, one after the other; none for a question. */
const writesOf = (request: AirRequest): readonly TagWrite[] => {
  switch (request.kind) {
    case 'writeAfi':
      return [{ kind: 'afi', value: request.afi }];
    case 'writeBlocks':
      return request.blocks.map((bytes, index) => ({ kind: 'block', block: request.first + index, bytes }));
    case 'identify':
    case 'rfReset':
    case 'inventory':
    case 'readBlocks':
    case 'systemInformation':
      return [];
  }
};

const answerOfTag = (tag: WorldTag, request: TagRequest): AirAnswer => {
  switch (request.kind) {
    case 'writeAfi':
    case 'writeBlocks':
      return { kind: 'done' };
    case 'systemInformation':
      return { kind: 'tag', tag };
    case 'readBlocks': {
      const { uid, first, count } = request;
      if ((first + count) * BLOCK_BYTES > tag.memory.length) {
        return { kind: 'refused', code: NO_SUCH_BLOCK, block: null };
      }
      const blocks = Array.from({ length: count }, (_unused, index) =>
        tag.memory.slice((first + index) * BLOCK_BYTES, (first + index + 1) * BLOCK_BYTES),
      );
      return { kind: 'blocks', uid, first, blocks };
    }
  }
};
