// Returning: no card is needed; each item says where it is to be put.

import type { JSX } from 'preact';
import type { ReturnScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { PadArt, PadOnCounterArt } from '../../ui/art/pad-art.tsx';
import { Ends, isReceiptLikely } from '../ends.tsx';
import { isInWork, needsALook, stoppedOf } from '../items/condition.ts';
import { ItemList } from '../items/item-list.tsx';
import { placeInWords } from '../items/place.ts';
import { isPadAway, waysIn } from '../notices-shown.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import { TallyShown } from '../tally.tsx';
import { type Instruction, Voice } from '../voice.tsx';
import { marksFromBefore, marksOf } from './marks.ts';
import type { ViewProps } from './view.ts';

/** The return screen. */
export function ReturnView({ screen, received }: ViewProps<ReturnScreen>): JSX.Element {
  const words = useWords();
  const { items, tally } = screen;
  const empty = items.length === 0;
  return (
    <Stage
      screen={screen}
      pose={empty ? 'scene' : 'work'}
      art={empty ? <PadOnCounterArt marks={marksFromBefore(screen)} /> : <PadArt marks={marksOf(items)} />}
      title={words.return.title}
      under={
        empty ? (
          <p class="ask">{askOf(screen, words)}</p>
        ) : (
          <TallyShown items={items} tally={tally} what={words.tally.return} ask={askOf(screen, words)} />
        )
      }
    >
      <ItemList items={items} />
      <Voice received={received} {...instructionOf(screen, words)} />
      <Ends ends={screen.ends} receiptLikely={isReceiptLikely(screen)} />
    </Stage>
  );
}

/** What to do with the items, by what works. */
function askOf(screen: ReturnScreen, words: Catalogue): string {
  const ways = waysIn(screen);
  if (ways === 'none') return words.padAway.desk;
  if (ways === 'barcode') return words.padAway.scan;
  const { itemsFromBefore } = screen;
  return itemsFromBefore > 0 ? words.fromBefore.lying(itemsFromBefore) : words.return.lay;
}

function layMoreOf({ notices, itemsFromBefore }: ReturnScreen, words: Catalogue): string | null {
  if (isPadAway(notices)) return null;
  return itemsFromBefore > 0 ? words.fromBefore.lift : words.return.layMore;
}

/** One instruction; where all items go to the same place, that place. */
function instructionOf(screen: ReturnScreen, words: Catalogue): Instruction {
  const { items } = screen;
  if (items.length === 0) return { instruction: layMoreOf(screen, words) };
  if (items.some(isInWork)) return { instruction: words.return.working, icon: 'clock' };
  const stopped = stoppedOf(items);
  if (stopped > 0) return { instruction: words.return.notYet(stopped), icon: 'stop', alarm: true };
  if (items.some(needsALook)) return { instruction: words.return.checkMore };
  // What was lent before Return was touched goes nowhere.
  const returned = items.filter(({ status }) => status === 'returned');
  const [place, ...others] = new Set(
    returned.map((item) => (item.place === null ? null : placeInWords(item.place, words))),
  );
  if (place === undefined || (place === null && others.length === 0)) return { instruction: null };
  const oneForAll = others.length === 0 && place !== null;
  return { instruction: oneForAll ? words.return.putOn(place) : words.return.putAway, icon: 'shelf' };
}
