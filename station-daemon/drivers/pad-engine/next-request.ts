// What the reader is asked next, and when.

import { EMPTY_BUFFER } from '../../../protocols/binary/stream.ts';
import { nextCheck, nextFacts, nextMemory } from './field.ts';
import type { PadRequest } from './requests.ts';
import { isUnderWay, requestFor } from './security-work.ts';
import { partialEnds } from './silence.ts';
import { type Outstanding, PAD_TIMES, type PadTurn } from './state.ts';

type Next = Pick<Outstanding, 'request' | 'order'>;

/** Sends the most urgent request, if one may go out now. */
export function goOn(turn: PadTurn): void {
  if (turn.state.outstanding !== null || turn.now.ticks < turn.state.quietUntil) return;
  const next = mostUrgent(turn);
  if (next === null) return;
  const { inventoryMs, answerMs } = turn.dialect.times;
  const wait = next.request.kind === 'inventory' ? inventoryMs : answerMs;
  const attempt = attemptOf(turn, next);
  turn.set({ outstanding: { ...next, attempt, deadline: turn.now.ticks + wait }, buffer: EMPTY_BUFFER });
  if (next.request.kind === 'inventory' && !next.request.more) turn.set({ inventoryBegan: turn.now.ticks });
  turn.commands.push({ kind: 'send', bytes: turn.dialect.encode(next.request, attempt) });
}

/** How often this was asked in vain before. */
function attemptOf({ state }: PadTurn, { request, order }: Next): number {
  if (request.kind === 'identify') return state.silences;
  const work = state.orders.find((one) => one.order.order === order);
  const tag = 'uid' in request ? state.tags.find(({ uid }) => uid === request.uid) : undefined;
  return (work?.failures ?? 0) + (tag?.failures ?? 0);
}

function mostUrgent(turn: PadTurn): Next | null {
  const { state, now } = turn;
  if (!state.inStep) return ofReader({ kind: 'identify' });
  const [start] = state.toStart;
  if (start !== undefined) return ofReader({ kind: start });
  if (state.moreToCome) return ofReader({ kind: 'inventory', more: true });
  if (state.reset === 'wanted') return ofReader({ kind: 'resetField' });
  if (state.reset === 'done') return ofReader({ kind: 'inventory', more: false });
  const sinceInventory = now.ticks - state.lastInventory;
  if (sinceInventory < longestWithoutLooking(turn)) {
    const ofTag = nextOfTag(turn);
    if (ofTag !== null) return ofTag;
  }
  return sinceInventory >= PAD_TIMES.pollMs[state.pace] ? ofReader({ kind: 'inventory', more: false }) : null;
}

/** How long reads and writes go before the next inventory: no less than the last one took, several times over. */
function longestWithoutLooking({ state }: PadTurn): number {
  const took = Math.max(0, state.lastInventory - state.inventoryBegan);
  return Math.max(PAD_TIMES.pollAtLeastMs, took * (PAD_TIMES.pollShare - 1));
}

/**
 * The next write or read of a tag; null where none waits. A write is read back at once. Memories and writes take
 * turns; facts wait for both: a write that is read back brings them along.
 */
function nextOfTag(turn: PadTurn): Next | null {
  const work = turn.state.orders[0];
  if (work !== undefined && isUnderWay(work)) return ofOrder(turn, work);
  const memory = nextMemory(turn);
  if (work !== undefined && (memory === null || !turn.state.readIsNext)) {
    turn.set({ readIsNext: true });
    return ofOrder(turn, work);
  }
  turn.set({ readIsNext: false });
  const read = memory ?? nextFacts(turn) ?? nextCheck(turn);
  return read === null ? null : ofReader(read);
}

const ofReader = (request: PadRequest): Next => ({ request, order: null });

const ofOrder = (turn: PadTurn, work: Parameters<typeof requestFor>[1]): Next => ({
  request: requestFor(turn, work),
  order: work.order.order,
});

/** When there will be something to do without anything coming in; null while the line is closed. */
export function wakeTick(turn: PadTurn): number | null {
  const { state, now } = turn;
  if (!state.open) return null;
  const partial = partialEnds(turn) ?? Number.POSITIVE_INFINITY;
  if (state.outstanding !== null) return Math.min(state.outstanding.deadline, partial);
  const busy =
    !state.inStep ||
    state.toStart.length > 0 ||
    state.moreToCome ||
    state.reset !== 'none' ||
    state.orders.length > 0 ||
    nextMemory(turn) !== null ||
    nextFacts(turn) !== null;
  const next = busy
    ? state.quietUntil
    : Math.max(state.quietUntil, state.lastInventory + PAD_TIMES.pollMs[state.pace]);
  return Math.min(Math.max(now.ticks + 1, next), partial);
}
