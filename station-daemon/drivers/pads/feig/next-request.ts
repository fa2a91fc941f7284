// What the reader is asked next, and when.

import { encodeRequest, type FeigRequest } from '../../../../protocols/feig/commands.ts';
import { ANY_READER, EMPTY_BUFFER } from '../../../../protocols/feig/framing.ts';
import { nextRead } from './field.ts';
import { requestFor } from './security-work.ts';
import { partialEnds } from './silence.ts';
import { FEIG_TIMES, type FeigTurn } from './state.ts';

/** Sends the most urgent request, if one may go out now. */
export function goOn(turn: FeigTurn): void {
  if (turn.state.outstanding !== null || turn.now.ticks < turn.state.quietUntil) return;
  const request = mostUrgent(turn);
  if (request === null) return;
  const wait = request.kind === 'inventory' ? FEIG_TIMES.inventoryMs : FEIG_TIMES.answerMs;
  turn.set({ outstanding: { request, deadline: turn.now.ticks + wait }, buffer: EMPTY_BUFFER });
  turn.commands.push({
    kind: 'send',
    bytes: encodeRequest(request, { address: ANY_READER, form: 'standard' }),
  });
}

function mostUrgent(turn: FeigTurn): FeigRequest | null {
  const { state, now } = turn;
  if (!state.inStep) return { kind: 'softwareVersion' };
  if (state.moreToCome) return { kind: 'inventory', more: true };
  if (state.reset === 'wanted') return { kind: 'rfReset' };
  if (state.reset === 'done') return { kind: 'inventory', more: false };
  const sinceInventory = now.ticks - state.lastInventory;
  if (sinceInventory < FEIG_TIMES.pollAtLeastMs) {
    const ofTag = nextOfTag(turn);
    if (ofTag !== null) return ofTag;
  }
  return sinceInventory >= FEIG_TIMES.pollMs ? { kind: 'inventory', more: false } : null;
}

/** The next write or read of a tag; null where none waits. A write is read back at once. */
function nextOfTag(turn: FeigTurn): FeigRequest | null {
  const work = turn.state.orders[0];
  if (work?.phase === 'read-back') return requestFor(turn, work);
  const read = nextRead(turn);
  const reads = work === undefined || (turn.state.readIsNext && read !== null);
  turn.set({ readIsNext: !reads });
  return reads ? read : requestFor(turn, work);
}

/** When there will be something to do without anything coming in; null while the line is closed. */
export function wakeTick(turn: FeigTurn): number | null {
  const { state, now } = turn;
  if (!state.open) return null;
  const partial = partialEnds(state) ?? Number.POSITIVE_INFINITY;
  if (state.outstanding !== null) return Math.min(state.outstanding.deadline, partial);
  const busy =
    !state.inStep ||
    state.moreToCome ||
    state.reset !== 'none' ||
    state.orders.length > 0 ||
    nextRead(turn) !== null;
  const next = busy ? state.quietUntil : Math.max(state.quietUntil, state.lastInventory + FEIG_TIMES.pollMs);
  return Math.min(Math.max(now.ticks + 1, next), partial);
}
