// Items that did not come to what the patron wanted, named on the done screen below what is to be done with them.

import type { JSX } from 'preact';
import type { ItemName } from '../../../protocols/screen/screen.ts';
import { Icon } from '../../ui/icon.tsx';
import { nameInWords } from '../items/title.ts';
import type { NOT_DONE } from '../not-done.ts';
import { useWords } from '../speech.ts';
import './staying.css';

interface StayingProps {
  readonly what: (typeof NOT_DONE)[number];
  readonly items: readonly ItemName[];
}

/** Nothing where all went well. */
export function Staying({ what, items }: StayingProps): JSX.Element | null {
  const words = useWords();
  if (items.length === 0) return null;
  const head = `${what}-head`;
  return (
    <div class="staying">
      <p class="staying-head" id={head}>
        {words.done[what]}
      </p>
      <ul class="keep" aria-labelledby={head}>
        {items.map((name, place) => (
          <li key={place}>
            <Icon name="refuse" />
            <span dir="auto">{nameInWords(name, words)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
