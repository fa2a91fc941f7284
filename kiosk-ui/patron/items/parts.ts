// The parts of a set in words: how many lie here, which do not, and whether some do that should not. Pure.

import type { SetParts } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** More numbers than these are not told: nobody keeps them in mind. */
const MOST_TOLD = 5;

/** One or more short sentences, each without its full stop. */
export function partsInWords({ here, of, missing, extra }: SetParts, words: Catalogue): readonly string[] {
  const { partsHere, partsMissing, partsExtra } = words.items;
  const sentences = [partsHere(numberOf(here, words), numberOf(of, words))];
  if (missing.length > 0 && missing.length <= MOST_TOLD) {
    const list = new Intl.ListFormat(words.locale, { type: 'conjunction' });
    const parts = list.format(missing.map((part) => numberOf(part, words)));
    sentences.push(partsMissing(parts, missing.length));
  }
  if (extra > 0) sentences.push(partsExtra(extra));
  return sentences;
}

function numberOf(value: number, { locale }: Catalogue): string {
  return new Intl.NumberFormat(locale).format(value);
}
