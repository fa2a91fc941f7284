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
  return { faults, accept: () => connection(world, settings, faults) };
};

const resend: Sip2Answer = { code: '96', extra: [] };

/** What comes of one line. */
interface Reply {
  readonly answer: Sip2Answer | null;
  readonly thenClose: boolean;
  /** The digit after AY. */
  readonly sequence: number | null;
}

const connection = (
  world: World,
  settings: AcsSettings,
  faults: FaultPlan<MessageCode, AcsFault>,
): AcsConnection => {
  const { charset, terminator } = settings;
  let buffer = EMPTY_LINE_BUFFER;
  let loggedIn = settings.user === '';
  let loginsRefused = 0;
  let last: Sip2Answer = resend;
  let closed = false;
  /** One request after the other: an answer never overtakes the one before. */
  let busyUntilTicks = Number.NEGATIVE_INFINITY;

  const bytesOf = (answer: Sip2Answer, sequence: number | null): Uint8Array =>
    encodeMessage(answer, { charset, terminator, sequence });

  const notUnderstood = (): Reply =>
    settings.notUnderstood === 'resend'
      ? { answer: resend, thenClose: false, sequence: null }
      : { answer: null, thenClose: true, sequence: null };

  const answerFor = (request: Sip2Message, now: Moment): Sip2Answer | null => {
    if (request.code === '97') return last;
    if (!loggedIn && request.code !== '93' && request.code !== '99') return notLoggedIn;
    const answer = answerTo(request, { world, settings, now });
    if (answer?.code === '94') {
      loggedIn = answer.ok === '1';
      loginsRefused += loggedIn ? 0 : 1;
    }
    return answer;
  };

  const carryOut = (request: Sip2Message, sequence: number | null, now: Moment): Reply => {
    const answer = answerFor(request, now);
    if (answer === null) return notUnderstood();
    last = answer;
    return { answer, thenClose: loginsRefused >= LOGINS_REFUSED_BEFORE_CLOSING, sequence };
  };

  const reply = (line: Uint8Array, now: Moment): readonly ActorOutput[] => {
    busyUntilTicks = Math.max(busyUntilTicks, now.ticks) + world.libraryDelayMs;
    const decoded = decodeMessage(line, { charset });
    const demanded = settings.errorDetection === 'on' && decoded.ok && decoded.message.code !== '97';
    if (!decoded.ok || decoded.checksum === 'wrong' || (demanded && decoded.checksum === 'absent')) {
      return outputs(notUnderstood(), null);
    }
    const { message } = decoded;
    const fault = faults.next(message.code);
    const sequence = settings.errorDetection === 'off' ? null : decoded.sequence;
    switch (fault?.kind) {
      case 'closeBefore':
        return outputs({ answer: null, thenClose: true, sequence }, null);
      case 'ignored':
        return [];
      case 'resend':
        return outputs({ answer: resend, thenClose: false, sequence }, null);
      default:
        return outputs(carryOut(message, sequence, now), fault);
    }
  };

  const outputs = (
    { answer, thenClose, sequence }: Reply,
    fault: AcsFault | null,
  ): readonly ActorOutput[] => {
    if (fault?.kind === 'delay') busyUntilTicks += fault.ms;
    const atTicks = busyUntilTicks;
    const told = answer !== null && fault?.kind !== 'silent' && fault?.kind !== 'closeAfter';
    closed = thenClose || fault?.kind === 'closeAfter';
    const bytes = told ? bytesOf(answer, sequence) : null;
    return [
      ...(bytes === null
        ? []
        : [{ kind: 'send', atTicks, bytes: fault?.kind === 'garble' ? garbled(bytes) : bytes } as const]),
      ...(closed ? [{ kind: 'close', atTicks } as const] : []),
    ];
  };

  return {
    receive: (bytes, now) => {
      const pushed = pushBytes(buffer, bytes);
      buffer = pushed.buffer;
      return pushed.lines.flatMap((line) => (closed ? [] : reply(line, now)));
    },
    wake: () => [],
  };
};
