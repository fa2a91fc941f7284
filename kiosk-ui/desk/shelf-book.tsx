// A book that stands on the shelf, cover to the front, with its title on the shelf's edge.

import type { JSX } from 'preact';
import type { DeskBook, DeskTable } from '../../protocols/screen/desk.ts';
import { Cover } from '../ui/cover.tsx';
import { followPointer } from './drag.ts';
import { choose, chosen, drag } from './hand.ts';
import { bookInWords, Lamp, taleInWords } from './lamp.tsx';
import { placeOf, stateOf } from './places.ts';
import { words } from './words/language.ts';

interface ShelfBookProps {
  readonly book: DeskBook;
  readonly table: DeskTable;
  /** Is this the book at which the Tab key stops? */
  readonly isStop: boolean;
}

/** The book, or the gap that it left while it is elsewhere. It can be chosen either way. */
export function ShelfBook({ book, table, isStop }: ShelfBookProps): JSX.Element {
  const { tag, loan } = stateOf(table, book.item);
  const place = placeOf(table, book.item);
  const isHere = place === 'shelf';
  const tale = taleInWords(book);
  const { cargo } = drag.value ?? {};
  const isDragged = cargo?.kind === 'book' && cargo.item === book.item;
  return (
    <div
      class={isDragged ? 'book book-dragged' : 'book'}
      role="option"
      aria-selected={chosen.value === book.item}
      aria-label={bookInWords(book, table)}
      tabIndex={isStop ? 0 : -1}
      data-roving=""
      data-item={book.item}
      onClick={() => choose(book)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        choose(book);
      }}
      onPointerDown={isHere ? (event) => followPointer(event, book) : undefined}
    >
      <span class="book-stand">
        {isHere ? (
          <>
            {tale !== null && <span class="slip">{tale}</span>}
            <Cover title={book.title} />
            <Lamp tag={tag} />
          </>
        ) : (
          <span class="book-gap">{words.value.place[place]}</span>
        )}
      </span>
      <span class="book-label">
        <span class="book-title" lang={book.language} dir="auto">
          {book.title}
        </span>
        <span class={`book-loan book-loan-${loan}`}>{words.value.loan[loan]}</span>
      </span>
    </div>
  );
}
