// Draws the designed cover of a book: cloth, pattern, a paper label with initials.

import type { JSX } from 'preact';
import { coverOf } from './cover-design.ts';
import './cover.css';

/** The cover of a title, 3 to 4. It says nothing that the title beside it doesn't: invisible to screen readers. */
export function Cover({ title }: { readonly title: string | null }): JSX.Element {
  const { cloth, pattern, initials } = coverOf(title);
  return (
    <svg class="cover" data-cloth={title === null ? 'none' : cloth} viewBox="0 0 60 80" aria-hidden="true">
      <path class="cover-cloth" d="M4 0h52a4 4 0 0 1 4 4v72a4 4 0 0 1-4 4H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" />
      {title !== null && <g class="cover-pattern">{PATTERN_SHAPES[pattern]}</g>}
      <path class="cover-spine" d="M4 0h3v80H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" />
      {title === null && <path class="cover-mark" d={BARS} />}
      {initials !== '' && (
        <>
          <rect class="cover-label" x="16" y="12" width="34" height="25" rx="2" />
          <text class="cover-initials" x="33" y="30.5">
            {initials}
          </text>
        </>
      )}
    </svg>
  );
}

/** A book of which only the barcode is known. */
const BARS = 'M17 52v16m4-16v16m6-16v16m5-16v16m8-16v16m4-16v16m6-16v16';

/** Six patterns in the lower part of the cover, as a bookbinder's stamps. */
const PATTERN_SHAPES: readonly JSX.Element[] = [
  <path
    key="arcs"
    d="M33 80a9 9 0 0 1 18 0M24 80a18 18 0 0 1 36 0M15 80a27 27 0 0 1 45-20M7 78a35 35 0 0 1 53-29"
  />,
  <path key="bands" d="M7 62 60 46M7 72 60 56M20 78 60 66M7 52l20-6" />,
  <>
    <circle class="cover-dot" cx="44" cy="52" r="7" />
    <path d="M7 70c9-10 17-10 26 0s17 10 27 0" />
    <path d="M7 62c9-10 14-10 22-2" />
  </>,
  <path
    key="dots"
    class="cover-beads"
    d="M16 48v.1M28 48v.1M40 48v.1M52 48v.1M22 57v.1M34 57v.1M46 57v.1M16 66v.1M28 66v.1M40 66v.1M52 66v.1M22 75v.1M34 75v.1M46 75v.1"
  />,
  <path key="arches" d="M13 80V58a6 6 0 0 1 12 0v22M28 80V52a6 6 0 0 1 12 0v28M43 80V58a6 6 0 0 1 12 0v22" />,
  <path
    key="waves"
    d="M7 50c7-6 13 6 20 0s13 6 20 0 9 3 13 2M7 60c7-6 13 6 20 0s13 6 20 0 9 3 13 2M7 70c7-6 13 6 20 0s13 6 20 0 9 3 13 2"
  />,
];
