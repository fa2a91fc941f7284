// Keeps the page calm under the hand: after a layout change nothing can be tapped for a moment,
// and gestures other than a tap do nothing.

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

/** No context menu, no dragging of pictures or words, no zooming by pinch or wheel. Call once. */
export function refuseGestures(): void {
  const refuse = (event: Event) => event.preventDefault();
  for (const kind of ['contextmenu', 'dragstart', 'selectstart', 'gesturestart']) {
    document.addEventListener(kind, refuse);
  }
  document.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
}
