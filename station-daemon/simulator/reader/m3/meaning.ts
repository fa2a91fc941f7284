// What a 3M request means on the air, and what a 3M reader says of what came back: from messages to the words of
// ../air/request.ts and back.

import type { M3Answer, M3Refusal, M3Request } from '../../../../protocols/m3/commands.ts';
import { ERROR } from '../../../../protocols/m3/errors.ts';
import type { WorldTag } from '../../world/world.ts';
import { BLOCK_BYTES, IC_REFERENCE } from '../air/chip.ts';
import { chipBytes, chipRequestIn } from '../air/passed-through.ts';
import type { AirAnswer, AirRequest } from '../air/request.ts';

/** What a reader says: an answer, or why not. */
export type Said =
  | { readonly ok: true; readonly answer: M3Answer }
  | { readonly ok: false; readonly refusal: Omit<M3Refusal, 'kind' | 'name'> };

/** What is done on the air for a request; null for what goes through to a tag that does not know it. */
export const airOf = (request: M3Request): AirRequest | null => {
  switch (request.kind) {
    case 'readerVersion':
      return { kind: 'identify' };
    case 'inventory':
      return { kind: 'inventory', round: 'new', leaveQuiet: false };
    case 'readBlocks':
      return { ...request, securityStatus: true };
    case 'getAfi':
    case 'getDsfid':
    case 'tagInfo':
      return { kind: 'systemInformation', uid: request.uid };
    case 'checkEas':
      return { kind: 'readEas', uid: request.uid };
    case 'easControl':
      return { kind: 'writeEas', uid: request.uid, set: request.eas };
    case 'passThrough':
      return chipRequestIn(request.bytes);
    case 'writeBlocks':
    case 'writeAfi':
    case 'writeDsfid':
      return request;
  }
};

/** What the reader says of what came back. `mostBlocks` are as many as it gives in one answer. */
export const saidOf = (request: M3Request, answer: AirAnswer, mostBlocks: number): Said => {
  if (request.kind === 'passThrough') return passedThrough(request, answer);
  switch (answer.kind) {
    case 'done':
      return doneOf(request);
    case 'tags': {
      if (request.kind !== 'inventory') return notImplemented;
      const asked = answer.tags.filter(({ afi }) => request.afi === 0 || afi === request.afi);
      return said({ kind: 'inventory', afi: request.afi, uids: asked.map(({ uid }) => uid) });
    }
    case 'tag':
      return ofTag(request, answer.tag);
    case 'blocks': {
      const given = answer.blocks.slice(0, mostBlocks);
      const blocks = given.map((bytes, place) => ({ number: answer.first + place, lock: 0, bytes }));
      return said({ kind: 'readBlocks', uid: answer.uid, blocks });
    }
    case 'silence':
      // A tag whose EAS bit is not set keeps silent, as one does that is not there.
      if (request.kind === 'checkEas') return said({ kind: 'checkEas', uid: request.uid, eas: false });
      return refused(request, ERROR.noTransponder, null);
    case 'refused':
      return refused(request, ERROR_OF_ISO.get(answer.code) ?? ERROR.unknown, answer.block);
    case 'notWritten':
      return refused(request, ERROR.notPut, answer.block);
    case 'disturbed':
      return refused(request, ERROR.notRead, null);
    case 'random':
      return notImplemented;
  }
};

/** What a reader makes of a tag's own errors; which it makes of which is not in the specification. */
const ERROR_OF_ISO: ReadonlyMap<number, number> = new Map([
  [0x10, ERROR.memoryNotAvailable],
  [0x11, ERROR.locked],
  [0x12, ERROR.locked],
]);

const said = (answer: M3Answer): Said => ({ ok: true, answer });

const notImplemented: Said = {
  ok: false,
  refusal: { error: ERROR.notImplemented, uid: null, block: null },
};

const refused = (request: M3Request, error: number, block: number | null): Said => {
  const uid = 'uid' in request ? request.uid : null;
  // A refused read ends as a read does: with the count of its blocks.
  return { ok: false, refusal: { error, uid, block: request.kind === 'readBlocks' ? 0 : block } };
};

const ofTag = (request: M3Request, { uid, afi, dsfid, memory }: WorldTag): Said => {
  switch (request.kind) {
    case 'getAfi':
      return said({ kind: 'getAfi', uid, afi });
    case 'getDsfid':
      return said({ kind: 'getDsfid', uid, dsfid });
    case 'tagInfo': {
      const size = { blockSize: BLOCK_BYTES, blockCount: memory.length / BLOCK_BYTES };
      return said({ kind: 'tagInfo', uid, info: { dsfid, afi, memory: size, icReference: IC_REFERENCE } });
    }
    default:
      return notImplemented;
  }
};

const doneOf = (request: M3Request): Said => {
  switch (request.kind) {
    case 'readerVersion':
      return said({ kind: 'readerVersion', vendor: 0x0a, major: 5, minor: 0, build: 2 });
    case 'checkEas':
      return said({ kind: 'checkEas', uid: request.uid, eas: true });
    case 'writeAfi':
    case 'writeDsfid':
    case 'easControl':
      return said({ kind: request.kind, uid: request.uid });
    case 'writeBlocks':
      return said({ kind: 'writeBlocks', uid: request.uid, next: request.first + request.blocks.length });
    case 'inventory':
    case 'readBlocks':
    case 'getAfi':
    case 'getDsfid':
    case 'tagInfo':
    case 'passThrough':
      return notImplemented;
  }
};

/** A tag's own answer is given as it came, a refusal too; what is wrong on the air is the reader's to tell. */
const passedThrough = (request: Extract<M3Request, { kind: 'passThrough' }>, answer: AirAnswer): Said => {
  const bytes = chipBytes(request.bytes, answer);
  if (bytes !== null) return said({ kind: 'passThrough', resultFlags: 0, bytes });
  return refused(request, answer.kind === 'silence' ? ERROR.noTransponder : ERROR.notRead, null);
};
