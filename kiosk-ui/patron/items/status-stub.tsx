// The state of one item: an icon and a word, never a colour alone.

import type { JSX, RefObject } from 'preact';
import type { ItemStatus } from '../../../protocols/screen/screen.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';

/** What stands beside the word, so that it is not told by a colour alone. */
export const STATUS_ICONS: Readonly<Record<ItemStatus, IconName>> = {
  working: 'working',
  borrowed: 'tick',
  returned: 'tick',
  renewed: 'tick',
  refused: 'refuse',
  'do-not-leave': 'stop',
};

/** The status word of a row, which can be given the focus. In English the words are a public contract. */
export function StatusStub(props: {
  readonly status: ItemStatus;
  /** True while it is the patron who has to answer: nothing goes round meanwhile. */
  readonly asks: boolean;
  readonly place: RefObject<HTMLSpanElement | null>;
}): JSX.Element {
  const words = useWords();
  const { status, asks, place } = props;
  return (
    <span class={`status status-${status}`} tabIndex={-1} ref={place}>
      <Icon name={asks ? 'help' : STATUS_ICONS[status]} />
      <span>{words.status[status]}</span>
    </span>
  );
}
