// Scenes on the counter: a station that sleeps under its lamp, somebody from the staff, a locked diary, a sign.

import type { JSX } from 'preact';
import { Pile } from './books.tsx';
import { PLANK, Plank } from './plank.tsx';
import './art.css';

const FOOT = 320;
const VIEW = `0 0 420 ${FOOT + PLANK}`;

/** A desk lamp bent over closed books: the station rests. */
export function RestArt(): JSX.Element {
  return (
    <svg class="art" viewBox={VIEW} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <path class="art-light" d="M152 136 40 320h290L236 100z" />
      <Plank y={FOOT} />
      <path class="art-sand" d="M276 320v-8a14 14 0 0 1 14-14h60a14 14 0 0 1 14 14v8z" />
      <path class="art-stem" d="M320 298V130L252 70" />
      <path class="art-lamp" d="M142 132c0-46 34-78 78-78 22 0 34 14 38 34z" />
      <path class="art-thin" d="M162 114c6-20 22-36 44-42" />
      <path class="art-coral" d="M98 282h152a6 6 0 0 1 6 6v26a6 6 0 0 1-6 6H98z" />
      <path class="art-paper" d="M98 288h146v26H98a13 13 0 0 1 0-26z" />
      <path class="art-thin" d="M104 296h138M104 306h138" />
      <path class="art-sky" d="M116 258h118a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5H116z" />
      <path class="art-thin" d="M138 258v24M148 258v24M170 270h40" />
    </svg>
  );
}

/** Somebody from the staff, with a book under the arm. */
export function StaffArt(): JSX.Element {
  return (
    <svg class="art" viewBox={VIEW} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      <circle class="art-hair" cx="214" cy="44" r="30" />
      <path class="art-teal" d="M112 330c0-72 22-126 98-126s98 54 98 126z" />
      <path class="art-paper" d="M182 204h56l-28 46z" />
      <path class="art-hand" d="M190 176h40v32l-20 18-20-18z" />
      <circle class="art-hand" cx="210" cy="132" r="54" />
      <path
        class="art-hair"
        d="M152 140c-8-56 22-84 60-84s66 30 58 84c-4-26-16-44-34-54-22 22-52 26-72 22-8 10-11 20-12 32z"
      />
      <circle class="art-glass" cx="190" cy="138" r="15" />
      <circle class="art-glass" cx="230" cy="138" r="15" />
      <path class="art-thin" d="M205 138h10M190 138v.1M230 138v.1M198 164c7 6 17 6 24 0" />
      <g transform="rotate(-8 300 262)">
        <rect class="art-coral" x="270" y="228" width="64" height="92" rx="5" />
        <path class="art-thin" d="M281 228v92M294 250h28M294 262h18" />
      </g>
      <path class="art-hand" d="M262 292c16-12 38-10 48 0 6 12-4 22-18 22h-36z" />
      <path class="art-lamp" d="M84 70c28-16 54 0 56 22s-18 34-38 32l-16 20 2-24c-26-8-30-36-4-50z" />
      <path class="art-thin" d="M112 82v18M112 110v.1" />
      <Plank y={FOOT} />
    </svg>
  );
}

/** A diary with a lock: the PIN keeps it closed. */
export function DiaryArt(): JSX.Element {
  return (
    <svg
      class="art"
      viewBox={`0 40 420 ${FOOT + PLANK - 40}`}
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <Plank y={FOOT} />
      <path
        class="art-plum"
        d="M126 92h168a16 16 0 0 1 16 16v212H126a14 14 0 0 1-14-14V106a14 14 0 0 1 14-14z"
      />
      <path class="art-paper" d="M296 104h14v204h-14z" />
      <path class="art-thin" d="M138 92v228" />
      <path class="art-sand" d="M250 180h84v42h-84z" />
      <path
        class="art-lamp"
        d="M232 166h62a12 12 0 0 1 12 12v46a12 12 0 0 1-12 12h-62a12 12 0 0 1-12-12v-46a12 12 0 0 1 12-12z"
      />
      <path class="art-line-fill" d="M263 182a10 10 0 0 1 5 18.7l4 17.3h-18l4-17.3A10 10 0 0 1 263 182z" />
      <path class="art-thin" d="M162 124h72M162 142h46" />
    </svg>
  );
}

/** A sign on the counter beside the books that must stay. */
export function StopArt({ books }: { readonly books: number }): JSX.Element {
  const marks = Array.from({ length: Math.min(books, 5) }, () => 'stop' as const);
  return (
    <svg
      class="art"
      viewBox={`-40 40 520 ${FOOT + PLANK - 40}`}
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <Plank y={FOOT} />
      <path class="art-sand" d="M78 308h76a8 8 0 0 1 8 8v4H70v-4a8 8 0 0 1 8-8z" />
      <path class="art-stem" d="M116 308V200" />
      <path class="art-paper" d="M86 68h60l44 44v60l-44 44H86l-44-44v-60z" />
      <path class="art-alarm" d="M91 80h50l37 37v50l-37 37H91l-37-37v-50z" />
      <path class="art-mark" d="M116 108v42M116 176v.1" />
      <Pile marks={marks} x={330} y={FOOT} />
    </svg>
  );
}
