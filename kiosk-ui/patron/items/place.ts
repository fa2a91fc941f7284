// Where a returned item is to be put, in words.

import type { Place } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** The library system's own name of the place, or ours for the kind of it. */
export function placeInWords(place: Place, words: Catalogue): string {
  if (place.kind === 'named') return place.name;
  return place.kind === 'bin' ? words.items.bin(place.bin) : words.items.places[place.kind];
}
