// Keeps the browser's own doings away from the patron: no menu, selection, dragging, dropped files, zoom, reload,
// printing, searching or going back. What is left is a tap, a key and a scroll.

/** What a hand or a mouse does to a browser rather than to the page. */
const REFUSED = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart', 'dragover', 'drop', 'auxclick'];

/** Keys with which a browser is operated, alone or with Shift. */
const BROWSER_KEYS = /^(F([1-9]|1[0-2])|Browser\w+|Launch\w+|Print|ContextMenu)$/;

/** A page that is scrolled, read and touched with these alone needs no other key with Control, Alt or Meta. */
function isBrowserKey({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey || BROWSER_KEYS.test(key);
}

/** Left alone, the middle button scrolls by itself, and the two at the side go back and forth. */
const LEFT_BUTTON = 0;

/** Listens on the whole page. Call once. Keys that are refused are still heard by the page's own listeners. */
export function confineBrowser(): void {
  const refuse = (event: Event) => event.preventDefault();
  for (const kind of REFUSED) document.addEventListener(kind, refuse);
  for (const kind of ['mousedown', 'mouseup'] as const) {
    document.addEventListener(kind, (event) => {
      if (event.button !== LEFT_BUTTON) event.preventDefault();
    });
  }
  document.addEventListener(
    'wheel',
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    { passive: false },
  );
  window.addEventListener(
    'keydown',
    (event) => {
      if (isBrowserKey(event)) event.preventDefault();
    },
    { capture: true },
  );
}
