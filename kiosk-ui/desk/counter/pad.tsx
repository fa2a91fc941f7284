// The pad and the pile on it: books lie on their sides, spine to the front.

import type { JSX } from 'preact';
import type { DeskBook, DeskTable } from '../../../protocols/screen/desk.ts';
import { BarePad, LampLight, Waves } from '../../ui/art/pad-art.tsx';
import { coverOf } from '../../ui/cover-design.ts';
import { Icon } from '../../ui/icon.tsx';
import { doDeed } from '../desk-link.ts';
import { followPointer } from '../drag.ts';
import { choose, chosen, drag } from '../hand.ts';
import { bookInWords, Lamp } from '../lamp.tsx';
import { stateOf } from '../places.ts';
import { words } from '../words/language.ts';
import { Plate } from './plate.tsx';
import './pad.css';

/** Books in a pile never lie quite straight: in turn, how far one sticks out. */
const SHIFTS = ['a', 'b', 'c', 'd', 'e'] as const;

interface PadProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** The pad with its pile, top book first for those who read it. */
export function Pad({ books, table }: PadProps): JSX.Element {
  const { pad } = words.value;
  const pile = table.onPad.flatMap((item) => books.find((book) => book.item === item) ?? []);
  return (
    <section
      class="device pad"
      aria-label={pad.name}
      data-spot="pad"
      data-over={drag.value?.over === 'pad' ? '' : undefined}
      data-invites={drag.value?.cargo.kind === 'book' ? '' : undefined}
    >
      <svg
        class="art pad-light"
        viewBox="-260 -360 520 360"
        preserveAspectRatio="xMidYMax meet"
        aria-hidden="true"
      >
        <LampLight x={0} y={0} />
      </svg>
      {pile.length > 0 && (
        <>
          <button type="button" class="pad-clear" onClick={() => doDeed({ kind: 'liftAll' })}>
            <Icon name="lift" />
            {pad.clear}
          </button>
          <ol class="pile" aria-label={pad.count(pile.length)}>
            {pile.toReversed().map((book, above) => (
              <Spine key={book.item} book={book} table={table} place={pile.length - 1 - above} />
            ))}
          </ol>
        </>
      )}
      <svg
        class="art pad-box"
        viewBox="-200 -180 400 180"
        preserveAspectRatio="xMidYMax meet"
        aria-hidden="true"
      >
        <BarePad x={0} y={0} />
        {pile.length === 0 && table.parts.pad === 'working' && <Waves x={0} y={-66} />}
      </svg>
      <Plate name={pad.name} part="pad" state={table.parts.pad} />
    </section>
  );
}

interface SpineProps {
  readonly book: DeskBook;
  readonly table: DeskTable;
  /** 0 for the bottom book. */
  readonly place: number;
}

function Spine({ book, table, place }: SpineProps): JSX.Element {
  return (
    <li class={`spine-place spine-${SHIFTS[place % SHIFTS.length]}`}>
      <button
        type="button"
        class="spine"
        data-cloth={coverOf(book.title).cloth}
        aria-pressed={chosen.value === book.item}
        aria-label={bookInWords(book, table)}
        onClick={() => choose(book)}
        onPointerDown={(event) => followPointer(event, book)}
      >
        <span class="spine-title" lang={book.language} dir="auto">
          {book.title}
        </span>
        <Lamp tag={stateOf(table, book.item).tag} />
      </button>
    </li>
  );
}
