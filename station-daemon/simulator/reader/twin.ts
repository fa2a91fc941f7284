// The twin of a serial reader of any make: request frames in, answer frames out, each at the tick at which a real
// reader's last byte would have crossed the line. What lies in its field is the world's; tags change at the tick at
// which a real tag would hold the new value, so that a plug pulled in the middle leaves what it would leave.
// The frames of a make are a `ReaderDialect`; what happens on the air is in air/.

import type { Moment } from '../../../protocols/moment.ts';
import { createFaultPlan, garbled } from '../faults.ts';
import type { ActorOutput } from '../output.ts';
import { liftTag } from '../world/field.ts';
import type { World } from '../world/world.ts';
import { type Air, createAir, type PendingWrite } from './air/air.ts';
import type { AirAnswer, AirRequest } from './air/request.ts';
import { type LineSpeed, serialMs } from './air/times.ts';
import type { PlannedReaderFault, ReaderFault, ReaderFaults } from './faults.ts';

/** A simulated reader on a serial line. */
export interface Reader {
  readonly faults: ReaderFaults;
  /** Bytes from the host. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** The time of a `wake` output has come. Harmless when it has not. */
  wake(now: Moment): readonly ActorOutput[];
  /** The plug is pulled, power and line: what is not yet in a tag never will be, and no answer comes. */
  unplug(now: Moment): void;
}

/** What every make's settings have. */
export interface LineSettings extends LineSpeed {
  readonly faults: readonly PlannedReaderFault[];
}

/** What a reader makes of a request that came whole. */
export type Accepted =
  /** Not for this reader, or not to be answered. */
  | { readonly kind: 'ignored' }
  /** Answered at once, without the air. */
  | { readonly kind: 'refused'; readonly bytes: Uint8Array }
  | { readonly kind: 'work'; readonly air: AirRequest };

/** The frames of one make, as the reader speaks them. It has a memory of its own: half a frame, the rest of a round. */
export interface ReaderDialect<Request> {
  /** Silence that the reader needs between its answer and the next request, in milliseconds; 0 for none. */
  readonly restMs: number;
  /** Bytes from the host; the requests that became whole. */
  push(bytes: Uint8Array, now: Moment): readonly Request[];
  /** Bytes of the request on the line: so long it takes to be heard. */
  lengthOf(request: Request): number;
  accept(request: Request): Accepted;
  /** The answer's frame. */
  answer(request: Request, answer: AirAnswer): Uint8Array;
  /** Power is gone. */
  powerOff(): void;
}

/** The request in work. */
interface Work<Request> {
  readonly request: Request;
  readonly air: AirRequest;
  readonly fault: ReaderFault | null;
  /** Changes still to be made, in order. */
  pending: readonly PendingWrite[];
  readonly endTicks: number;
  /** When the fault breaks into it; null for one that does not. */
  breaksAtTicks: number | null;
  /** Why a change could not be made. */
  failure: AirAnswer | null;
}

/** Clocks of host and reader differ: a request this much earlier than the reader's rest allows is still heard. */
const REST_TOLERANCE_MS = 1;

/** Makes a reader over the world's field. */
export const createTwin = <Request>(
  world: World,
  dialect: ReaderDialect<Request>,
  settings: LineSettings,
): Reader => new SerialReader(world, dialect, settings);

class SerialReader<Request> implements Reader {
  readonly faults: ReaderFaults;
  readonly #world: World;
  readonly #air: Air;
  readonly #dialect: ReaderDialect<Request>;
  readonly #line: LineSpeed;
  /** It hears nothing before this tick. */
  #readyTicks = Number.NEGATIVE_INFINITY;
  #work: Work<Request> | null = null;

  constructor(world: World, dialect: ReaderDialect<Request>, settings: LineSettings) {
    this.#world = world;
    this.#air = createAir(world);
    this.#dialect = dialect;
    this.#line = settings;
    this.faults = createFaultPlan(settings.faults);
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    return this.#dialect.push(bytes, now).flatMap((request) => this.#accept(request, now));
  }

  wake(now: Moment): readonly ActorOutput[] {
    this.#goOnUntil(now);
    const work = this.#work;
    if (work === null) return [];
    if (work.pending.length > 0 || work.endTicks > now.ticks) return nextWake(work);
    this.#work = null;
    return this.#finish(work);
  }

  unplug(now: Moment): void {
    this.#goOnUntil(now);
    this.#work = null;
    this.#dialect.powerOff();
    this.#air.powerOff();
    this.#readyTicks = Number.NEGATIVE_INFINITY;
  }

