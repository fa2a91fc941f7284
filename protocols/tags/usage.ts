// The type of usage that a tag declares for itself, in the station's words and as the tag's nibble.

/** Nibbles of ISO 28560-3; ISO 28560-2 has the same main values. */
const NIBBLES = {
  acquisition: 0,
  'for-loan': 1,
  'not-for-loan': 2,
  /** The tag has no information about its usage. */
  'not-told': 6,
  discarded: 7,
  'patron-card': 8,
  equipment: 9,
} as const;

/** A type of usage that has a name. */
export type UsageName = keyof typeof NIBBLES;

/** What a tag says it is for; `unknown` holds the nibble of one that has no name here. */
export type TypeOfUsage = UsageName | { readonly unknown: number };

/** The type of usage for a nibble, 0..15. */
export function usageOf(nibble: number): TypeOfUsage {
  for (const name of USAGE_NAMES) {
    if (NIBBLES[name] === nibble) {
      return name;
    }
  }
  return { unknown: nibble };
}

/** The nibble for a type of usage; that of an unknown one is not checked. */
export function nibbleOf(usage: TypeOfUsage): number {
  return typeof usage === 'string' ? NIBBLES[usage] : usage.unknown;
}

/** Every type of usage that has a name, in the order of their nibbles. */
export const USAGE_NAMES: readonly UsageName[] = [
  'acquisition',
  'for-loan',
  'not-for-loan',
  'not-told',
  'discarded',
  'patron-card',
  'equipment',
];

/** What a tag lets a station do while the library system cannot be asked (ISO 28560-2, type of usage 1.3 to 1.5). */
export interface Offline {
  readonly lend: 'allowed' | 'forbidden';
  readonly return: 'allowed' | 'forbidden';
}

/** What a tag says that forbids nothing; the other models know no such words. */
export const OFFLINE_ALLOWED: Offline = { lend: 'allowed', return: 'allowed' };

/** What a tag says that forbids both. */
export const OFFLINE_FORBIDDEN: Offline = { lend: 'forbidden', return: 'forbidden' };

/** Does it forbid nothing? */
export function isAllowed({ lend, return: back }: Offline): boolean {
  return lend === 'allowed' && back === 'allowed';
}

/** Whose card it is (ISO 28560-2, type of usage 8.1 to 8.3). */
export type PatronGroup = 'adult' | 'young-adult' | 'child';
