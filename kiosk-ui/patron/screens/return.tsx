// Returning: no card is needed; each item says where it is to be put.

import type { JSX } from 'preact';
import type { ReturnScreen } from '../../../protocols/screen/screen.ts';
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

/** The return screen. */
export function ReturnView({ screen, received }: ViewProps<ReturnScreen>): JSX.Element {
  const words = useWords();
  const { items, tally } = screen;
  const empty = items.length === 0;
  return (
    <Stage
      screen={screen}
      pose={empty ? 'hero' : 'work'}
      art={<PadArt marks={marksOf(items)} />}
      title={words.return.title}
      under={
        empty ? (
          <div class="ask">
            <p class="ask-main">{words.return.lay}</p>
            <p>{words.return.layMore}</p>
          </div>
        ) : (
          <TallyShown tally={tally} what={words.tally.return} />
        )
      }
    >
      <ItemList items={items} />
      <Voice received={received} instruction={instructionOf(screen, words)} icon="shelf" />
      <Ends ends={screen.ends} />
    </Stage>
  );
}

/** One instruction; where all items go to the same place, that place. */
function instructionOf({ items }: ReturnScreen, words: Catalogue): string | null {
  const count = (status: string) => items.filter((item) => item.status === status).length;
  if (items.length === 0) return null;
  if (count('working') > 0) return words.return.working;
  if (count('do-not-leave') > 0) return words.return.notYet(count('do-not-leave'));
  if (count('refused') > 0) return words.return.checkMore;
  const places = new Set(items.map(({ place }) => place));
  const [place] = places;
  if (places.size === 1 && place !== null && place !== undefined) return words.return.putOn(place);
  return items.some((item) => item.place !== null) ? words.return.putAway : null;
}
