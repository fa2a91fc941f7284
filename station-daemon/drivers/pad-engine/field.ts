// Which tags lie in the field, and what is on them.

import type { TagSeen, Uid } from '../../../protocols/devices/pad.ts';
import { bytesWanted, FIRST_BYTES } from '../../../protocols/tags/bytes-wanted.ts';
import { hasEas } from '../../../protocols/tags/icode.ts';
import { looksAtEas, securityOf } from '../../../protocols/tags/security.ts';
import type { PadAnswer, TagRequest } from './requests.ts';
import { type FieldTag, PAD_TIMES, type PadTurn, TRIES, USUAL_BLOCK_BYTES } from './state.ts';

/** A part of an inventory came in. */
export function inventoried(turn: PadTurn, answer: Extract<PadAnswer, { kind: 'inventory' }>): void {
  const found = [...new Set([...turn.state.found, ...answer.uids])];
  turn.set({ found, moreToCome: answer.more });
  if (!answer.more) lookedOver(turn, found);
}

/**
 * An inventory is whole. A tag that did not answer is given up only after a reset, since some readers keep known ones
 * quiet, and a second inventory.
 */
function lookedOver(turn: PadTurn, found: readonly Uid[]): void {
  const { reset, resetFailures } = turn.state;
  const tags = turn.state.tags.map((tag) => ({ ...tag, resting: false }));
  const known = new Set(tags.map(({ uid }) => uid));
  const come = found.filter((uid) => !known.has(uid)).map((uid) => newTag(uid, turn.now.ticks));
  const missing = tags.filter(({ uid }) => !found.includes(uid)).map(({ uid }) => uid);
  turn.set({ found: [], lastInventory: turn.now.ticks });
  if (missing.length > 0 && reset !== 'done') {
    // Without a reset it is looked a second time all the same: a collision hides tags for one round.
    const next = resetFailures < TRIES ? 'wanted' : 'done';
    return turn.set({ tags: [...tags, ...come], doubted: new Set(missing), reset: next });
  }
  // After it the first inventory's tags and this one's together are the level.
  const gone = reset === 'done' ? missing.filter((uid) => turn.state.doubted.has(uid)) : missing;
  const stay = tags.filter(({ uid }) => !gone.includes(uid));
  turn.set({ tags: [...stay, ...come], doubted: new Set(), reset: 'none', looked: true });
}

/** Nothing was learnt of the field; a doubt about tags in it is taken up by the next inventory. */
export function inventoryFailed(turn: PadTurn): void {
  turn.set({
    lastInventory: turn.now.ticks,
    found: [],
    moreToCome: false,
    reset: 'none',
    doubted: new Set(),
  });
}

/** A reset was refused or not answered. A reader that never does one is believed without. */
export function resetFailed(turn: PadTurn): void {
  const resetFailures = turn.state.resetFailures + 1;
  if (resetFailures < TRIES) inventoryFailed(turn);
  else turn.set({ reset: 'done' });
  turn.set({ resetFailures });
}

function newTag(uid: Uid, checkedAt: number): FieldTag {
  const unread = { security: null, eas: null, blocks: null, begun: new Uint8Array(), memory: null };
  return { uid, ...unread, check: 'no', checkedAt, factsFirst: false, failures: 0, resting: false };
}

/**
 * What to ask the next tag of whose memory something is unread; null when all are read or left alone. The memory comes
 * before the facts: it tells which item lies there, so that the library system can be asked.
 */
export function nextMemory(turn: PadTurn): TagRequest | null {
  const tag = turn.state.tags.find(({ memory, resting }) => memory === null && !resting);
  if (tag === undefined) return null;
  if (tag.blocks === null && tag.factsFirst) return factsOf(turn, tag);
  const blocks = tag.blocks ?? USUAL_BLOCKS;
  const first = Math.floor(tag.begun.length / blocks.size);
  return { kind: 'readBlocks', uid: tag.uid, first, count: blocksWanted(blocks, tag.begun) - first };
}

/** What to ask the next tag whose facts are unread; null where there is none, or an order is about to read them. */
export function nextFacts(turn: PadTurn): TagRequest | null {
  const tag = turn.state.tags.find(
    ({ uid, blocks, check, resting }) =>
      (blocks === null || check !== 'no') &&
      !resting &&
      !turn.state.orders.some(({ order }) => order.uid === uid),
  );
  return tag === undefined ? null : factsOf(turn, tag);
}

/**
 * Has a tag that was read long ago read again, while nobody wants anything: it may have been written by somebody else
 * since, by another pad or in the hand. The one that waited longest comes first; null where it is no tag's turn.
 */
export function nextCheck(turn: PadTurn): TagRequest | null {
  const { tags, orders, lastCheck } = turn.state;
  if (orders.length > 0 || turn.now.ticks - lastCheck < PAD_TIMES.checkMs) return null;
  const [tag] = tags
    .filter(({ memory, blocks, security }) => memory !== null && blocks !== null && security !== null)
    .sort((one, other) => one.checkedAt - other.checkedAt);
  if (tag === undefined || turn.now.ticks - tag.checkedAt < PAD_TIMES.checkMs) return null;
  turn.set({ lastCheck: turn.now.ticks });
  turn.setTag(tag.uid, { check: 'once', eas: null });
  return nextFacts(turn);
}

