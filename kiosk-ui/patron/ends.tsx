// The end buttons. They are the receipt choices; beside them stand the ways to another screen of the same session.

import type { JSX } from 'preact';
import type { BorrowScreen, EndChoices, ReturnScreen } from '../../protocols/screen/screen.ts';
import { Button } from '../ui/button.tsx';
import { isInWork } from './items/condition.ts';
import { useWords } from './speech.ts';
import { send } from './station-link.ts';

interface EndsProps {
  readonly ends: EndChoices;
  /** False where a receipt would hold nothing that anybody takes home. */
  readonly receiptLikely: boolean;
  /** A button that comes before the end buttons. */
  readonly first?: JSX.Element | null;
  /** What the patron most likely wants: to end, the button `first`, something above these buttons, or to return. */
  readonly likely?: 'end' | 'first' | 'above' | 'return';
}

/** A receipt is worth offering first when something was lent or taken back, or still may be. */
export function isReceiptLikely({ items, tally }: BorrowScreen | ReturnScreen): boolean {
  return tally.done > 0 || items.some(isInWork);
}

/** `Print receipt` and `No receipt`, or `Finish`; while an item is in work they wait. The likeliest one is primary. */
export function Ends({ ends, receiptLikely, first = null, likely = 'end' }: EndsProps): JSX.Element {
  const { buttons, parts } = useWords();
  const look = likely === 'end' ? 'primary' : 'plain';
  const waits = !ends.enabled;
  return (
    <div class="ends" role="group" aria-label={parts.ends}>
      {first}
      {ends.print ? (
        <>
          <Button
            key="print"
            look={receiptLikely ? look : 'plain'}
            icon="receipt"
            label={buttons.printReceipt}
            waits={waits}
            onTap={() => send({ kind: 'printReceipt' })}
          />
          <Button
            key="no-print"
            look={receiptLikely ? 'plain' : look}
            icon="noReceipt"
            label={buttons.noReceipt}
            waits={waits}
            onTap={() => send({ kind: 'noReceipt' })}
          />
        </>
      ) : (
        <Button
          key="finish"
          look={look}
          icon="finish"
          label={buttons.finish}
          waits={waits}
          onTap={() => send({ kind: 'finish' })}
        />
      )}
      {ends.switchTo.map((to) => (
        <Button
          key={to}
          look={to === likely ? 'primary' : 'quiet'}
          icon={to}
          label={buttons[to]}
          onTap={() => send({ kind: to })}
        />
      ))}
    </div>
  );
}
