// The pad driver for 3M readers of the families 210 and 810: the engine's words as frames of protocols/m3/.

import type { PadOrder, PadReading } from '../../../protocols/devices/pad.ts';
import {
  BLOCK_BYTES,
  decodeAnswer,
  encodeRequest,
  type M3Answer,
  type M3Fault,
  type M3Request,
} from '../../../protocols/m3/commands.ts';
import { ERROR } from '../../../protocols/m3/errors.ts';
import { dropPartial, type FrameForm, type M3Frame, pushBytes } from '../../../protocols/m3/framing.ts';
import { encodeIcode } from '../../../protocols/tags/icode.ts';
import type { TagSecurity } from '../../../protocols/tags/security.ts';
import type { Driver } from '../driver.ts';
import type { PadDialect } from '../pad-engine/dialect.ts';
import { padDriver } from '../pad-engine/engine.ts';
import type { PadAnswer, PadRequest } from '../pad-engine/requests.ts';
import type { PadState } from '../pad-engine/state.ts';
import { chipAnswer, icodeRequest } from '../pad-engine/through-to-chip.ts';

/** A driver for one 3M reader in a library that secures its tags so. */
export function m3Pad(security: TagSecurity): Driver<PadState, PadOrder, PadReading> {
  return padDriver(M3, security);
}

/** What a tag is taken for that does not tell its size: an NXP ICODE SLI, as most are. */
const USUAL_TAG = { count: 28, size: BLOCK_BYTES } as const;

/** So many blocks every tag in libraries has, and known programs ask for no more at once. */
const SMALLEST_TAG_BLOCKS = 8;

type Misfit = { readonly kind: 'misfit' };
const MISFIT: Misfit = { kind: 'misfit' };

const M3: PadDialect<M3Frame> = {
  model: '3M RFID reader',
  start: [],
  can: { writeAfi: true, eas: true, password: true },
  // No command does it: a tag that was given a wrong password is mute until it is lifted.
  resetsField: false,
  // On an 810 the write of an AFI often fails at first: a public driver (Biblio-RFID) tries up to a hundred times.
  writeTries: 10,
  times: {
    // The next request may follow at once, but not before the whole answer is there.
    requestGapMs: 0,
    // The longest answer, a read of nine blocks at 19200 baud, takes 60 ms.
    answerMs: 400,
    inventoryMs: 1500,
    brokenOffMs: 50,
  },
  ifOnlyNoiseComes:
    'the reader sends, but answers nothing: check speed and parity of the line (3M: 19200 baud, no parity)',
  encode: (request, attempt) => encodeRequest(m3Request(request, attempt), formOf(request, attempt)),
  cut: (buffer, bytes) => pushBytes(buffer, bytes, 'host'),
  giveUp: (buffer) => dropPartial(buffer, 'host'),
  decode: (request, frame, attempt) => {
    const asked = m3Request(request, attempt);
    const decoded = decodeAnswer(asked.kind, frame);
    if (!decoded.ok) return refusalOf(asked, decoded.fault);
    return isAbout(asked, decoded.answer) ? answerOf(request, asked, decoded.answer) : MISFIT;
  },
};

/** The version is asked for as the specification says, then as 3M's own programs do. */
function formOf({ kind }: PadRequest, attempt: number): FrameForm {
  return kind === 'identify' && attempt % 2 === 1 ? 'd5' : 'd6';
}

function m3Request(request: PadRequest, attempt: number): M3Request {
  switch (request.kind) {
    case 'identify':
    // Nothing of the start is asked of this family, and its field is always on.
    case 'checkSetup':
    case 'fieldOn':
    case 'resetField':
      return { kind: 'readerVersion' };
    case 'inventory':
      return { kind: 'inventory', afi: 0 };
    case 'readFacts':
      // Should a reader not know the first, the second does: no public program was found that uses the first.
      return { kind: attempt % 2 === 0 ? 'tagInfo' : 'getAfi', uid: request.uid };
    case 'readEas':
      return { kind: 'checkEas', uid: request.uid };
    case 'writeEas':
      return { kind: 'easControl', uid: request.uid, eas: request.set };
    case 'readBlocks':
      // Asked for a block too many, a reader may refuse them all.
      return attempt % 2 === 0 ? request : { ...request, count: carefulCount(request) };
    case 'writeAfi':
      return request;
    case 'readRandom':
    case 'logIn': {
      const { bytes, answerBytes } = encodeIcode(icodeRequest(request));
      return { kind: 'passThrough', answerBytes, options: 0, bytes };
    }
  }
}

