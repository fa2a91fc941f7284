// Borrowing: what lies on the pad is lent as it is read. The count and the pile say how far it is.

import type { JSX } from 'preact';
import type { BorrowScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { PadArt, PadOnCounterArt } from '../../ui/art/pad-art.tsx';
import { Ends, isReceiptLikely } from '../ends.tsx';
import { feeQuestionOf } from '../fee-asked.ts';
import { FeeOrVoice } from '../fee-question.tsx';
import { isInWork, needsALook, stoppedOf } from '../items/condition.ts';
import { ItemList } from '../items/item-list.tsx';
import { waysIn } from '../notices-shown.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { TallyShown } from '../tally.tsx';
import type { Instruction } from '../voice.tsx';
import { marksFromBefore, marksOf } from './marks.ts';
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
      art={empty ? <PadOnCounterArt marks={marksFromBefore(screen)} /> : <PadArt marks={marksOf(items)} />}
      title={words.greeting(screen.patron.greeting)}
      under={
        empty ? (
          <p class="ask">{askOf(screen, words)}</p>
        ) : (
          <TallyShown items={items} tally={tally} what={words.tally.borrow} ask={askOf(screen, words)} />
        )
      }
    >
      <ItemList items={items} />
      <FeeOrVoice screen={screen} received={received} {...instructionOf(screen, words)} />
      <Ends ends={screen.ends} receiptLikely={isReceiptLikely(screen)} likely={likelyOf(screen)} />
    </Stage>
  );
}

/** What to do with the items, by what works. */
function askOf(screen: BorrowScreen, { borrow, padAway, fromBefore }: Catalogue): string {
  const ways = waysIn(screen);
  if (ways === 'none') return padAway.desk;
  if (isToReturn(screen)) return borrow.blocked;
  if (ways === 'barcode') return padAway.scan;
  return screen.itemsFromBefore > 0 ? fromBefore.lying(screen.itemsFromBefore) : borrow.lay;
}

/** Is there nothing that they can do here but go over to returning? */
function isToReturn({ items, patron, ends }: BorrowScreen): boolean {
  return items.length === 0 && patron.blocked !== null && ends.switchTo.includes('return');
}

/** What they most likely want to touch. */
function likelyOf(screen: BorrowScreen): 'above' | 'return' | 'end' {
  if (feeQuestionOf(screen) !== null) return 'above';
  return isToReturn(screen) ? 'return' : 'end';
}

function layMoreOf(screen: BorrowScreen, { borrow, fromBefore }: Catalogue): string | null {
  if (isToReturn(screen)) return null;
  if (screen.itemsFromBefore > 0) return fromBefore.lift;
  const ways = waysIn(screen);
  if (ways === 'pad-or-barcode') return borrow.layMore;
  return ways === 'pad' ? borrow.layOnly : null;
}

function instructionOf(screen: BorrowScreen, words: Catalogue): Instruction {
  const { items, tally } = screen;
  if (items.length === 0) return { instruction: layMoreOf(screen, words) };
  if (items.some(isInWork)) return { instruction: words.borrow.working, icon: 'clock' };
  const stopped = stoppedOf(items);
  if (stopped > 0) return { instruction: words.borrow.notYet(stopped), icon: 'stop', alarm: true };
  if (items.some(needsALook)) return { instruction: words.borrow.checkMore };
  return { instruction: tally.of === 0 ? layMoreOf(screen, words) : words.borrow.allReady(tally.of) };
}
