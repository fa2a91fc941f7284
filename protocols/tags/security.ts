// What the gate looks at on a tag: the Application Family Identifier (AFI) and what its values mean.
// EAS, the chip's own alarm bit, is a matter of the reader's commands and not of this file.

import type { Security } from '../devices/pad.ts';

/** AFI of an item that is in the library: the gate stops it. What most libraries with ISO 28560 tags write. */
export const AFI_SECURED = 0x07;

/** AFI of an item on loan: the gate lets it pass. What most libraries with ISO 28560 tags write. */
export const AFI_ON_LOAN = 0xc2;

/** AFI values of older 3M installations. Which pair a library uses is in its settings. */
export const AFI_LEGACY_3M = { secured: 0xd7, onLoan: 0xda } as const satisfies AfiValues;

/** The two AFI values of one library, 0..255 and different from each other. */
export interface AfiValues {
  readonly secured: number;
  readonly onLoan: number;
}

/** What an AFI means for the gates of this library; `other` where it is neither of the two values. */
export function securityOfAfi(afi: number, values: AfiValues): Security | 'other' {
  if (afi === values.secured) {
    return 'secured';
  }
  return afi === values.onLoan ? 'released' : 'other';
}

/** The AFI to write for a tag to be secured or released. */
export function afiOfSecurity(security: Security, values: AfiValues): number {
  return security === 'secured' ? values.secured : values.onLoan;
}
