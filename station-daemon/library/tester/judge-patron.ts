// What the answers about a card say. Names stay hidden: the technician who tests is not the patron.

import { parseMoney } from '../../../protocols/sip2/money.ts';
import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { countOf, isNo, isYes, patronFlags } from '../../../protocols/sip2/values.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, failed, ok, warning } from './finding.ts';
import { initials } from './masked.ts';
import { type TestSetup, topicOf } from './probes.ts';

type PatronAnswer = MessageOf<'24'> | MessageOf<'64'>;

/** 24 or 64 about the technician's card, or about one that is made up. */
export function judgePatron(
  { request }: Exchange,
  answer: PatronAnswer,
  { target, library }: TestSetup,
): readonly Finding[] {
  const topic = topicOf(request);
  const known = isKnown(answer);
  if (target.patron === null) return [madeUp(topic, known)];
  if (!known) {
    return [
      failed(
        topic,
        'the library system does not know this card (BL)',
        'Check the number, with all its digits, and library.institution.',
      ),
    ];
  }
  const details = answer.code === '64' ? [...standing(answer), ...counts(answer)] : standing(answer);
  const fees = fee(answer, library.currency);
  return [
    ok(topic, 'the card is known', [...details, ...fees, ...screenMessages(answer)]),
    ...(answer.code === '64' && target.patron.pin !== null ? [judgePin(topic, answer)] : []),
  ];
}

/** BL is left out by servers that know only valid patrons; an unknown one has no name. */
function isKnown({ validPatron, personalName }: PatronAnswer): boolean {
  return validPatron === undefined ? personalName !== '' : isYes(validPatron);
}

function madeUp(topic: string, known: boolean): Finding {
  if (!known) return ok(topic, 'a made-up card is unknown, as it should be; --patron ID tries a real one');
  return warning(
    topic,
    'it knows a card that was made up',
    'With this server every scan is a patron. Ask the vendor, and try a real card with --patron ID.',
  );
}

/** A wrong PIN is no error in SIP2: only CQ tells. */
function judgePin(topic: string, { validPatronPassword }: PatronAnswer): Finding {
  if (isYes(validPatronPassword)) return ok(topic, 'the PIN is right (CQ)');
  if (isNo(validPatronPassword)) {
    return failed(
      topic,
      'the PIN is wrong (CQ)',
      'Try it where it surely works. Several tries may lock the card.',
    );
  }
  return warning(
    topic,
    'it does not say whether the PIN is right (CQ)',
    'Ask the vendor to switch the check of PINs on. Until then station.pin: required protects nothing.',
  );
}

function standing(answer: PatronAnswer): readonly string[] {
  const flags = patronFlags(answer.patronStatus);
  const words = flags.map((flag) => flag.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
  return [
    `name: ${answer.personalName === '' ? 'none' : initials(answer.personalName)}`,
    `status: ${words.length === 0 ? 'nothing is denied' : words.join(', ')}`,
  ];
}

const COUNTS = [
  ['holds', 'holdItemsCount'],
  ['overdue', 'overdueItemsCount'],
  ['charged', 'chargedItemsCount'],
  ['fines', 'fineItemsCount'],
  ['recalls', 'recallItemsCount'],
  ['unavailable holds', 'unavailableHoldsCount'],
] as const;

function counts(answer: MessageOf<'64'>): readonly string[] {
  const told = COUNTS.map(([name, property]) => `${name} ${countOf(answer[property]) ?? 'not told'}`);
  const limit = countOf(answer.chargedItemsLimit ?? '');
  return [`counts: ${told.join(', ')}${limit === null ? '' : `; at most ${limit} charged`}`];
}

function fee({ feeAmount, currency }: PatronAnswer, ours: string): readonly string[] {
  if (feeAmount === undefined || feeAmount.trim() === '') return [];
  const owed = parseMoney(feeAmount, currency || ours);
  return [
    owed === null
      ? `fees: ${JSON.stringify(feeAmount)}, which is no amount`
      : `fees: ${owed.amount.toFixed(2)} ${owed.currency}${currency ? '' : ' (the currency is the settings’ own)'}`,
  ];
}

function screenMessages({ screenMessage }: PatronAnswer): readonly string[] {
  const length = screenMessage.join(' ').trim().length;
  return length === 0 ? [] : [`message for the screen (AF): ${length} characters, shown by --raw`];
}

/** 36. */
export function judgeEnd({ request }: Exchange, { endSession }: MessageOf<'36'>): Finding {
  return isYes(endSession)
    ? ok(topicOf(request), 'ended')
    : warning(topicOf(request), 'it says no to the end of the session', 'It costs the station nothing.');
}
