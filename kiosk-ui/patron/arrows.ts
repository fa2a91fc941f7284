// Arrow keys move the focus to the nearest control in that direction, so that a keypad with four arrows
// and an Enter key operates every screen.

type Direction = 'up' | 'down' | 'left' | 'right';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Listens for arrow keys on the whole page. Call once. */
export function listenForArrows(): void {
  document.addEventListener('keydown', (event) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = nearest(direction);
    if (next === null) return;
    event.preventDefault();
    next.focus();
  });
}

function nearest(direction: Direction): HTMLElement | null {
  const scope = document.querySelector('dialog[open]') ?? document;
  const here = document.activeElement ?? document.body;
  const controls = [...scope.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const others = controls.filter((control) => control !== here && control.getClientRects().length > 0);
  if (here === document.body) return others[0] ?? null;
  // A bar that stays while the page scrolls lies over what is next: it comes last.
  const [moving, staying] = [others.filter((each) => !stays(each)), others.filter(stays)];
  const best = stays(here)
    ? cheapest(here, others, direction)
    : (cheapest(here, moving, direction) ?? cheapest(here, staying, direction));
  if (best !== null) return best;
  // From a heading or an outcome, which have the focus only until the first key, every key finds something.
  return controls.some((control) => control === here) ? null : (others[0] ?? null);
}

function stays(control: Element): boolean {
  const bar = control.closest('.bar');
  return bar !== null && getComputedStyle(bar).position === 'sticky';
}

function cheapest(here: Element, controls: readonly HTMLElement[], direction: Direction): HTMLElement | null {
  const from = centre(here);
  let best: { readonly control: HTMLElement; readonly cost: number } | null = null;
  for (const control of controls) {
    const cost = costOf(from, centre(control), direction);
    if (cost !== null && (best === null || cost < best.cost)) best = { control, cost };
  }
  return best?.control ?? null;
}

/** How far a control is in a direction; sideways counts double. Null where it lies elsewhere. */
function costOf(from: Point, to: Point, direction: Direction): number | null {
  const upright = direction === 'up' || direction === 'down';
  const sign = direction === 'up' || direction === 'left' ? -1 : 1;
  const along = sign * (upright ? to.y - from.y : to.x - from.x);
  const aside = Math.abs(upright ? to.x - from.x : to.y - from.y);
  return along > 4 ? along + 2 * aside : null;
}

function centre(element: Element): Point {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
