// The end buttons. They are the receipt choices; beside them stand the ways to another screen of the same session.

import type { JSX } from 'preact';
import type { EndChoices } from '../../protocols/screen/screen.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from './speech.ts';
import { send } from './station-link.ts';

interface EndsProps {
  readonly ends: EndChoices;
  /** A button that comes before the end buttons and is more likely than they are. */
  readonly first?: JSX.Element | null;
}

/** `Print receipt` and `No receipt`, or `Finish`; while an item is in work they wait. */
export function Ends({ ends, first = null }: EndsProps): JSX.Element {
  const { buttons, parts } = useWords();
  const look = first === null ? 'primary' : 'plain';
  const waits = !ends.enabled;
  return (
    <div class="ends" role="group" aria-label={parts.ends}>
      {first}
      {ends.print ? (
        <>
          <Button
            key="print"
            look={look}
            icon="receipt"
            label={buttons.printReceipt}
            waits={waits}
            onTap={() => send({ kind: 'printReceipt' })}
          />
          <Button
            key="no-print"
            look="plain"
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
        <Button key={to} look="quiet" icon={to} label={buttons[to]} onTap={() => send({ kind: to })} />
      ))}
    </div>
  );
}
