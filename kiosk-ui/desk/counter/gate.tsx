// The gate at the way out. Red and a sound where a tag is still secured, green where it is released.

import type { JSX } from 'preact';
import type { DeskBook, DeskTable } from '../../../protocols/screen/desk.ts';
import { Cover } from '../../ui/cover.tsx';
import { Icon } from '../../ui/icon.tsx';
import { followPointer } from '../drag.ts';
import { choose, chosen, drag } from '../hand.ts';
import { bookInWords } from '../lamp.tsx';
import { words } from '../words/language.ts';
import { Plate } from './plate.tsx';
import './gate.css';

interface GateProps {
  readonly books: readonly DeskBook[];
  readonly table: DeskTable;
}

/** What the gate says. */
type Verdict = 'quiet' | 'alarm' | 'free';

/** The gate, the evening behind it, and whatever was carried out. */
export function Gate({ books, table }: GateProps): JSX.Element {
  const { gate } = words.value;
  const passing = books.find(({ item }) => item === table.gate.item);
  const verdict: Verdict = passing === undefined ? 'quiet' : table.gate.alarm ? 'alarm' : 'free';
  const outside = table.carriedOut.flatMap((item) => books.find((book) => book.item === item) ?? []);
  return (
    <section
      class={`device gate gate-${verdict}`}
      aria-label={gate.name}
      data-spot="gate"
      data-gate={verdict}
      data-over={drag.value?.over === 'gate' ? '' : undefined}
      data-invites={drag.value?.cargo.kind === 'book' ? '' : undefined}
    >
      <p class="gate-sign">
        <Icon name={verdict === 'alarm' ? 'stop' : verdict === 'free' ? 'tick' : 'finish'} />
        <span>
          <strong>{gate[verdict]}</strong>
          {passing !== undefined && (
            <span class="gate-more">
              {verdict === 'alarm' ? gate.alarmMore(passing.title) : gate.freeMore(passing.title)}
            </span>
          )}
        </span>
      </p>
      <div key={`${verdict} ${table.gate.item}`} class="gate-posts">
        <Post />
        <div class="gate-way">
          <Cat isAwake={verdict === 'alarm'} />
          <ul class="gate-outside" aria-label={gate.outside}>
            {outside.map((book) => (
              <li key={book.item}>
                <button
                  type="button"
                  class="gate-book"
                  aria-pressed={chosen.value === book.item}
                  aria-label={bookInWords(book, table)}
                  onClick={() => choose(book)}
                  onPointerDown={(event) => followPointer(event, book)}
                >
                  <Cover title={book.title} />
                </button>
              </li>
            ))}
          </ul>
        </div>
        <Post />
      </div>
      <Plate name={gate.name} />
    </section>
  );
}

/** The library's cat sits in the evening air. An alarm opens its eyes. */
function Cat({ isAwake }: { readonly isAwake: boolean }): JSX.Element {
  return (
    <svg class="gate-cat" viewBox="0 0 90 80" aria-hidden="true">
      <path d="M14 78c-14-2-16-20-6-30 3 4-2 14 6 18 2-20 14-32 32-34h18c12 10 14 30 10 46z" />
      <path d="M44 34c-2-8-2-18 2-30l11 10h12L80 4c4 12 4 22 0 30-8 10-28 10-36 0z" />
      {isAwake ? (
        <g class="cat-eyes">
          <circle cx="55" cy="25" r="4" />
          <circle cx="71" cy="25" r="4" />
        </g>
      ) : (
        <path class="cat-lids" d="M51 25c2 3 6 3 8 0M67 25c2 3 6 3 8 0" />
      )}
      <path class="cat-lids" d="M60 32c1 2 5 2 6 0" />
    </svg>
  );
}

function Post(): JSX.Element {
  return (
    <svg class="gate-post" viewBox="0 0 44 240" preserveAspectRatio="none" aria-hidden="true">
      <path class="art-paper" d="M4 240V22A18 18 0 0 1 22 4a18 18 0 0 1 18 18v218z" />
      <path class="gate-light" d="M14 200V24a8 8 0 0 1 16 0v176z" />
      <path class="art-sand" d="M0 226h44v14H0z" />
    </svg>
  );
}