/** The EAS bit first: a tag that keeps silent has none, if it is there; its facts prove that it is. */
function factsOf(turn: PadTurn, { uid, eas }: FieldTag): TagRequest {
  return { kind: eas === null && readsEas(turn, uid) ? 'readEas' : 'readFacts', uid };
}

/** As much of a usual tag as is read. */
const USUAL_BLOCKS = { count: Math.ceil(FIRST_BYTES / USUAL_BLOCK_BYTES), size: USUAL_BLOCK_BYTES } as const;

/** How many blocks of a tag are wanted, after so much of it was read. */
function blocksWanted({ count, size }: NonNullable<FieldTag['blocks']>, begun: Uint8Array): number {
  return Math.min(count, Math.ceil(bytesWanted(begun) / size));
}

/** Is the tag's EAS bit part of its security? */
export function readsEas(turn: PadTurn, uid: Uid): boolean {
  return turn.dialect.can.eas && looksAtEas(turn.security.gate) && hasEas(uid);
}

/** What was asked of a tag came, or did not. */
export function tagAnswered(turn: PadTurn, request: TagRequest, answer: PadAnswer): void {
  const { uid } = request;
  switch (answer.kind) {
    case 'eas':
      return turn.setTag(uid, { eas: answer.set });
    case 'facts': {
      // The answer of another tag, late: it says nothing of the one that was asked.
      if (answer.uid !== uid) return notRead(turn, uid);
      const tag = turn.state.tags.find((one) => one.uid === uid);
      const security = securityOf({ afi: answer.afi, eas: tag?.eas ?? null }, turn.security);
      if (tag?.check === 'once' && security !== tag.security) {
        return turn.setTag(uid, { check: 'again', eas: null });
      }
      return turn.setTag(uid, { security, blocks: answer.blocks, ...checked(turn) });
    }
    case 'blocks':
      return blocksRead(turn, uid, answer.bytes);
    default:
      return request.kind === 'readBlocks' && isGuessed(turn, uid)
        ? turn.setTag(uid, { factsFirst: true })
        : notRead(turn, uid);
  }
}

/** Was the tag's memory asked for without knowing what its blocks are like? */
function isGuessed(turn: PadTurn, uid: Uid): boolean {
  return turn.state.tags.find((tag) => tag.uid === uid)?.blocks === null;
}

/** The next blocks of a tag's memory came, all that were wanted or some. */
function blocksRead(turn: PadTurn, uid: Uid, bytes: Uint8Array): void {
  const tag = turn.state.tags.find((one) => one.uid === uid);
  if (tag === undefined || tag.begun.length + bytes.length === 0) return notRead(turn, uid);
  // There is no more: the tag has less than it was taken to have.
  if (bytes.length === 0) return turn.setTag(uid, { memory: tag.begun, failures: 0 });
  const begun = Uint8Array.of(...tag.begun, ...bytes);
  const wanted = tag.blocks === null ? bytesWanted(begun) : blocksWanted(tag.blocks, begun) * tag.blocks.size;
  if (begun.length >= wanted) return turn.setTag(uid, { memory: begun, failures: 0 });
  // What is missing goes on at a block: what a block is, and how many there are, has to be known.
  turn.setTag(uid, { begun, factsFirst: true });
}

/** The tag's facts are known as of now. */
export const checked = ({ now }: PadTurn): Pick<FieldTag, 'check' | 'checkedAt'> => ({
  check: 'no',
  checkedAt: now.ticks,
});

/** A tag could not be read this time. Its EAS bit counts as unread: what was silence may have been absence. */
function notRead(turn: PadTurn, uid: Uid): void {
  const tag = turn.state.tags.find((one) => one.uid === uid);
  // What was told of it stays; its turn comes again.
  if (tag !== undefined && tag.check !== 'no') return turn.setTag(uid, { ...checked(turn), eas: null });
  const failures = (tag?.failures ?? 0) + 1;
  turn.setTag(uid, { failures, resting: failures >= TRIES, eas: null });
}

/** What was known of a tag's security does not hold any more: it is read again. */
export function forgetSecurity(turn: PadTurn, uid: Uid): void {
  turn.setTag(uid, { security: null, eas: null, blocks: null, check: 'no', resting: false });
}

/** Tells the level, if it differs from what was told. A tag counts once it is read or given up. */
export function tellLevel(turn: PadTurn): void {
  const { tags, told, looked } = turn.state;
  if (!looked) return;
  const known = tags.filter(({ memory, failures }) => memory !== null || failures >= TRIES);
  // Told for the first time, it must not look as if what is still to be read had been lifted.
  if (told === null && known.length < tags.length) return;
  const level = known.map(({ uid, security, memory }): TagSeen => ({ uid, security, memory }));
  if (told !== null && sameLevel(told, level)) return;
  turn.set({ told: level });
  turn.tell({ kind: 'level', tags: level });
}

function sameLevel(one: readonly TagSeen[], other: readonly TagSeen[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ uid, memory, security }, index) => {
      const twin = other[index];
      return twin?.uid === uid && twin.memory === memory && twin.security === security;
    })
  );
}
