// The pad, with whatever lies on it.

import type { JSX } from 'preact';
import { type BookMark, Pile } from './books.tsx';
import { PLANK, Plank } from './plank.tsx';
import './art.css';

const FOOT = 318;

/** The pad alone, its foot at the lower rim of the drawing. */
export function PadArt({ marks }: { readonly marks: readonly BookMark[] }): JSX.Element {
  return (
    <svg class="art" viewBox={`0 0 420 ${FOOT}`} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <PadWithBooks marks={marks} x={210} y={FOOT} />
    </svg>
  );
}

/** The pad on its counter; with no books its waves ask for some. */
export function PadOnCounterArt({ marks }: { readonly marks: readonly BookMark[] }): JSX.Element {
  return (
    <svg
      class="art"
      viewBox={`-120 -60 580 ${FOOT + PLANK + 60}`}
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <LampLight x={210} y={FOOT} />
      <Plank y={FOOT} />
      <PadWithBooks marks={marks} x={210} y={FOOT} />
    </svg>
  );
}

/** A pile of books without a pad, on the counter: what goes home. */
export function PileArt({ marks }: { readonly marks: readonly BookMark[] }): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 300 300" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <Pile marks={marks} x={150} y={300} />
    </svg>
  );
}

/** A lamp that hangs high over whatever the page puts under it. */
export function LampArt(): JSX.Element {
  return (
    <svg class="art" viewBox="-420 -620 640 620" preserveAspectRatio="xMaxYMax meet" aria-hidden="true">
      <path class="art-light" d="M-52-500h104L300 0h-600z" />
      <g transform="translate(0 -200)">
        <Lamp />
      </g>
    </svg>
  );
}

interface PadProps {
  readonly marks: readonly BookMark[];
  /** Middle of the pad's foot. */
  readonly x: number;
  readonly y: number;
}

/** Pad and pile, or pad and waves, standing at (x, y). */
export function PadWithBooks({ marks, x, y }: PadProps): JSX.Element {
  return (
    <g>
      <BarePad x={x} y={y} />
      {marks.length === 0 ? <Waves x={x} y={y - 66} /> : <Pile marks={marks} x={x} y={y - 50} />}
    </g>
  );
}

/** The pad itself, 396 wide and 52 high, the middle of its foot at (x, y). */
export function BarePad({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y - 52})`}>
      <path class="art-sand" d="M-178 0h356l18 22v22a8 8 0 0 1-8 8h-376a8 8 0 0 1-8-8V22z" />
      <path class="art-paper" d="M-178 0h356l18 22h-392z" />
      <path class="art-thin" d="M-60 9h120M-44 16h88" />
      <circle class="art-lamp" cx="172" cy="37" r="5" />
    </g>
  );
}

/** Waves over an empty pad: lay something here. */
export function Waves({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g class="art-waves" transform={`translate(${x} ${y})`}>
      <path d="M-34-14a48 48 0 0 1 68 0" />
      <path d="M-64-44a90 90 0 0 1 128 0" />
      <path d="M-94-74a133 133 0 0 1 188 0" />
    </g>
  );
}

/** A hanging lamp over the point (x, y), and its light. */
export function LampLight({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class="art-light" d="M-52-300h104L240 0h-480z" />
      <Lamp />
    </g>
  );
}

/** The lamp itself, 300 units over its origin. */
function Lamp(): JSX.Element {
  return (
    <>
      <path class="art-stem" d="M0-2000V-344" />
      <path class="art-lamp" d="M-66-300c4-34 28-54 66-54s62 20 66 54z" />
      <path class="art-paper" d="M-22-300h44c0 12-10 20-22 20s-22-8-22-20z" />
    </>
  );
}
