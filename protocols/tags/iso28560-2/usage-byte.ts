// The byte of ISO 28560-2 that says what a tag is for: the type of usage in its high nibble, as in ISO 28560-3, and a
// sub-type in its low nibble. The sub-types are those of a public reader of Finnish tags; of them the station has
// words for those that forbid something offline, and for whose card it is. The others are kept on the tag.

import {
  nibbleOf,
  OFFLINE_ALLOWED,
  type Offline,
  type PatronGroup,
  type TypeOfUsage,
  usageOf,
} from '../usage.ts';

/** What the byte says, in the station's words. */
export interface UsageWords {
  readonly usage: TypeOfUsage;
  readonly offline: Offline;
  readonly group: PatronGroup | null;
}

/** The sub-types that the station has words for. */
const SUB_TYPES: readonly {
  readonly byte: number;
  readonly offline?: Offline;
  readonly group?: PatronGroup;
}[] = [
  { byte: 0x13, offline: { lend: 'forbidden', return: 'allowed' } },
  { byte: 0x14, offline: { lend: 'allowed', return: 'forbidden' } },
  { byte: 0x15, offline: { lend: 'forbidden', return: 'forbidden' } },
  { byte: 0x81, group: 'adult' },
  { byte: 0x82, group: 'young-adult' },
  { byte: 0x83, group: 'child' },
];

/** The words for a byte; of a sub-type that has none, those of its type. */
export function wordsOfUsage(byte: number): UsageWords {
  const known = SUB_TYPES.find((subType) => subType.byte === byte);
  return {
    usage: usageOf(byte >>> 4),
    offline: known?.offline ?? OFFLINE_ALLOWED,
    group: known?.group ?? null,
  };
}

/**
 * The byte for the words: the one that stands on the tag, if it says the same; null where none says it. The usage has
 * to be one that `usageOf` gives.
 */
export function usageByte(words: UsageWords, standing: number | null): number | null {
  const plain = nibbleOf(words.usage) * 16;
  const candidates = [...(standing === null ? [] : [standing]), plain, ...SUB_TYPES.map(({ byte }) => byte)];
  return candidates.find((byte) => sayTheSame(wordsOfUsage(byte), words)) ?? null;
}

function sayTheSame(one: UsageWords, other: UsageWords): boolean {
  return (
    nibbleOf(one.usage) === nibbleOf(other.usage) &&
    one.offline.lend === other.offline.lend &&
    one.offline.return === other.offline.return &&
    one.group === other.group
  );
}
