// The icon family: 32 by 32, one line weight, round ends, one soft tone behind. Always beside a word, never instead of one.

import type { JSX } from 'preact';
import './icon.css';

/** Names of the drawn icons. */
export type IconName = keyof typeof SHAPES;

/** Draws an icon in the colour of the text around it. Invisible to screen readers: the word beside it speaks. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class={MIRRORED.has(name) ? 'icon icon-mirrored' : 'icon'}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}

/** What points along the line of reading, or is written along it: drawn the other way round from right to left. Digits are not. */
const MIRRORED: ReadonlySet<IconName> = new Set([
  'borrow',
  'return',
  'continue',
  'back',
  'finish',
  'help',
  'receipt',
  'noReceipt',
]);

const SHAPES = {
  /** A book that goes out to the right. */
  borrow: (
    <>
      <path class="tone" d="M5 6.5h10.5a2 2 0 0 1 2 2V26H7a2 2 0 0 1-2-2z" />
      <path d="M17.5 13V8.5a2 2 0 0 0-2-2H7a2 2 0 0 0-2 2V24a2 2 0 0 0 2 2h10.5v-3.5" />
      <path d="M5 23.5c0-1.2.9-2 2-2h6M14 18h13M22.5 13.5 27 18l-4.5 4.5" />
    </>
  ),
  /** A book that comes in. */
  return: (
    <>
      <path class="tone" d="M14.5 6.5H25a2 2 0 0 1 2 2V26H14.5z" />
      <path d="M14.5 13V8.5a2 2 0 0 1 2-2H25a2 2 0 0 1 2 2V24a2 2 0 0 1-2 2H14.5v-3.5" />
      <path d="M5 18h13M13.5 13.5 18 18l-4.5 4.5" />
    </>
  ),
  renew: (
    <>
      <circle class="tone" cx="16" cy="16" r="10" />
      <path d="M26 16a10 10 0 0 1-17.3 6.8M6 16A10 10 0 0 1 23.3 9.2" />
      <path d="M24.5 4.5v5.2h-5.2M7.5 27.5v-5.2h5.2" />
    </>
  ),
  account: (
    <>
      <rect class="tone" x="4" y="7" width="24" height="18" rx="3" />
      <rect x="4" y="7" width="24" height="18" rx="3" />
      <circle cx="11.5" cy="14" r="2.6" />
      <path d="M7.5 21c.5-2.4 2-3.5 4-3.5s3.5 1.1 4 3.5M19.5 13h4.5M19.5 18h4.5" />
    </>
  ),
  receipt: (
    <>
      <path class="tone" d="M8 4h16v24l-3-2-2.5 2-2.5-2-2.5 2-2.5-2-3 2z" />
      <path d="M8 4h16v24l-3-2-2.5 2-2.5-2-2.5 2-2.5-2-3 2zM12 10h8M12 15h8M12 20h4" />
    </>
  ),
  noReceipt: (
    <>
      <path class="tone" d="M8 4h16v24l-3-2-2.5 2-2.5-2-2.5 2-2.5-2-3 2z" />
      <path d="M8 11v17l3-2 2.5 2 2.5-2 2.5 2 2.5-2 3 2v-1.5M11 4h13v17M14 10h6M5 5l22 22" />
    </>
  ),
  finish: (
    <>
      <path class="tone" d="M8 5h12v22H8z" />
      <path d="M20 10V5H8v22h12v-5M15 16h13M23.5 11.5 28 16l-4.5 4.5" />
    </>
  ),
  help: (
    <>
      <path class="tone" d="M16 4.5A11.5 11.5 0 1 1 9.7 25.6L4.5 27l1.6-4.9A11.5 11.5 0 0 1 16 4.5z" />
      <path d="M16 4.5A11.5 11.5 0 1 1 9.7 25.6L4.5 27l1.6-4.9A11.5 11.5 0 0 1 16 4.5z" />
      <path d="M12.7 12.8a3.3 3.3 0 1 1 4.9 2.9c-1 .6-1.6 1.2-1.6 2.4M16 21.7v.1" />
    </>
  ),
  language: (
    <>
      <circle class="tone" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M4.5 16h23M16 4.5c6.5 6.5 6.5 16.5 0 23M16 4.5c-6.5 6.5-6.5 16.5 0 23" />
    </>
  ),
  accessibility: (
    <>
      <circle class="tone" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M16 9.3v.1M10 13.2c4 1.1 8 1.1 12 0M16 14v4.5M12.8 23.5 16 18.5l3.2 5" />
    </>
  ),
  cancel: <path d="M8 8l16 16M24 8 8 24" />,
  continue: <path d="M6 16h19M17.5 8.5 25 16l-7.5 7.5" />,
  back: <path d="M26 16H7M14.5 8.5 7 16l7.5 7.5" />,
  /** Rung for somebody to come. */
  bell: (
    <>
      <path class="tone" d="M8 22v-8a8 8 0 0 1 16 0v8z" />
      <path d="M5.5 22h21M8 22v-8a8 8 0 0 1 16 0v8M13.4 26a2.8 2.8 0 0 0 5.2 0M16 6V4" />
    </>
  ),
  tick: <path d="M6.5 17.5 13 24 26 9" />,
  stop: (
    <>
      <path class="tone" d="M11 4h10l7 7v10l-7 7H11l-7-7V11z" />
      <path d="M11 4h10l7 7v10l-7 7H11l-7-7V11zM16 10v7.5M16 22v.1" />
    </>
  ),
  refuse: (
    <>
      <circle class="tone" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M10.5 16h11" />
    </>
  ),
  working: <path d="M16 4.5a11.5 11.5 0 1 1-11.5 11.5" />,
  calendar: (
    <>
      <path class="tone" d="M5 8h22v19H5z" />
      <path d="M5 8h22v19H5zM5 14h22M11 4.5V10M21 4.5V10" />
    </>
  ),
  shelf: (
    <>
      <path class="tone" d="M7 7h5v15H7zM12 10h5v12h-5z" />
      <path d="M4 22h24M7 22V7h5v15M12 10h5v12M19.5 21.5 16.8 10.2l4-1 2.8 11.4M7 22v5M25 22v5" />
    </>
  ),
  parts: (
    <>
      <path class="tone" d="M4 12h11v15H4z" />
      <path d="M4 12h11v15H4zM17 5h11v10H17zM19 19h9v8h-9z" />
    </>
  ),
  erase: (
    <>
      <path class="tone" d="M11.5 7H27v18H11.5L4 16z" />
      <path d="M11.5 7H27v18H11.5L4 16zM15.5 12.5l7 7M22.5 12.5l-7 7" />
    </>
  ),
  printer: (
    <>
      <path class="tone" d="M5 12h22v11H5z" />
      <path d="M9 12V5h14v7M9 23H5V12h22v11h-4M9 18.5h14V28H9zM23 15.5v.1" />
    </>
  ),
  clock: (
    <>
      <circle class="tone" cx="16" cy="16" r="11.5" />
      <circle cx="16" cy="16" r="11.5" />
      <path d="M16 9v7.5l4.5 3" />
    </>
  ),
  hint: (
    <>
      <path class="tone" d="M16 4.5a8.5 8.5 0 0 1 4.5 15.7V24h-9v-3.8A8.5 8.5 0 0 1 16 4.5z" />
      <path d="M16 4.5a8.5 8.5 0 0 1 4.5 15.7V24h-9v-3.8A8.5 8.5 0 0 1 16 4.5zM12.5 28h7" />
    </>
  ),
  cloud: (
    <>
      <path class="tone" d="M9.5 25a5.5 5.5 0 0 1-.3-11 7.5 7.5 0 0 1 14.3 1.3A5 5 0 0 1 23 25z" />
      <path d="M9.5 25a5.5 5.5 0 0 1-.3-11 7.5 7.5 0 0 1 14.3 1.3A5 5 0 0 1 23 25zM5 5l23 23" />
    </>
  ),
  up: <path d="M7 20.5 16 11.5l9 9" />,
  down: <path d="M7 11.5l9 9 9-9" />,
  contrast: (
    <>
      <path class="solid" d="M16 4.5a11.5 11.5 0 0 1 0 23z" />
      <circle cx="16" cy="16" r="11.5" />
    </>
  ),
  sun: (
    <>
      <circle class="tone" cx="16" cy="16" r="5.5" />
      <circle cx="16" cy="16" r="5.5" />
      <path d="M16 3.5V6M16 26v2.5M28.5 16H26M6 16H3.5M24.8 7.2 23 9M9 23l-1.8 1.8M24.8 24.8 23 23M9 9 7.2 7.2" />
    </>
  ),
  moon: (
    <>
      <path class="tone" d="M26 19.5A11 11 0 1 1 13 5.5a8.8 8.8 0 0 0 13 14z" />
      <path d="M26 19.5A11 11 0 1 1 13 5.5a8.8 8.8 0 0 0 13 14z" />
    </>
  ),
  text: <path d="M4 26 11.5 7 19 26M6.5 19.5h10M19.5 26 24 14.5 28.5 26M21 22.5h6" />,
  voice: (
    <>
      <path class="tone" d="M5 12h5l7-6v20l-7-6H5z" />
      <path d="M5 12h5l7-6v20l-7-6H5zM21 12a5.5 5.5 0 0 1 0 8M24.5 8.5a10.5 10.5 0 0 1 0 15" />
    </>
  ),
  dark: (
    <>
      <path class="tone" d="M4 6h24v17H4z" />
      <path d="M4 6h24v17H4zM12 28h8M5 28 27 3" />
    </>
  ),
  reach: (
    <>
      <path class="tone" d="M5 20h22v8H5z" />
      <path d="M5 4h22v24H5zM5 20h22M16 8v7.5M12.5 12l3.5 3.5 3.5-3.5" />
    </>
  ),
  gate: (
    <>
      <path class="tone" d="M4 5h6v23H4zM22 5h6v23h-6z" />
      <path d="M4 28V7a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v21M22 28V7a2 2 0 0 1 2-2h2a2 2 0 0 1 2 2v21M13.5 12v.1M16 16v.1M18.5 20v.1" />
    </>
  ),
  search: (
    <>
      <circle class="tone" cx="14" cy="14" r="9" />
      <circle cx="14" cy="14" r="9" />
      <path d="M20.5 20.5 28 28" />
    </>
  ),
  /** A closed padlock: the gate would cry out. */
  secured: (
    <>
      <path class="tone" d="M6 14h20v14H6z" />
      <path d="M6 14h20v14H6zM10.5 14V9.5a5.5 5.5 0 0 1 11 0V14M16 19.5v3.5" />
    </>
  ),
  /** An open padlock. */
  released: (
    <>
      <path class="tone" d="M6 14h20v14H6z" />
      <path d="M6 14h20v14H6zM10.5 14V8.5a5.5 5.5 0 0 1 10.6-2M16 19.5v3.5" />
    </>
  ),
  plugged: (
    <>
      <path class="tone" d="M9 11h14v6a7 7 0 0 1-14 0z" />
      <path d="M9 11h14v6a7 7 0 0 1-14 0zM12.5 11V4.5M19.5 11V4.5M16 24v4.5" />
    </>
  ),
  unplugged: (
    <>
      <path class="tone" d="M9 17h14v3a7 7 0 0 1-14 0z" />
      <path d="M9 17h14v2a7 7 0 0 1-14 0zM12.5 17v-4M19.5 17v-4M16 26v3M10 4l2 3M16 2.5v4M22 4l-2 3" />
    </>
  ),
  barcode: <path d="M5 7v18M10 7v18M14.5 7v18M18 7v18M23 7v18M27 7v18" />,
  /** Something laid on the pad. */
  pad: (
    <>
      <path class="tone" d="M4 23h24v5H4z" />
      <path d="M4 23h24v5H4zM16 4v13M10.5 12l5.5 5.5 5.5-5.5" />
    </>
  ),
  /** Something lifted off the pad. */
  lift: (
    <>
      <path class="tone" d="M4 23h24v5H4z" />
      <path d="M4 23h24v5H4zM16 18V5M10.5 10 16 4.5l5.5 5.5" />
    </>
  ),
} satisfies Record<string, JSX.Element>;
