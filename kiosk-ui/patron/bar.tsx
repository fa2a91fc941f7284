// Help, Language, Accessibility: at the same place on every screen.

import type { JSX } from 'preact';
import { Button } from '../ui/button.tsx';
import { PagePager } from './page-pager.tsx';
import { useWords } from './speech.ts';
import { send } from './station-link.ts';

/** What may lie over the screen, opened from the bar. */
export type Panel = 'none' | 'language' | 'display';

/** The bar at the lower edge. */
export function Bar(props: {
  /** Whether the page may be longer than the screen and is paged through here. */
  readonly pages: boolean;
  readonly onPanel: (panel: Panel) => void;
}): JSX.Element {
  const { pages, onPanel } = props;
  const { buttons, parts } = useWords();
  return (
    <nav class="bar" aria-label={parts.bar}>
      <Button look="quiet" icon="help" label={buttons.help} onTap={() => send({ kind: 'help' })} />
      <Button
        look="quiet"
        icon="language"
        label={buttons.language}
        sendsIntent={false}
        onTap={() => onPanel('language')}
      />
      <Button
        look="quiet"
        icon="accessibility"
        label={buttons.accessibility}
        sendsIntent={false}
        onTap={() => onPanel('display')}
      />
      {pages && <PagePager />}
    </nav>
  );
}
