// The table's name, the invitation, and the language.

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DeskCard, DeskTable } from '../../protocols/screen/desk.ts';
import { Icon } from '../ui/icon.tsx';
import { shownCards } from './hand.ts';
import { words } from './words/language.ts';
import './head.css';

/** How many books make a pile worth showing a card for. */
const BOOKS_TO_LAY = 3;

interface HeadProps {
  readonly cards: readonly DeskCard[];
  readonly table: DeskTable;
}

/** The top of the wall. */
export function Head({ cards, table }: HeadProps): JSX.Element {
  return (
    <header class="head">
      <svg class="head-mark" viewBox="0 0 48 40" aria-hidden="true">
        <path class="art-paper" d="M24 8C18 3 11 2 3 3v29c8-1 15 0 21 5 6-5 13-6 21-5V3C37 2 30 3 24 8z" />
        <path class="art-lamp" d="M31 4v19l5-4 5 4V3c-4 0-7 0-10 1z" />
      </svg>
      <h1>{words.value.title}</h1>
      <Invitation card={cards.find(({ tale }) => tale === 'plain')} onPad={table.onPad.length} />
    </header>
  );
}

interface InvitationProps {
  readonly card: DeskCard | undefined;
  readonly onPad: number;
}

/** What to try in the first minute. Goes once it was done. */
function Invitation({ card, onPad }: InvitationProps): JSX.Element | null {
  const { invitation } = words.value;
  const [most, setMost] = useState(0);
  useEffect(() => setMost((before) => Math.max(before, onPad)), [onPad]);
  const laid = Math.min(BOOKS_TO_LAY, Math.max(most, onPad));
  const areLaid = laid === BOOKS_TO_LAY;
  if (card === undefined || (areLaid && shownCards.value.has(card.card))) return null;
  return (
    <section class="invitation" aria-label={invitation.name}>
      <Icon name="hint" />
      <p>
        <span class={areLaid ? 'invitation-done' : undefined}>{invitation.books}</span>{' '}
        <span class="invitation-count">
          {Array.from({ length: BOOKS_TO_LAY }, (_unused, place) => (
            <i key={place} class={place < laid ? 'pip pip-laid' : 'pip'} />
          ))}
          <span class="unseen">{invitation.laid(laid)}</span>
          <span aria-hidden="true">,</span>
        </span>{' '}
        {invitation.card(card.name)}.
      </p>
    </section>
  );
}
