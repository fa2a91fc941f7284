// Books lying on their side, seen from the spine: the pile on the pad. Part of every drawing that shows a pad.

import type { JSX } from 'preact';

/** What a drawn book says about its item: nothing yet, in work, ready, stays here, stop. */
export type BookMark = 'plain' | 'working' | 'ready' | 'refused' | 'stop';

/** Colours of the spines, in turn. */
const SPINES = ['paper', 'lamp', 'coral', 'sky', 'plum', 'teal', 'sand'] as const;
/** How far a book sticks out from the one beneath, in drawing units. */
const SHIFTS = [0, 14, -10, 20, 4, -16, 10];
const LENGTHS = [232, 208, 244, 196, 222, 204, 238];
/** Room for the whole pile, in drawing units; more books are drawn thinner. */
const PILE_HEIGHT = 216;
const THICKEST = 40;
/** More than these are not told apart by eye. */
const MOST_BOOKS = 12;

/** A pile that stands on the point (x, y), bottom book first. */
export function Pile({
  marks,
  x,
  y,
}: {
  readonly marks: readonly BookMark[];
  readonly x: number;
  readonly y: number;
}): JSX.Element {
  const shown = marks.slice(0, MOST_BOOKS);
  const thickness = Math.min(THICKEST, PILE_HEIGHT / Math.max(1, shown.length));
  return (
    <g>
      {shown.map((mark, index) => (
        <Spine
          key={index}
          mark={mark}
          index={index}
          x={x + (SHIFTS[index % SHIFTS.length] ?? 0)}
          y={y - thickness * (index + 1)}
          thickness={thickness}
        />
      ))}
    </g>
  );
}

interface SpineProps {
  readonly mark: BookMark;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly thickness: number;
}

function Spine({ mark, index, x, y, thickness }: SpineProps): JSX.Element {
  const length = LENGTHS[index % LENGTHS.length] ?? 220;
  const left = x - length / 2;
  const height = thickness - 3;
  const radius = Math.min(18, height / 2 + 2);
  return (
    <g class={`art-book art-book-${mark}`}>
      <rect
        class={`art-${SPINES[index % SPINES.length]}`}
        x={left}
        y={y}
        width={length}
        height={height}
        rx={5}
      />
      <path
        class="art-thin"
        d={`M${left + 16} ${y}v${height}M${left + 24} ${y}v${height}M${left + length - 16} ${y}v${height}`}
      />
      <path class="art-thin" d={`M${left + 46} ${y + height / 2}h${length * 0.34}`} />
      {mark !== 'plain' && <Badge mark={mark} x={left + length - 44} y={y + height / 2} radius={radius} />}
    </g>
  );
}

interface BadgeProps {
  readonly mark: Exclude<BookMark, 'plain'>;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

const BADGE_LINES: Readonly<Record<BadgeProps['mark'], string>> = {
  working: 'M-4.5 0v.01M0 0v.01M4.5 0v.01',
  ready: 'M-5 .5-1.5 4 5-4',
  refused: 'M-5 0h10',
  stop: 'M0-5v5.5M0 5v.01',
};

function Badge({ mark, x, y, radius }: BadgeProps): JSX.Element {
  return (
    <g class={`art-badge art-badge-${mark}`} transform={`translate(${x} ${y}) scale(${radius / 11})`}>
      <circle r="10.5" />
      <path d={BADGE_LINES[mark]} />
    </g>
  );
}
