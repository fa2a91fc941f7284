// The pad driver for FEIG readers that are asked in advanced frames: ISO Host mode in the other of its two forms.
//
// FEIG H20800-16e describes both: the advanced frame begins with 0x02 and a length of two bytes, and exists for what is
// longer than 255 bytes. That there are readers that hear no other is general knowledge; the manual does not name one.

import type { PadOrder, PadReading } from '../../../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../../../protocols/tags/security.ts';
import type { Driver } from '../../driver.ts';
import { padDriver } from '../../pad-engine/engine.ts';
import type { PadState } from '../../pad-engine/state.ts';
import { feigDialect } from './dialect.ts';

/** A driver for one FEIG reader that is asked in advanced frames, in a library that secures its tags so. */
export function feigAdvancedPad(security: TagSecurity): Driver<PadState, PadOrder, PadReading> {
  return padDriver({ ...feigDialect('advanced'), model: 'FEIG ISO host reader, advanced frames' }, security);
}
