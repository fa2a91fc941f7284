// Dragging with mouse, pen or finger. A movement of a few pixels begins it; until then a press is a tap.

import type { DeskBook, DeskCard } from '../../protocols/screen/desk.ts';
import { table } from './desk-link.ts';
import { cargoOf, drag, fetch, letGo } from './hand.ts';
import { deedAt, type Spot } from './places.ts';

/** How far a press may wander and still be a tap, in CSS pixels. */
const TAP_WANDERS = 8;

const SPOTS: Readonly<Record<string, Spot>> = {
  shelf: 'shelf',
  pad: 'pad',
  scanner: 'scanner',
  gate: 'gate',
  station: 'station',
};

/** Follows the pointer from its press on the drawing of a book or card until it is let go. */
export function followPointer(press: PointerEvent, thing: DeskBook | DeskCard): void {
  const handle = press.currentTarget;
  if (!(handle instanceof HTMLElement) || press.button !== 0 || !press.isPrimary) return;
  const cargo = cargoOf(thing);
  const end = new AbortController();
  const { signal } = end;
  const stop = (): void => {
    drag.value = null;
    end.abort();
  };
  // The first movement may already be beyond the handle's edge: only the window is sure to hear of it.
  window.addEventListener(
    'pointermove',
    ({ clientX: x, clientY: y, pointerId }) => {
      if (pointerId !== press.pointerId) return;
      if (drag.value === null) {
        if (Math.hypot(x - press.clientX, y - press.clientY) < TAP_WANDERS) return;
        handle.setPointerCapture(pointerId);
      }
      const spot = spotAt(x, y);
      const acts = spot !== null && table.value !== null && deedAt(table.value, cargo, spot) !== null;
      drag.value = { cargo, x, y, over: acts ? spot : null };
    },
    { signal },
  );
  window.addEventListener(
    'pointerup',
    ({ pointerId }) => {
      if (pointerId !== press.pointerId) return;
      const spot = drag.value?.over ?? null;
      if (drag.value !== null) swallowClick();
      stop();
      if (spot === null) return;
      if (!('card' in thing)) fetch(thing);
      letGo(thing, spot);
    },
    { signal },
  );
  window.addEventListener('pointercancel', stop, { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && stop(), { signal });
}

function spotAt(x: number, y: number): Spot | null {
  const name = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-spot]')?.dataset['spot'];
  return name === undefined ? null : (SPOTS[name] ?? null);
}

/** The click that follows the end of a drag is no tap. */
function swallowClick(): void {
  const end = new AbortController();
  const swallow = (event: Event): void => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, signal: end.signal });
  setTimeout(() => end.abort(), 0);
}
