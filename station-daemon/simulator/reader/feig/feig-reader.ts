// A FEIG ISO Host reader's twin: its frames, and what it remembers. What they mean on the air is in meaning.ts; time,
// faults and tags are every reader's.

import {
  decodeRequest,
  type Envelope,
  encodeAnswer,
  encodeRefusal,
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
import { STATUS } from '../../../../protocols/feig/status.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { World } from '../../world/world.ts';
import { BLOCK_BYTES } from '../air/chip.ts';
import type { AirAnswer } from '../air/request.ts';
import { type Accepted, createTwin, type Reader, type ReaderDialect } from '../twin.ts';
import { airOf, type Said, saidOf } from './meaning.ts';
import { defaultFeigReaderSettings, type FeigReaderSettings } from './settings.ts';

/** Makes a FEIG reader over the world's field. */
export const createFeigReader = (world: World, given: Partial<FeigReaderSettings> = {}): Reader => {
  const settings = { ...defaultFeigReaderSettings, ...given };
  return createTwin(world, new FeigFrames(settings), settings);
};

/** A request that a reader of these settings does not do, and the status with which it says so; null for any other. */
const refusedStatus = (request: FeigRequest, settings: FeigReaderSettings): number | null => {
  switch (request.kind) {
    case 'readBlocks': {
      const bytes = request.count * BLOCK_BYTES;
      if (bytes === 0 || bytes > MOST_BLOCK_BYTES) return STATUS.parameterRange;
      break;
    }
    case 'readConfiguration':
    case 'writeConfiguration':
      return settings.tellsConfiguration ? null : STATUS.loginRequired;
    case 'softwareVersion':
    case 'cpuReset':
    case 'rfReset':
    case 'rfOnOff':
    case 'setOutput':
    case 'getInput':
      return null;
    default:
  }
  return settings.mode === 0 ? null : STATUS.notAvailable;
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
    const { address, requestForms, tagsAnswerOnce } = this.#settings;
    if (!requestForms.includes(frame.form)) return { kind: 'ignored' };
    if (frame.address !== ANY_READER && frame.address !== address) return { kind: 'ignored' };
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return this.#refused(frame, decoded.fault.status);
    const status = refusedStatus(decoded.request, this.#settings);
    if (status !== null) return this.#refused(frame, status);
    const air = airOf(decoded.request, tagsAnswerOnce);
    return air === null ? this.#refused(frame, STATUS.noTransponder) : { kind: 'work', air };
  }

  answer(frame: FeigFrame, answer: AirAnswer): Uint8Array {
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return this.#statusFrame(frame, decoded.fault.status);
    const { request } = decoded;
    if (request.kind === 'rfReset') this.#rest = [];
    const said =
      request.kind === 'inventory' && answer.kind === 'tags'
        ? this.#partOf(request, answer.tags)
        : saidOf(request, answer, this.#configuration);
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

  /** CFG1: its mode is the last byte, its address the first. */
  get #configuration(): Uint8Array {
    const block = new Uint8Array(14);
    block.set([this.#settings.address], 0);
    block.set([this.#settings.mode], 13);
    return block;
  }

  #statusFrame({ command }: FeigFrame, status: number): Uint8Array {
    const { address, form } = this.#envelope;
    return encodeFrame({ address, command, status, data: new Uint8Array() }, form);
  }

  #refused(frame: FeigFrame, status: number): Accepted {
    return { kind: 'refused', bytes: this.#statusFrame(frame, status) };
  }

  /** As many tags as one answer holds; the others are kept for MORE. */
  #partOf(
    { more }: Extract<FeigRequest, { kind: 'inventory' }>,
    tags: readonly { readonly uid: string; readonly dsfid: number }[],
  ): Said {
    const found: readonly InventoryEntry[] = more
      ? this.#rest
      : tags.map(({ uid, dsfid }) => ({ transponderType: ISO15693_TRANSPONDER, dsfid, uid }));
    const part = found.slice(0, this.#settings.setsPerAnswer);
    this.#rest = found.slice(part.length);
    if (part.length === 0) return { ok: false, refusal: { kind: 'no-transponder' } };
    return { ok: true, answer: { kind: 'inventory', more: this.#rest.length > 0, tags: part } };
  }
}
