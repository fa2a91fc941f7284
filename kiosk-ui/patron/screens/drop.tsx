// A book drop: "Put your items in", and what came of the latest ones, large enough to be read at three metres. There is
// nothing to touch but the bar.

import type { JSX } from 'preact';
import type { ItemRow, ReturnScreen, StartScreen } from '../../../protocols/screen/screen.ts';
import type { Catalogue, Heading } from '../../i18n/catalogue.ts';
import { PadOnCounterArt } from '../../ui/art/pad-art.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isInWork, needsALook, stoppedOf } from '../items/condition.ts';
import { placeInWords } from '../items/place.ts';
import { reasonInWords } from '../items/reason.ts';
import { STATUS_ICONS } from '../items/status-stub.tsx';
import { rowNameInWords } from '../items/title.ts';
import { useWords } from '../speech.ts';
import { Stage } from '../stage.tsx';
import './drop.css';

/** The start and the return screen of a book drop. */
export function DropView({ screen }: { readonly screen: StartScreen | ReturnScreen }): JSX.Element {
  const words = useWords();
  const items = screen.name === 'return' ? [...screen.items].reverse() : [];
  const { title, more } = headingOf(screen, items, words);
  return (
    <Stage
      screen={screen}
      {...(screen.name === 'start'
        ? { pose: 'scene', art: <PadOnCounterArt marks={[]} /> }
        : { pose: 'work' })}
      title={title}
      under={<p class="drop-more">{screen.remark === null ? more : words.remarks[screen.remark]}</p>}
    >
      {items.length > 0 && (
        <ul class="drop-items" aria-label={words.items.list}>
          {items.map((item) => (
            <Line key={item.row} item={item} />
          ))}
        </ul>
      )}
    </Stage>
  );
}

/** One item: its title, what came of it, and what else there is to say. */
function Line({ item }: { readonly item: ItemRow }): JSX.Element {
  const words = useWords();
  const { status, reason, place } = item;
  return (
    <li class="drop-item">
      <p class="drop-title" dir="auto">
        {rowNameInWords(item, words)}
      </p>
      <p class={`drop-status status-${status}`}>
        <Icon name={STATUS_ICONS[status]} />
        <span>{words.status[status]}</span>
      </p>
      {reason !== null && <p class="drop-line">{reasonInWords(reason, words)}</p>}
      {place !== null && (
        <p class="drop-line">
          {words.items.goesTo} <strong>{placeInWords(place, words)}</strong>
        </p>
      )}
    </li>
  );
}

function headingOf(screen: StartScreen | ReturnScreen, items: readonly ItemRow[], words: Catalogue): Heading {
  if (screen.name === 'start' || items.length === 0) return words.drop.start;
  if (items.some(isInWork)) return { title: words.drop.working, more: '' };
  if (stoppedOf(items) > 0 || items.some(needsALook)) return { title: words.return.checkMore, more: '' };
  return { title: words.done.titleReturned, more: words.drop.next };
}
