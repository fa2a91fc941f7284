// A sheet over the screen. Escape, Continue or a tap beside it puts it away; the keyboard stays inside it.

import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../protocols/screen/screen.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../speech.ts';
import { type Received, send } from '../station-link.ts';
import { WarningWords } from '../voice.tsx';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** Language of the title, where it is not that of the page. */
  readonly language?: Language;
  /** A way back inside of the sheet, beside the way out. */
  readonly back?: JSX.Element | null;
  readonly received: Received;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * The sheet. Its choices act at once, so the way out is `Continue`. A warning that comes while it is open is shown
 * inside it, because what lies beneath cannot be touched; then `Continue` answers it as well.
 */
export function PanelSheet({ title, language, back, received, onClose, children }: PanelProps): JSX.Element {
  const words = useWords();
  const warns = received.screen.countdown?.warning === true;
  const goOn = () => {
    if (warns) send({ kind: 'continue' });
    onClose();
  };
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
        <h2 id="panel-title" lang={language}>
          {title}
        </h2>
        <div class="panel-choices">{children}</div>
        <div class="panel-foot">
          {warns && (
            <div class="voice voice-warning">
              <WarningWords received={received} />
            </div>
          )}
          {back}
          <Button
            look="primary"
            icon="continue"
            label={words.buttons.continue}
            sendsIntent={warns}
            onTap={goOn}
          />
        </div>
      </div>
    </dialog>
  );
}
