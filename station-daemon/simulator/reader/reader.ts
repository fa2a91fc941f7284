// A FEIG ISO Host reader's twin: request frames in, answer frames out, each at the tick at which a real reader's
// last byte would have crossed the line. What lies in its field is the world's; it changes tags at the tick at which
// a real tag would hold the new value, so that a plug pulled in the middle leaves what it would leave.

import {
  decodeRequest,
  type Envelope,
  encodeRefusal,
  type FeigKind,
  type FeigRefusal,
  type FeigRequest,
} from '../../../protocols/feig/commands.ts';
import {
  ANY_READER,
  dropPartial,
  EMPTY_BUFFER,
  encodeFrame,
  type FeigFrame,
  LONGEST_CHARACTER_GAP_MS,
  pushBytes,
  SHORTEST_REQUEST_GAP_MS,
} from '../../../protocols/feig/framing.ts';
import type { Moment } from '../../../protocols/moment.ts';
import { createFaultPlan, type FaultPlan, garbled } from '../faults.ts';
import type { ActorOutput } from '../output.ts';
import { tagInField } from '../world/field.ts';
import type { World } from '../world/world.ts';
import { readingMs, serialMs, writeAfiMs, writeBlocksMs } from './air.ts';
import {
  answeringTags,
  answerTo,
  commitWrite,
  type InventoryMemory,
  type TagWrite,
  writesOf,
} from './execute.ts';
import { defaultReaderSettings, type ReaderFault, type ReaderSettings } from './settings.ts';

/** A simulated reader on a serial line. */
export interface Reader {
  readonly faults: FaultPlan<FeigKind, ReaderFault>;
  /** Bytes from the host. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** The time of a `wake` output has come. Harmless when it has not. */
  wake(now: Moment): readonly ActorOutput[];
  /** The plug is pulled, power and line: what is not yet in a tag never will be, and no answer comes. */
  unplug(now: Moment): void;
}

/** The command in work. */
interface Work {
  readonly request: FeigRequest;
  readonly envelope: Envelope;
  readonly fault: ReaderFault | null;
  /** Changes still to be made, in order. */
  pending: readonly { readonly atTicks: number; readonly uid: string; readonly write: TagWrite }[];
  readonly endTicks: number;
  refusal: FeigRefusal | null;
}

/** Clocks of host and reader differ: a request this much earlier than PSST allows is still heard. */
const PSST_TOLERANCE_MS = 1;

const frameBytes = (frame: FeigFrame): number => (frame.form === 'standard' ? 5 : 7) + frame.data.length;

const planWork = (
  world: World,
  memory: InventoryMemory,
  request: FeigRequest,
  startTicks: number,
): Pick<Work, 'pending' | 'endTicks'> => {
  const present = 'uid' in request && tagInField(world, request.uid) !== null;
  const writes = writesOf(request);
  if ('uid' in request && present && writes.length > 0) {
    const times = request.kind === 'writeAfi' ? writeAfiMs : writeBlocksMs(writes.length, 4);
    return {
      pending: writes.map((write, index) => ({
        atTicks: startTicks + (times.committedMs[index] ?? times.totalMs),
        uid: request.uid,
        write,
      })),
      endTicks: startTicks + times.totalMs,
    };
  }
  const uids = answeringTags(world, memory).map(({ uid }) => uid);
  return { pending: [], endTicks: startTicks + readingMs(request, present, uids) };
};

/** Makes a reader over the world's field. */
export const createReader = (world: World, given: Partial<ReaderSettings> = {}): Reader =>
  new SerialReader(world, { ...defaultReaderSettings, ...given });

class SerialReader implements Reader {
  readonly faults: FaultPlan<FeigKind, ReaderFault>;
  readonly #world: World;
  readonly #settings: ReaderSettings;
  readonly #memory: InventoryMemory = { rest: [], quiet: new Set() };
  #buffer = EMPTY_BUFFER;
  #lastByteTicks = Number.NEGATIVE_INFINITY;
  #answeredTicks = Number.NEGATIVE_INFINITY;
  #work: Work | null = null;

