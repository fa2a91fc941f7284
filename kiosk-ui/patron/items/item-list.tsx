// The list named `Items` on the borrow and return screens: what needs a look first, then the newest.

import type { JSX } from 'preact';
import type { ItemRow, SetParts } from '../../../protocols/screen/screen.ts';
import { useWords } from '../speech.ts';
import { needsALook } from './condition.ts';
import { dueLabelOfItem } from './due-label.ts';
import { DueWords } from './due-words.tsx';
import { feeInWords } from './fee.ts';
import { partsInWords } from './parts.ts';
import { placeInWords } from './place.ts';
import { reasonInWords } from './reason.ts';
import { Row, RowLine } from './row.tsx';
import { Scroller } from './scroller.tsx';

/** Rows in the order in which they are shown. Nothing in them can be tapped, so they may change places. */
function inOrderOfNeed(items: readonly ItemRow[]): readonly ItemRow[] {
  return [...items].sort((a, b) => urgencyOf(a) - urgencyOf(b) || b.row - a.row);
}

function urgencyOf(item: ItemRow): number {
  if (item.status === 'do-not-leave') return 0;
  return needsALook(item) ? 1 : 2;
}

/** The list of items; nothing while there are none. */
export function ItemList({ items }: { readonly items: readonly ItemRow[] }): JSX.Element | null {
  const words = useWords();
  if (items.length === 0) return null;
  return (
    <Scroller label={words.items.list} count={items.length}>
      {inOrderOfNeed(items).map((item) => (
        <Row key={item.row} item={item} status={item.status} asks={item.fee !== null}>
          <Lines item={item} />
        </Row>
      ))}
    </Scroller>
  );
}

/** How many parts lie here; what is wrong with them stands out. */
function PartsWords({ parts }: { readonly parts: SetParts }): JSX.Element {
  const [here, ...wrong] = partsInWords(parts, useWords());
  if (wrong.length === 0) return <>{here}</>;
  return (
    <>
      {here}. <strong>{wrong.join('. ')}</strong>
    </>
  );
}

function Lines({ item }: { readonly item: ItemRow }): JSX.Element {
  const words = useWords();
  const { status, reason, parts, place, due, fee } = item;
  const isMarked = status === 'do-not-leave' || needsALook(item);
  return (
    <>
      {fee !== null && (
        <RowLine icon="receipt" look="marked">
          <bdi>{feeInWords(fee, words)}</bdi>
        </RowLine>
      )}
      {reason !== null && (
        <RowLine icon="hint" look={status === 'do-not-leave' ? 'stop' : isMarked ? 'marked' : 'plain'}>
          <bdi>{reasonInWords(reason, words)}</bdi>
        </RowLine>
      )}
      {parts !== null && (
        <RowLine icon="parts">
          <PartsWords parts={parts} />
        </RowLine>
      )}
      {due !== null && !isMarked && (
        <RowLine icon="calendar">
          <DueWords label={dueLabelOfItem(status, words)} due={due} />
        </RowLine>
      )}
      {place !== null && (
        <RowLine icon="shelf">
          {words.items.goesTo}{' '}
          <strong>
            <bdi>{placeInWords(place, words)}</bdi>
          </strong>
        </RowLine>
      )}
    </>
  );
}
