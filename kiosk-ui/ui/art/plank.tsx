// The counter's edge, on which everything stands that is drawn in the head of a screen.

import type { JSX } from 'preact';

/** How thick the edge is drawn, in drawing units. */
export const PLANK = 26;

/** The edge at height `y`. It runs out of the drawing on both sides, to the rims of the head. */
export function Plank({ y }: { readonly y: number }): JSX.Element {
  return (
    <g>
      <rect class="art-wood" x={-3000} y={y} width={7000} height={PLANK + 200} />
      <rect class="art-wood-light" x={-3000} y={y} width={7000} height={6} />
    </g>
  );
}
