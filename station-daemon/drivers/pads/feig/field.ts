// Which tags lie in the field, and what is on them.

import type { TagSeen, Uid } from '../../../../protocols/devices/pad.ts';
import {
  type FeigAnswers,
  type FeigRequest,
  ISO15693_TRANSPONDER,
} from '../../../../protocols/feig/commands.ts';
import { securityOfAfi } from '../../../../protocols/tags/security.ts';
import { BYTES_READ, type FeigTurn, type FieldTag, TRIES } from './state.ts';

/** A part of an inventory came in. */
export function inventoried(turn: FeigTurn, answer: FeigAnswers['inventory']): void {
  const uids = answer.tags
    .filter(({ transponderType }) => transponderType === ISO15693_TRANSPONDER)
    .map(({ uid }) => uid);
  const found = [...new Set([...turn.state.found, ...uids])];
  turn.set({ found, moreToCome: answer.more });
  if (!answer.more) lookedOver(turn, found);
}

/** An inventory is whole. A tag that did not answer is given up only after an RF reset: some readers keep known ones quiet. */
function lookedOver(turn: FeigTurn, found: readonly Uid[]): void {
  const { reset, resetFailures } = turn.state;
  const tags = turn.state.tags.map((tag) => ({ ...tag, resting: false }));
  const known = new Set(tags.map(({ uid }) => uid));
  const come = found.filter((uid) => !known.has(uid)).map(newTag);
  const missing = tags.filter(({ uid }) => !found.includes(uid)).map(({ uid }) => uid);
  turn.set({ found: [], lastInventory: turn.now.ticks });
  if (missing.length > 0 && resetFailures < TRIES && reset !== 'done') {
    return turn.set({ tags: [...tags, ...come], doubted: new Set(missing), reset: 'wanted' });
  }
  // After a reset the first inventory's tags and this one's together are the level.
  const gone = reset === 'done' ? missing.filter((uid) => turn.state.doubted.has(uid)) : missing;
  const stay = tags.filter(({ uid }) => !gone.includes(uid));
  turn.set({ tags: [...stay, ...come], doubted: new Set(), reset: 'none', looked: true });
}

/** Nothing was learnt of the field; a doubt about tags in it is taken up by the next inventory. */
export function inventoryFailed(turn: FeigTurn): void {
  turn.set({
    lastInventory: turn.now.ticks,
    found: [],
    moreToCome: false,
    reset: 'none',
    doubted: new Set(),
  });
}

/** An RF reset was refused or not answered. A reader that never does one is believed without. */
export function resetFailed(turn: FeigTurn): void {
  const resetFailures = turn.state.resetFailures + 1;
  if (resetFailures < TRIES) inventoryFailed(turn);
  else turn.set({ reset: 'done' });
  turn.set({ resetFailures });
}

function newTag(uid: Uid): FieldTag {
  return { uid, security: null, blocks: null, memory: null, failures: 0, resting: false };
}

/** The next tag of which something is still unread, and what to ask it; null when all are read or left alone. */
export function nextRead(turn: FeigTurn): FeigRequest | null {
  const tag = turn.state.tags.find(
    ({ blocks, memory, resting }) => (blocks === null || memory === null) && !resting,
  );
  if (tag === undefined) return null;
  if (tag.blocks === null) return { kind: 'systemInformation', uid: tag.uid };
  const count = Math.min(tag.blocks.count, Math.ceil(BYTES_READ / tag.blocks.size));
  return { kind: 'readBlocks', securityStatus: false, uid: tag.uid, first: 0, count };
}

/** A tag told its AFI and the size of its memory. */
export function informed(turn: FeigTurn, answer: FeigAnswers['systemInformation']): void {
  turn.setTag(answer.uid, {
    security: securityOfAfi(answer.afi, turn.state.afi),
    blocks: { count: answer.blockCount, size: answer.blockSize },
  });
}

/** A tag's memory was read. */
export function memoryRead(turn: FeigTurn, uid: Uid, answer: FeigAnswers['readBlocks']): void {
  const bytes = answer.blocks.flatMap((block) => [...block.bytes]);
  turn.setTag(uid, { memory: Uint8Array.from(bytes), failures: 0 });
}

/** A tag could not be read this time. */
export function notRead(turn: FeigTurn, uid: Uid): void {
  const failures = (turn.state.tags.find((tag) => tag.uid === uid)?.failures ?? 0) + 1;
  turn.setTag(uid, { failures, resting: failures >= TRIES });
}

/** What was known of a tag's security does not hold any more: it is read again. */
export function forgetSecurity(turn: FeigTurn, uid: Uid): void {
  turn.setTag(uid, { security: null, blocks: null, resting: false });
}

/** Tells the level, if it differs from what was told. A tag counts once it is read or given up. */
export function tellLevel(turn: FeigTurn): void {
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
