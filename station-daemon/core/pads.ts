// The pads as a level: what lies on them now, whenever it was put there. A tag that blinks for a moment
// has not left. What the tags mean is read here; what is done about it is not.

import type { PadReading, TagSeen, Uid } from '../../protocols/devices/pad.ts';
import { readTag, type TagContent, type TagModel } from '../../protocols/tags/tag-content.ts';
import type { DeviceId } from './event.ts';
import { TIMES } from './setup.ts';

/** One pad and what lies on it. */
export interface Pad {
  readonly device: DeviceId;
  /** `away`: its reader does not answer, and what lies there is not known; `tags` is the last that was. */
  readonly status: 'away' | 'ready';
  /** True once it told what lies there since it became ready: only then is a tag that is not there gone. */
  readonly looked: boolean;
  /** For the staff page. */
  readonly reason: string;
  /** In order of arrival. */
  readonly tags: readonly PadTag[];
}

/** A tag on a pad. */
export interface PadTag {
  readonly uid: Uid;
  readonly content: TagContent | { readonly kind: 'unread' };
  /** As read last, or read back after a write; null while a write is out or ended in doubt. */
  readonly security: TagSeen['security'];
  /** Ticks since when it has not been seen, null while it is seen. */
  readonly unseenSince: number | null;
}

/** An item on a pad: one tag, or the tags of all its parts that lie there. */
export interface PadItem {
  readonly item: string;
  readonly uids: readonly Uid[];
  readonly parts: { readonly here: number; readonly of: number };
  readonly lendable: boolean;
}

/** A pad that has not been heard of yet. */
export function newPad(device: DeviceId): Pad {
  return { device, status: 'away', looked: false, reason: 'not opened yet', tags: [] };
}

/** The pad after a reading of its driver or the end of a write. */
export function padAfter(pad: Pad, reading: PadReading, models: readonly TagModel[], ticks: number): Pad {
  switch (reading.kind) {
    case 'ready':
      return { ...pad, status: 'ready', reason: '' };
    case 'lost':
      return {
        ...pad,
        status: 'away',
        looked: false,
        reason: reading.reason,
        // Nobody tells how a write ended that was under way.
        tags: pad.tags.map((tag) => ({ ...tag, security: null })),
      };
    case 'level':
      return {
        ...pad,
        status: 'ready',
        looked: true,
        reason: '',
        tags: levelAfter(pad.tags, reading.tags, models, ticks),
      };
    case 'securitySet': {
      const security = reading.outcome.kind === 'unknown' ? null : reading.outcome.security;
      return {
        ...pad,
        tags: pad.tags.map((tag) => (tag.uid === reading.uid ? { ...tag, security } : tag)),
      };
    }
  }
}

function levelAfter(
  before: readonly PadTag[],
  seen: readonly TagSeen[],
  models: readonly TagModel[],
  ticks: number,
): readonly PadTag[] {
  const seenByUid = new Map(seen.map((tag) => [tag.uid, tag]));
  const kept = before.map((tag): PadTag => {
    const now = seenByUid.get(tag.uid);
    seenByUid.delete(tag.uid);
    if (now === undefined) return { ...tag, unseenSince: tag.unseenSince ?? ticks };
    const content = now.memory === null ? tag.content : readTag(now.memory, models);
    return { ...tag, content, security: now.security ?? tag.security, unseenSince: null };
  });
  const come = [...seenByUid.values()].map(
    (tag): PadTag => ({
      uid: tag.uid,
      content: tag.memory === null ? { kind: 'unread' } : readTag(tag.memory, models),
      security: tag.security,
      unseenSince: null,
    }),
  );
  return [...kept, ...come];
}

/** The pad without the tags that have been gone long enough. While the reader is away nothing leaves. */
export function withoutDeparted(pad: Pad, ticks: number): Pad {
  if (pad.status === 'away') return pad;
  const tags = pad.tags.filter((tag) => !hasDeparted(tag, ticks));
  return tags.length === pad.tags.length ? pad : { ...pad, tags };
}

function hasDeparted(tag: PadTag, ticks: number): boolean {
  return tag.unseenSince !== null && ticks - tag.unseenSince >= TIMES.tagBlinkMs;
}

/** When the next tag will have been gone long enough, or null. */
export function nextDeparture(pads: readonly Pad[]): number | null {
  const moments = pads
    .filter((pad) => pad.status === 'ready')
    .flatMap((pad) => pad.tags)
    .flatMap((tag) => (tag.unseenSince === null ? [] : [tag.unseenSince + TIMES.tagBlinkMs]));
  return moments.length === 0 ? null : Math.min(...moments);
}

/** The pad on which a tag lies and can be written just now, or null. */
export function padHolding(pads: readonly Pad[], uid: Uid): DeviceId | null {
  const pad = pads.find(
    (candidate) =>
      candidate.status === 'ready' &&
      candidate.tags.some((tag) => tag.uid === uid && tag.unseenSince === null),
  );
  return pad?.device ?? null;
}

/** Does the tag still lie on a pad, as far as the station knows? True while a pad that held it is away. */
export function liesOnPad(pads: readonly Pad[], uid: Uid): boolean {
  return pads.some((pad) => pad.tags.some((tag) => tag.uid === uid));
}

/** Have the pads that work told what lies on them? Only then is a tag that lies on none of them gone. */
export function allLooked(pads: readonly Pad[]): boolean {
  return pads.some((pad) => pad.looked) && pads.every((pad) => pad.looked || pad.status === 'away');
}

/** Was this tag read as secured when it was laid down? */
export function readAsSecured(pads: readonly Pad[], uid: Uid): boolean {
  return pads.some((pad) => pad.tags.some((tag) => tag.uid === uid && tag.security === 'secured'));
}

/** Every item on the pads, its parts put together, in order of arrival. */
export function itemsOn(pads: readonly Pad[]): readonly PadItem[] {
  const items = new Map<string, { uids: Uid[]; parts: Set<number>; of: number; lendable: boolean }>();
  for (const tag of pads.flatMap((pad) => (pad.status === 'ready' ? pad.tags : []))) {
    const content = tag.content;
    if (content.kind !== 'item') continue;
    const item = items.get(content.item) ?? { uids: [], parts: new Set<number>(), of: 1, lendable: true };
    item.uids.push(tag.uid);
    item.parts.add(content.part);
    item.of = Math.max(item.of, content.parts);
    item.lendable &&= content.usage !== 'not-for-loan' && content.usage !== 'discarded';
    items.set(content.item, item);
  }
  return [...items].map(([item, { uids, parts, of, lendable }]) => ({
    item,
    uids,
    parts: { here: Math.min(parts.size, of), of },
    lendable,
  }));
}

/** The first patron's card on a pad that was not dealt with yet, or null. */
export function cardOn(
  pads: readonly Pad[],
  spent: ReadonlySet<Uid>,
): { readonly uid: Uid; readonly card: string } | null {
  for (const tag of pads.flatMap((pad) => (pad.status === 'ready' ? pad.tags : []))) {
    if (tag.content.kind === 'patron-card' && !spent.has(tag.uid))
      return { uid: tag.uid, card: tag.content.card };
  }
  return null;
}
