// The library system's twin: SIP2 requests in, answers out, from the world's true state. What a request changes is
// changed when it comes in; its answer is on the wire when the library system has thought about it.

import type { Moment } from '../../../protocols/moment.ts';
import { decodeRaw } from '../../../protocols/sip2/charset.ts';
import { decodeMessage } from '../../../protocols/sip2/codec.ts';
import { EMPTY_LINE_BUFFER, pushBytes } from '../../../protocols/sip2/framing.ts';
import type { MessageCode, Sip2Answer, Sip2Message } from '../../../protocols/sip2/table.ts';
import { createFaultPlan, type FaultPlan } from '../faults.ts';
import type { ActorOutput } from '../output.ts';
import type { World } from '../world/world.ts';
import { answerTo } from './answer.ts';
import { notUnderstood, type Reply, resend, said, troubled } from './reply.ts';
import { notLoggedIn } from './session.ts';
import { type AcsFault, type AcsSettings, defaultAcsSettings } from './settings.ts';
import { writeAnswer, writeText } from './writing.ts';

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
  /** Is the connection idle for too long? */
  wake(now: Moment): readonly ActorOutput[];
}

/** As servers do, to keep guessing slow. */
const LOGINS_REFUSED_BEFORE_CLOSING = 3;

/** What a server that was taken down to version 1.00 still knows. */
const VERSION_1: readonly MessageCode[] = ['23', '11', '09', '01', '99', '97'];

/** Makes a library system over the world's books. */
export const createAcs = (world: World, given: Partial<AcsSettings> = {}): Acs => {
  const settings = { ...defaultAcsSettings, ...given };
  const faults = createFaultPlan(settings.faults);
  const properties = new Map<string, string>();
  return { faults, accept: () => new StationConnection({ world, settings, faults, properties }) };
};

/** What all connections share. */
interface House {
  readonly world: World;
  readonly settings: AcsSettings;
  readonly faults: FaultPlan<MessageCode, AcsFault>;
  readonly properties: Map<string, string>;
}

class StationConnection implements AcsConnection {
  readonly #house: House;
  #buffer = EMPTY_LINE_BUFFER;
  #loggedIn: boolean;
  #loginsRefused = 0;
  #last: Sip2Answer = resend;
  /** The request before, as it came, with what it was answered; null where that is not to be answered again. */
  #before: { readonly line: string; readonly reply: Reply } | null = null;
  #version1 = false;
  #closed = false;
  /** One request after the other: an answer never overtakes the one before. */
  #busyUntilTicks = Number.NEGATIVE_INFINITY;
  #lastHeardTicks = Number.NEGATIVE_INFINITY;
  #linesSaid = 0;

  constructor(house: House) {
    this.#house = house;
    this.#loggedIn = house.settings.user === '';
  }

  receive(bytes: Uint8Array, now: Moment): readonly ActorOutput[] {
    const { pipelined, idleMs } = this.#house.settings;
    const pushed = pushBytes(this.#buffer, bytes);
    this.#buffer = pushed.buffer;
    this.#lastHeardTicks = now.ticks;
    const heard = pipelined === 'all' ? pushed.lines : pushed.lines.slice(0, 1);
    const outputs = heard.flatMap((line) => (this.#closed ? [] : this.#reply(line, now)));
    if (idleMs === null || this.#closed) return outputs;
    return [...outputs, { kind: 'wake', atTicks: now.ticks + idleMs }];
  }

  wake(now: Moment): readonly ActorOutput[] {
    const { idleMs } = this.#house.settings;
    if (idleMs === null || this.#closed || now.ticks < this.#lastHeardTicks + idleMs) return [];
    this.#closed = true;
    return [{ kind: 'close', atTicks: now.ticks }];
  }

  #reply(line: Uint8Array, now: Moment): readonly ActorOutput[] {
    const { world, settings, faults } = this.#house;
    this.#busyUntilTicks = Math.max(this.#busyUntilTicks, now.ticks) + world.libraryDelayMs;
    const { errorDetection } = settings;
    const decoded = decodeMessage(line, { charset: settings.charset });
    const demanded = errorDetection === 'on' && decoded.ok && decoded.message.code !== '97';
    const wrong = decoded.ok && decoded.checksum === 'wrong' && errorDetection !== 'off';
    if (!decoded.ok || wrong || (demanded && decoded.checksum === 'absent')) {
      return this.#outputs(notUnderstood(settings), now);
    }
    const { message, sequence } = decoded;
    if (!this.#knows(message)) return this.#outputs(notUnderstood(settings), now);
    const fault = faults.next(message.code);
    const text = sequence === null ? null : decodeRaw(line, 'latin1');
    const reply = troubled(fault, { sequence, carryOut: () => this.#once(message, sequence, text, now) });
    return this.#outputs(reply, now);
  }

  #knows({ code }: Sip2Message): boolean {
    const unsupported: readonly MessageCode[] = this.#house.settings.unsupported;
    return !unsupported.includes(code) && (!this.#version1 || VERSION_1.includes(code));
  }

  /** Carries a request out, unless it is the one before once more and that is not to be. */
  #once(request: Sip2Message, sequence: number | null, line: string | null, now: Moment): Reply {
    const { repeatedRequest } = this.#house.settings;
    if (repeatedRequest !== 'carried-out' && line !== null && line === this.#before?.line) {
      return repeatedRequest === 'resend' ? said([resend], null) : this.#before.reply;
    }
    const reply = this.#carryOut(request, sequence, now);
    this.#before = line === null ? null : { line, reply };
    return reply;
  }

  #carryOut(request: Sip2Message, sequence: number | null, now: Moment): Reply {
    const answer = this.#answerFor(request, now);
    if (answer === null) return notUnderstood(this.#house.settings);
    this.#last = answer;
    return {
      ...said([answer], sequence),
      thenClose: this.#loginsRefused >= LOGINS_REFUSED_BEFORE_CLOSING,
    };
  }

  #answerFor(request: Sip2Message, now: Moment): Sip2Answer | null {
    if (request.code === '97') return this.#last;
    if (!this.#loggedIn && request.code !== '93' && request.code !== '99') return notLoggedIn;
    const { world, settings, properties } = this.#house;
    const answer = answerTo(request, { world, settings, now, properties });
    if (answer?.code === '94') {
      this.#loggedIn = answer.ok === '1';
      this.#loginsRefused += this.#loggedIn ? 0 : 1;
    }
    const old = request.code === '99' && request.protocolVersion === '1.00';
    if (!old || answer?.code !== '98' || settings.version1 !== 'downgrades') return answer;
    this.#version1 = true;
    return { ...answer, protocolVersion: '1.00', supportedMessages: '' };
  }

  #outputs(reply: Reply, now: Moment): readonly ActorOutput[] {
    this.#busyUntilTicks += reply.lateMs;
    this.#closed = reply.thenClose;
    const atTicks = Math.max(this.#busyUntilTicks, now.ticks);
    const sent = reply.lines.map((line): ActorOutput => {
      const { settings } = this.#house;
      const nth = this.#linesSaid++;
      const bytes =
        typeof line === 'string'
          ? writeText(line, settings, nth)
          : writeAnswer(line, settings, { sequence: reply.sequence, nth });
      return { kind: 'send', atTicks, bytes: reply.spoil(bytes) };
    });
    return this.#closed ? [...sent, { kind: 'close', atTicks }] : sent;
  }
}
