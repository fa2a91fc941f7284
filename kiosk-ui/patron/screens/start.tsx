// Nobody is here: the card starts borrowing, items on the pad ask for it, four tiles for everything else.

import type { JSX } from 'preact';
import { BRAND_PHOTO } from '../../../protocols/screen/page-setup.ts';
import type { StartScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue, Heading } from '../../i18n/catalogue.ts';
import { CounterArt } from '../../ui/art/card-art.tsx';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { OpeningLine } from '../board/opening-line.tsx';
import { isPadAway, waysIn } from '../notices-shown.ts';
import { pageSetup } from '../page-setup.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import type { ViewProps } from './view.ts';
import './start.css';

/** More books than these are not drawn. */
const MOST_DRAWN = 6;

/** The start screen. */
export function StartView({ screen }: ViewProps<StartScreen>): JSX.Element {
  const words = useWords();
  const { can, itemsWaiting } = screen;
  const heading = headingOf(screen, words);
  const waiting = itemsWaiting > 0;
  // Renewals are found in the account too.
  const isForChildren = screen.display.children === 'on';
  return (
    <Stage
      screen={screen}
      pose="hero"
      art={<Picture books={itemsWaiting + screen.itemsFromBefore} />}
      title={heading.title}
      over={<OpeningLine />}
      under={<Slot screen={screen} more={heading.more} />}
    >
      <div class="tiles">
        <Tile name="borrow" works={can.borrow} />
        <Tile name="return" works={can.return} look={waiting ? 'primary' : 'tile'} />
        {!isForChildren && <Tile name="renew" works={can.renew} />}
        <Tile name="account" works={can.renew} />
      </div>
    </Stage>
  );
}

/** The library's photo, or the counter with what lies on the pad. */
function Picture({ books }: { readonly books: number }): JSX.Element {
  if (pageSetup.value.brand.photo) return <img class="photo" src={BRAND_PHOTO} alt="" />;
  return <CounterArt books={Math.min(books, MOST_DRAWN)} />;
}

/**
 * Under the headline: an answer to the last scan, else the offer for what lies on the pad, else what lies there from
 * before, else a hint. Keeps its room.
 */
function Slot({ screen, more }: { readonly screen: StartScreen; readonly more: string }): JSX.Element {
  const words = useWords();
  if (screen.remark !== null) {
    return (
      <p class="slot slot-lit">
        <strong>{words.remarks[screen.remark]}</strong>
      </p>
    );
  }
  if (screen.itemsWaiting === 0 && screen.itemsFromBefore > 0) {
    return (
      <p class="slot slot-lit">
        <strong class="slot-count">{words.fromBefore.lying(screen.itemsFromBefore)}</strong>{' '}
        <span>{words.fromBefore.lift}</span>
      </p>
    );
  }
  if (screen.itemsWaiting === 0) return <p class="slot head-more">{more}</p>;
  return (
    <p class="slot slot-lit">
      <strong class="slot-count">{words.start.itemsOnPad(screen.itemsWaiting)}</strong>{' '}
      <span>{screen.can.borrow ? words.start.itemsOnPadMore : more}</span>
    </p>
  );
}

interface TileProps {
  readonly name: IconName & ('borrow' | 'return' | 'renew' | 'account');
  readonly works: boolean;
  readonly look?: ButtonLook;
}

function Tile({ name, works, look = 'tile' }: TileProps): JSX.Element {
  const words = useWords();
  const note = works ? {} : { note: words.notJustNow };
  return (
    <Button
      look={look}
      icon={name}
      label={words.buttons[name]}
      waits={!works}
      {...note}
      onTap={() => send({ kind: name })}
    />
  );
}

function headingOf(screen: StartScreen, words: Catalogue): Heading {
  const { can, notices } = screen;
  // Neither a card nor an item can be read.
  if (waysIn(screen) === 'none' && notices.includes('scanner-away'))
    return words.outOfService['nothing-works'];
  const takesBack = can.return && !isPadAway(notices);
  if (can.borrow) return takesBack ? words.start.borrowing : { ...words.start.borrowing, more: '' };
  if (can.return) return words.start.returningOnly;
  return words.start.renewingOnly;
}
