// The reference page of SIP2 as this station speaks it, made from the tables that the codec works from.

import { fields } from './fields.ts';
import type { FixedField, MessageRow, Use, VariableField } from './rows.ts';
import { messages } from './table.ts';
import {
  alertTypes,
  circulationStatuses,
  feeTypes,
  holdModes,
  holdTypes,
  languages,
  mediaTypes,
  PATRON_FLAGS,
  paymentTypes,
  SUMMARY_LISTS,
  SUPPORTED_MESSAGES,
  securityMarkers,
  stationStatuses,
} from './values.ts';

/** The whole page as Markdown. */
export function referencePage(): string {
  return [
    '# SIP2 as this station speaks it',
    '',
    'Made from the tables in this folder; `npx tsx scripts/write-references.ts` writes it anew.',
    'A field in **bold** is always sent, even blank; one with * may come several times.',
    '',
    '## Messages',
    '',
    ...table(['code', 'name', 'from', 'answer', 'fixed fields (bytes)', 'variable fields'], messageRows()),
    '',
    '## Variable fields',
    '',
    'What is personal never stays after a session; what is secret never leaves the memory.',
    '',
    ...table(['code', 'name', 'holds', 'seen by', 'source'], fieldRows()),
    '',
    '## Values',
    '',
    ...valueSections(),
  ].join('\n');
}

function messageRows(): readonly (readonly string[])[] {
  const rows: readonly (readonly [string, MessageRow])[] = Object.entries(messages);
  return rows
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([code, row]) => [
      code,
      row.name,
      row.direction === 'request' ? 'station' : 'library system',
      row.answer ?? '',
      row.fixed.map(fixedWords).join(', '),
      row.variable.map(useWords).join(' '),
    ]);
}

const fixedWords = ({ name, width }: FixedField): string => `${name} (${width})`;

function useWords({ code, need }: Use): string {
  switch (need) {
    case 'required':
      return `**${code}**`;
    case 'optional':
      return code;
    case 'repeating':
      return `${code}*`;
  }
}

function fieldRows(): readonly (readonly string[])[] {
  const rows: readonly (readonly [string, VariableField])[] = Object.entries(fields);
  return rows.map(([code, { name, kind, discretion, source }]) => [
    code,
    name,
    kind,
    discretion === 'open' ? 'anybody' : discretion,
    source,
  ]);
}

function valueSections(): readonly string[] {
  return [
    section('Patron status, by position', [...PATRON_FLAGS.entries()]),
    section('Lists of 63 and 64, by position', [...SUMMARY_LISTS.entries()]),
    section('Requests in BX, by position', [...SUPPORTED_MESSAGES.entries()]),
    section('Circulation status in 18', Object.entries(circulationStatuses)),
    section('Security marker in 18', Object.entries(securityMarkers)),
    section('Media type, CK', Object.entries(mediaTypes)),
    section('Alert type, CV', Object.entries(alertTypes)),
    section('Fee type, BT', Object.entries(feeTypes)),
    section('Payment type in 37', Object.entries(paymentTypes)),
    section('Hold type, BY', Object.entries(holdTypes)),
    section('Hold mode in 15', Object.entries(holdModes)),
    section('Station status in 99', Object.entries(stationStatuses)),
    section(
      'Language in 23 and 63',
      Object.entries(languages).map(([code, { name }]) => [code, name] as const),
    ),
  ].flat();
}

function section(
  title: string,
  values: readonly (readonly [code: string | number, meaning: string])[],
): readonly string[] {
  const sorted = values.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  const inOrder = values.every(([code]) => typeof code === 'number') ? values : sorted;
  return [
    `### ${title}`,
    '',
    ...table(
      ['value', 'meaning'],
      inOrder.map(([code, meaning]) => [`\`${code}\``, meaning]),
    ),
    '',
  ];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
