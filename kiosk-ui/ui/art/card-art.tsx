// A library card in the light of the scanner; on the start screen the pad stands beside it.

import type { JSX } from 'preact';
import { LampLight, PadWithBooks } from './pad-art.tsx';
import { PLANK, Plank } from './plank.tsx';
import './art.css';

/** The card and the scanner alone. */
export function CardArt(): JSX.Element {
  return (
    <svg
      class="art"
      viewBox={`-40 -40 480 ${420 + PLANK}`}
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <Window x={250} y={380} />
      <Plank y={380} />
      <Scanner x={130} y={380} />
    </svg>
  );
}

/** The whole counter: scanner, card and pad. As many books as wait on the pad are drawn on it. */
export function CounterArt({ books }: { readonly books: number }): JSX.Element {
  const marks = Array.from({ length: books }, () => 'plain' as const);
  return (
    <svg
      class="art"
      viewBox={`0 -150 900 ${610 + PLANK}`}
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <Window x={260} y={460} />
      <LampLight x={654} y={460} />
      <Plank y={460} />
      <PadWithBooks marks={marks} x={654} y={460} />
      <Scanner x={144} y={460} />
    </svg>
  );
}

/** A reading-room window behind the counter, with the evening in it. */
function Window({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class="art-window" d="M-150 0v-320a150 150 0 0 1 300 0V0z" />
      <circle class="art-moon" cx="86" cy="-372" r="30" />
      <path
        class="art-window-line"
        d="M-150 0v-320a150 150 0 0 1 300 0V0M0-470V0M-150-300h300M-150-150h300"
      />
    </g>
  );
}

/** A stand scanner whose foot stands at (x, y), its light, and a hand with a card in it. */
function Scanner({ x, y }: { readonly x: number; readonly y: number }): JSX.Element {
  return (
    <g transform={`translate(${x} ${y})`}>
      <ScannerBeam />
      <ScannerStand />
      <g class="art-card">
        <path class="art-sleeve" d="M150 40c-6-60-2-106 10-140l84-4c16 44 22 92 20 144z" />
        <path class="art-cuff" d="M152-112h100v30H150z" />
        <path class="art-hand" d="M160-108c-16-20-22-44-18-66h104c10 22 12 46 4 66z" />
        <rect class="art-paper" x="86" y="-276" width="196" height="124" rx="13" />
        <path class="art-coral" d="M99-276h170a13 13 0 0 1 13 13v17H86v-17a13 13 0 0 1 13-13z" />
        <path class="art-thin" d="M214-226h50M214-210h32M214-194h40" />
        <path
          class="art-bars"
          d="M106-228v54M114-228v54M125-228v54M131-228v54M143-228v54M149-228v54M160-228v54M171-228v54M177-228v54M188-228v54"
        />
        <path class="art-hand" d="M214-116c-16-16-22-38-14-58 6-12 24-12 28 2l18 58z" />
        <path class="art-thin" d="M206-166c4-6 12-6 15 1" />
      </g>
    </g>
  );
}

/** The light of a scanner that stands at the origin. */
export function ScannerBeam(): JSX.Element {
  return <path class="art-beam" d="M-4-246 150-300v236z" />;
}

/** The scanner itself, its foot at the origin. */
export function ScannerStand(): JSX.Element {
  return (
    <g>
      <path class="art-sand" d="M-66-12H46a8 8 0 0 1 8 8v4H-74v-4a8 8 0 0 1 8-8z" />
      <path class="art-sky" d="M-28-12c-8-74-16-150-22-190h44c0 50 6 130 14 190z" />
      <path
        class="art-paper"
        d="M-94-294a16 16 0 0 1 16-16h52c24 0 38 16 38 42v34a14 14 0 0 1-14 14h-78a14 14 0 0 1-14-14z"
      />
      <path class="art-lamp" d="M-4-278h8a8 8 0 0 1 8 8v36a8 8 0 0 1-8 8h-8z" />
      <path class="art-thin" d="M-74-284h36M-74-268h24" />
    </g>
  );
}
