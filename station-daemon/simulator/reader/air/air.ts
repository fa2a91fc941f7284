// The field of one reader: which tags are in it and answer, when a request changes something on them, and what comes
// back. What one tag does is in chip.ts, how long it takes in times.ts.

import type { Uid } from '../../../../protocols/devices/pad.ts';
import { tagInField } from '../../world/field.ts';
import type { World, WorldTag } from '../../world/world.ts';
import {
  answerOfTag,
  type ChipMemory,
  changeTag,
  halfOf,
  newMemory,
  type TagWrite,
  writesOf,
} from './chip.ts';
import type { AirAnswer, AirRequest } from './request.ts';
import { askingMs, readerMs, writingMs } from './times.ts';

/** A change that will be in the tag at a tick, unless it is lifted or the plug is pulled before. */
export interface PendingWrite {
  readonly atTicks: number;
  readonly uid: Uid;
  readonly write: TagWrite;
  /** `half`: it breaks off in its middle. */
  readonly how: 'whole' | 'half';
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
  /** The field goes off and on: tags forget. */
  powerOff(): void;
}

/** The air over the world's pad. */
export const createAir = (world: World): Air => new Field(world);

class Field implements Air {
  readonly #world: World;
  readonly #memories = new Map<Uid, ChipMemory>();
  #on = true;

  constructor(world: World) {
    this.#world = world;
  }

  plan(request: AirRequest, startTicks: number): AirPlan {
    if (!('uid' in request)) {
      const uids = request.kind === 'inventory' ? this.#answering().map(({ uid }) => uid) : [];
      return { pending: [], endTicks: startTicks + readerMs(request, uids) };
    }
    const { uid } = request;
    const tag = this.#tag(uid);
    const writes = tag === null ? [] : writesOf(request);
    if (writes.length > 0) {
      const times = writingMs(request, writes.length);
      const pending = writes.map((write, index) => ({
        atTicks: startTicks + (times.committedMs[index] ?? times.totalMs),
        uid,
        write,
        how: 'whole' as const,
      }));
      return { pending, endTicks: startTicks + times.totalMs };
    }
    const answers = tag !== null && (request.kind !== 'readEas' || tag.eas);
    return { pending: [], endTicks: startTicks + askingMs(request, answers) };
  }

  commit({ uid, write, how }: PendingWrite): AirAnswer | null {
    const tag = this.#tag(uid);
    if (tag === null) return { kind: 'silence' };
    return changeTag(tag, this.#memory(uid), how === 'half' ? halfOf(tag, write) : write);
  }

  answer(request: AirRequest): AirAnswer {
    if ('uid' in request) {
      const tag = this.#tag(request.uid);
      return tag === null ? { kind: 'silence' } : answerOfTag(tag, this.#memory(request.uid), request);
    }
    switch (request.kind) {
      case 'inventory': {
        const tags = request.round === 'new' ? this.#answering() : [];
        if (request.leaveQuiet) for (const { uid } of tags) this.#memory(uid).quiet = true;
        return { kind: 'tags', tags };
      }
      case 'switchField':
        this.powerOff();
        this.#on = request.on;
        return { kind: 'done' };
      case 'rfReset':
      case 'restart':
        this.powerOff();
        return { kind: 'done' };
      case 'identify':
      case 'configure':
      case 'signal':
        return { kind: 'done' };
    }
  }

  powerOff(): void {
    this.#memories.clear();
    this.#on = true;
  }

  /** The addressed tag, if it can answer. */
  #tag(uid: Uid): WorldTag | null {
    return this.#on && !this.#memory(uid).mute ? tagInField(this.#world, uid) : null;
  }

  #memory(uid: Uid): ChipMemory {
    for (const known of this.#memories.keys()) {
      if (!this.#world.field.includes(known)) this.#memories.delete(known);
    }
    const memory = this.#memories.get(uid) ?? newMemory();
    this.#memories.set(uid, memory);
    return memory;
  }

  /** Tags that answer the next inventory, in the order of its slots: by identifier, last digit first. */
  #answering(): readonly WorldTag[] {
    const slotOrder = (uid: Uid): string => [...uid].reverse().join('');
    return this.#world.field
      .flatMap((uid) => this.#tag(uid) ?? [])
      .filter((tag) => !this.#memory(tag.uid).quiet)
      .sort((a, b) => (slotOrder(a.uid) < slotOrder(b.uid) ? -1 : 1));
  }
}
