// The books and cards that the table's page knows of; they never change.

import type { DeskBook, DeskCard, DeskShelf } from '../../../protocols/screen/desk.ts';
import { titlesOnTable } from '../collection/tales.ts';
import type { World, WorldItem, WorldPatron } from '../world/world.ts';

const bookOf = ({ about, tags }: WorldItem): DeskBook => ({
  item: about.barcode,
  title: about.title,
  author: about.author,
  language: about.language,
  hue: about.hue,
  parts: tags.length,
  tale: about.tale,
  onTable: about.onTable,
});

const cardOf = ({ about: { card, name, pin, tale } }: WorldPatron): DeskCard => ({ card, name, pin, tale });

const placeOnTable = ({ title }: DeskBook): number => titlesOnTable.indexOf(title);

/** Every book, those on the table first and as they are laid out; and every card. */
export const shelfOf = (world: World): DeskShelf => {
  const books = [...world.items.values()].map(bookOf);
  return {
    books: [
      ...books.filter(({ onTable }) => onTable).sort((a, b) => placeOnTable(a) - placeOnTable(b)),
      ...books.filter(({ onTable }) => !onTable),
    ],
    cards: [...world.patrons.values()].map(cardOf),
  };
};
