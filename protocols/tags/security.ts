// What the gate looks at on a tag: the Application Family Identifier (AFI), the chip's own alarm bit (EAS), or both,
// and what they mean. How they are written and read is a matter of the reader's commands and not of this file.

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

/**
 * What the gates of a library look at. `both` is for libraries with gates of either kind. `none`: there is no gate,
 * and nothing is written; what a tag's AFI says is read all the same.
 */
export type GateLooksAt = 'afi' | 'eas' | 'both' | 'none';

/** How a library secures its tags. */
export interface TagSecurity {
  readonly gate: GateLooksAt;
  readonly afi: AfiValues;
  /** The 4 bytes of the password that guards EAS and AFI on ICODE chips; null where they are not guarded. */
  readonly password: Uint8Array | null;
}

/** What was read of a tag: its AFI, and its EAS bit where the gate looks at that; `null` where the chip has none. */
export interface SecurityRead {
  readonly afi: number;
  readonly eas: boolean | null;
}

/** What an AFI means for the gates of this library; `other` where it is neither of the two values. */
export function securityOfAfi(afi: number, values: AfiValues): Security | 'other' {
  if (afi === values.secured) {
    return 'secured';
  }
  return afi === values.onLoan ? 'released' : 'other';
}

function securityOfEas(eas: boolean | null): Security | 'other' {
  if (eas === null) return 'other';
  return eas ? 'secured' : 'released';
}

/** Does the security of this library include the EAS bit? */
export function looksAtEas(gate: GateLooksAt): boolean {
  return gate === 'eas' || gate === 'both';
}

/** What a tag is for the gates of this library: `other` wherever what they look at does not agree. */
export function securityOf(
  { afi, eas }: SecurityRead,
  { gate, afi: values }: TagSecurity,
): Security | 'other' {
  switch (gate) {
    case 'afi':
    case 'none':
      return securityOfAfi(afi, values);
    case 'eas':
      return securityOfEas(eas);
    case 'both': {
      const byAfi = securityOfAfi(afi, values);
      return byAfi === securityOfEas(eas) ? byAfi : 'other';
    }
  }
}

/** The AFI to write for a tag to be secured or released. */
export function afiOfSecurity(security: Security, values: AfiValues): number {
  return security === 'secured' ? values.secured : values.onLoan;
}