  constructor(world: World, settings: ReaderSettings) {
    this.#world = world;
    this.#settings = settings;
    this.faults = createFaultPlan(settings.faults);
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const gap = now.ticks - this.#lastByteTicks > LONGEST_CHARACTER_GAP_MS;
    this.#lastByteTicks = now.ticks;
    const begun = gap ? dropPartial(this.#buffer, 'reader').buffer : this.#buffer;
    const pushed = pushBytes(begun, bytes, 'reader');
    this.#buffer = pushed.buffer;
    return pushed.frames.flatMap((frame) => this.#accept(frame, now));
  }

  wake(now: Moment): readonly ActorOutput[] {
    this.#commitDue(now);
    const work = this.#work;
    if (work === null) return [];
    if (work.pending.length > 0 || work.endTicks > now.ticks) return nextWake(work);
    this.#work = null;
    return this.#finish(work);
  }

  unplug(now: Moment): void {
    this.#commitDue(now);
    this.#work = null;
    this.#buffer = EMPTY_BUFFER;
    this.#memory.rest = [];
    this.#memory.quiet.clear();
    this.#answeredTicks = Number.NEGATIVE_INFINITY;
  }

  #accept(frame: FeigFrame, now: Moment): readonly ActorOutput[] {
    const { address, answerForm } = this.#settings;
    if (frame.address !== ANY_READER && frame.address !== address) return [];
    const readyTicks = this.#answeredTicks + SHORTEST_REQUEST_GAP_MS - PSST_TOLERANCE_MS;
    // A real reader does not hear what comes while it is busy, or too soon after its answer.
    if (this.#work !== null || now.ticks < readyTicks) return [];
    const startTicks = now.ticks + serialMs(frameBytes(frame), this.#settings);
    const decoded = decodeRequest(frame);
    if (!decoded.ok) {
      const { status } = decoded.fault;
      const content = { address, command: frame.command, status, data: new Uint8Array() };
      return [this.#send(encodeFrame(content, answerForm), startTicks)];
    }
    const { request } = decoded;
    const work = {
      request,
      envelope: { address, form: answerForm },
      fault: this.faults.next(request.kind),
      refusal: null,
      ...planWork(this.#world, this.#memory, request, startTicks),
    };
    this.#work = work;
    return nextWake(work);
  }

  #commitDue(now: Moment): void {
    const work = this.#work;
    while (work?.pending[0] !== undefined && work.pending[0].atTicks <= now.ticks) {
      const { uid, write } = work.pending[0];
      const skipped = work.fault?.kind === 'writeIgnored' || work.fault?.kind === 'rfError';
      work.refusal = skipped ? null : commitWrite(this.#world, uid, write);
      work.pending = work.refusal === null ? work.pending.slice(1) : [];
    }
  }

  #finish(done: Work): readonly ActorOutput[] {
    const refusal: FeigRefusal | null = done.fault?.kind === 'rfError' ? { kind: 'rf-error' } : done.refusal;
    const answer =
      refusal === null
        ? answerTo(this.#world, this.#memory, done.request, this.#settings, done.envelope)
        : encodeRefusal(done.request.kind, refusal, done.envelope);
    const sent = this.#send(done.fault?.kind === 'garble' ? garbled(answer) : answer, done.endTicks);
    return done.fault?.kind === 'noAnswer' ? [] : [sent];
  }

  #send(bytes: Uint8Array, fromTicks: number): ActorOutput {
    this.#answeredTicks = fromTicks + serialMs(bytes.length, this.#settings);
    return { kind: 'send', atTicks: this.#answeredTicks, bytes };
  }
}

const nextWake = (work: Work): readonly ActorOutput[] => [
  { kind: 'wake', atTicks: work.pending[0]?.atTicks ?? work.endTicks },
];
