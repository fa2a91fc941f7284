// A dedicated worker: asks the page once a second whether it still answers, on a thread of its own, and calls the
// rescuer when it does not. It asks, rather than the page telling, because a hidden page's timers nearly stand still.

import { RESCUE } from './rescue-call.ts';

/** Between two questions, in milliseconds. */
const ASK_MS = 1_000;
/** A page that has not answered for this long hangs, in milliseconds. */
const HUNG_MS = 10_000;

let answeredMs = performance.now();
let askedMs = answeredMs;

addEventListener('message', () => {
  answeredMs = performance.now();
});

setInterval(() => {
  const now = performance.now();
  // The whole computer slept: nobody could answer.
  if (now - askedMs > HUNG_MS / 2) answeredMs = now;
  askedMs = now;
  if (now - answeredMs > HUNG_MS) {
    // Once more after the same time, should this not help.
    answeredMs = now;
    fetch(RESCUE).catch(() => undefined);
  }
  postMessage('still there?');
}, ASK_MS);
