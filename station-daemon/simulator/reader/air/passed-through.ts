// What readers pass through to a chip and back as it is, byte by byte: the chip's own commands. Bytes without CRC.

import {
  decodeIcode,
  encodeIcodeAnswer,
  encodeIcodeRefusal,
  type IcodeRequest,
} from '../../../../protocols/tags/icode.ts';
import type { AirAnswer, ChipRequest } from './request.ts';

/** What is asked of a chip by these bytes; null where no chip here knows them. */
export const chipRequestIn = (bytes: Uint8Array): ChipRequest | null => {
  const request = decodeIcode(bytes);
  return request === null ? null : chipRequest(request);
};

const chipRequest = (request: IcodeRequest): ChipRequest => {
  const { uid } = request;
  switch (request.kind) {
    case 'setEas':
    case 'resetEas':
      return { kind: 'writeEas', uid, set: request.kind === 'setEas' };
    case 'easAlarm':
      return { kind: 'readEas', uid };
    case 'protectEas':
    case 'protectAfi':
      return { kind: 'guard', uid, what: request.kind === 'protectEas' ? 'eas' : 'afi' };
    case 'randomNumber':
      return { kind: 'readRandom', uid };
    case 'setPassword':
      return { kind: 'logIn', uid, masked: request.masked };
    case 'writePassword':
      return { kind: 'writePassword', uid, password: request.password };
  }
};

/** What comes back from a chip that was asked by these bytes, a refusal too; null where it said nothing. */
export const chipBytes = (asked: Uint8Array, answer: AirAnswer): Uint8Array | null => {
  const kind = decodeIcode(asked)?.kind ?? null;
  switch (answer.kind) {
    case 'done':
      return kind === null ? null : encodeIcodeAnswer(kind, 0);
    case 'random':
      return kind === null ? null : encodeIcodeAnswer(kind, answer.number);
    case 'refused':
      return encodeIcodeRefusal(answer.code);
    default:
      return null;
  }
};
