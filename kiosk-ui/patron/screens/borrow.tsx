// Borrowing: what lies on the pad is lent as it is read. The count and the pile say how far it is.

import type { JSX } from 'preact';
import type { BorrowScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { PadArt } from '../../ui/art/pad-art.tsx';
import { Ends } from '../ends.tsx';
import { ItemList } from '../items/item-list.tsx';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { TallyShown } from '../tally.tsx';
import { Voice } from '../voice.tsx';
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
      pose={empty ? 'hero' : 'work'}
      art={<PadArt marks={marksOf(items)} />}
      title={words.greeting(screen.patron.greeting)}
      under={
        empty ? (
          <div class="ask">
            <p class="ask-main">{words.borrow.lay}</p>
            <p>{words.borrow.layMore}</p>
          </div>
        ) : (
          <TallyShown tally={tally} what={words.tally.borrow} />
        )
      }
    >
      <ItemList items={items} />
      <Voice received={received} instruction={instructionOf(screen, words)} />
      <Ends ends={screen.ends} />
    </Stage>
  );
}

function instructionOf({ items, tally }: BorrowScreen, words: Catalogue): string | null {
  const count = (status: string) => items.filter((item) => item.status === status).length;
  if (items.length === 0) return null;
  if (count('working') > 0) return words.borrow.working;
  if (count('do-not-leave') > 0) return words.borrow.notYet(count('do-not-leave'));
  if (count('refused') > 0) return words.borrow.checkMore;
  return words.borrow.allReady(tally.of);
}
