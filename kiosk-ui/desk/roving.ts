// One tab stop for a long row of things: arrow keys, Home and End move the focus among them.

/** Moves the focus within `list` when the event is such a key. The things are its descendants with a `data-roving`. */
export function rove(event: KeyboardEvent, list: HTMLElement): void {
  const things = [...list.querySelectorAll<HTMLElement>('[data-roving]')];
  const here = things.findIndex((thing) => thing.matches(':focus'));
  const first = things[0];
  if (here < 0 || first === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  // Things in one column share its left edge: columns are filled from top to bottom.
  const rows = things.filter((thing) => thing.offsetLeft === first.offsetLeft).length;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: rows,
    ArrowLeft: -rows,
    ArrowDown: 1,
    ArrowUp: -1,
    Home: -here,
    End: things.length - 1 - here,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  things[Math.min(things.length - 1, Math.max(0, here + step))]?.focus();
}
