// What the answers to login and status say of the library system.

import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { countOf, isNo, isOk } from '../../../protocols/sip2/values.ts';
import { judgeClock } from './clock-drift.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, failed, note, ok, warning } from './finding.ts';
import { type TestSetup, topicOf } from './probes.ts';

/** 94. */
export function judgeLogin(exchange: Exchange, answer: MessageOf<'94'>, { library }: TestSetup): Finding {
  const topic = topicOf(exchange.request);
  const { location, order } = library.login;
  if (isOk(answer.ok)) return ok(topic, `accepted, in the order ${order}`);
  const withLocation = location === '' ? 'without a location (CP)' : `with the location (CP) ${location}`;
  return failed(
    topic,
    `refused: user ${JSON.stringify(library.login.user)}, ${withLocation}`,
    'Check library.login.user, password and location with the vendor. It was tried once only: many servers lock a login after three.',
  );
}

/** 98: what it claims, each against what the settings say. */
export function judgeStatus(
  exchange: Exchange,
  answer: MessageOf<'98'>,
  { library }: TestSetup,
): readonly Finding[] {
  const topic = topicOf(exchange.request);
  return [
    ok(topic, `answered by ${answer.libraryName?.trim() || 'a library system without a name'}`),
    ...version(topic, answer.protocolVersion),
    ...institution(topic, answer.institutionId, library.institution),
    claims(topic, answer),
    waiting(topic, answer, library.replyMs),
    judgeClock(answer.dateTimeSync, exchange.at),
  ];
}

function version(topic: string, told: string): readonly Finding[] {
  if (told === '2.00') return [];
  const text = `it speaks version ${JSON.stringify(told)} instead of 2.00`;
  const advice = 'Ask the vendor for SIP2 version 2.00: version 1 knows no patron information (63).';
  return [told.startsWith('1') ? failed(topic, text, advice) : warning(topic, text, advice)];
}

function institution(topic: string, told: string, ours: string): readonly Finding[] {
  if (told === ours || told.trim() === '') return [];
  return [
    warning(
      topic,
      `it calls its institution (AO) ${JSON.stringify(told)}; library.institution is ${JSON.stringify(ours)}`,
      'If cards or items are unknown, write its own word into library.institution.',
    ),
  ];
}

const FLAGS = [
  ['on line', 'onlineStatus'],
  ['check-in', 'checkinOk'],
  ['checkout', 'checkoutOk'],
  ['renewal', 'renewalPolicy'],
  ['item status update', 'statusUpdateOk'],
  ['off line', 'offlineOk'],
] as const;

/** The station needs these four; the others are for information. */
const NEEDED: readonly string[] = ['on line', 'check-in', 'checkout', 'renewal'];

function claims(topic: string, answer: MessageOf<'98'>): Finding {
  const told = FLAGS.map(([name, property]) => `${name} ${answer[property]}`).join(', ');
  const denied = FLAGS.filter(([name, property]) => NEEDED.includes(name) && isNo(answer[property]));
  if (denied.length === 0) return ok(topic, `it claims: ${told}`);
  return warning(
    topic,
    `it claims: ${told}`,
    `Servers are often wrong about this, so the station tries all the same. If ${denied.map(([name]) => name).join(', ')} is refused later, ask the vendor to allow it for this login.`,
  );
}

/** SIP2 2.00 counts the time-out in tenths of a second; 000 and 999 mean: as you like. */
function waiting(
  topic: string,
  { timeoutPeriod, retriesAllowed }: MessageOf<'98'>,
  replyMs: number,
): Finding {
  const told = `time-out ${timeoutPeriod}, retries ${retriesAllowed}`;
  const tenths = countOf(timeoutPeriod);
  if (tenths === null || tenths === 0 || tenths === 999)
    return note(topic, `${told}: it leaves the time-out to the station (${replyMs / 1000} s)`);
  if (tenths * 100 <= replyMs)
    return ok(topic, `${told}: the station waits ${replyMs / 1000} s, which is enough`);
  return warning(
    topic,
    `${told}: it may take ${tenths / 10} s, and the station waits ${replyMs / 1000} s`,
    `Set library.replySeconds to ${Math.min(60, Math.ceil(tenths / 10))}, unless its answers are quick (see answer times).`,
  );
}
