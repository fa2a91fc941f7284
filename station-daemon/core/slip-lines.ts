// Lines of text on a slip, by the side that they stand at.

import type { SlipLine } from '../../protocols/devices/printer.ts';

/** In the middle. */
export const centred = (text: string): SlipLine => ({ kind: 'text', text, align: 'centre' });

/** From the left edge. */
export const left = (text: string): SlipLine => ({ kind: 'text', text, align: 'left' });
