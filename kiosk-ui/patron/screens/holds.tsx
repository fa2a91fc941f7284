// What is ready to be picked up, each with its shelf. Under the loans: it grows as the library system tells of it, and
// nothing that can be tapped moves by that.

import type { JSX } from 'preact';
import type { HoldRow } from '../../../protocols/screen/screen.ts';
import { BookCover } from '../items/book-cover.tsx';
import { RowLine } from '../items/row.tsx';
import { nameInWords } from '../items/title.ts';
import { useWords } from '../speech.ts';

/** The list with its heading; nothing while nothing is known to be ready. */
export function Holds({ holds }: { readonly holds: readonly HoldRow[] }): JSX.Element | null {
  const words = useWords();
  const { account, items } = words;
  if (holds.length === 0) return null;
  return (
    <section class="holds" aria-labelledby="holds-title">
      <h2 class="holds-title" id="holds-title">
        {account.ready}
      </h2>
      <ul class="rows">
        {holds.map((hold) => (
          <li key={hold.row} class="row">
            <BookCover row={hold.row} title={hold.title} />
            <div class="row-words">
              <p class="row-title" dir="auto">
                {hold.state === 'asking' ? items.unnamed : nameInWords(hold, words)}
              </p>
              {hold.state === 'told' && <Place place={hold.place} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where it is; while nothing was told of the item yet, nothing is said. */
function Place({ place }: { readonly place: string | null }): JSX.Element {
  const { account } = useWords();
  if (place === null) return <RowLine icon="shelf">{account.askForIt}</RowLine>;
  return (
    <RowLine icon="shelf">
      {account.findAt}{' '}
      <strong>
        <bdi>{place}</bdi>
      </strong>
    </RowLine>
  );
}
