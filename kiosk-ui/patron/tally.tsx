// "5 of 5 ready": the big count in the head.

import type { JSX } from 'preact';
import type { Tally } from '../../protocols/screen/screen.ts';
import { useWords } from './speech.ts';

/** The count. `what` is the word after it. */
export function TallyShown({ tally, what }: { readonly tally: Tally; readonly what: string }): JSX.Element {
  const words = useWords();
  return (
    <p class="tally">
      <span class="tally-done">{tally.done}</span>{' '}
      <span class="tally-rest">
        {words.tally.of(String(tally.of))} {what}
      </span>
    </p>
  );
}
