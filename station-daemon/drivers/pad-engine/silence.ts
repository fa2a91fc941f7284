// When an answer does not come, or the reader does something else: what is given up, and when it counts as gone.

import { endAll } from './security-work.ts';
import { closedState, type Outstanding, PAD_TIMES, type PadTurn, SILENCES_BEFORE_LOST } from './state.ts';

/** When what came in and makes no frame is given up; null where nothing waits. */
export function partialEnds({ state, dialect }: PadTurn): number | null {
  return state.buffer.bytes.length === 0 ? null : state.heardAt + dialect.times.brokenOffMs;
}

/** Gives up waiting for an answer whose time is over, and gives what it was to answer. */
export function giveUpWaiting(turn: PadTurn): Outstanding | null {
  const { outstanding } = turn.state;
  if (outstanding === null || turn.now.ticks < outstanding.deadline) return null;
  const silences = turn.state.silences + 1;
  const pause = silences >= SILENCES_BEFORE_LOST ? PAD_TIMES.silentPollMs : PAD_TIMES.afterTimeOutMs;
  turn.set({ outstanding: null, inStep: false, silences, quietUntil: turn.now.ticks + pause });
  return outstanding;
}

/** After some silences in a row the reader is lost. */
export function loseIfSilent(turn: PadTurn): void {
  const { silences, quietUntil, noise } = turn.state;
  if (silences < SILENCES_BEFORE_LOST) return;
  lose(turn, noise ? turn.dialect.ifOnlyNoiseComes : 'the reader does not answer');
  turn.set({ silences, quietUntil });
}

/** The reader is set up for something else. */
export function unfit(turn: PadTurn, reason: string): void {
  lose(turn, reason);
  turn.set({ quietUntil: turn.now.ticks + PAD_TIMES.unfitPollMs });
}

function lose(turn: PadTurn, reason: string): void {
  const { reader, lostReason, model, noise, buffer, heardAt } = turn.state;
  endAll(turn, reason);
  if (reader !== 'lost' || lostReason !== reason) turn.tell({ kind: 'lost', reason });
  // Whatever lay there may be something else when it answers again.
  turn.set({
    ...closedState(turn.dialect),
    open: true,
    reader: 'lost',
    lostReason: reason,
    model,
    noise,
    buffer,
    heardAt,
  });
}
