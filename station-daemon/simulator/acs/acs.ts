// The library system's twin: SIP2 requests in, answers out, from the world's true state. What a request changes is
// changed when it comes in; its answer is on the wire when the library system has thought about it.

import type { Moment } from '../../../protocols/moment.ts';
import { decodeMessage, encodeMessage } from '../../../protocols/sip2/codec.ts';
import { EMPTY_LINE_BUFFER, pushBytes } from '../../../protocols/sip2/framing.ts';
import type { MessageCode, Sip2Answer, Sip2Message } from '../../../protocols/sip2/table.ts';
import { createFaultPlan, type FaultPlan, garbled } from '../faults.ts';
import type { ActorOutput } from '../output.ts';
import type { World } from '../world/world.ts';
import { answerTo } from './answer.ts';
import { notLoggedIn } from './session.ts';
import { type AcsFault, type AcsSettings, defaultAcsSettings } from './settings.ts';

/** A simulated library system. All its connections see the same world. */
export interface Acs {
  readonly faults: FaultPlan<MessageCode, AcsFault>;
  /** A station has connected. */
  accept(): AcsConnection;
}

/** One connection. */
export interface AcsConnection {
  /** Bytes from the station. */
  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[];
  /** Never asked for: what is to come is told at once. */
  wake(now: Moment): readonly ActorOutput[];
}

/** As servers do, to keep guessing slow. */
const LOGINS_REFUSED_BEFORE_CLOSING = 3;

/** Makes a library system over the world's books. */
export const createAcs = (world: World, given: Partial<AcsSettings> = {}): Acs => {
  const settings = { ...defaultAcsSettings, ...given };
  const faults = createFaultPlan(settings.faults);
  return { faults, accept: () => new StationConnection({ world, settings, faults }) };
};

const resend: Sip2Answer = { code: '96', extra: [] };

/** What comes of one line. */
interface Reply {
  readonly answer: Sip2Answer | null;
  readonly thenClose: boolean;
  /** The digit after AY. */
  readonly sequence: number | null;
}

/** What all connections share. */
interface House {
  readonly world: World;
  readonly settings: AcsSettings;
  readonly faults: FaultPlan<MessageCode, AcsFault>;
}

class StationConnection implements AcsConnection {
  readonly #house: House;
  #buffer = EMPTY_LINE_BUFFER;
  #loggedIn: boolean;
  #loginsRefused = 0;
  #last: Sip2Answer = resend;
  #closed = false;
  /** One request after the other: an answer never overtakes the one before. */
  #busyUntilTicks = Number.NEGATIVE_INFINITY;

  constructor(house: House) {
    this.#house = house;
    this.#loggedIn = house.settings.user === '';
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const pushed = pushBytes(this.#buffer, bytes);
    this.#buffer = pushed.buffer;
    return pushed.lines.flatMap((line) => (this.#closed ? [] : this.#reply(line, now)));
  }

  wake(): readonly ActorOutput[] {
    return [];
  }

  #reply(line: Uint8Array, now: Moment): readonly ActorOutput[] {
    const { world, settings, faults } = this.#house;
    this.#busyUntilTicks = Math.max(this.#busyUntilTicks, now.ticks) + world.libraryDelayMs;
    const decoded = decodeMessage(line, { charset: settings.charset });
    const demanded = settings.errorDetection === 'on' && decoded.ok && decoded.message.code !== '97';
    if (!decoded.ok || decoded.checksum === 'wrong' || (demanded && decoded.checksum === 'absent')) {
      return this.#outputs(notUnderstood(settings), null);
    }
    const { message } = decoded;
    const fault = faults.next(message.code);
    const sequence = settings.errorDetection === 'off' ? null : decoded.sequence;
    switch (fault?.kind) {
      case 'closeBefore':
        return this.#outputs({ answer: null, thenClose: true, sequence }, null);
      case 'ignored':
        return [];
      case 'resend':
        return this.#outputs({ answer: resend, thenClose: false, sequence }, null);
      default:
        return this.#outputs(this.#carryOut(message, sequence, now), fault);
    }
  }

  #carryOut(request: Sip2Message, sequence: number | null, now: Moment): Reply {
    const answer = this.#answerFor(request, now);
    if (answer === null) return notUnderstood(this.#house.settings);
    this.#last = answer;
    return { answer, thenClose: this.#loginsRefused >= LOGINS_REFUSED_BEFORE_CLOSING, sequence };
  }

  #answerFor(request: Sip2Message, now: Moment): Sip2Answer | null {
    if (request.code === '97') return this.#last;
    if (!this.#loggedIn && request.code !== '93' && request.code !== '99') return notLoggedIn;
    const { world, settings } = this.#house;
    const answer = answerTo(request, { world, settings, now });
    if (answer?.code === '94') {
      this.#loggedIn = answer.ok === '1';
      this.#loginsRefused += this.#loggedIn ? 0 : 1;
    }
    return answer;
  }

  #outputs({ answer, thenClose, sequence }: Reply, fault: AcsFault | null): readonly ActorOutput[] {
    if (fault?.kind === 'delay') this.#busyUntilTicks += fault.ms;
    const atTicks = this.#busyUntilTicks;
    const told = answer !== null && fault?.kind !== 'silent' && fault?.kind !== 'closeAfter';
    this.#closed = thenClose || fault?.kind === 'closeAfter';
    const { charset, terminator } = this.#house.settings;
    const bytes = told ? encodeMessage(answer, { charset, terminator, sequence }) : null;
    return [
      ...(bytes === null
        ? []
        : [{ kind: 'send', atTicks, bytes: fault?.kind === 'garble' ? garbled(bytes) : bytes } as const]),
      ...(this.#closed ? [{ kind: 'close', atTicks } as const] : []),
    ];
  }
}

const notUnderstood = (settings: AcsSettings): Reply =>
  settings.notUnderstood === 'resend'
    ? { answer: resend, thenClose: false, sequence: null }
    : { answer: null, thenClose: true, sequence: null };
