// A receipt that comes out of its printer, and a station that sleeps under its lamp.

import type { JSX } from 'preact';
import './art.css';

/** A receipt printer with its slip. */
export function ReceiptArt(): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 420 320" aria-hidden="true">
      <path class="art-shadow" d="M70 290h280a6 6 0 0 1 0 12H70a6 6 0 0 1 0-12z" />
      <path class="art-sky" d="M84 190h252a18 18 0 0 1 18 18v70a14 14 0 0 1-14 14H80a14 14 0 0 1-14-14v-70a18 18 0 0 1 18-18z" />
      <path class="art-line-fill" d="M110 206h200a6 6 0 0 1 0 12H110a6 6 0 0 1 0-12z" />
      <path class="art-paper" d="M126 212V44l14-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10 14-10 14 10v168z" />
      <path class="art-thin" d="M150 76h70M150 100h120M150 122h96M150 144h112M150 176h50M240 176h30" />
      <circle class="art-lamp" cx="326" cy="252" r="8" />
      <path class="art-thin" d="M96 252h60" />
    </svg>
  );
}

/** A desk lamp bent over a closed book: the station rests. */
export function RestArt(): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 420 320" aria-hidden="true">
      <path class="art-beam" d="M150 128 66 284h236L234 92z" />
      <path class="art-counter" d="M30 284h360a7 7 0 0 1 0 14H30a7 7 0 0 1 0-14z" />
      <path class="art-sand" d="M280 284v-8a12 12 0 0 1 12-12h56a12 12 0 0 1 12 12v8z" />
      <path class="art-stem" d="M320 264V120L250 62" />
      <path class="art-lamp" d="M142 122c0-46 34-78 78-78 22 0 34 14 38 34z" />
      <path class="art-thin" d="M162 104c6-20 22-36 44-42" />
      <path class="art-coral" d="M98 246h152a6 6 0 0 1 6 6v26a6 6 0 0 1-6 6H98z" />
      <path class="art-paper" d="M98 252h146v26H98a13 13 0 0 1 0-26z" />
      <path class="art-thin" d="M104 260h138M104 270h138" />
      <path class="art-sky" d="M116 222h118a5 5 0 0 1 5 5v14a5 5 0 0 1-5 5H116z" />
      <path class="art-thin" d="M138 222v24M148 222v24M170 234h40" />
    </svg>
  );
}

/** Somebody from the staff, with a book under the arm. */
export function StaffArt(): JSX.Element {
  return (
    <svg class="art" viewBox="0 0 420 320" aria-hidden="true">
      <path class="art-counter" d="M30 284h360a7 7 0 0 1 0 14H30a7 7 0 0 1 0-14z" />
      <path class="art-sky" d="M118 284c2-66 22-112 92-112s90 46 92 112z" />
      <path class="art-paper" d="M186 176h48l-24 40z" />
      <circle class="art-hand" cx="210" cy="118" r="50" />
      <path class="art-hair" d="M156 122c-6-50 22-76 56-76 40 0 62 32 52 78-8-20-22-34-42-38-20 22-42 26-66 36z" />
      <path class="art-thin" d="M192 122v.1M230 122v.1M198 142c8 7 18 7 26 0" />
      <g transform="rotate(-9 290 236)">
        <rect class="art-coral" x="262" y="204" width="62" height="84" rx="5" />
        <path class="art-thin" d="M272 204v84M284 224h28M284 236h18" />
      </g>
      <path class="art-hand" d="M268 262c14-10 34-10 44 0 4 10-4 20-16 20h-30z" />
      <path class="art-lamp" d="M88 70c26-14 50 0 52 20s-16 32-34 30l-16 18 2-22c-24-8-28-32-4-46z" />
      <path class="art-thin" d="M100 94v.1M114 94v.1M86 94v.1" />
    </svg>
  );
}
