// Keeps the page calm under the hand: after a layout change nothing can be tapped for a moment.

/** How long taps rest after the layout has changed, in milliseconds. */
const REST_MS = 300;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Call right after the layout changed. A finger that was on its way hits nothing; keys go on working. */
export function restTaps(): void {
  const root = document.documentElement;
  root.dataset['resting'] = '';
  clearTimeout(timer);
  timer = setTimeout(() => {
    delete root.dataset['resting'];
  }, REST_MS);
}
