// The receipt as lines: titles, dates and what the template wants. Nothing of the patron is on it that the library did
// not ask for.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { ItemName, Language } from '../../protocols/screen/screen.ts';
import { RECEIPT_WORDS } from './receipt-catalogue.ts';
import type { ReceiptSetup } from './receipt-template.ts';
import { dueInWords, momentInWords, moneyInWords, type ReceiptWords } from './receipt-words.ts';
import type { ReceiptContent, ReceiptEntry } from './session.ts';
import { centred, left } from './slip-lines.ts';

/** The lines of a receipt in the patron's language. */
export function slipOf(
  content: ReceiptContent,
  language: Language,
  { head, foot, qr, parts }: Pick<ReceiptSetup, 'head' | 'foot' | 'qr' | 'parts'>,
  now: Moment,
): readonly SlipLine[] {
  const words = RECEIPT_WORDS[language];
  const [heading, ...address] = head;
  const section = (heading: string, entries: readonly ReceiptEntry[], hint?: string) =>
    sectionOf(heading, parts.dueDates ? entries : entries.map(({ name }) => undated(name)), words, hint);
  return [
    ...(parts.logo ? [{ kind: 'logo' } as const] : []),
    { kind: 'heading', text: heading },
    ...address.map(centred),
    centred(momentInWords(now, words)),
    ...(content.patron === null ? [] : [centred(words.patron(content.patron))]),
    ...section(words.lent, content.lent),
    ...section(words.renewed, content.renewed),
    ...section(words.returned, content.returned),
    ...section(words.unresolved, content.unresolved.map(undated), words.unresolvedHint),
    ...endOf(content, foot.length > 0 ? foot : parts.thanks ? [words.thanks] : [], words),
    ...(qr === '' ? [] : [{ kind: 'blank' } as const, { kind: 'qr', text: qr } as const]),
  ];
}

const undated = (name: ItemName): ReceiptEntry => ({ name, due: null });

function sectionOf(
  heading: string,
  entries: readonly ReceiptEntry[],
  words: ReceiptWords,
  hint: string | undefined,
): readonly SlipLine[] {
  if (entries.length === 0) return [];
  return [
    { kind: 'rule' },
    left(`${heading} (${entries.length})`),
    ...entries.map(
      ({ name: { title, ending }, due }): SlipLine => ({
        kind: 'entry',
        text: title ?? words.untitled(ending),
        detail: due === null ? '' : words.due(dueInWords(due, words)),
      }),
    ),
    ...(hint === undefined ? [] : [left(hint)]),
  ];
}

function endOf({ owed }: ReceiptContent, foot: readonly string[], words: ReceiptWords): readonly SlipLine[] {
  const fees = owed === null ? [] : [{ kind: 'rule' } as const, left(words.owed(moneyInWords(owed, words)))];
  return [...fees, ...(foot.length === 0 ? [] : [{ kind: 'rule' } as const, ...foot.map(centred)])];
}
