// What the answer about an item says.

import type { Due } from '../../../protocols/screen/screen.ts';
import { parseDue } from '../../../protocols/sip2/dates.ts';
import type { MessageOf } from '../../../protocols/sip2/table.ts';
import { circulationStatuses, mediaTypes } from '../../../protocols/sip2/values.ts';
import type { Exchange } from './exchange.ts';
import { type Finding, failed, ok, warning } from './finding.ts';
import { type TestSetup, topicOf } from './probes.ts';

/** 18 about the technician's item, or about one that is made up. */
export function judgeItem(
  { request }: Exchange,
  answer: MessageOf<'18'>,
  { target }: TestSetup,
): readonly Finding[] {
  const topic = topicOf(request);
  const known = answer.titleIdentifier !== '' || answer.circulationStatus !== '01';
  if (target.item === null) return [madeUp(topic, known)];
  if (!known) {
    return [
      failed(
        topic,
        'the library system does not know this item',
        'Check the barcode, with all its digits, and library.institution.',
      ),
    ];
  }
  return [
    ok(topic, 'the item is known', details(answer)),
    ...otherItem(topic, target.item, answer.itemIdentifier),
    ...dueDate(topic, answer.dueDate ?? ''),
  ];
}

function madeUp(topic: string, known: boolean): Finding {
  if (!known) return ok(topic, 'a made-up item is unknown, as it should be; --item ID tries a real one');
  return warning(
    topic,
    'it knows an item that was made up',
    'Try a real one with --item ID. With this server a misread barcode is an item.',
  );
}

function details(answer: MessageOf<'18'>): readonly string[] {
  const status = wordOf(circulationStatuses, answer.circulationStatus);
  const media = answer.mediaType === undefined ? null : wordOf(mediaTypes, answer.mediaType);
  const lines: readonly (readonly [name: string, value: string | null | undefined])[] = [
    ['title', answer.titleIdentifier],
    ['status', status],
    ['belongs to', answer.permanentLocation],
    ['is at', answer.currentLocation],
    ['media', media],
  ];
  return lines.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : []));
}

function wordOf(words: Readonly<Record<string, string>>, value: string): string {
  return `${Object.hasOwn(words, value) ? words[value] : 'a value of its own'} (${value})`;
}

const PLAIN = /^[0-9A-Za-z]+$/;

/** Without sequence numbers, the station knows a late answer by its barcode. */
function otherItem(topic: string, asked: string, told: string): readonly Finding[] {
  if (asked === told || !PLAIN.test(asked) || !PLAIN.test(told)) return [];
  return [
    warning(
      topic,
      'it answers with another barcode (AB) than it was asked for',
      'Without error detection the station would take this for a late answer: set library.errorDetection to auto.',
    ),
  ];
}

function dueDate(topic: string, text: string): readonly Finding[] {
  const due = parseDue(text);
  const told = `due date (AH) ${JSON.stringify(text)}`;
  if (due === null) return text === '' ? [] : [ok(topic, `${told} is read as: none`)];
  if (due.kind !== 'verbatim') return [ok(topic, `${told} is read as ${dateOf(due)}`)];
  return [
    warning(
      topic,
      `${told} cannot be read as a date`,
      'Patrons see it as it is. Ask the vendor for YYYYMMDD, four blanks and HHMMSS, or YYYY-MM-DD.',
    ),
  ];
}

function dateOf(due: Exclude<Due, { readonly kind: 'verbatim' }>): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${due.year}-${two(due.month)}-${two(due.day)}`;
  return due.kind === 'day' ? `${day}, the whole day` : `${day}, ${two(due.hour)}:${two(due.minute)}`;
}
