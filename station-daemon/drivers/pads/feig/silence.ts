// When an answer does not come, or comes broken: what is given up, and when the reader counts as gone.

import type { FeigRequest } from '../../../../protocols/feig/commands.ts';
import { dropPartial, EMPTY_BUFFER, type FeigFrame } from '../../../../protocols/feig/framing.ts';
import { inventoryFailed, notRead, resetFailed } from './field.ts';
import { endAll, failed, written } from './security-work.ts';
import { closedState, FEIG_TIMES, type FeigState, type FeigTurn, SILENCES_BEFORE_LOST } from './state.ts';

/** When what came in and makes no frame is given up; null where nothing waits. */
export function partialEnds({ buffer, heardAt }: FeigState): number | null {
  return buffer.bytes.length === 0 ? null : heardAt + FEIG_TIMES.brokenOffMs;
}

/**
 * Gives up what came in and makes no frame, once its time is over: noise that looks like the beginning of a frame
 * hides the answer behind it until then. Gives the frames that stood behind it.
 */
export function giveUpPartial(turn: FeigTurn): readonly FeigFrame[] {
  const ends = partialEnds(turn.state);
  if (ends === null || turn.now.ticks < ends) return [];
  const { discarded, frames } = dropPartial(turn.state.buffer, 'host');
  turn.set({ buffer: EMPTY_BUFFER });
  turn.note('Bytes that belong to no frame were passed over.', discarded);
  return frames;
}

/** Gives up waiting for an answer whose time is over; after some of them the reader is lost. */
export function giveUpWaiting(turn: FeigTurn): void {
  const { outstanding } = turn.state;
  if (outstanding === null || turn.now.ticks < outstanding.deadline) return;
  const silences = turn.state.silences + 1;
  const lost = silences >= SILENCES_BEFORE_LOST;
  const pause = lost ? FEIG_TIMES.silentPollMs : FEIG_TIMES.afterTimeOutMs;
  turn.set({ outstanding: null, inStep: false, silences, quietUntil: turn.now.ticks + pause });
  silent(turn, outstanding.request);
  if (lost) readerLost(turn);
}

function readerLost(turn: FeigTurn): void {
  const { afi, reader, silences, quietUntil, model } = turn.state;
  endAll(turn, 'the reader does not answer');
  if (reader !== 'lost') turn.tell({ kind: 'lost', reason: 'the reader does not answer' });
  // Whatever lay there may be something else when it answers again.
  turn.set({ ...closedState(afi), open: true, reader: 'lost', silences, quietUntil, model });
}

function silent(turn: FeigTurn, request: FeigRequest): void {
  switch (request.kind) {
    case 'rfReset':
      return resetFailed(turn);
    case 'inventory':
      return inventoryFailed(turn);
    case 'writeAfi':
    case 'systemInformation':
    case 'readBlocks':
      return notDone(turn, request, 'no answer');
    case 'softwareVersion':
    case 'writeBlocks':
      return;
  }
}

/** A tag was not read or written, as far as one knows. */
export function notDone(
  turn: FeigTurn,
  request: Extract<FeigRequest, { kind: 'writeAfi' | 'systemInformation' | 'readBlocks' }>,
  reason: string,
): void {
  const work = turn.state.orders[0];
  const isWork = work?.order.uid === request.uid;
  if (isWork && request.kind === 'writeAfi') return written(turn, work);
  if (isWork && request.kind === 'systemInformation' && work.phase === 'read-back') {
    return failed(turn, work, reason);
  }
  notRead(turn, request.uid);
}
