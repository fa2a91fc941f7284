// Items that did not come to what the patron wanted, named on the done screen below what is to be done with them.

import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import type { NOT_DONE } from '../not-done.ts';
import { useWords } from '../speech.ts';
import './staying.css';

interface StayingProps {
  readonly what: (typeof NOT_DONE)[number];
  readonly titles: readonly string[];
}

/** Nothing where all went well. */
export function Staying({ what, titles }: StayingProps): JSX.Element | null {
  const { done } = useWords();
  if (titles.length === 0) return null;
  const head = `${what}-head`;
  return (
    <div class="staying">
      <p class="staying-head" id={head}>
        {done[what]}
      </p>
      <ul class="keep" aria-labelledby={head}>
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
