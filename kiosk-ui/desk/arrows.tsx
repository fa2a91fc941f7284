// Two arrows that move a long row of things sideways. For the mouse: keys and fingers move it by themselves.

import type { JSX, RefObject } from 'preact';
import { words } from './words/language.ts';
import './arrows.css';

/** How far one touch moves the row, as a part of its width. */
const STRIDE = 0.8;

/** Arrows for the row `strip`. */
export function Arrows({ strip }: { readonly strip: RefObject<HTMLElement | null> }): JSX.Element {
  const { arrows } = words.value;
  const move = (direction: number) => (): void =>
    strip.current?.scrollBy({ left: direction * STRIDE * strip.current.clientWidth });
  return (
    <div class="arrows">
      <Arrow label={arrows.earlier} path="M20.5 7 11.5 16l9 9" onTap={move(-1)} />
      <Arrow label={arrows.further} path="M11.5 7l9 9-9 9" onTap={move(1)} />
    </div>
  );
}

interface ArrowProps {
  readonly label: string;
  readonly path: string;
  readonly onTap: () => void;
}

function Arrow({ label, path, onTap }: ArrowProps): JSX.Element {
  return (
    <button type="button" class="arrow" aria-label={label} tabIndex={-1} onClick={onTap}>
      <svg class="icon" viewBox="0 0 32 32" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
