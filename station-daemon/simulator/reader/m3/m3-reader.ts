// A 3M reader's twin: its frames, and what it remembers. What they mean on the air is in meaning.ts; time, faults and
// tags are every reader's.

import { EMPTY_BUFFER } from '../../../../protocols/binary/stream.ts';
import { decodeRequest, encodeAnswer, encodeRefusal } from '../../../../protocols/m3/commands.ts';
import { ERROR } from '../../../../protocols/m3/errors.ts';
import { dropPartial, encodeFrame, type M3Frame, pushBytes } from '../../../../protocols/m3/framing.ts';
import type { Moment } from '../../../../protocols/moment.ts';
import type { World } from '../../world/world.ts';
import type { AirAnswer } from '../air/request.ts';
import { type Accepted, createTwin, type Reader, type ReaderDialect } from '../twin.ts';
import { airOf, saidOf } from './meaning.ts';
import { defaultM3ReaderSettings, type M3ReaderSettings } from './settings.ts';

/** A request that stops in the middle is given up after so long; how long real readers wait is not known. */
const BROKEN_OFF_MS = 50;

/** Makes a 3M reader over the world's field. */
export const createM3Reader = (world: World, given: Partial<M3ReaderSettings> = {}): Reader => {
  const settings = { ...defaultM3ReaderSettings, ...given };
  return createTwin(world, new M3Frames(settings), settings);
};

class M3Frames implements ReaderDialect<M3Frame> {
  readonly restMs = 0;
  readonly #settings: M3ReaderSettings;
  #buffer = EMPTY_BUFFER;
  #lastByteTicks = Number.NEGATIVE_INFINITY;

  constructor(settings: M3ReaderSettings) {
    this.#settings = settings;
  }

  push(bytes: Uint8Array, now: Moment): readonly M3Frame[] {
    const gap = now.ticks - this.#lastByteTicks > BROKEN_OFF_MS;
    this.#lastByteTicks = now.ticks;
    const begun = gap ? dropPartial(this.#buffer, 'reader').buffer : this.#buffer;
    const pushed = pushBytes(begun, bytes, 'reader');
    this.#buffer = pushed.buffer;
    return pushed.frames;
  }

  lengthOf(frame: M3Frame): number {
    return encodeFrame(frame, frame.form).length;
  }

  accept(frame: M3Frame): Accepted {
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return refusal(frame, decoded.error);
    const { request } = decoded;
    const { versionForms, knowsTagInfo } = this.#settings;
    const forms = request.kind === 'readerVersion' ? versionForms : (['d6'] as const);
    if (!forms.includes(frame.form)) return { kind: 'ignored' };
    if (request.kind === 'tagInfo' && !knowsTagInfo) return refusal(frame, ERROR.notImplemented);
    if (request.kind === 'readBlocks' && request.count === 0) return refusal(frame, ERROR.parameter);
    const air = airOf(request);
    return air === null ? refusal(frame, ERROR.noTransponder) : { kind: 'work', air };
  }

  answer(frame: M3Frame, answer: AirAnswer): Uint8Array {
    const decoded = decodeRequest(frame);
    if (!decoded.ok) return refusalFrame(frame, decoded.error);
    const said = saidOf(decoded.request, answer, this.#settings.mostBlocks);
    return said.ok
      ? encodeAnswer(said.answer, frame.form)
      : encodeRefusal(decoded.request.kind, said.refusal);
  }

  powerOff(): void {
    this.#buffer = EMPTY_BUFFER;
  }
}

const refusalFrame = ({ command }: M3Frame, error: number): Uint8Array =>
  encodeFrame({ command, error, data: new Uint8Array() }, 'd6');

const refusal = (frame: M3Frame, error: number): Accepted => ({
  kind: 'refused',
  bytes: refusalFrame(frame, error),
});
