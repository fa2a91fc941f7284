// What is being dragged, under the pointer.

import type { JSX } from 'preact';
import type { DeskBook, DeskCard } from '../../protocols/screen/desk.ts';
import { Cover } from '../ui/cover.tsx';
import { CardFace } from './cards.tsx';
import { drag } from './hand.ts';
import './ghost.css';

interface GhostProps {
  readonly books: readonly DeskBook[];
  readonly cards: readonly DeskCard[];
}

/** The dragged book or card; nothing while nothing is dragged. */
export function Ghost({ books, cards }: GhostProps): JSX.Element | null {
  if (drag.value === null) return null;
  const { cargo, x, y, over } = drag.value;
  const book = cargo.kind === 'book' ? books.find(({ item }) => item === cargo.item) : undefined;
  const card = cargo.kind === 'card' ? cards.find((each) => each.card === cargo.card) : undefined;
  return (
    <div
      class={over === null ? 'ghost' : 'ghost ghost-welcome'}
      aria-hidden="true"
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      {book !== undefined && <Cover title={book.title} />}
      {card !== undefined && <CardFace card={card} />}
    </div>
  );
}
