// The pads as a level: what lies on them now, whenever it was put there. A tag that blinks for a moment has not left,
// and one that goes from a pad to the next has not left either. Which items the tags make is in pad-items.ts.

import type { PadReading, TagSeen, Uid } from '../../protocols/devices/pad.ts';
import { readTag, type TagContent, type TagModel } from '../../protocols/tags/tag-content.ts';
import type { DeviceId } from './event.ts';

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
  /** What the content was read from; null while it is unread. */
  readonly memory: TagSeen['memory'];
  /** As read last, or read back after a write; null while a write is out or ended in doubt. */
  readonly security: TagSeen['security'];
  /** Ticks when it was laid down, on whichever pad. */
  readonly since: number;
  /** Ticks since when it has not been seen, null while it is seen. */
  readonly unseenSince: number | null;
}

/** A pad that has not been heard of yet. */
export function newPad(device: DeviceId): Pad {
  return { device, status: 'away', looked: false, reason: NOT_OPENED, tags: [] };
}

const NOT_OPENED = 'not opened yet';

/** Will it tell soon what lies on it, as far as is known? Not so where its reader is known to be away. */
export function isExpected({ looked, status, reason }: Pad): boolean {
  return !looked && (status === 'ready' || reason === NOT_OPENED);
}

/** The pads after one of them read something, or ended a write. */
export function padsAfter(
  pads: readonly Pad[],
  device: DeviceId,
  reading: PadReading,
  models: readonly TagModel[],
  ticks: number,
): readonly Pad[] {
  if (reading.kind === 'securitySet') return pads.map((pad) => afterWrite(pad, reading));
  const told = pads.map((pad) => (pad.device === device ? padAfter(pad, reading, models, ticks) : pad));
  return reading.kind === 'level' && pads.length > 1 ? handedOver(told, device) : told;
}

/** The same tag may lie in the fields of two pads. */
function afterWrite(pad: Pad, { uid, outcome }: Extract<PadReading, { kind: 'securitySet' }>): Pad {
  const security = outcome.kind === 'unknown' ? null : outcome.security;
  return { ...pad, tags: pad.tags.map((tag) => (tag.uid === uid ? { ...tag, security } : tag)) };
}

type OwnReading = Exclude<PadReading, { kind: 'securitySet' }>;

function padAfter(pad: Pad, reading: OwnReading, models: readonly TagModel[], ticks: number): Pad {
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
    return { ...asRead(tag, now, models), security: now.security ?? tag.security, unseenSince: null };
  });
  const come = [...seenByUid.values()].map((tag): PadTag => {
    const { uid, security } = tag;
    const unread = { content: { kind: 'unread' }, memory: null } as const;
    return asRead({ uid, ...unread, security, since: ticks, unseenSince: null }, tag, models);
  });
  return [...kept, ...come];
}

/** A level tells of all tags again and again: those whose memory it has from before are not read anew. */
function asRead(tag: PadTag, { memory }: TagSeen, models: readonly TagModel[]): PadTag {
  if (memory === null || memory === tag.memory) return tag;
  return { ...tag, content: readTag(memory, models), memory };
}

/**
 * What a pad sees has gone over to it from every pad that does not see it any more. Where the fields of two pads
 * overlap, both know of a tag what was read last.
 */
function handedOver(pads: readonly Pad[], device: DeviceId): readonly Pad[] {
  const others = pads.filter((pad) => pad.device !== device);
  const seen = new Map<Uid, PadTag>();
  for (const tag of pads.find((pad) => pad.device === device)?.tags ?? [])
    if (tag.unseenSince === null) seen.set(tag.uid, withWhatIsKnown(tag, others));
  const stays = (pad: Pad, tag: PadTag) =>
    !seen.has(tag.uid) || (pad.status === 'ready' && tag.unseenSince === null);
  return pads.map((pad) => {
    const kept = pad.device === device ? pad.tags : pad.tags.filter((tag) => stays(pad, tag));
    return {
      ...pad,
      tags: kept.map((tag) => ({ ...(seen.get(tag.uid) ?? tag), unseenSince: tag.unseenSince })),
    };
  });
}

