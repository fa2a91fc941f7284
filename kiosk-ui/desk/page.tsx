// The whole table: head, shelf, hand, counter, cards, switches, and the patron's screen beside it.

import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../ui/icon.tsx';
import { Announcer } from './announcer.tsx';
import { Cards } from './cards.tsx';
import { Counter } from './counter/counter.tsx';
import { isConnected, shelf, table } from './desk-link.ts';
import { Ghost } from './ghost.tsx';
import { HandPanel } from './hand-panel.tsx';
import { Head } from './head.tsx';
import { ShelfView } from './shelf.tsx';
import { Station } from './station.tsx';
import { Switches } from './switches.tsx';
import { words } from './words/language.ts';
import './page.css';

/** Draws the table as the daemon last told it. */
export function Page(): JSX.Element {
  const { locale, title, joining, away } = words.value;
  useEffect(() => {
    document.documentElement.lang = locale;
    document.title = title;
  }, [locale, title]);
  if (shelf.value === null || table.value === null) {
    return (
      <main class="joining">
        <h1>{title}</h1>
        <p>{joining}</p>
      </main>
    );
  }
  const { books, cards } = shelf.value;
  const now = table.value;
  return (
    <main class="desk">
      <Head cards={cards} table={now} />
      <ShelfView books={books} table={now} />
      <HandPanel books={books} table={now} />
      <Counter books={books} table={now} />
      <Cards cards={cards} />
      <Switches table={now} />
      <Station />
      <Ghost books={books} cards={cards} />
      <Announcer books={books} table={now} />
      {!isConnected.value && (
        <p class="away" role="alert">
          <Icon name="cloud" />
          {away}
        </p>
      )}
    </main>
  );
}
