// The one button of the patron's page.

import type { JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

/** How a button looks: the way on, another way, a tile of the start screen, a quiet one. */
export type ButtonLook = 'primary' | 'plain' | 'tile' | 'quiet';

interface ButtonProps {
  /** What it says; also its accessible name. */
  readonly label: string;
  readonly icon: IconName;
  readonly look: ButtonLook;
  readonly onTap: () => void;
  /** A button that has to wait stays where it is and keeps the focus, but does nothing. */
  readonly waits?: boolean;
  /** A second line, which is a description and not part of the name. */
  readonly note?: string;
  /** Id of an element that says what the button is about. */
  readonly describedBy?: string;
  /** False for buttons that act only in the page: their touch tells the daemon nothing by itself. */
  readonly sendsIntent?: boolean;
}

/** Draws a button: icon and word, at least 64 px high, 96 px when primary. */
export function Button(props: ButtonProps): JSX.Element {
  const { label, icon, look, onTap, waits = false, note, describedBy, sendsIntent = true } = props;
  return (
    <button
      type="button"
      class={`button button-${look}`}
      aria-label={note === undefined ? undefined : label}
      aria-description={note}
      aria-disabled={waits ? 'true' : undefined}
      aria-describedby={describedBy}
      data-intent={sendsIntent ? '' : undefined}
      onClick={waits ? undefined : onTap}
    >
      <Icon name={icon} />
      <span class="button-words">
        {label}
        {note !== undefined && <span class="button-note">{note}</span>}
      </span>
    </button>
  );
}
