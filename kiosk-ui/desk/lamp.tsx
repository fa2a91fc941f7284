// The lamp of a tag, the slip that tells a tale, and a book's state in words.

import type { JSX } from 'preact';
import type { DeskBook, DeskItemState, DeskTable } from '../../protocols/screen/desk.ts';
import { Icon } from '../ui/icon.tsx';
import { placeOf, stateOf } from './places.ts';
import { words } from './words/language.ts';
import './lamp.css';

/** Secured or released: a lamp with icon and word. */
export function Lamp({ tag }: { readonly tag: DeskItemState['tag'] }): JSX.Element {
  return (
    <span class={`lamp lamp-${tag}`}>
      <Icon name={tag === 'released' ? 'released' : 'secured'} />
      {words.value.tag[tag]}
    </span>
  );
}

/** What a book is here to tell, or null. */
export function taleInWords(book: DeskBook): string | null {
  if (book.tale === 'plain') return null;
  return book.tale === 'set' ? words.value.parts(book.parts) : words.value.bookTale[book.tale];
}

/** "Dune, Frank Herbert. Secured. Available. On the pad." */
export function bookInWords(book: DeskBook, table: DeskTable): string {
  const { tag, loan } = stateOf(table, book.item);
  const place = placeOf(table, book.item);
  const facts = [
    `${book.title}, ${book.author}`,
    taleInWords(book),
    words.value.tag[tag],
    words.value.loan[loan],
    place === 'shelf' ? null : words.value.place[place],
  ];
  return `${facts.filter((fact) => fact !== null).join('. ')}.`;
}
