// The visitor's hand: the chosen book and what can be done with it, at one fixed place.

import type { JSX } from 'preact';
import type { DeskBook, DeskTable } from '../../protocols/screen/desk.ts';
import { Button } from '../ui/button.tsx';
import { Cover } from '../ui/cover.tsx';
import { doDeed, isConnected } from './desk-link.ts';
import { chosen, fetch, scanBook } from './hand.ts';
import { Lamp, taleInWords } from './lamp.tsx';
import { placeOf, stateOf } from './places.ts';
import { words } from './words/language.ts';
import './hand-panel.css';

interface HandPanelProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** The chosen book, or a word on how to choose one. */
export function HandPanel({ books, table }: HandPanelProps): JSX.Element {
  const { hand } = words.value;
  const book = books.find(({ item }) => item === chosen.value);
  return (
    <section class="hand" aria-label={hand.name}>
      {book === undefined ? (
        <div class="hand-empty">
          <h2>{hand.empty}</h2>
          <p>{hand.emptyMore}</p>
        </div>
      ) : (
        <div class="hand-held">
          <Held book={book} table={table} />
        </div>
      )}
    </section>
  );
}

function Held({ book, table }: { readonly book: DeskBook; readonly table: DeskTable }): JSX.Element {
  const { hand, loan: loans } = words.value;
  const { item } = book;
  const { tag, loan } = stateOf(table, item);
  const place = placeOf(table, item);
  const tale = taleInWords(book);
  const isOutside = place === 'outside';
  const act = (deed: Parameters<typeof doDeed>[0]) => (): void => {
    fetch(book);
    doDeed(deed);
  };
  return (
    <>
      <Cover title={book.title} />
      <div class="hand-words">
        <h2 lang={book.language} dir="auto">
          {book.title}
        </h2>
        <p class="hand-author" lang={book.language} dir="auto">
          {book.author}
        </p>
        <p class="hand-state">
          <Lamp tag={tag} /> {loans[loan]}
          {tale !== null && <span class="slip">{tale}</span>}
        </p>
      </div>
      <div class="hand-deeds">
        <Button
          look="quiet"
          icon={place === 'pad' ? 'lift' : 'pad'}
          label={place === 'pad' ? hand.lift : hand.lay}
          waits={isOutside || !isConnected.value}
          onTap={act(place === 'pad' ? { kind: 'lift', item } : { kind: 'lay', item })}
          sendsIntent={false}
        />
        <Button
          look="quiet"
          icon="barcode"
          label={hand.scan}
          waits={isOutside || !isConnected.value}
          onTap={() => scanBook(book)}
          sendsIntent={false}
        />
        <Button
          look="quiet"
          icon={isOutside ? 'return' : 'gate'}
          label={isOutside ? hand.bringBack : hand.carryOut}
          waits={!isConnected.value}
          onTap={act(isOutside ? { kind: 'bringBack', item } : { kind: 'carryOut', item })}
          sendsIntent={false}
        />
      </div>
    </>
  );
}
