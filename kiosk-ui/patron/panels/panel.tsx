// A sheet over the screen. Escape, Cancel or a tap beside it puts it away; the keyboard stays inside it.

import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../speech.ts';
import type { Received } from '../station-link.ts';
import { Warning } from '../voice.tsx';
import './panel.css';

interface PanelProps {
  readonly title: string;
  readonly received: Received;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** The sheet. A warning that comes while it is open is shown inside it, because what lies beneath cannot be touched. */
export function PanelSheet({ title, received, onClose, children }: PanelProps): JSX.Element {
  const words = useWords();
  const sheet = useRef<HTMLDialogElement>(null);
  // Before the page is painted: a key that follows the tap at once must find the sheet open.
  useLayoutEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) return;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  return (
    <dialog
      class="panel"
      ref={sheet}
      aria-labelledby="panel-title"
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === sheet.current) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="panel-sheet">
        <h2 id="panel-title">{title}</h2>
        <div class="panel-choices">{children}</div>
        {received.screen.countdown?.warning === true && <Warning received={received} />}
        <Button look="plain" icon="cancel" label={words.buttons.cancel} sendsIntent={false} onTap={onClose} />
      </div>
    </dialog>
  );
}
