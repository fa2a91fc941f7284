// A library card in the light of the scanner; on the start screen the pad stands beside it.

import type { JSX } from 'preact';
import { Pile } from './books.tsx';
import { Pad, Waves } from './pad-art.tsx';
import './art.css';

/** The card and the scanner alone. */
export function CardArt(): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 420 320" aria-hidden="true">
      <Scanner x={210} y={300} />
    </svg>
  );
}

/** The whole counter: scanner, card and pad. As many books as wait on the pad are drawn on it. */
export function CounterArt({ books }: { readonly books: number }): JSX.Element {
  const marks = Array.from({ length: books }, () => 'plain' as const);
  return (
    <svg class="art art-wide" viewBox="0 0 900 400" aria-hidden="true">
      <Window />
      <path class="art-counter" d="M20 352h860a8 8 0 0 1 8 8v24a8 8 0 0 1-8 8H20a8 8 0 0 1-8-8v-24a8 8 0 0 1 8-8z" />
      <Scanner x={250} y={352} />
      <Pad x={640} y={304} />
      {books === 0 ? <Waves x={640} y={290} /> : <Pile marks={marks} x={640} y={302} />}
    </svg>
  );
}

/** A reading-room window behind the counter. */
function Window(): JSX.Element {
  return (
    <g>
      <path class="art-window" d="M330 352V150a120 120 0 0 1 240 0v202z" />
      <path class="art-window-line" d="M330 352V150a120 120 0 0 1 240 0v202M450 30v322M330 170h240M330 262h240" />
    </g>
  );
}

/** A stand scanner whose foot stands at (x, y), its light, and a card in it. */
function Scanner({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class="art-shadow" d="M-112-6h150a5 5 0 0 1 0 10h-150a5 5 0 0 1 0-10z" />
      <path class="art-beam" d="M-38-214 96-250v186z" />
      <path class="art-sand" d="M-96-10h112a8 8 0 0 1 8 8v2h-128v-2a8 8 0 0 1 8-8z" />
      <path class="art-sky" d="M-52-10c-8-60-16-120-22-150h44c0 40 4 100 12 150z" />
      <path class="art-paper" d="M-112-256a14 14 0 0 1 14-14h52c22 0 36 16 36 40v32a14 14 0 0 1-14 14h-74a14 14 0 0 1-14-14z" />
      <path class="art-lamp" d="M-24-240h8a6 6 0 0 1 6 6v34a6 6 0 0 1-6 6h-8z" />
      <path class="art-thin" d="M-92-246h34M-92-232h22" />
      <g class="art-card">
        <rect class="art-paper" x="40" y="-232" width="176" height="114" rx="12" />
        <path class="art-coral" d="M52-232h152a12 12 0 0 1 12 12v14H40v-14a12 12 0 0 1 12-12z" />
        <path class="art-thin" d="M150-186h48M150-172h30" />
        <path
          class="art-bars"
          d="M58-188v46M66-188v46M76-188v46M82-188v46M94-188v46M100-188v46M110-188v46M120-188v46M126-188v46"
        />
        <path class="art-hand" d="M176-140c6-16 26-18 34-8l34 44c14 20 6 52-14 62l-30 14-42-48c-10-12-4-22 8-20l16 4z" />
        <path class="art-thin" d="M182-112c-8-8-10-18-6-28" />
      </g>
    </g>
  );
}