/** A tag that comes from another pad: laid down when it was laid there; what is yet to be read of it was read there. */
function withWhatIsKnown(tag: PadTag, others: readonly Pad[]): PadTag {
  const before = others.flatMap(({ tags }) => tags.filter(({ uid }) => uid === tag.uid));
  const read = before.find(({ content }) => content.kind !== 'unread');
  return {
    ...tag,
    ...(tag.content.kind === 'unread' && read !== undefined
      ? { content: read.content, memory: read.memory }
      : {}),
    security: tag.security ?? before.find(({ security }) => security !== null)?.security ?? null,
    since: Math.min(tag.since, ...before.map(({ since }) => since)),
  };
}

/** Tags that lie on a pad now and lay on another one before. */
export function movedTo(before: readonly Pad[], now: readonly Pad[], device: DeviceId): ReadonlySet<Uid> {
  const lay = (uid: Uid) => before.some((pad) => pad.tags.some((tag) => tag.uid === uid));
  const onIt = (pads: readonly Pad[]) =>
    pads.filter((pad) => pad.device === device).flatMap(({ tags }) => tags.map(({ uid }) => uid));
  const known = new Set(onIt(before));
  return new Set(onIt(now).filter((uid) => !known.has(uid) && lay(uid)));
}

/** The pad without the tags that have been gone long enough. While the reader is away nothing leaves. */
export function withoutDeparted(pad: Pad, blinkMs: number, ticks: number): Pad {
  if (pad.status === 'away') return pad;
  const tags = pad.tags.filter(({ unseenSince }) => unseenSince === null || ticks - unseenSince < blinkMs);
  return tags.length === pad.tags.length ? pad : { ...pad, tags };
}

/** When the next tag will have been gone long enough, or null. */
export function nextDeparture(pads: readonly Pad[], blinkMs: number): number | null {
  const moments = pads
    .filter((pad) => pad.status === 'ready')
    .flatMap((pad) => pad.tags)
    .flatMap((tag) => (tag.unseenSince === null ? [] : [tag.unseenSince + blinkMs]));
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

/** Is all that is known of this tag that it lay on a pad whose reader is away by now? */
export function isCutOff(pads: readonly Pad[], uid: Uid): boolean {
  const holding = pads.filter((pad) => pad.tags.some((tag) => tag.uid === uid));
  return holding.length > 0 && holding.every(({ status }) => status === 'away');
}

/** Have the pads that work told what lies on them? Only then is a tag that lies on none of them gone. */
export function allLooked(pads: readonly Pad[]): boolean {
  return pads.some((pad) => pad.looked) && pads.every((pad) => pad.looked || pad.status === 'away');
}

/** How this tag was read last; null where it lies on no pad or nobody knows. */
export function readingOf(pads: readonly Pad[], uid: Uid): PadTag['security'] {
  for (const { tags } of pads)
    for (const tag of tags) if (tag.uid === uid && tag.security !== null) return tag.security;
  return null;
}

/** Was this tag read as secured last? */
export function readAsSecured(pads: readonly Pad[], uid: Uid): boolean {
  return readingOf(pads, uid) === 'secured';
}

/** Every tag on the pads that work, once each, in the order in which they were laid down. */
export const tagsOn = oncePerPads(tagsFrom);

/** Finds out once what follows from pads that stay as they are: one step asks for it many times. */
export function oncePerPads<Found extends object>(
  find: (pads: readonly Pad[]) => Found,
): (pads: readonly Pad[]) => Found {
  const byPads = new WeakMap<readonly Pad[], Found>();
  return (pads) => {
    const known = byPads.get(pads);
    if (known !== undefined) return known;
    const found = find(pads);
    byPads.set(pads, found);
    return found;
  };
}

function tagsFrom(pads: readonly Pad[]): readonly PadTag[] {
  const tags = new Map<Uid, PadTag>();
  for (const tag of pads.flatMap((pad) => (pad.status === 'ready' ? pad.tags : []))) {
    const other = tags.get(tag.uid);
    if (other === undefined || other.unseenSince !== null) tags.set(tag.uid, tag);
  }
  return [...tags.values()].sort((one, other) => one.since - other.since);
}
