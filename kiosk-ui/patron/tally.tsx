// "5 of 5 ready": the big count in the head.

import type { JSX } from 'preact';
import type { ItemRow, Tally } from '../../protocols/screen/screen.ts';
import { useWords } from './speech.ts';

interface TallyProps {
  readonly items: readonly ItemRow[];
  readonly tally: Tally;
  /** The word after the count. */
  readonly what: string;
  /** What is said where nothing counts, and nothing was refused. */
  readonly ask: string;
}

/** The count; where nothing came to anything, how many stay here. */
export function TallyShown({ items, tally, what, ask }: TallyProps): JSX.Element {
  const words = useWords();
  if (tally.of === 0) {
    const refused = items.filter(({ status }) => status === 'refused').length;
    return <p class="ask">{refused > 0 ? words.done.refused(refused) : ask}</p>;
  }
  return (
    <p class="tally">
      <span class="tally-done">{tally.done}</span>{' '}
      <span class="tally-rest">
        {words.tally.of(String(tally.of))} {what}
      </span>
    </p>
  );
}
