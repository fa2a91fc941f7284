// The twin of a serial reader of any make: request frames in, answer frames out, each at the tick at which a real
// reader's last byte would have crossed the line. What lies in its field is the world's; tags change at the tick at
// which a real tag would hold the new value, so that a plug pulled in the middle leaves what it would leave.
// The frames of a make are a `ReaderDialect`; what happens on the air is in air/.

import type { Moment } from '../../../protocols/moment.ts';
import { createFaultPlan, garbled } from '../faults.ts';
import type { ActorOutput } from '../output.ts';
import type { World } from '../world/world.ts';
import type { AirAnswer, AirRequest } from './air/request.ts';
import { type Air, createAir, type PendingWrite } from './air/tags.ts';
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
): Reader => new SerialReader(createAir(world), dialect, settings);

class SerialReader<Request> implements Reader {
  readonly faults: ReaderFaults;
  readonly #air: Air;
  readonly #dialect: ReaderDialect<Request>;
  readonly #line: LineSpeed;
  #answeredTicks = Number.NEGATIVE_INFINITY;
  #work: Work<Request> | null = null;

  constructor(air: Air, dialect: ReaderDialect<Request>, settings: LineSettings) {
    this.#air = air;
    this.#dialect = dialect;
    this.#line = settings;
    this.faults = createFaultPlan(settings.faults);
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    return this.#dialect.push(bytes, now).flatMap((request) => this.#accept(request, now));
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
    this.#dialect.powerOff();
    this.#air.powerOff();
    this.#answeredTicks = Number.NEGATIVE_INFINITY;
  }

  #accept(request: Request, now: Moment): readonly ActorOutput[] {
    // A real reader does not hear what comes while it is busy, or too soon after its answer.
    const readyTicks = this.#answeredTicks + this.#dialect.restMs - REST_TOLERANCE_MS;
    if (this.#work !== null || now.ticks < readyTicks) return [];
    const startTicks = now.ticks + serialMs(this.#dialect.lengthOf(request), this.#line);
    const accepted = this.#dialect.accept(request);
    switch (accepted.kind) {
      case 'ignored':
        return [];
      case 'refused':
        return [this.#send(accepted.bytes, startTicks)];
      case 'work': {
        const { air } = accepted;
        const plan = this.#air.plan(air, startTicks);
        this.#work = { request, air, fault: this.faults.next(air.kind), failure: null, ...plan };
        return nextWake(this.#work);
      }
    }
  }

  #commitDue(now: Moment): void {
    const work = this.#work;
    while (work?.pending[0] !== undefined && work.pending[0].atTicks <= now.ticks) {
      const skipped = work.fault?.kind === 'writeIgnored' || work.fault?.kind === 'rfError';
      work.failure = skipped ? null : this.#air.commit(work.pending[0]);
      work.pending = work.failure === null ? work.pending.slice(1) : [];
    }
  }

  #finish({ request, air, fault, failure, endTicks }: Work<Request>): readonly ActorOutput[] {
    const answered: AirAnswer =
      fault?.kind === 'rfError' ? { kind: 'disturbed' } : (failure ?? this.#air.answer(air));
    const answer = this.#dialect.answer(request, answered);
    const sent = this.#send(fault?.kind === 'garble' ? garbled(answer) : answer, endTicks);
    return fault?.kind === 'noAnswer' ? [] : [sent];
  }

  #send(bytes: Uint8Array, fromTicks: number): ActorOutput {
    this.#answeredTicks = fromTicks + serialMs(bytes.length, this.#line);
    return { kind: 'send', atTicks: this.#answeredTicks, bytes };
  }
}

const nextWake = (work: Pick<Work<unknown>, 'pending' | 'endTicks'>): readonly ActorOutput[] => [
  { kind: 'wake', atTicks: work.pending[0]?.atTicks ?? work.endTicks },
];
