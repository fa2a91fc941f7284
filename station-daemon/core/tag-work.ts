// Bringing the tags of one item to the wanted security and knowing, by read-back, that they are.

import type { Security, SecurityOutcome, Uid } from '../../protocols/devices/pad.ts';
import type { DeviceId } from './event.ts';
import type { TagPart } from './pad-items.ts';
import { TAG_WRITE_ORDERS } from './setup.ts';

/** What the station knows of one tag that it writes. */
export interface TagWork {
  readonly uid: Uid;
  /** Which part of its item it is on; `unknown` while it was not seen on a pad. */
  readonly part: TagPart | 'unknown';
  /** What was last read back; `unknown` once a write went out that nobody confirmed. */
  readonly known: Security | 'unknown';
  /** The order in work and the pad that has it, or null. */
  readonly order: { readonly number: number; readonly device: DeviceId } | null;
  /** Orders that failed since the tag was last laid down. */
  readonly failures: number;
}

/** The tags of one item that were seen, and how many different parts have to be among them. */
export interface ItemTags {
  readonly tags: readonly TagWork[];
  readonly parts: number;
}

/** Were all parts seen that have to be? Two tags on one part are one part; one that is extra is none. */
export function isWhole({ tags, parts }: ItemTags): boolean {
  const seen = new Set(tags.map(({ uid, part }) => (part === 'unknown' ? uid : part)));
  seen.delete('extra');
  return seen.size >= parts;
}

/** Does every part of a set lie here, or was it released already? One part is always together. */
function isTogether({ tags, parts }: ItemTags, reachable: (uid: Uid) => boolean): boolean {
  return parts === 1 || tags.every(({ uid, known }) => known === 'released' || reachable(uid));
}

/** How far the tags of an item are. */
export type TagProgress =
  /** All read back as wanted. */
  | 'done'
  /** An order is out, or can go out now. */
  | 'working'
  /** A tag that is needed does not lie on a pad that works, or the item's tag was never seen. */
  | 'missing'
  /** A tag lies there and refuses. */
  | 'failing';

/**
 * Tags about to be written. Only one that was read as secured counts as known: a tag that looks released
 * already is written and read back all the same before anybody is told "yours".
 */
export function newTagWork(uids: readonly Uid[], secured: (uid: Uid) => boolean): readonly TagWork[] {
  return uids.map((uid) => newTag(uid, secured(uid) ? 'secured' : 'unknown'));
}

/** A tag that no order was given for yet. */
export function newTag(uid: Uid, known: TagWork['known']): TagWork {
  return { uid, part: 'unknown', known, order: null, failures: 0 };
}

/**
 * The tags with what was read of them since: an item is known by a tag's memory before anybody has read how the tag is
 * secured, and what was written well may read otherwise later. That a tag is released counts only once it was written
 * and read back. One with an order out stays as it is.
 */
export function withReadings(
  tags: readonly TagWork[],
  readingOf: (uid: Uid) => Security | 'other' | null,
): readonly TagWork[] {
  const next = tags.map((tag): TagWork => {
    const reading = readingOf(tag.uid);
    if (tag.order !== null || reading === null || reading === tag.known) return tag;
    const known = reading === 'secured' ? reading : 'unknown';
    return known === tag.known ? tag : { ...tag, known };
  });
  return next.some((tag, index) => tag !== tags[index]) ? next : tags;
}

/** How far the tags are on their way to `wanted`. `reachable` tells whether a tag can be written now. */
export function progressOf(item: ItemTags, wanted: Security, reachable: (uid: Uid) => boolean): TagProgress {
  const open = item.tags.filter((tag) => tag.known !== wanted);
  if (wanted === 'released' && !isWhole(item))
    return open.some(({ order }) => order !== null) ? 'working' : 'missing';
  if (open.length === 0) return item.tags.length === 0 || !isWhole(item) ? 'missing' : 'done';
  if (open.some((tag) => tag.order === null && !reachable(tag.uid))) return 'missing';
  if (open.some((tag) => tag.order === null && tag.failures >= TAG_WRITE_ORDERS)) return 'failing';
  return 'working';
}

/** The tags for which an order should go out now: no part of a set is to be released while another one is not here. */
export function tagsToWrite(
  item: ItemTags,
  wanted: Security,
  reachable: (uid: Uid) => boolean,
): readonly Uid[] {
  if (wanted === 'released' && !(isWhole(item) && isTogether(item, reachable))) return [];
  return item.tags
    .filter((tag) => tag.known !== wanted && tag.order === null && tag.failures < TAG_WRITE_ORDERS)
    .map((tag) => tag.uid)
    .filter(reachable);
}

/** Was a tag read back as secured whenever it was to be released? It will not open the next time either. */
export function refusesToOpen(tags: readonly TagWork[]): boolean {
  return tags.some(({ known, failures }) => known === 'secured' && failures >= TAG_WRITE_ORDERS);
}

/** An order went out: from here on the tag may hold either state. */
export function ordered(
  tags: readonly TagWork[],
  uid: Uid,
  order: NonNullable<TagWork['order']>,
): readonly TagWork[] {
  return tags.map((tag) => (tag.uid === uid ? { ...tag, order, known: 'unknown' } : tag));
}

/** An order ended. Orders that are not of these tags change nothing. */
export function afterOutcome(
  tags: readonly TagWork[],
  order: number,
  outcome: SecurityOutcome,
): readonly TagWork[] {
  return tags.map((tag) => (tag.order?.number === order ? tagAfter(tag, outcome) : tag));
}

function tagAfter(tag: TagWork, outcome: SecurityOutcome): TagWork {
  switch (outcome.kind) {
    case 'verified':
      return { ...tag, order: null, known: outcome.security };
    case 'unchanged': {
      const known = outcome.security === 'other' ? 'unknown' : outcome.security;
      return { ...tag, order: null, known, failures: tag.failures + 1 };
    }
    case 'unknown':
      return { ...tag, order: null, known: 'unknown', failures: tag.failures + 1 };
  }
}

/** A pad's reader went away: what it was ordered to do nobody will tell, wherever the tag lies by now. */
export function afterReaderLost(tags: readonly TagWork[], device: DeviceId): readonly TagWork[] {
  const isLost = ({ order }: TagWork) => order?.device === device;
  return tags.some(isLost) ? tags.map((tag) => (isLost(tag) ? { ...tag, order: null } : tag)) : tags;
}

/** A tag that was lifted, or does not lie where it lay, may be tried afresh. */
export function forgiveLifted(tags: readonly TagWork[], lies: (uid: Uid) => boolean): readonly TagWork[] {
  return tags.some((tag) => tag.failures > 0 && !lies(tag.uid))
    ? tags.map((tag) => (lies(tag.uid) ? tag : { ...tag, failures: 0 }))
    : tags;
}

/** The tags with all failures forgiven: they are about to be written anew. */
export function forgiven(tags: readonly TagWork[]): readonly TagWork[] {
  return tags.map((tag) => (tag.failures === 0 ? tag : { ...tag, failures: 0 }));
}

/** Surely all in this state. */
export function allKnown(tags: readonly TagWork[], security: Security): boolean {
  return tags.every((tag) => tag.known === security);
}
