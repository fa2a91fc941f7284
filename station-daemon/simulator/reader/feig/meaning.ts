// What a FEIG request means on the air, and what a FEIG reader says of what came back: from messages to the words of
// ../air/request.ts and back.

import type { FeigAnswer, FeigRefusal, FeigRequest } from '../../../../protocols/feig/commands.ts';
import { STATUS, statusName } from '../../../../protocols/feig/status.ts';
import { isoErrorName } from '../../../../protocols/tags/iso15693-errors.ts';
import { BLOCK_BYTES, IC_REFERENCE } from '../air/chip.ts';
import { chipBytes, chipRequestIn } from '../air/passed-through.ts';
import type { AirAnswer, AirRequest } from '../air/request.ts';

/** What a reader says: an answer, or why not. */
export type Said =
  | { readonly ok: true; readonly answer: FeigAnswer }
  | { readonly ok: false; readonly refusal: FeigRefusal };

/** What is done on the air for a request; null for what goes through to a tag that does not know it. */
export const airOf = (request: FeigRequest, leaveQuiet: boolean): AirRequest | null => {
  switch (request.kind) {
    case 'softwareVersion':
      return { kind: 'identify' };
    case 'cpuReset':
      return { kind: 'restart' };
    case 'rfOnOff':
      return { kind: 'switchField', on: request.on };
    case 'setOutput':
    case 'getInput':
      return { kind: 'signal' };
    case 'readConfiguration':
    case 'writeConfiguration':
      return { kind: 'configure' };
    case 'inventory':
      return { kind: 'inventory', round: request.more ? 'rest' : 'new', leaveQuiet };
    case 'transparent':
      return chipRequestIn(request.request);
    case 'rfReset':
    case 'readBlocks':
    case 'writeBlocks':
    case 'writeAfi':
    case 'writeDsfid':
    case 'systemInformation':
      return request;
  }
};

/** What the reader says of anything but an inventory. `configuration` is the block that it reads. */
export const saidOf = (request: FeigRequest, answer: AirAnswer, configuration: Uint8Array): Said => {
  if (request.kind === 'transparent') return passedThrough(request.request, answer);
  switch (answer.kind) {
    case 'done':
      return doneOf(request, configuration);
    case 'blocks': {
      const blocks = answer.blocks.map((bytes) => ({ securityStatus: 0, bytes }));
      return { ok: true, answer: { kind: 'readBlocks', blocks } };
    }
    case 'tag': {
      const { dsfid, uid, afi, memory } = answer.tag;
      const size = { blockCount: memory.length / BLOCK_BYTES, blockSize: BLOCK_BYTES };
      const told = { dsfid, uid, afi, ...size, icReference: IC_REFERENCE };
      return { ok: true, answer: { kind: 'systemInformation', ...told } };
    }
    case 'tags':
    case 'random':
      return unavailable;
    case 'silence':
    case 'notWritten':
    case 'disturbed':
    case 'refused':
      return { ok: false, refusal: refusalOf(answer) };
  }
};

type Failure = Extract<AirAnswer, { kind: 'silence' | 'notWritten' | 'disturbed' | 'refused' }>;

const refusalOf = (answer: Failure): FeigRefusal => {
  switch (answer.kind) {
    case 'silence':
      return { kind: 'no-transponder' };
    case 'refused': {
      const { code, block } = answer;
      return { kind: 'iso-error', code, name: isoErrorName(code), block };
    }
    case 'notWritten':
      return { kind: 'write-error', block: answer.block };
    case 'disturbed':
      return { kind: 'rf-error' };
  }
};

const unavailable: Said = {
  ok: false,
  refusal: { kind: 'other', status: STATUS.notAvailable, name: statusName(STATUS.notAvailable) },
};

const doneOf = (request: FeigRequest, configuration: Uint8Array): Said => {
  switch (request.kind) {
    case 'softwareVersion':
      return { ok: true, answer: SOFTWARE_VERSION };
    case 'readConfiguration':
      return { ok: true, answer: { kind: 'readConfiguration', bytes: configuration } };
    case 'getInput':
      return { ok: true, answer: { kind: 'getInput', inputs: 0 } };
    case 'cpuReset':
    case 'rfReset':
    case 'rfOnOff':
    case 'setOutput':
    case 'writeConfiguration':
    case 'writeAfi':
    case 'writeDsfid':
    case 'writeBlocks':
      return { ok: true, answer: { kind: request.kind } };
    case 'inventory':
    case 'readBlocks':
    case 'systemInformation':
    case 'transparent':
      return unavailable;
  }
};

const SOFTWARE_VERSION = {
  kind: 'softwareVersion',
  softwareRevision: 0x0300,
  developmentRevision: 0,
  hardwareType: 0x30,
  readerType: 0x44,
  // Bit 3: ISO 15693.
  transponderTypes: 0x0008,
} as const satisfies FeigAnswer;

/** A tag's own answer is given as it came, a refusal too; what is wrong on the air is the reader's to tell. */
const passedThrough = (request: Uint8Array, answer: AirAnswer): Said => {
  const bytes = chipBytes(request, answer);
  if (bytes !== null) return through(bytes);
  const failed = answer.kind === 'silence' || answer.kind === 'disturbed' || answer.kind === 'notWritten';
  return failed ? { ok: false, refusal: refusalOf(answer) } : unavailable;
};

/** With the two bytes of the CRC, which readers have checked already; hosts do not look at them. */
const through = (bytes: Uint8Array): Said => ({
  ok: true,
  answer: { kind: 'transparent', answer: Uint8Array.of(...bytes, 0, 0) },
});
