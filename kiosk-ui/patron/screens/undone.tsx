// Items that were not borrowed though the patron may think so, named on the done screen.

import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import './undone.css';

/** Nothing where all went well. */
export function Undone({ titles }: { readonly titles: readonly string[] }): JSX.Element | null {
  const { done } = useWords();
  if (titles.length === 0) return null;
  return (
    <div class="undone">
      <p class="undone-head" id="undone-head">
        {done.undone}
      </p>
      <ul class="keep" aria-labelledby="undone-head">
        {titles.map((title, place) => (
          <li key={place}>
            <Icon name="refuse" />
            <span dir="auto">{title}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