/** As many blocks as the smallest tag has left, then one at a time. */
function carefulCount({ first, count }: { readonly first: number; readonly count: number }): number {
  return Math.min(count, Math.max(1, SMALLEST_TAG_BLOCKS - first));
}

/** Answers name their tag: one that names another is late, and says nothing of the one that was asked. */
function isAbout(asked: M3Request, said: M3Answer | M3Fault): boolean {
  return !('uid' in asked && 'uid' in said) || said.uid === null || said.uid === asked.uid;
}

function answerOf(request: PadRequest, asked: M3Request, answer: M3Answer): PadAnswer {
  switch (answer.kind) {
    case 'readerVersion': {
      const { major, minor, build } = answer;
      return { kind: 'identified', model: `3M RFID reader, firmware ${major}.${minor}.${build}` };
    }
    case 'inventory':
      return { kind: 'inventory', uids: answer.uids, more: false };
    case 'tagInfo': {
      const { afi, memory } = answer.info;
      if (afi === null) return { kind: 'refused', reason: 'the tag has no AFI' };
      const blocks = memory === null ? USUAL_TAG : { count: memory.blockCount, size: memory.blockSize };
      return { kind: 'facts', uid: answer.uid, afi, blocks };
    }
    case 'getAfi':
      return { kind: 'facts', uid: answer.uid, afi: answer.afi, blocks: USUAL_TAG };
    case 'readBlocks':
      return blocksOf(asked, answer);
    case 'checkEas':
      return { kind: 'eas', set: answer.eas };
    case 'passThrough':
      return passedThrough(request, answer.bytes);
    case 'writeAfi':
    case 'easControl':
    case 'writeBlocks':
    case 'getDsfid':
    case 'writeDsfid':
      return { kind: 'done' };
  }
}

/** Blocks are numbered: only those that follow each other from the first one on are what was asked for. */
function blocksOf(asked: M3Request, { blocks }: Extract<M3Answer, { kind: 'readBlocks' }>): PadAnswer {
  const first = asked.kind === 'readBlocks' ? asked.first : 0;
  const inOrder = blocks.every(({ number }, place) => number === first + place);
  if (!inOrder) return { kind: 'refused', reason: 'other blocks came than were asked for' };
  return { kind: 'blocks', bytes: Uint8Array.from(blocks.flatMap(({ bytes }) => [...bytes])) };
}

/** Whether the chip's answer comes with its CRC was not found out: what stands before it is the same. */
function passedThrough(request: PadRequest, bytes: Uint8Array): PadAnswer {
  if (request.kind !== 'readRandom' && request.kind !== 'logIn') {
    return { kind: 'refused', reason: 'not understood' };
  }
  const { answerBytes } = encodeIcode(icodeRequest(request));
  return chipAnswer(request, bytes.slice(0, answerBytes));
}

function refusalOf(asked: M3Request, fault: M3Fault): PadAnswer | Misfit {
  switch (fault.kind) {
    case 'other-command':
      return MISFIT;
    case 'not-understood':
      return { kind: 'refused', reason: 'not understood' };
    case 'refused':
      if (!isAbout(asked, fault)) return MISFIT;
      // No transponder is an answer: nothing lies there.
      if (asked.kind === 'inventory' && fault.error === ERROR.noTransponder) {
        return { kind: 'inventory', uids: [], more: false };
      }
      // So is that a single block is not there: the tag is smaller than it was taken for.
      if (asked.kind === 'readBlocks' && asked.count === 1 && fault.error === ERROR.memoryNotAvailable) {
        return { kind: 'blocks', bytes: new Uint8Array() };
      }
      return { kind: 'refused', reason: fault.name };
  }
}
