// What a tag's memory means to the station, whatever model it was written in. The models are in models.ts, how a
// content is written in write-tag.ts.

import { isBlank } from './blank.ts';
import { isClean, withoutPadding } from './clean-text.ts';
import { MODELS, type TagModel } from './models.ts';
import type { TagText } from './tag-memory.ts';
import type { Offline, PatronGroup, TypeOfUsage } from './usage.ts';

export type { TagModel };

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

/**
 * Reads a tag's memory, block 0 first, as far as it was read. Any bytes give a content: that of the first of `models`
 * in which the tag makes sense. Which of them it is its content decides; its DSFID, wrong on many tags, could not add
 * to it: no two models take the same bytes for an identifier.
 */
export function readTag(memory: Uint8Array, models: readonly TagModel[]): TagContent {
  if (isBlank(memory)) return { kind: 'blank' };
  let why: WhyForeign = 'no-model';
  for (const model of models) {
    const text = MODELS[model].read(memory);
    if (text === null) continue;
    const content = contentOf(text);
    if (content.kind !== 'foreign') return content;
    if (why === 'no-model') why = content.why;
  }
  return { kind: 'foreign', why };
}

function contentOf(text: TagText): TagContent {
  const identifier = withoutPadding(text.identifier);
  if (identifier === '') return { kind: 'foreign', why: 'no-identifier' };
  if (!isClean(identifier)) return { kind: 'foreign', why: 'unclean-identifier' };
  const { usage, offline, group } = text;
  if (usage === 'patron-card') return { kind: 'patron-card', card: identifier, group };
  const parts = Math.max(text.parts, 1);
  const part = Math.min(Math.max(text.part, 1), parts);
  const owner = text.owner !== null && text.owner !== '' && isClean(text.owner) ? text.owner : null;
  return { kind: 'item', item: identifier, parts, part, usage, offline, owner };
}
