// The pad driver for FEIG readers in ISO Host mode.

import type { PadOrder, PadReading } from '../../../../protocols/devices/pad.ts';
import type { TagSecurity } from '../../../../protocols/tags/security.ts';
import type { Driver } from '../../driver.ts';
import { padDriver } from '../../pad-engine/engine.ts';
import type { PadState } from '../../pad-engine/state.ts';
import { feigDialect } from './dialect.ts';

/** A driver for one FEIG reader in a library that secures its tags so. */
export function feigPad(security: TagSecurity): Driver<PadState, PadOrder, PadReading> {
  return padDriver(feigDialect('standard'), security);
}
