// Bringing the tags of one item to the wanted security and knowing, by read-back, that they are.

import type { Security, SecurityOutcome, Uid } from '../../protocols/devices/pad.ts';
import { TAG_WRITE_ORDERS } from './setup.ts';

/** What the station knows of one tag that it writes. */
export interface TagWork {
  readonly uid: Uid;
  /** What was last read back; `unknown` once a write went out that nobody confirmed. */
  readonly known: Security | 'unknown';
  /** The order in work, or null. */
  readonly order: number | null;
  /** Orders that failed since the tag was last laid down. */
  readonly failures: number;
}

/** The tags of one item that were seen, and how many it has at least. */
export interface ItemTags {
  readonly tags: readonly TagWork[];
  readonly parts: number;
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
  return uids.map((uid) => ({ uid, known: secured(uid) ? 'secured' : 'unknown', order: null, failures: 0 }));
}

/**
 * The tags with what was read of them since: an item is known by a tag's memory before anybody has read how the tag is
 * secured. Tags with an order out, and those that were read otherwise, stay as they are.
 */
export function withReadAsSecured(
  tags: readonly TagWork[],
  secured: (uid: Uid) => boolean,
): readonly TagWork[] {
  const isNews = (tag: TagWork) => tag.known === 'unknown' && tag.order === null && secured(tag.uid);
  return tags.some(isNews) ? tags.map((tag) => (isNews(tag) ? { ...tag, known: 'secured' } : tag)) : tags;
}

/** How far the tags are on their way to `wanted`. `reachable` tells whether a tag can be written now. */
export function progressOf(
  { tags, parts }: ItemTags,
  wanted: Security,
  reachable: (uid: Uid) => boolean,
): TagProgress {
  const open = tags.filter((tag) => tag.known !== wanted);
  if (open.length === 0) return tags.length === 0 || tags.length < parts ? 'missing' : 'done';
  if (open.some((tag) => tag.order === null && !reachable(tag.uid))) return 'missing';
  if (open.some((tag) => tag.order === null && tag.failures >= TAG_WRITE_ORDERS)) return 'failing';
  return 'working';
}

/** The tags for which an order should go out now. */
export function tagsToWrite(
  tags: readonly TagWork[],
  wanted: Security,
  reachable: (uid: Uid) => boolean,
): readonly Uid[] {
  return tags
    .filter((tag) => tag.known !== wanted && tag.order === null && tag.failures < TAG_WRITE_ORDERS)
    .map((tag) => tag.uid)
    .filter(reachable);
}

/** An order went out: from here on the tag may hold either state. */
export function ordered(tags: readonly TagWork[], uid: Uid, order: number): readonly TagWork[] {
  return tags.map((tag) => (tag.uid === uid ? { ...tag, order, known: 'unknown' } : tag));
}

/** An order ended. Orders that are not of these tags change nothing. */
export function afterOutcome(
  tags: readonly TagWork[],
  order: number,
  outcome: SecurityOutcome,
): readonly TagWork[] {
  return tags.map((tag) => (tag.order === order ? tagAfter(tag, outcome) : tag));
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

/** The reader of these tags went away: what it was ordered to do nobody will tell. */
export function afterReaderLost(tags: readonly TagWork[], held: (uid: Uid) => boolean): readonly TagWork[] {
  return tags.some((tag) => tag.order !== null && held(tag.uid))
    ? tags.map((tag) => (held(tag.uid) ? { ...tag, order: null } : tag))
    : tags;
}

/** A tag that was lifted may be tried afresh when it comes back. */
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
