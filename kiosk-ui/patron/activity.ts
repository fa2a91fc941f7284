// Tells the daemon that somebody is still here: a tap beside every button, or a key that only moves the focus.
// Buttons tell it by their own intent. The timer itself is the daemon's.

import type { Screen } from '../../protocols/screen/screen.ts';
import { link, send } from './station-link.ts';

/** At most one sign of life in this time, in milliseconds. */
const SPACING_MS = 1000;

const FOCUS_KEYS = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);

/** On the help screen `continue` would close the help; with no time-out running there is nothing to prolong. */
function isWaitedFor(screen: Screen): boolean {
  return screen.countdown !== null && screen.name !== 'help';
}

/** Listens on the whole page. Call once. */
export function listenForActivity(): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  const stillHere = (event: Event) => {
    const state = link.value;
    if (state.kind !== 'live' || !isWaitedFor(state.received.screen)) return;
    if (event.timeStamp - lastMs < SPACING_MS) return;
    lastMs = event.timeStamp;
    send({ kind: 'continue' });
  };
  document.addEventListener('pointerdown', (event) => {
    const onIntent = event.target instanceof Element && event.target.closest('button[data-intent]') !== null;
    if (!onIntent) stillHere(event);
  });
  document.addEventListener('keydown', (event) => {
    if (FOCUS_KEYS.has(event.key)) stillHere(event);
  });
}
