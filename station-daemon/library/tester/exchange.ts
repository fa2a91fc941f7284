// One request with what came of it, and what can be told of that whatever the request was.

import type { Moment } from '../../../protocols/moment.ts';
import type { Charset } from '../../../protocols/sip2/charset.ts';
import { decodeMessage } from '../../../protocols/sip2/codec.ts';
import {
  type AnswerCode,
  type MessageOf,
  messages,
  type Sip2Request,
} from '../../../protocols/sip2/table.ts';
import { type Finding, failed, warning } from './finding.ts';
import { maskedLine } from './masked.ts';
import { secretsOf, type TestSetup, topicOf } from './probes.ts';

export interface Exchange {
  readonly request: Sip2Request;
  /** The digit after AY, or null where the request had no error detection. */
  readonly sequence: number | null;
  readonly outcome: Outcome;
  /** When the answer came, or was waited for no longer. */
  readonly at: Moment;
  readonly tookMs: number;
}

export type Outcome =
  /** The line has no terminator any more. */
  | { readonly kind: 'answered'; readonly line: Uint8Array }
  /** `unfinished`: bytes that came without an end of the message. */
  | { readonly kind: 'silent'; readonly unfinished: number }
  | { readonly kind: 'closed'; readonly reason: string };

/** The answer, where it is a message with this code. */
export function answerWith<Code extends AnswerCode>(
  { outcome }: Exchange,
  code: Code,
  charset: Charset,
): MessageOf<Code> | null {
  if (outcome.kind !== 'answered') return null;
  const decoded = decodeMessage(outcome.line, { charset });
  if (!decoded.ok) return null;
  const { message } = decoded;
  const isIt = (one: typeof message): one is typeof message & MessageOf<Code> => one.code === code;
  return isIt(message) ? message : null;
}

/** Does the library system ask to be told again (96)? */
export const wantsItAgain = (exchange: Exchange, charset: Charset): boolean =>
  answerWith(exchange, '96', charset) !== null;

/** Why the answer is none that the request asks for; null where it is one. */
export function noAnswer(exchange: Exchange, setup: TestSetup): Finding | null {
  const { request, outcome } = exchange;
  const topic = topicOf(request);
  switch (outcome.kind) {
    case 'silent':
      return silent(topic, outcome.unfinished, setup.library.replyMs);
    case 'closed':
      return failed(
        topic,
        `the library system closed the connection without an answer (${outcome.reason})`,
        'Look into its log at this moment: it does not know this message, does not let this login use it, or crashed over it.',
      );
    case 'answered':
      return wrongAnswer(topic, request, outcome.line, setup);
  }
}

function silent(topic: string, unfinished: number, replyMs: number): Finding {
  const within = `within ${replyMs / 1000} s`;
  if (unfinished > 0) {
    return failed(
      topic,
      `${unfinished} bytes came, but no end of the message ${within}`,
      'The library system has to end each message with CR. See the bytes with --raw.',
    );
  }
  return failed(
    topic,
    `no answer ${within}`,
    'Check that this port speaks SIP2 (not telnet, not TLS). Try library.terminator: CRLF, or library.errorDetection: off.',
  );
}

function wrongAnswer(
  topic: string,
  request: Sip2Request,
  line: Uint8Array,
  setup: TestSetup,
): Finding | null {
  const { charset } = setup.library;
  const decoded = decodeMessage(line, { charset });
  if (!decoded.ok) {
    return failed(
      topic,
      `the answer is no SIP2 message (${decoded.fault.kind}): ${beginningOf(line, setup)}`,
      'Check that this port speaks SIP2. Words in plain English are often the vendor’s own error: send them on.',
    );
  }
  const { code } = decoded.message;
  const { answer } = messages[request.code];
  if (code === '96') {
    return failed(
      topic,
      'it answers 96: it did not understand the message, with and without error detection',
      'Ask the vendor whether it knows this message and what its log says.',
    );
  }
  if (code === '94' && answer !== '94') {
    return failed(
      topic,
      'it answers 94 (login): it wants a login first, or another one',
      'Set library.login.order to login-first, with the user and password from the vendor.',
    );
  }
  if (code !== answer) {
    return failed(
      topic,
      `it answers ${code} instead of ${answer}`,
      'Run the test again: a late answer can do this once. If it stays, send the lines of --raw to the vendor.',
    );
  }
  return null;
}

/** Fields that the answer must have and has not: an oddity, which the station bears. */
export function missingFields({ request, outcome }: Exchange, charset: Charset): readonly Finding[] {
  const decoded = outcome.kind === 'answered' ? decodeMessage(outcome.line, { charset }) : null;
  if (decoded?.ok !== true || decoded.missing.length === 0) return [];
  return [
    warning(
      topicOf(request),
      `the answer ${decoded.message.code} lacks ${decoded.missing.join(', ')}, which SIP2 requires`,
      'The station takes them as blank. Tell the vendor.',
    ),
  ];
}

const LONGEST_SHOWN = 60;

/** Masked before it is cut, so that no part of a secret stays. */
function beginningOf(line: Uint8Array, setup: TestSetup): string {
  return maskedLine(line, setup.library.charset, secretsOf(setup)).slice(0, LONGEST_SHOWN);
}
