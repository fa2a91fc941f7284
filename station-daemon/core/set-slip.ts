// The slip that goes with a set which is not whole to the staff: what it is, what it lacks, when. Nothing of a patron.

import type { SlipLine } from '../../protocols/devices/printer.ts';
import type { Moment } from '../../protocols/moment.ts';
import type { Language, SetParts } from '../../protocols/screen/screen.ts';
import type { DeviceId } from './event.ts';
import { momentInWords, receiptWordsOf } from './receipt-words.ts';

/** What the staff are told of a set. */
export interface SetToCheck {
  /** Its barcode where the library system never told it. */
  readonly title: string;
  readonly item: string;
  readonly parts: SetParts;
  /** False where it was taken back as it is. */
  readonly staysOnLoan: boolean;
}

/** A slip that is not on paper yet. */
export interface StaffSlip {
  /** The transaction that the staff are called to while nothing is printed. */
  readonly transaction: number;
  readonly content: SetToCheck;
  /** When the set was handed in. */
  readonly since: Moment;
  /** How often a printer did not get to its end. */
  readonly failures: number;
  readonly stage: SlipStage;
}

type SlipStage =
  /** For a printer that works. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'printing'; readonly slip: number; readonly device: DeviceId }
  /** The printer did not get to its end: another one may, or this one once it tells that it is well. */
  | { readonly kind: 'failed'; readonly device: DeviceId };

/** The lines of the slip, in the library's own language: the first of some that can be printed. */
export function setSlipOf(
  { title, item, parts, staysOnLoan }: SetToCheck,
  languages: readonly Language[],
  stationName: string,
  now: Moment,
): readonly SlipLine[] {
  const words = receiptWordsOf(languages);
  const { sets } = words;
  const wrong = [
    ...parts.missing.map((part) => sets.missing(part, parts.of)),
    ...(parts.extra > 0 ? [sets.extra(parts.extra)] : []),
  ];
  const centred = (text: string): SlipLine => ({ kind: 'text', text, align: 'centre' });
  const left = (text: string): SlipLine => ({ kind: 'text', text, align: 'left' });
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
