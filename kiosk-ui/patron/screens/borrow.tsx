// Borrowing: what lies on the pad is lent as it is read. The count and the pile say how far it is.

import type { JSX } from 'preact';
import type { BorrowScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { PadArt, PadOnCounterArt } from '../../ui/art/pad-art.tsx';
import { Ends } from '../ends.tsx';
import { isInWork, needsALook, stoppedOf } from '../items/condition.ts';
import { ItemList } from '../items/item-list.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { TallyShown } from '../tally.tsx';
import { type Instruction, Voice } from '../voice.tsx';
import { marksOf } from './marks.ts';
import type { ViewProps } from './view.ts';

/** The borrow screen. */
export function BorrowView({ screen, received }: ViewProps<BorrowScreen>): JSX.Element {
  const words = useWords();
  const { items, tally } = screen;
  const empty = items.length === 0;
  return (
    <Stage
      screen={screen}
      pose={empty ? 'scene' : 'work'}
      art={empty ? <PadOnCounterArt marks={[]} /> : <PadArt marks={marksOf(items)} />}
      title={words.greeting(screen.patron.greeting)}
      under={
        empty ? <p class="ask">{words.borrow.lay}</p> : <TallyShown tally={tally} what={words.tally.borrow} />
      }
    >
      <ItemList items={items} />
      <Voice received={received} {...instructionOf(screen, words)} />
      <Ends ends={screen.ends} />
    </Stage>
  );
}

function instructionOf({ items, tally }: BorrowScreen, words: Catalogue): Instruction {
  if (items.length === 0) return { instruction: words.borrow.layMore };
  if (items.some(isInWork)) return { instruction: words.borrow.working, icon: 'clock' };
  const stopped = stoppedOf(items);
  if (stopped > 0) return { instruction: words.borrow.notYet(stopped), icon: 'stop', alarm: true };
  if (items.some(needsALook)) return { instruction: words.borrow.checkMore };
  return { instruction: words.borrow.allReady(tally.of) };
}
