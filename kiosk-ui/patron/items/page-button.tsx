// An arrow that pages through what is longer than the screen.

import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';

/** How much of the visible height one tap moves: the last row stays as the first. */
export const STEP = 0.8;
/** Rounding of scroll positions, in px. */
export const SLACK_PX = 3;

interface PageButtonProps {
  readonly icon: 'up' | 'down';
  readonly label: string;
  readonly waits: boolean;
  readonly onTap: () => void;
}

/** An arrow as wide as a thumb; its word is for those who listen. */
export function PageButton({ icon, label, waits, onTap }: PageButtonProps): JSX.Element {
  return (
    <button
      type="button"
      class="page-button"
      aria-label={label}
      aria-disabled={waits ? 'true' : undefined}
      onClick={waits ? undefined : onTap}
    >
      <Icon name={icon} />
    </button>
  );
}