  #accept(request: Request, now: Moment): readonly ActorOutput[] {
    // A real reader does not hear what comes while it is busy, or too soon after its answer.
    if (this.#work !== null || now.ticks < this.#readyTicks) return [];
    const startTicks = now.ticks + serialMs(this.#dialect.lengthOf(request), this.#line);
    const accepted = this.#dialect.accept(request);
    switch (accepted.kind) {
      case 'ignored':
        return [];
      case 'refused':
        return [this.#send(accepted.bytes, startTicks)];
      case 'work':
        return this.#begin(request, accepted.air, startTicks);
    }
  }

  #begin(request: Request, air: AirRequest, startTicks: number): readonly ActorOutput[] {
    const fault = this.faults.next(air.kind);
    const { pending, endTicks } = this.#air.plan(air, startTicks);
    const breaks = fault?.kind === 'lifted' || fault?.kind === 'restart';
    this.#work = {
      request,
      air,
      fault,
      failure: null,
      pending: fault === null ? pending : writtenWith(fault, pending),
      endTicks,
      breaksAtTicks: breaks ? startTicks + fault.afterMs : null,
    };
    return nextWake(this.#work);
  }

  /** Does what was due by now, in order: changes of tags, and the fault that breaks in. */
  #goOnUntil(now: Moment): void {
    for (;;) {
      const work = this.#work;
      const next = work?.pending[0]?.atTicks ?? Number.POSITIVE_INFINITY;
      const breaks = work?.breaksAtTicks ?? Number.POSITIVE_INFINITY;
      if (work === null || Math.min(next, breaks) > now.ticks) return;
      if (breaks <= next) this.#breakIn(work, breaks);
      else this.#commitNext(work);
    }
  }

  #commitNext(work: Work<Request>): void {
    const [write, ...rest] = work.pending;
    work.failure = write === undefined ? null : this.#air.commit(write);
    work.pending = work.failure === null ? rest : [];
  }

  #breakIn(work: Work<Request>, atTicks: number): void {
    work.breaksAtTicks = null;
    if (work.fault?.kind === 'lifted' && 'uid' in work.air) liftTag(this.#world, work.air.uid);
    if (work.fault?.kind !== 'restart') return;
    this.#work = null;
    this.#dialect.powerOff();
    this.#air.powerOff();
    this.#readyTicks = atTicks + work.fault.awayMs;
  }

  #finish({ request, air, fault, failure, endTicks }: Work<Request>): readonly ActorOutput[] {
    // Made whatever becomes of it: an answer that is lost was given all the same.
    const notDone = fault?.kind === 'rfError' || fault?.kind === 'deaf';
    const given = notDone ? DISTURBED : (failure ?? this.#air.answer(air));
    const answer = this.#dialect.answer(request, fault === null ? given : heardWith(fault, given));
    const sent = this.#send(answer, endTicks);
    switch (fault?.kind) {
      case 'noAnswer':
      case 'deaf':
      case 'torn':
      case 'half':
        return [];
      case 'garble':
        return [{ ...sent, bytes: garbled(answer) }];
      case 'noise':
        return [{ ...sent, bytes: Uint8Array.of(...fault.bytes, ...answer) }];
      default:
        return [sent];
    }
  }

  #send(bytes: Uint8Array, fromTicks: number): Extract<ActorOutput, { kind: 'send' }> {
    const atTicks = fromTicks + serialMs(bytes.length, this.#line);
    this.#readyTicks = atTicks + this.#dialect.restMs - REST_TOLERANCE_MS;
    return { kind: 'send', atTicks, bytes };
  }
}

const DISTURBED: AirAnswer = { kind: 'disturbed' };

/** What of a write gets into the tag in spite of a fault. */
const writtenWith = (fault: ReaderFault, pending: readonly PendingWrite[]): readonly PendingWrite[] => {
  switch (fault.kind) {
    case 'deaf':
    case 'rfError':
    case 'writeIgnored':
      return [];
    case 'torn':
      return pending.slice(0, fault.pieces);
    case 'half':
      return pending.slice(0, 1).map((write) => ({ ...write, how: 'half' }));
    default:
      return pending;
  }
};

/** What the reader hears of its tags in spite of a fault. */
const heardWith = (fault: ReaderFault, answer: AirAnswer): AirAnswer => {
  if (fault.kind === 'unheard') return { kind: 'silence' };
  if (fault.kind !== 'collision' || answer.kind !== 'tags') return answer;
  return { ...answer, tags: answer.tags.slice(0, fault.found) };
};

const nextWake = ({
  pending,
  endTicks,
  breaksAtTicks,
}: Pick<Work<unknown>, 'pending' | 'endTicks' | 'breaksAtTicks'>): readonly ActorOutput[] => [
  { kind: 'wake', atTicks: Math.min(pending[0]?.atTicks ?? endTicks, breaksAtTicks ?? endTicks) },
];
