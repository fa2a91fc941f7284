// One tag as a chip: what it remembers while the field is on, what it lets be changed, and what it answers. An NXP chip
// has an EAS bit and a password; others know nothing of them. Facts are in protocols/tags/icode.ts.

import { hasEas, maskPassword } from '../../../../protocols/tags/icode.ts';
import type { WorldTag } from '../../world/world.ts';
import type { AirAnswer, TagRequest } from './request.ts';

/** Bytes in a block of the simulator's tags: ICODE SLIX. */
export const BLOCK_BYTES = 4;
/** IC reference of the NXP ICODE SLIX. */
export const IC_REFERENCE = 0x01;

const NO_SUCH_BLOCK: AirAnswer = { kind: 'refused', code: 0x10, block: null };
/** What a guarded chip says to who did not give the password; that it says so is general knowledge. */
const GUARDED: AirAnswer = { kind: 'refused', code: 0x0f, block: null };

/** What a chip forgets when it leaves the field, or the field goes off. */
export interface ChipMemory {
  /** It was told to keep silent in inventories. */
  quiet: boolean;
  /** Its last random number; null before the first and after a password. */
  random: number | null;
  loggedIn: boolean;
  /** It was given a wrong password: it answers nothing. */
  mute: boolean;
  /** How many random numbers it gave. */
  numbers: number;
}

/** A chip that has just come into the field. */
export const newMemory = (): ChipMemory => ({
  quiet: false,
  random: null,
  loggedIn: false,
  mute: false,
  numbers: 0,
});

/** One change of a tag, made at one tick. */
export type TagWrite =
  | { readonly kind: 'afi'; readonly value: number }
  | { readonly kind: 'dsfid'; readonly value: number }
  | { readonly kind: 'eas'; readonly set: boolean }
  | { readonly kind: 'guard'; readonly what: 'eas' | 'afi' }
  | { readonly kind: 'password'; readonly password: Uint8Array }
  | { readonly kind: 'block'; readonly block: number; readonly bytes: Uint8Array };

/** What a write leaves that breaks off in its middle: memory is erased before it is programmed, and a block fills byte by byte. */
export const halfOf = (tag: WorldTag, write: TagWrite): TagWrite => {
  switch (write.kind) {
    case 'afi':
    case 'dsfid':
      return { ...write, value: 0 };
    case 'eas':
      return { ...write, set: false };
    case 'block': {
      const [from, middle] = [write.block * BLOCK_BYTES, BLOCK_BYTES / 2];
      const old = tag.memory.slice(from + middle, from + BLOCK_BYTES);
      return { ...write, bytes: Uint8Array.of(...write.bytes.slice(0, middle), ...old) };
    }
    // A chip that guards its memory so does it in one piece.
    case 'guard':
    case 'password':
      return write;
  }
};

/** The changes that a request makes, one after the other; none for a question. */
export const writesOf = (request: TagRequest): readonly TagWrite[] => {
  switch (request.kind) {
    case 'writeAfi':
      return [{ kind: 'afi', value: request.afi }];
    case 'writeDsfid':
      return [{ kind: 'dsfid', value: request.dsfid }];
    case 'writeEas':
      return [{ kind: 'eas', set: request.set }];
    case 'guard':
      return [{ kind: 'guard', what: request.what }];
    case 'writePassword':
      return [{ kind: 'password', password: request.password }];
    case 'writeBlocks':
      return request.blocks.map((bytes, index) => ({ kind: 'block', block: request.first + index, bytes }));
    case 'readBlocks':
    case 'systemInformation':
    case 'readEas':
    case 'readRandom':
    case 'logIn':
      return [];
  }
};

const isLockedFrom = (tag: WorldTag, { loggedIn }: ChipMemory, write: TagWrite): boolean => {
  switch (write.kind) {
    case 'afi':
      return tag.guarded.afi && !loggedIn;
    case 'eas':
      return tag.guarded.eas && !loggedIn;
    case 'guard':
    case 'password':
      return !loggedIn;
    case 'dsfid':
    case 'block':
      return false;
  }
};

/** Makes one change; null when it was made, else what the tag says instead. */
export const changeTag = (tag: WorldTag, memory: ChipMemory, write: TagWrite): AirAnswer | null => {
  const block = write.kind === 'block' ? write.block : null;
  const known = hasEas(tag.uid) || write.kind === 'afi' || write.kind === 'dsfid' || write.kind === 'block';
  if (!known) return { kind: 'silence' };
  if (tag.health === 'unwritable') return { kind: 'notWritten', block };
  if (isLockedFrom(tag, memory, write)) return GUARDED;
  switch (write.kind) {
    case 'afi':
      tag.afi = write.value;
      return null;
    case 'dsfid':
      tag.dsfid = write.value;
      return null;
    case 'eas':
      tag.eas = write.set;
      return null;
    case 'guard':
      tag.guarded = { ...tag.guarded, [write.what]: true };
      return null;
    case 'password':
      tag.password = write.password;
      return null;
    case 'block': {
      const at = write.block * BLOCK_BYTES;
      const fits = write.bytes.length === BLOCK_BYTES && at + BLOCK_BYTES <= tag.memory.length;
      if (!fits) return { ...NO_SUCH_BLOCK, block };
      tag.memory.set(write.bytes, at);
      return null;
    }
  }
};

/** What a tag answers, once all changes were made. */
export const answerOfTag = (tag: WorldTag, memory: ChipMemory, request: TagRequest): AirAnswer => {
  switch (request.kind) {
    case 'writeAfi':
    case 'writeDsfid':
    case 'writeBlocks':
    case 'writeEas':
    case 'guard':
    case 'writePassword':
      return { kind: 'done' };
    case 'systemInformation':
      return { kind: 'tag', tag };
    case 'readBlocks': {
      const { uid, first, count } = request;
      if ((first + count) * BLOCK_BYTES > tag.memory.length) return NO_SUCH_BLOCK;
      const blocks = Array.from({ length: count }, (_unused, index) =>
        tag.memory.slice((first + index) * BLOCK_BYTES, (first + index + 1) * BLOCK_BYTES),
      );
      return { kind: 'blocks', uid, first, blocks };
    }
    case 'readEas':
      return hasEas(tag.uid) && tag.eas ? { kind: 'done' } : { kind: 'silence' };
    case 'readRandom':
      if (!hasEas(tag.uid)) return { kind: 'silence' };
      memory.numbers += 1;
      memory.random = (memory.numbers * 0x9e37 + Number.parseInt(tag.uid.slice(-4), 16)) & 0xffff;
      return { kind: 'random', number: memory.random };
    case 'logIn':
      return hasEas(tag.uid) ? logIn(tag, memory, request.masked) : { kind: 'silence' };
  }
};

const logIn = (tag: WorldTag, memory: ChipMemory, masked: Uint8Array): AirAnswer => {
  const given = memory.random === null ? null : maskPassword(masked, memory.random);
  memory.random = null;
  memory.loggedIn = given?.every((byte, at) => byte === tag.password[at]) ?? false;
  memory.mute = !memory.loggedIn;
  return memory.mute ? { kind: 'silence' } : { kind: 'done' };
};
