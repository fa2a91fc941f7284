// What a tag's memory means to the station, whatever model it was written in. The models' layouts are in files
// of their own; here is the list of them, and what of their texts may go on into the station.

import { readIso28560_3 } from './iso28560-3.ts';
import { OFFLINE_ALLOWED, type Offline, type PatronGroup, type TypeOfUsage } from './usage.ts';

/** What a tag is. */
export type TagContent =
  | {
      readonly kind: 'item';
      /** The primary item identifier: printable, neither empty nor with a SIP2 delimiter. */
      readonly item: string;
      /** Number of parts in the item, at least 1. */
      readonly parts: number;
      /** Which of them this tag is on, 1..`parts`. */
      readonly part: number;
      readonly usage: TypeOfUsage;
      /** What the tag lets a station do with the item while the library system cannot be asked. */
      readonly offline: Offline;
      /** ISIL of the owner, e.g. `DK-775100`; null where the tag does not tell, or not in printable text. */
      readonly owner: string | null;
    }
  /** The card of a patron; `card` is as clean as an item's identifier. `group` is null where the tag tells none. */
  | { readonly kind: 'patron-card'; readonly card: string; readonly group: PatronGroup | null }
  /** Nothing was written on it yet. */
  | { readonly kind: 'blank' }
  /** Not for this station. */
  | { readonly kind: 'foreign'; readonly why: WhyForeign };

/**
 * Why a tag is foreign:
 * - `no-model`: no model of the station's settings fits.
 * - `no-identifier`: a model fits, and its identifier is empty.
 * - `unclean-identifier`: a model fits, and its identifier holds what may not be sent on.
 */
export type WhyForeign = 'no-model' | 'no-identifier' | 'unclean-identifier';

/** What a model has to tell of a tag that is written in it. Texts are as they stand on the tag. */
interface ModelReading {
  readonly identifier: string;
  readonly parts: number;
  readonly part: number;
  readonly usage: TypeOfUsage;
  readonly offline: Offline;
  readonly group: PatronGroup | null;
  readonly owner: string;
}

/** Each model's reader; null where the memory is not written in that model. */
const MODELS = {
  'iso28560-3': (memory) => {
    const read = readIso28560_3(memory);
    if (!read.ok) {
      return null;
    }
    const { item, country, isil, ...rest } = read.tag;
    const owner = [country, isil].filter((text) => text !== '').join('-');
    return { ...rest, identifier: item, owner, offline: OFFLINE_ALLOWED, group: null };
  },
} as const satisfies Record<string, (memory: Uint8Array) => ModelReading | null>;

/** A way to write tags, as it is called in the settings. */
export type TagModel = keyof typeof MODELS;

/** What blank tags are filled with: 0 by most makers, 0x55 by 3M. */
const BLANK_FILLINGS: readonly number[] = [0x00, 0x55];

/** Reads a tag's memory, block 0 first, by the first of `models` that fits. Any bytes give a content. */
export function readTag(memory: Uint8Array, models: readonly TagModel[]): TagContent {
  if (isBlank(memory)) {
    return { kind: 'blank' };
  }
  for (const model of models) {
    const reading = MODELS[model](memory);
    if (reading !== null) {
      return contentOf(reading);
    }
  }
  return { kind: 'foreign', why: 'no-model' };
}

function isBlank(memory: Uint8Array): boolean {
  return memory.length > 0 && BLANK_FILLINGS.some((filling) => memory.every((byte) => byte === filling));
}

function contentOf(reading: ModelReading): TagContent {
  // Some writers pad with spaces instead of 0.
  const identifier = reading.identifier.replace(/ +$/u, '');
  if (identifier === '') {
    return { kind: 'foreign', why: 'no-identifier' };
  }
  if (!isClean(identifier)) {
    return { kind: 'foreign', why: 'unclean-identifier' };
  }
  if (reading.usage === 'patron-card') {
    return { kind: 'patron-card', card: identifier, group: reading.group };
  }
  const { usage, offline } = reading;
  const parts = Math.max(reading.parts, 1);
  const part = Math.min(Math.max(reading.part, 1), parts);
  const owner = reading.owner !== '' && isClean(reading.owner) ? reading.owner : null;
  return { kind: 'item', item: identifier, parts, part, usage, offline, owner };
}

/**
 * May the text be sent on and shown? Not with control, invisible formatting or line separating characters, nor
 * with `|`, the delimiter of SIP2: a tag that someone else wrote must not write our messages.
 */
function isClean(text: string): boolean {
  return !/[|\uFFFD\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
}
