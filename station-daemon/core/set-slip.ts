// The slip that goes with a set which is not whole to the staff: what it is, what it lacks, when. Nothing of a patron.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Language, SetParts } from '../../protocols/screen/screen.ts';
import { RECEIPT_WORDS } from './receipt-catalogue.ts';
import { momentInWords } from './receipt-words.ts';
import { centred, left } from './slip-lines.ts';

/** What the staff are told of a set. */
export interface SetToCheck {
  readonly kind: 'set';
  /** Its barcode where the library system never told it. */
  readonly title: string;
  readonly item: string;
  readonly parts: SetParts;
  /** False where it was taken back as it is. */
  readonly staysOnLoan: boolean;
}

/** The lines of the slip, in the library's own language. */
export function setSlipOf(
  { title, item, parts, staysOnLoan }: SetToCheck,
  language: Language,
  stationName: string,
  now: Moment,
): readonly SlipLine[] {
  const words = RECEIPT_WORDS[language];
  const { sets } = words;
  const wrong = [
    ...parts.missing.map((part) => sets.missing(part, parts.of)),
    ...(parts.extra > 0 ? [sets.extra(parts.extra)] : []),
  ];
  return [
    { kind: 'heading', text: sets.heading },
    centred(stationName),
    centred(momentInWords(now, words)),
    { kind: 'rule' },
    { kind: 'entry', text: title, detail: item },
    ...wrong.map(left),
    { kind: 'rule' },
    left(staysOnLoan ? sets.staysOnLoan : sets.check),
    left(sets.keepWithItem),
  ];
}
