// The two arrows that page through what is longer than the screen, and whether they have anywhere to go.

import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';

/** How much of the visible height one tap moves: the last row stays as the first. */
export const STEP = 0.8;
/** Rounding of scroll positions, in px. */
const SLACK_PX = 3;

/** Which way there is more. */
export interface More {
  readonly above: boolean;
  readonly below: boolean;
}

/** Which way there is more of what scrolls. */
export function moreOf({ scrollTop, clientHeight, scrollHeight }: HTMLElement): More {
  return { above: scrollTop > SLACK_PX, below: scrollTop + clientHeight < scrollHeight - SLACK_PX };
}

/** The two arrows. `page` is told which way. */
export function PageButtons(props: {
  readonly more: More;
  readonly page: (sign: 1 | -1) => void;
}): JSX.Element {
  const { items } = useWords();
  const { more, page } = props;
  return (
    <>
      <PageButton icon="up" label={items.earlier} waits={!more.above} onTap={() => page(-1)} />
      <PageButton icon="down" label={items.further} waits={!more.below} onTap={() => page(1)} />
    </>
  );
}

interface PageButtonProps {
  readonly icon: 'up' | 'down';
  readonly label: string;
  readonly waits: boolean;
  readonly onTap: () => void;
}

/** An arrow as wide as a thumb; its word is for those who listen. */
function PageButton({ icon, label, waits, onTap }: PageButtonProps): JSX.Element {
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
