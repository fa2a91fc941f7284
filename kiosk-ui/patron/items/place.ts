// Where a returned item is to be put, in words.

import type { Place } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';

/** The library system's own name of the place, or ours for the kind of it. */
export function placeInWords(place: Place, words: Catalogue): string {
  return place.kind === 'named' ? place.name : words.items.places[place.kind];
}
