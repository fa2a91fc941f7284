// Masks: patterns that a person can write, and which tell cards from items.
//
//   #    one digit
//   *    anything, at the end only
//   ]F   at the beginning: Codabar only, and likewise for each letter of symbologies.ts
//   all else stands for itself

import { type Identified, isSymbology } from './symbologies.ts';

/** The masks of both kinds. */
export interface Masks {
  readonly card: readonly string[];
  readonly item: readonly string[];
}

/** What a scan may be. */
export type ScanClass = 'card' | 'item' | 'either';

/** The class of a scan; `either` where no mask takes it, or masks of both kinds do. */
export function classOf(scan: Identified, masks: Masks): ScanClass {
  const card = fitsOneOf(scan, masks.card);
  const item = fitsOneOf(scan, masks.item);
  if (card === item) return 'either';
  return card ? 'card' : 'item';
}

/** Does any mask take this? */
export function isTaken(scan: Identified, { card, item }: Masks): boolean {
  return fitsOneOf(scan, card) || fitsOneOf(scan, item);
}

/**
 * The data with the zeros at its beginning that a scanner, or the printer of the label, has left out: where no mask
 * takes it as it is, and masks that begin with zeros take it with some of these in only one way.
 */
export function withLeadingZeros(scan: Identified, masks: Masks): string {
  if (isTaken(scan, masks)) return scan.data;
  const ways = new Set(
    [...masks.card, ...masks.item].flatMap((mask) => {
      const most = /^0*/.exec(patternOf(mask).pattern)?.[0].length ?? 0;
      return Array.from({ length: most }, (_, index) => `${'0'.repeat(index + 1)}${scan.data}`).filter(
        (data) => fits({ ...scan, data }, mask),
      );
    }),
  );
  const [only] = ways;
  return only !== undefined && ways.size === 1 ? only : scan.data;
}

function fitsOneOf(scan: Identified, masks: readonly string[]): boolean {
  return masks.some((mask) => fits(scan, mask));
}

function fits({ told, data }: Identified, mask: string): boolean {
  const { letter, pattern } = patternOf(mask);
  if (letter !== null && told?.letter !== letter) return false;
  const open = pattern.endsWith('*');
  const wanted = open ? pattern.slice(0, -1) : pattern;
  if (open ? data.length < wanted.length : data.length !== wanted.length) return false;
  for (let place = 0; place < wanted.length; place += 1) {
    const found = data.charAt(place);
    const sign = wanted.charAt(place);
    if (sign === '#' ? found < '0' || found > '9' : found !== sign) return false;
  }
  return true;
}

function patternOf(mask: string): { readonly letter: string | null; readonly pattern: string } {
  const letter = mask.charAt(1);
  return mask.startsWith(']') && isSymbology(letter)
    ? { letter, pattern: mask.slice(2) }
    : { letter: null, pattern: mask };
}
