// The shelf on the wall: the books of the table, or what a search found in the stacks.

import type { JSX } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { DeskBook, DeskTable } from '../../protocols/screen/desk.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Arrows } from './arrows.tsx';
import { find, folded } from './find.ts';
import { chosen, drag, fetched } from './hand.ts';
import { rove } from './roving.ts';
import { ShelfBook } from './shelf-book.tsx';
import { words } from './words/language.ts';
import './shelf.css';

/** More than these are not looked through; a further letter finds better. */
const MOST_FOUND = 60;

interface ShelfProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** The shelf and its search. */
export function ShelfView({ books, table }: ShelfProps): JSX.Element {
  const [query, setQuery] = useState('');
  const board = useRef<HTMLDivElement>(null);
  const { shelf } = words.value;
  const onShelf = booksOnShelf(books, table);
  const isSearching = folded(query) !== '';
  const inStacks = books.filter((book) => !onShelf.includes(book));
  const found = isSearching ? find(inStacks, query) : onShelf;
  const seen = found.slice(0, MOST_FOUND);
  const stop = seen.find(({ item }) => item === chosen.value) ?? seen[0];
  return (
    <section class="shelf" data-spot="shelf" data-over={drag.value?.over === 'shelf' ? '' : undefined}>
      <div class="shelf-head">
        <h2 class={isSearching ? 'unseen' : undefined}>{shelf.name}</h2>
        <Search query={query} onQuery={setQuery} inStacks={inStacks.length} />
        <p class="shelf-found" role="status">
          {isSearching && foundInWords(seen.length, found.length)}
        </p>
        {isSearching && (
          <Button
            look="quiet"
            icon="return"
            label={shelf.back}
            onTap={() => setQuery('')}
            sendsIntent={false}
          />
        )}
        <Arrows strip={board} />
      </div>
      <div
        ref={board}
        class="shelf-board"
        role="listbox"
        tabIndex={-1}
        aria-label={shelf.name}
        aria-orientation="horizontal"
        onKeyDown={(event) => rove(event, event.currentTarget)}
      >
        {seen.map((book) => (
          <ShelfBook key={book.item} book={book} table={table} isStop={book === stop} />
        ))}
      </div>
    </section>
  );
}

interface SearchProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly inStacks: number;
}

function Search({ query, onQuery, inStacks }: SearchProps): JSX.Element {
  const field = useId();
  const label = words.value.shelf.search(inStacks);
  return (
    <div class="search" role="search">
      <label class="unseen" for={field}>
        {label}
      </label>
      <Icon name="search" />
      <input
        id={field}
        class="search-field"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={label}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
    </div>
  );
}

/** What was fetched or is in use stands first, so that it is seen; then the books of the table. */
function booksOnShelf(books: readonly DeskBook[], table: DeskTable): readonly DeskBook[] {
  const inUse = [...fetched.value, ...table.onPad, ...table.carriedOut];
  const brought = [...new Set(inUse)].flatMap(
    (item) => books.find((book) => book.item === item && !book.onTable) ?? [],
  );
  return [...brought, ...books.filter(({ onTable }) => onTable)];
}

function foundInWords(shown: number, of: number): string {
  const { locale, shelf } = words.value;
  if (of === 0) return shelf.nothing;
  const number = new Intl.NumberFormat(locale);
  return shown < of ? shelf.foundMore(number.format(shown), number.format(of)) : shelf.found(of);
}
