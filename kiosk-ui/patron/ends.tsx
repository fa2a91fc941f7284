// The end buttons. They are the receipt choices; beside them stand the ways to another screen of the same session.

import type { JSX } from 'preact';
import type { EndChoices } from '../../protocols/screen/screen.ts';
import { Button } from '../ui/button.tsx';
import { useWords } from './speech.ts';
import { send } from './station-link.ts';

/** `Print receipt` and `No receipt`, or `Finish`; while an item is in work they wait. */
export function Ends({ ends }: { readonly ends: EndChoices }): JSX.Element {
  const { buttons, parts } = useWords();
  const waits = !ends.enabled;
  return (
    <div class="ends" role="group" aria-label={parts.ends}>
      {ends.print ? (
        <>
          <Button
            key="print"
            look="primary"
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
          look="primary"
          icon="finish"
          label={buttons.finish}
          waits={waits}
          onTap={() => send({ kind: 'finish' })}
        />
      )}
      {ends.switchTo.map((to) => (
        <Button
          key={to}
          look="quiet"
          icon={to}
          label={buttons[to]}
          onTap={() => send({ kind: to })}
        />
      ))}
    </div>
  );
}
