// What the tags on the pads mean: items, each put together from the tags of its parts, and patrons' cards.

import type { Uid } from '../../protocols/devices/pad.ts';
import type { SetParts } from '../../protocols/screen/screen.ts';
import type { TagContent } from '../../protocols/tags/tag-content.ts';
import type { Offline } from '../../protocols/tags/usage.ts';
import { oncePerPads, type Pad, tagsOn } from './pads.ts';

/** An item on the pads: one tag, or the tags of all its parts that lie there, on whichever pad. */
export interface PadItem {
  readonly item: string;
  /** Of all its tags, in order of arrival. Two that are on the same part are one part. */
  readonly uids: readonly Uid[];
  readonly parts: SetParts;
  readonly partOf: ReadonlyMap<Uid, TagPart>;
  /** What a tag says of its item that nobody need ask the library system about; null else. */
  readonly veto: 'not-for-loan' | 'discarded' | null;
  /** What may be done with it without the library system: all that none of its tags forbids. */
  readonly offline: Offline;
}

/** What is remembered of an item's tags once they are lifted. */
export type TagsSay = Pick<PadItem, 'veto' | 'offline'> & {
  /** How many parts the item has. */
  readonly of: number;
};

/** Which part of its item a tag is on; `extra`: by another count than that of the set. */
export type TagPart = number | 'extra';

/** The parts of an item whose tags were not seen: as far as is known, it has one. */
export const ONE_PART: SetParts = { here: 1, of: 1, missing: [], extra: 0 };

/** The parts of a set of which none lies here. */
export function absentParts(of: number): SetParts {
  return { here: 0, of, missing: Array.from({ length: of }, (_, index) => index + 1), extra: 0 };
}

type ItemContent = Extract<TagContent, { kind: 'item' }>;
type ItemTag = readonly [uid: Uid, content: ItemContent];

/** Every item on the pads, in order of arrival. */
export const itemsOn = oncePerPads(itemsFrom);

function itemsFrom(pads: readonly Pad[]): readonly PadItem[] {
  const items = new Map<string, ItemTag[]>();
  for (const { uid, content } of tagsOn(pads)) {
    if (content.kind !== 'item') continue;
    const tags = items.get(content.item) ?? [];
    tags.push([uid, content]);
    items.set(content.item, tags);
  }
  return [...items].map(([item, tags]) => itemOf(item, tags));
}

function itemOf(item: string, tags: readonly ItemTag[]): PadItem {
  const contents = tags.map(([, content]) => content);
  const of = countOf(contents);
  const own = new Set(contents.filter(({ parts }) => parts === of).map(({ part }) => part));
  const others = new Set(
    contents.filter(({ parts }) => parts !== of).map(({ part, parts }) => `${part} ${parts}`),
  );
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((part) => !own.has(part));
  return {
    item,
    uids: tags.map(([uid]) => uid),
    parts: { here: own.size, of, missing, extra: others.size },
    partOf: new Map(tags.map(([uid, { part, parts }]) => [uid, parts === of ? part : 'extra'])),
    veto: vetoOf(contents),
    offline: offlineOf(contents),
  };
}

/** How many parts a set has. Where its tags disagree: what most of its parts say, and of two counts the larger one. */
function countOf(contents: readonly ItemContent[]): number {
  const parts = new Map<number, Set<number>>();
  for (const content of contents)
    parts.set(content.parts, (parts.get(content.parts) ?? new Set()).add(content.part));
  const [most] = [...parts].sort(([of, one], [otherOf, other]) => other.size - one.size || otherOf - of);
  return most?.[0] ?? 1;
}

/**
 * A tag may keep its item from being lent. All else that it says of its usage (in acquisition, equipment, nothing, what
 * no standard names) forbids nothing: whether such an item is lent, the library system knows.
 */
function vetoOf(contents: readonly ItemContent[]): PadItem['veto'] {
  const usages = new Set(contents.map(({ usage }) => usage));
  if (usages.has('discarded')) return 'discarded';
  return usages.has('not-for-loan') ? 'not-for-loan' : null;
}

function offlineOf(contents: readonly ItemContent[]): Offline {
  const forbids = (deed: keyof Offline) => contents.some(({ offline }) => offline[deed] === 'forbidden');
  return {
    lend: forbids('lend') ? 'forbidden' : 'allowed',
    return: forbids('return') ? 'forbidden' : 'allowed',
  };
}

/** Does a card of another patron lie on the pads? */
export function otherCardLies(pads: readonly Pad[], card: string): boolean {
  return tagsOn(pads).some(({ content }) => content.kind === 'patron-card' && content.card !== card);
}

/** The first patron's card on a pad that was not dealt with yet, or null. */
export function cardOn(
  pads: readonly Pad[],
  spent: ReadonlySet<Uid>,
): { readonly uid: Uid; readonly card: string } | null {
  for (const { uid, content } of tagsOn(pads))
    if (content.kind === 'patron-card' && !spent.has(uid)) return { uid, card: content.card };
  return null;
}
