// One row of a list: cover, title, what there is to say of it, state. Drawn like a catalogue card.

import type { ComponentChildren, JSX } from 'preact';
import type { ItemStatus } from '../../../protocols/screen/screen.ts';
import { Cover } from '../../ui/cover.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useWords } from '../speech.ts';
import { StatusStub } from './status-stub.tsx';
import './row.css';

interface RowProps {
  readonly title: string | null;
  readonly status: ItemStatus;
  /** Id of the title, for buttons that belong to the row. */
  readonly titleId?: string;
  readonly children?: ComponentChildren;
  /** What can be done with this row alone. It takes the place of the state, which then stands among the lines. */
  readonly action?: JSX.Element | null;
}

/** The row. Its title keeps its own direction and breaks where it must. */
export function Row({ title, status, titleId, children, action }: RowProps): JSX.Element {
  const words = useWords();
  return (
    <li class={`row row-${status}`}>
      <Cover title={title} />
      <div class="row-words">
        <p class="row-title" id={titleId} dir="auto">
          {title ?? words.items.unnamed}
        </p>
        {children}
      </div>
      {action === undefined || action === null ? (
        <StatusStub status={status} />
      ) : (
        <div class="row-action">{action}</div>
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
