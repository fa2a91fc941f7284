// The pad on its counter, with whatever lies on it.

import type { JSX } from 'preact';
import { type BookMark, Pile } from './books.tsx';
import './art.css';

/** Draws the pad. With no books it shows its waves, which ask for some. */
export function PadArt({ marks }: { readonly marks: readonly BookMark[] }): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 420 320" aria-hidden="true">
      <Pad x={210} y={262} />
      {marks.length === 0 ? <Waves x={210} y={244} /> : <Pile marks={marks} x={210} y={258} />}
    </svg>
  );
}

/** The pad itself, its upper edge in the middle at (x, y). */
export function Pad({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class="art-shadow" d="M-190 44h380a6 6 0 0 1 0 12h-380a6 6 0 0 1 0-12z" />
      <path class="art-sand" d="M-178-4h356l18 26v18a8 8 0 0 1-8 8h-376a8 8 0 0 1-8-8V22z" />
      <path class="art-paper" d="M-178-4h356l18 26h-392z" />
      <path class="art-thin" d="M-60 8h120M-44 15h88" />
      <circle class="art-lamp" cx="172" cy="35" r="5" />
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
