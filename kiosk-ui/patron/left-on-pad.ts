// What still lies on the pad at the end, in words. Pure.

import type { DoneScreen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

/** Null where the pad is empty, and where "Do not leave yet" says more. Only what was lent is to be taken along. */
export function leftOnPadInWords(screen: DoneScreen, { done }: Catalogue): string | null {
  const { itemsOnPad, doNotLeave, lent, returned, refused } = screen;
  if (itemsOnPad === 0 || doNotLeave.length > 0) return null;
  return lent > 0 && returned === 0 && refused === 0 ? done.takeAlong : done.leftOnPad;
}
