// The patrons' cards: shown to the scanner by a tap, or dragged there. Demo data: the PIN is stuck on for reading.

import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { DeskCard } from '../../protocols/screen/desk.ts';
import { Arrows } from './arrows.tsx';
import { Choice } from './choice.tsx';
import { followPointer } from './drag.ts';
import { drag, showCard, shown } from './hand.ts';
import { rove } from './roving.ts';
import { words } from './words/language.ts';
import './cards.css';

type Kind = 'ordinary' | 'special';

/** The tray of cards, the ordinary ones first. */
export function Cards({ cards }: { readonly cards: readonly DeskCard[] }): JSX.Element {
  const { cards: said } = words.value;
  const [kind, setKind] = useState<Kind>('ordinary');
  const tray = useRef<HTMLDivElement>(null);
  const inTray = cards.filter(({ tale }) => (tale === 'plain') === (kind === 'ordinary'));
  return (
    <section class="cards">
      <div class="cards-head">
        <h2>{said.name}</h2>
        <Choice
          name={said.which}
          isNameSeen={false}
          options={[
            { value: 'ordinary', label: said.ordinary },
            { value: 'special', label: said.special },
          ]}
          value={kind}
          onChoose={setKind}
        />
        <Arrows strip={tray} />
      </div>
      <div
        ref={tray}
        class="cards-tray"
        role="toolbar"
        tabIndex={-1}
        aria-label={said.name}
        onKeyDown={(event) => rove(event, event.currentTarget)}
      >
        {inTray.map((card, place) => (
          <CardView key={card.card} card={card} isStop={place === 0} />
        ))}
      </div>
    </section>
  );
}

function CardView({ card, isStop }: { readonly card: DeskCard; readonly isStop: boolean }): JSX.Element {
  const { cards: said } = words.value;
  const tale = card.tale === 'plain' ? null : said.tale[card.tale];
  const { cargo } = drag.value ?? {};
  const isAway = shown.value === card || (cargo?.kind === 'card' && cargo.card === card.card);
  const about = [`${said.pin} ${card.pin}`, tale].filter((part) => part !== null).join('. ');
  return (
    <button
      type="button"
      class={isAway ? 'card card-away' : 'card'}
      tabIndex={isStop ? 0 : -1}
      data-roving=""
      aria-label={said.show(card.name)}
      aria-description={about}
      onClick={() => showCard(card)}
      onPointerDown={(event) => followPointer(event, card)}
    >
      <CardFace card={card} />
    </button>
  );
}

/** The card itself, with its notes. */
export function CardFace({ card }: { readonly card: DeskCard }): JSX.Element {
  const { cards: said } = words.value;
  return (
    <span class="card-face">
      <span class="card-band">{said.library}</span>
      <span class="card-name" dir="auto">
        {card.name}
      </span>
      <svg class="card-bars" viewBox="0 0 88 20" preserveAspectRatio="none" aria-hidden="true">
        <path d="M2 0v20M8 0v20M12 0v20M20 0v20M24 0v20M32 0v20M40 0v20M44 0v20M52 0v20M58 0v20M64 0v20M68 0v20M76 0v20M82 0v20M86 0v20" />
      </svg>
      <span class="card-pin">
        {said.pin} <b>{card.pin}</b>
      </span>
      {card.tale !== 'plain' && <span class="slip">{said.tale[card.tale]}</span>}
    </span>
  );
}
