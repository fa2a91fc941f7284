// Nobody is here: the card starts borrowing, items on the pad ask for it, four tiles for everything else.

import type { JSX } from 'preact';
import type { StartScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue, Heading } from '../../i18n/catalogue.ts';
import { CounterArt } from '../../ui/art/card-art.tsx';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { send } from '../station-link.ts';
import { Voice } from '../voice.tsx';
import type { ViewProps } from './view.ts';
import './start.css';

/** More books than these are not drawn. */
const MOST_DRAWN = 6;

/** The start screen. */
export function StartView({ screen, received }: ViewProps<StartScreen>): JSX.Element {
  const words = useWords();
  const { can, itemsWaiting } = screen;
  const heading = headingOf(screen, words);
  const waiting = itemsWaiting > 0;
  return (
    <Stage
      screen={screen}
      pose="hero"
      art={<CounterArt books={Math.min(itemsWaiting, MOST_DRAWN)} />}
      title={heading.title}
      more={waiting ? undefined : heading.more}
      under={
        waiting && (
          <p class="offer">
            <strong>{words.start.itemsOnPad(itemsWaiting)}</strong> <span>{words.start.itemsOnPadMore}</span>
          </p>
        )
      }
    >
      <Voice received={received} instruction={null} />
      <div class="tiles">
        <Tile name="borrow" works={can.borrow} />
        <Tile name="return" works={can.return} look={waiting ? 'primary' : 'tile'} />
        <Tile name="renew" works={can.renew} />
        <Tile name="account" works={can.renew} />
      </div>
    </Stage>
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

function headingOf({ can }: StartScreen, words: Catalogue): Heading {
  if (can.borrow) return can.return ? words.start.borrowing : { ...words.start.borrowing, more: '' };
  if (can.return) return words.start.returningOnly;
  return words.start.renewingOnly;
}
