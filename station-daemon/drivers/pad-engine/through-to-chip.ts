// What a chip's own commands are to the engine, for families whose readers pass a request through to the tag.

import { decodeIcodeAnswer, type IcodeRequest } from '../../../protocols/tags/icode.ts';
import { isoErrorName } from '../../../protocols/tags/iso15693-errors.ts';
import type { PadAnswer, TagRequest } from './requests.ts';

/** The requests that ISO 15693 has no command for. */
export type ChipRequest = Extract<TagRequest, { kind: 'readEas' | 'writeEas' | 'readRandom' | 'logIn' }>;

/** The request in the words of NXP's chips (protocols/tags/icode.ts). */
export function icodeRequest(request: ChipRequest): IcodeRequest {
  const { uid } = request;
  switch (request.kind) {
    case 'readEas':
      return { kind: 'easAlarm', uid };
    case 'writeEas':
      return { kind: request.set ? 'setEas' : 'resetEas', uid };
    case 'readRandom':
      return { kind: 'randomNumber', uid };
    case 'logIn':
      return { kind: 'setPassword', uid, masked: request.masked };
  }
}

/** What the bytes of a chip's answer say, without their CRC. */
export function chipAnswer(request: ChipRequest, bytes: Uint8Array): PadAnswer {
  const said = decodeIcodeAnswer(icodeRequest(request).kind, bytes);
  switch (said.kind) {
    case 'refused':
      return { kind: 'refused', reason: isoErrorName(said.code) };
    case 'not-understood':
      return { kind: 'refused', reason: 'not understood' };
    case 'done':
      if (request.kind === 'readEas') return { kind: 'eas', set: true };
      return said.random === null ? { kind: 'done' } : { kind: 'random', number: said.random };
  }
}
