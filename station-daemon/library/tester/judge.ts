// The tester's verdicts: on one step, and on the whole conversation.

import { judgeCapabilities } from './capabilities.ts';
import { answerWith, type Exchange, missingFields, noAnswer } from './exchange.ts';
import { type Finding, warning } from './finding.ts';
import { judgeItem } from './judge-item.ts';
import {
  judgeCharset,
  judgeErrorDetection,
  judgeFields,
  judgeTerminators,
  judgeTimes,
} from './judge-line.ts';
import { judgeEnd, judgePatron } from './judge-patron.ts';
import { judgeLogin, judgeStatus } from './judge-session.ts';
import { type ProbeName, type TestSetup, topicOf } from './probes.ts';

/** What a step showed. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** False where nothing can be asked any more. */
  readonly goOn: boolean;
}

/** The station does without these answers, though not gladly. */
const DISPENSABLE: readonly ProbeName[] = ['patronStatus', 'endSession'];
/** Without these nothing else is answered. */
const GREETING: readonly ProbeName[] = ['login', 'status'];

/** Judges the last exchange of a step. */
export function judgeStep(name: ProbeName, exchange: Exchange, setup: TestSetup): Judged {
  const nothing = noAnswer(exchange, setup);
  if (nothing !== null) {
    const dispensable = DISPENSABLE.includes(name);
    return {
      findings: [dispensable ? { ...nothing, level: 'warning' } : nothing],
      goOn: !GREETING.includes(name),
    };
  }
  const findings = [...judgeContent(exchange, setup), ...missingFields(exchange, setup.library.charset)];
  return { findings, goOn: name !== 'login' || findings.every(({ level }) => level !== 'failed') };
}

function judgeContent(exchange: Exchange, setup: TestSetup): readonly Finding[] {
  const { charset } = setup.library;
  const login = answerWith(exchange, '94', charset);
  if (login !== null) return [judgeLogin(exchange, login, setup)];
  const status = answerWith(exchange, '98', charset);
  if (status !== null) return judgeStatus(exchange, status, setup);
  const patron = answerWith(exchange, '64', charset) ?? answerWith(exchange, '24', charset);
  if (patron !== null) return judgePatron(exchange, patron, setup);
  const item = answerWith(exchange, '18', charset);
  if (item !== null) return judgeItem(exchange, item, setup);
  const end = answerWith(exchange, '36', charset);
  return end === null ? [] : [judgeEnd(exchange, end)];
}

/** A message was understood only when it was told again the other way. */
export function judgeRepeat({ request, sequence }: Exchange): Finding {
  const [before, after, setting] = sequence === null ? ['without', 'with', 'on'] : ['with', 'without', 'off'];
  return warning(
    topicOf(request),
    `told ${before} error detection, it asks to be told again (96); so it is told ${after}`,
    `If that is answered, set library.errorDetection to ${setting}: each message costs two otherwise.`,
  );
}

/** What a whole conversation came to. */
export interface Conversation {
  readonly exchanges: readonly Exchange[];
  /** Every byte that came, in order. */
  readonly received: Uint8Array;
  /** Lines that nothing had asked for. */
  readonly unasked: number;
}

/** Judges a conversation as a whole. */
export function judgeConversation(
  { exchanges, received, unasked }: Conversation,
  setup: TestSetup,
): readonly Finding[] {
  const { charset } = setup.library;
  if (exchanges.every(({ outcome }) => outcome.kind !== 'answered')) return [];
  return [
    ...judgeTerminators(received),
    ...judgeErrorDetection(exchanges, setup),
    judgeCharset(exchanges, charset),
    ...judgeTimes(exchanges),
    judgeFields(exchanges, charset),
    ...judgeCapabilities(exchanges, charset),
    ...(unasked === 0 ? [] : [chatter(unasked)]),
  ];
}

function chatter(lines: number): Finding {
  return warning(
    'other lines',
    `${lines} came that nothing had asked for`,
    'See them with --raw. A greeting before the login is borne; late answers mean that it is too slow.',
  );
}
