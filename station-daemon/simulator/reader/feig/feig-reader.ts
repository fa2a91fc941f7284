// A FEIG ISO Host reader's twin: its frames and their meaning on the air. Time, faults and tags are every reader's.

import {
  decodeRequest,
  type Envelope,
  encodeAnswer,
  encodeRefusal,
  type FeigAnswer,
  type FeigRefusal,
  type FeigRequest,
  type InventoryEntry,
  ISO15693_TRANSPONDER,
  MOST_BLOCK_BYTES,
} from '../../../../protocols/feig/commands.ts';
import {
  ANY_READER,
  dropPartial,
  EMPTY_BUFFER,
  encodeFrame,
  type FeigFrame,
  LONGEST_CHARACTER_GAP_MS,
  pushBytes,
  SHORTEST_REQUEST_GAP_MS,
} from '../../../../protocols/feig/framing.ts';
import { isoErrorName, STATUS, statusName } from '../../../../protocols/feig/status.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { World } from '../../world/world.ts';
import type { AirAnswer, AirRequest } from '../air/request.ts';
import { BLOCK_BYTES, IC_REFERENCE } from '../air/tags.ts';
import { type Accepted, createTwin, type Reader, type ReaderDialect } from '../twin.ts';
import { defaultFeigReaderSettings, type FeigReaderSettings } from './settings.ts';

/** Makes a FEIG reader over the world's field. */
export const createFeigReader = (world: World, given: Partial<FeigReaderSettings> = {}): Reader => {
  const settings = { ...defaultFeigReaderSettings, ...given };
  return createTwin(world, new FeigFrames(settings), settings);
};

class FeigFrames implements ReaderDialect<FeigFrame> {
  readonly restMs = SHORTEST_REQUEST_GAP_MS;
  readonly #settings: FeigReaderSettings;
  #buffer = EMPTY_BUFFER;
  #lastByteTicks = Number.NEGATIVE_INFINITY;
  /** Found and not yet told: fetched with MORE. */
  #rest: readonly InventoryEntry[] = [];

  constructor(settings: FeigReaderSettings) {
    this.#settings = settings;
  }

