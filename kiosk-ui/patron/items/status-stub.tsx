// The state of one item: an icon and a word, never a colour alone.

import type { JSX, RefObject } from 'preact';
import type { ItemStatus } from '../../../protocols/screen/screen.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';

const ICONS: Readonly<Record<ItemStatus, IconName>> = {
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
  readonly place: RefObject<HTMLSpanElement | null>;
}): JSX.Element {
  const words = useWords();
  const { status, place } = props;
  return (
    <span class={`status status-${status}`} tabIndex={-1} ref={place}>
      <Icon name={ICONS[status]} />
      <span>{words.status[status]}</span>
    </span>
  );
}
