// How a page looks to whoever has chosen nothing.

import type { Display } from './screen.ts';

/** The display that everybody starts with; its theme is a setting. */
export const PLAIN_DISPLAY: Omit<Display, 'theme'> = {
  text: 'normal',
  reach: 'normal',
  time: 'normal',
  voice: 'off',
  children: 'off',
};
