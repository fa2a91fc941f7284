// Items named on the done screen below what is to be done with them: those that did not come to what the patron wanted, and
// those that are to be put somewhere.

import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { ItemName } from '../../../protocols/screen/screen.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { nameInWords } from '../items/title.ts';
import { useWords } from '../speech.ts';
import './staying.css';

/** One group of them. */
export interface StayingProps {
  /** What is to be done with them. */
  readonly head: string;
  readonly icon: IconName;
  readonly items: readonly ItemName[];
}

/** Nothing where there are none. */
export function Staying({ head, icon, items }: StayingProps): JSX.Element | null {
  const words = useWords();
  const headId = useId();
  if (items.length === 0) return null;
  return (
    <div class="staying">
      <p class="staying-head" id={headId}>
        {head}
      </p>
      <ul class="keep" aria-labelledby={headId}>
        {items.map((name, place) => (
          <li key={place}>
            <Icon name={icon} />
            <span dir="auto">{nameInWords(name, words)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
