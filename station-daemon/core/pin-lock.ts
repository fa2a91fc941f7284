// Wrong PINs are counted by card, over sessions: who keeps guessing waits. Of the card only a mark is kept, and that only
// for some minutes.

import { textHash } from '../../protocols/text-hash.ts';
import { PIN_ATTEMPTS, TIMES } from './setup.ts';
import type { CoreState, Turn } from './state.ts';

/** Of so many cards wrong PINs are kept; the oldest go first. */
const MOST_CARDS = 100;

/** How many PINs may still be tried with a card; none while it waits. */
export function pinTriesLeft({ wrongPins }: CoreState, card: string): number {
  const mark = markOf(card);
  return Math.max(0, PIN_ATTEMPTS - (wrongPins.find((one) => one.mark === mark)?.count ?? 0));
}

/** A PIN was wrong. Returns how many tries are left. */
export function pinWasWrong(turn: Turn, card: string): number {
  const mark = markOf(card);
  const { wrongPins } = turn.state;
  const count = (wrongPins.find((one) => one.mark === mark)?.count ?? 0) + 1;
  const others = wrongPins.filter((one) => one.mark !== mark).slice(1 - MOST_CARDS);
  turn.set({ wrongPins: [...others, { mark, count, until: turn.now.ticks + TIMES.pinLockMs }] });
  if (count === PIN_ATTEMPTS) turn.note('A PIN was wrong too often; its card has to wait.', { tries: count });
  return Math.max(0, PIN_ATTEMPTS - count);
}

/** A PIN was right: what was wrong before is forgotten. */
export function pinWasRight(turn: Turn, card: string): void {
  const mark = markOf(card);
  turn.set({ wrongPins: turn.state.wrongPins.filter((one) => one.mark !== mark) });
}

/** Forgets what counts no more. Called with every event. */
export function forgetWrongPins(turn: Turn): void {
  const { wrongPins } = turn.state;
  if (wrongPins.some(({ until }) => until <= turn.now.ticks))
    turn.set({ wrongPins: wrongPins.filter(({ until }) => until > turn.now.ticks) });
}

/** Not the card's number; but whoever reads the memory of the daemon and knows the library's cards can try them all. */
const markOf = textHash;
