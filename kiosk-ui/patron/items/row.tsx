// One row of a list: cover, title, what there is to say of it, state. Drawn like a catalogue card.

import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ItemName, ItemRow, ItemStatus } from '../../../protocols/screen/screen.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { BookCover } from './book-cover.tsx';
import { StatusStub } from './status-stub.tsx';
import { rowNameInWords } from './title.ts';
import './row.css';

interface RowProps {
  /** The item; the row's number is that by which its cover is had. */
  readonly item: ItemName & Pick<ItemRow, 'row' | 'reason'>;
  readonly status: ItemStatus;
  /** True while it is the patron who has to answer. */
  readonly asks?: boolean;
  /** Id of the title, for buttons that belong to the row. */
  readonly titleId?: string;
  readonly children?: ComponentChildren;
  /** What can be done with this row alone. It takes the place of the state, which then stands among the lines. */
  readonly action?: JSX.Element | null;
}

/**
 * The row. Its title keeps its own direction and breaks where it must. Where the action had the focus when it gave way
 * to its outcome, the outcome has it then: the keyboard goes on from there, and a screen reader says it.
 */
export function Row({ item, status, asks = false, titleId, children, action }: RowProps): JSX.Element {
  const words = useWords();
  const actionPlace = useRef<HTMLDivElement>(null);
  const outcome = useRef<HTMLSpanElement>(null);
  const hasAction = action !== undefined && action !== null;
  const hadFocus = actionPlace.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (hadFocus && !hasAction) outcome.current?.focus();
  }, [hadFocus, hasAction]);
  return (
    <li class={`row row-${status}`}>
      <BookCover row={item.row} title={item.title} />
      <div class="row-words">
        <p class="row-title" id={titleId} dir="auto">
          {rowNameInWords({ ...item, status }, words)}
        </p>
        {children}
      </div>
      {hasAction ? (
        <div class="row-action" ref={actionPlace}>
          {action}
        </div>
      ) : (
        <StatusStub status={status} asks={asks} place={outcome} />
      )}
    </li>
  );
}

/** One line under the title. */
export function RowLine(props: {
  readonly icon: IconName;
  readonly look?: 'plain' | 'marked' | 'stop';
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <p class={`row-line row-line-${props.look ?? 'plain'}`}>
      <Icon name={props.icon} />
      <span>{props.children}</span>
    </p>
  );
}
