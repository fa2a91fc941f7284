// What sip2.ts compares the codec with: SIP2 as clients usually read and write it. The line becomes a string, each
// field is looked for with a RegExp of its own over the whole of it, requests are strings put together, and the
// checksum is counted over the split characters. It knows ASCII alone, and reads an item's title for a field where
// the title looks like one.

import { fields } from '../../protocols/sip2/fields.ts';
import type { MessageRow } from '../../protocols/sip2/rows.ts';
import { type MessageOf, messages } from '../../protocols/sip2/table.ts';

/** What the client reads in one kind of answer. */
export interface KnownAnswer {
  readonly fixed: MessageRow['fixed'];
  readonly fields: readonly { readonly name: string; readonly code: string; readonly repeating: boolean }[];
}

/** All that the codec reads in the same answer. */
export function knownAnswer(code: '12' | '64'): KnownAnswer {
  const row = messages[code];
  return {
    fixed: row.fixed,
    fields: row.variable.map((use) => ({
      name: fields[use.code].name,
      code: use.code,
      repeating: use.need === 'repeating',
    })),
  };
}

/** An answer as the client hands it on. */
export type ClientAnswer = Readonly<Record<string, string | readonly string[] | boolean | undefined>>;

/** Reads one line, without its terminator. */
export function readAnswer(line: Uint8Array, known: KnownAnswer): ClientAnswer {
  const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString('utf8');
  const answer: Record<string, string | readonly string[] | boolean | undefined> = {
    code: text.substring(0, 2),
  };
  let at = 2;
  for (const { name, width } of known.fixed) {
    answer[name] = text.substring(at, at + width);
    at += width;
  }
  const body = `|${text.substring(at)}`;
  for (const { name, code, repeating } of known.fields) {
    answer[name] = repeating ? readFields(body, code) : readField(body, code);
  }
  const trailer = text.match(/AY(\d)AZ([0-9A-F]{4})$/);
  answer['sequence'] = trailer?.[1];
  answer['checksumRight'] = trailer?.[2] === checksum(text.substring(0, text.length - 4));
  return answer;
}

const readField = (body: string, code: string): string | undefined =>
  body.match(new RegExp(`\\|${code}(.*?)\\|`))?.[1];

const readFields = (body: string, code: string): readonly string[] =>
  Array.from(body.matchAll(new RegExp(`\\|${code}(.*?)(?=\\|)`, 'g')), (found) => found[1] ?? '');

/** Writes a checkout. What a patron or a barcode could inject is taken out, as the codec does. */
export function writeCheckout(checkout: MessageOf<'11'>, sequence: number): Uint8Array {
  let text = '11';
  const append = (code: string, value: string | undefined): void => {
    if (value !== undefined) text += `${code}${value.replace(/[|\r\n]/g, '')}|`;
  };
  text += checkout.renewalPolicy + checkout.noBlock + checkout.transactionDate + checkout.noBlockDueDate;
  append('AO', checkout.institutionId);
  append('AA', checkout.patronIdentifier);
  append('AB', checkout.itemIdentifier);
  append('AC', checkout.terminalPassword);
  append('CH', checkout.itemProperties);
  append('AD', checkout.patronPassword);
  append('BO', checkout.feeAcknowledged);
  append('BI', checkout.cancel);
  text += `AY${sequence}AZ`;
  return Buffer.from(`${text}${checksum(text)}\r`, 'utf8');
}

function checksum(text: string): string {
  let sum = 0;
  for (const character of text.split('')) sum += character.charCodeAt(0);
  return (-sum & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}