  push(bytes: Uint8Array, now: Moment): readonly FeigFrame[] {
    const gap = now.ticks - this.#lastByteTicks > LONGEST_CHARACTER_GAP_MS;
    this.#lastByteTicks = now.ticks;
    const begun = gap ? dropPartial(this.#buffer, 'reader').buffer : this.#buffer;
    const pushed = pushBytes(begun, bytes, 'reader');
    this.#buffer = pushed.buffer;
    return pushed.frames;
  }

  lengthOf(frame: FeigFrame): number {
    return (frame.form === 'standard' ? 5 : 7) + frame.data.length;
  }

  accept(frame: FeigFrame): Accepted {
    if (frame.address !== ANY_READER && frame.address !== this.#settings.address) return { kind: 'ignored' };
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return this.#refused(frame, decoded.fault.status);
    const { request } = decoded;
    const tooMany = request.kind === 'readBlocks' && request.count * BLOCK_BYTES > MOST_BLOCK_BYTES;
    if (request.kind === 'readBlocks' && (request.count === 0 || tooMany)) {
      return this.#refused(frame, STATUS.parameterRange);
    }
    return { kind: 'work', air: this.#airOf(request) };
  }

  answer(frame: FeigFrame, answer: AirAnswer): Uint8Array {
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return this.#statusFrame(frame, decoded.fault.status);
    const { request } = decoded;
    const said = this.#saidOf(request, answer);
    return said.ok
      ? encodeAnswer(said.answer, this.#envelope)
      : encodeRefusal(request.kind, said.refusal, this.#envelope);
  }

  powerOff(): void {
    this.#buffer = EMPTY_BUFFER;
    this.#rest = [];
  }

  get #envelope(): Envelope {
    return { address: this.#settings.address, form: this.#settings.answerForm };
  }

  #statusFrame({ command }: FeigFrame, status: number): Uint8Array {
    const { address, form } = this.#envelope;
    return encodeFrame({ address, command, status, data: new Uint8Array() }, form);
  }

  #refused(frame: FeigFrame, status: number): Accepted {
    return { kind: 'refused', bytes: this.#statusFrame(frame, status) };
  }

  #airOf(request: FeigRequest): AirRequest {
    switch (request.kind) {
      case 'softwareVersion':
        return { kind: 'identify' };
      case 'inventory':
        return {
          kind: 'inventory',
          round: request.more ? 'rest' : 'new',
          leaveQuiet: this.#settings.tagsAnswerOnce,
        };
      case 'rfReset':
      case 'readBlocks':
      case 'writeBlocks':
      case 'writeAfi':
      case 'systemInformation':
        return request;
    }
  }

  #saidOf(request: FeigRequest, answer: AirAnswer): Said {
    switch (answer.kind) {
      case 'done':
        return this.#doneOf(request);
      case 'tags':
        return this.#partOf(request, answer.tags);
      case 'blocks': {
        const blocks = answer.blocks.map((bytes) => ({ securityStatus: 0, bytes }));
        return { ok: true, answer: { kind: 'readBlocks', blocks } };
      }
      case 'tag': {
        const { dsfid, uid, afi, memory } = answer.tag;
        const blockCount = memory.length / BLOCK_BYTES;
        const size = { blockCount, blockSize: BLOCK_BYTES, icReference: IC_REFERENCE };
        return { ok: true, answer: { kind: 'systemInformation', dsfid, uid, afi, ...size } };
      }
      case 'silence':
        return refusal({ kind: 'no-transponder' });
      case 'refused': {
        const { code, block } = answer;
        return refusal({ kind: 'iso-error', code, name: isoErrorName(code), block });
      }
      case 'notWritten':
        return refusal({ kind: 'write-error', block: answer.block });
      case 'disturbed':
        return refusal({ kind: 'rf-error' });
    }
  }

  #doneOf(request: FeigRequest): Said {
    switch (request.kind) {
      case 'softwareVersion':
        return { ok: true, answer: SOFTWARE_VERSION };
      case 'rfReset':
        this.#rest = [];
        return { ok: true, answer: { kind: 'rfReset' } };
      case 'writeAfi':
      case 'writeBlocks':
        return { ok: true, answer: { kind: request.kind } };
      case 'inventory':
      case 'readBlocks':
      case 'systemInformation':
        return refusal({ kind: 'other', status: STATUS.notAvailable, name: statusName(STATUS.notAvailable) });
    }
  }

  /** As many tags as one answer holds; the others are kept for MORE. */
  #partOf(request: FeigRequest, tags: readonly { readonly uid: string; readonly dsfid: number }[]): Said {
    const more = request.kind === 'inventory' && request.more;
    const found: readonly InventoryEntry[] = more
      ? this.#rest
      : tags.map(({ uid, dsfid }) => ({ transponderType: ISO15693_TRANSPONDER, dsfid, uid }));
    const part = found.slice(0, this.#settings.setsPerAnswer);
    this.#rest = found.slice(part.length);
    if (part.length === 0) return refusal({ kind: 'no-transponder' });
    return { ok: true, answer: { kind: 'inventory', more: this.#rest.length > 0, tags: part } };
  }
}

/** What a reader says: an answer, or why not. */
type Said =
  | { readonly ok: true; readonly answer: FeigAnswer }
  | { readonly ok: false; readonly refusal: FeigRefusal };

const refusal = (why: FeigRefusal): Said => ({ ok: false, refusal: why });

const SOFTWARE_VERSION = {
  kind: 'softwareVersion',
  softwareRevision: 0x0300,
  developmentRevision: 0,
  hardwareType: 0x30,
  readerType: 0x44,
  // Bit 3: ISO 15693.
  transponderTypes: 0x0008,
} as const satisfies FeigAnswer;
