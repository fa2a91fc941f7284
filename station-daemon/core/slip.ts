// The receipt as lines. Titles and dates only: nothing of the patron is on it.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Language } from '../../protocols/screen/screen.ts';
import { dueInWords, momentInWords, type ReceiptWords, receiptWordsOf } from './receipt-words.ts';
import type { ReceiptContent, ReceiptEntry } from './session.ts';

/** The lines of a receipt in the first of some languages that can be printed. */
export function slipOf(
  content: ReceiptContent,
  languages: readonly Language[],
  stationName: string,
  now: Moment,
): readonly SlipLine[] {
  const words = receiptWordsOf(languages);
  return [
    { kind: 'heading', text: stationName },
    { kind: 'text', text: momentInWords(now, words), align: 'centre' },
    ...section(words.lent, content.lent, words),
    ...section(words.renewed, content.renewed, words),
    ...section(words.returned, content.returned, words),
    ...section(words.unresolved, content.unresolved.map(undated), words, words.unresolvedHint),
    { kind: 'rule' },
    { kind: 'text', text: words.thanks, align: 'centre' },
  ];
}

const undated = (title: string): ReceiptEntry => ({ title, due: null });

function section(
  title: string,
  entries: readonly ReceiptEntry[],
  words: ReceiptWords,
  hint?: string,
): readonly SlipLine[] {
  if (entries.length === 0) return [];
  return [
    { kind: 'rule' },
    { kind: 'text', text: `${title} (${entries.length})`, align: 'left' },
    ...entries.map(
      ({ title: text, due }): SlipLine => ({
        kind: 'entry',
        text,
        detail: due === null ? '' : words.due(dueInWords(due, words)),
      }),
    ),
    ...(hint === undefined ? [] : [{ kind: 'text', text: hint, align: 'left' } as const]),
  ];
}
