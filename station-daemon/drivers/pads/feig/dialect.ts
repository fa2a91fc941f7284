// The pad engine's words as frames of FEIG's ISO Host mode (protocols/feig/), in either form.

import {
  decodeAnswer,
  encodeRequest,
  type FeigAnswer,
  type FeigFault,
  type FeigRequest,
  ISO15693_TRANSPONDER,
} from '../../../../protocols/feig/commands.ts';
import { MODE_BLOCK, modeFault, NOT_IN_HOST_MODE } from '../../../../protocols/feig/configuration.ts';
import {
  ANY_READER,
  dropPartial,
  type FeigFrame,
  type FrameForm,
  pushBytes,
  SHORTEST_REQUEST_GAP_MS,
} from '../../../../protocols/feig/framing.ts';
import { STATUS } from '../../../../protocols/feig/status.ts';
import { encodeIcode, type IcodeRequest } from '../../../../protocols/tags/icode.ts';
import type { PadDialect } from '../../pad-engine/dialect.ts';
import type { PadAnswer, PadRequest } from '../../pad-engine/requests.ts';
import { chipAnswer, icodeRequest } from '../../pad-engine/through-to-chip.ts';

/** The dialect of readers that are asked in this form. They may answer in either. */
export const feigDialect = (form: FrameForm): PadDialect<FeigFrame> => ({
  model: 'FEIG ISO host reader',
  start: ['checkSetup', 'fieldOn'],
  can: { writeAfi: true, eas: true, password: true },
  resetsField: true,
  writeTries: 3,
  times: {
    requestGapMs: SHORTEST_REQUEST_GAP_MS,
    // The longest answer, a read of nine blocks, takes 50 ms.
    answerMs: 400,
    // An inventory of a full pad with collisions takes some hundred milliseconds.
    inventoryMs: 1500,
    // Readers pause 12 ms at most; adapters add theirs.
    brokenOffMs: 50,
  },
  ifOnlyNoiseComes:
    'the reader sends, but answers nothing: check speed and parity of the line (FEIG: 38400 baud, even parity), and ' +
    'whether the reader is in scan mode, in which it sends by itself (block CFG1, byte 13; host mode is 0)',
  encode: (request) => encodeRequest(feigRequest(request), { address: ANY_READER, form }),
  cut: (buffer, bytes) => pushBytes(buffer, bytes, 'host'),
  giveUp: (buffer) => dropPartial(buffer, 'host'),
  decode: (request, frame) => {
    const decoded = decodeAnswer(feigRequest(request).kind, frame);
    if (decoded.ok) return answerOf(request, decoded.answer);
    return decoded.fault.kind === 'other-command' ? { kind: 'misfit' } : refusalOf(request, decoded.fault);
  },
});

/** A chip's own command, passed through. An answer has two bytes of CRC. */
const throughTo = (request: IcodeRequest): FeigRequest => {
  const { bytes, answerBytes, writes } = encodeIcode(request);
  return { kind: 'transparent', writes, answerBits: 8 * (answerBytes + CRC_BYTES), request: bytes };
};

const CRC_BYTES = 2;

function feigRequest(request: PadRequest): FeigRequest {
  switch (request.kind) {
    case 'identify':
      return { kind: 'softwareVersion' };
    case 'checkSetup':
      return { kind: 'readConfiguration', place: { block: MODE_BLOCK, memory: 'ram' } };
    case 'fieldOn':
      return { kind: 'rfOnOff', on: true };
    case 'inventory':
      return request;
    case 'resetField':
      return { kind: 'rfReset' };
    case 'readFacts':
      return { kind: 'systemInformation', uid: request.uid };
    case 'readBlocks':
      return { ...request, securityStatus: false };
    case 'writeAfi':
      return request;
    case 'readEas':
    case 'writeEas':
    case 'readRandom':
    case 'logIn':
      return throughTo(icodeRequest(request));
  }
}

function answerOf(request: PadRequest, answer: FeigAnswer): PadAnswer {
  switch (answer.kind) {
    case 'softwareVersion': {
      const { readerType, softwareRevision } = answer;
      const version = `${softwareRevision >> 8}.${softwareRevision & 0xff}`;
      return { kind: 'identified', model: `FEIG reader type ${readerType}, firmware ${version}` };
    }
    case 'readConfiguration': {
      const fault = modeFault(answer.bytes);
      return fault === null ? { kind: 'done' } : { kind: 'unfit', reason: fault };
    }
    case 'inventory': {
      const ours = answer.tags.filter(({ transponderType }) => transponderType === ISO15693_TRANSPONDER);
      return { kind: 'inventory', uids: ours.map(({ uid }) => uid), more: answer.more };
    }
    case 'systemInformation': {
      const { uid, afi, blockCount: count, blockSize: size } = answer;
      return { kind: 'facts', uid, afi, blocks: { count, size } };
    }
    case 'readBlocks': {
      const bytes = answer.blocks.flatMap((block) => [...block.bytes]);
      return { kind: 'blocks', bytes: Uint8Array.from(bytes) };
    }
    case 'transparent':
      return passedThrough(request, answer.answer.slice(0, -CRC_BYTES));
    default:
      return { kind: 'done' };
  }
}

function passedThrough(request: PadRequest, bytes: Uint8Array): PadAnswer {
  switch (request.kind) {
    case 'readEas':
    case 'writeEas':
    case 'readRandom':
    case 'logIn':
      return chipAnswer(request, bytes);
    default:
      return { kind: 'refused', reason: 'not understood' };
  }
}

function refusalOf(request: PadRequest, fault: FeigFault): PadAnswer {
  // No transponder is an answer: nothing lies there, or its EAS bit is not set.
  if (fault.kind === 'no-transponder' && request.kind === 'inventory') {
    return { kind: 'inventory', uids: [], more: false };
  }
  if (fault.kind === 'no-transponder' && request.kind === 'readEas') return { kind: 'eas', set: false };
  const notHost = fault.kind === 'other' && fault.status === STATUS.notAvailable;
  if (notHost && request.kind === 'inventory') return { kind: 'unfit', reason: NOT_IN_HOST_MODE };
  return { kind: 'refused', reason: 'name' in fault ? fault.name : fault.kind };
}
