// What the models that know an identifier and little else cannot say.

import { notRepresentable, type TagText, type WrittenMemory } from '../tag-memory.ts';
import { isAllowed, OFFLINE_ALLOWED } from '../usage.ts';

/** What such a tag tells of everything but its identifier and parts. */
export const NOTHING_MORE = {
  usage: 'not-told',
  offline: OFFLINE_ALLOWED,
  group: null,
  owner: '',
} as const satisfies Partial<TagText>;

/** The refusal of the first word that goes beyond an identifier and parts; null where there is none. */
export function beyondBare({ usage, offline, group, owner }: TagText): WrittenMemory | null {
  if (usage !== NOTHING_MORE.usage) return notRepresentable('usage');
  if (!isAllowed(offline)) return notRepresentable('offline');
  if (group !== null) return notRepresentable('group');
  return owner === null || owner === '' ? null : notRepresentable('owner');
}
