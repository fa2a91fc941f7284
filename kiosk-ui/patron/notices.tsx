// What is away just now and what holds the patron up, in a strip that stays as long as it is true.

import type { JSX } from 'preact';
import type { Notice, Screen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { blockedInWords } from './blocked.ts';
import { useWords } from './speech.ts';

const ICONS: Readonly<Record<Notice, IconName>> = {
  'library-away': 'cloud',
  'pad-away': 'hint',
  'scanner-away': 'hint',
  'printer-away': 'printer',
  'printer-no-paper': 'printer',
};

/** The strip; nothing at all while everything works. */
export function Notices({ screen }: { readonly screen: Screen }): JSX.Element | null {
  const words = useWords();
  const blocked = blockedInWords(screen, words);
  const holdsReady = screen.name === 'borrow' ? screen.holdsReady : 0;
  const anything = screen.notices.length > 0 || blocked !== null || holdsReady > 0;
  if (!anything || screen.name === 'out-of-service') return null;
  return (
    <ul class="notices">
      {blocked !== null && (
        <li class="notice">
          <Icon name="hint" />
          <span>
            {blocked.sentence} {blocked.text !== null && <q dir="auto">{blocked.text}</q>}
          </span>
        </li>
      )}
      {screen.notices.map((notice) => (
        <li key={notice} class="notice">
          <Icon name={ICONS[notice]} />
          <span>{noticeInWords(notice, screen, words)}</span>
        </li>
      ))}
      {holdsReady > 0 && (
        <li class="notice">
          <Icon name="shelf" />
          <span>{words.holdsReady(holdsReady)}</span>
        </li>
      )}
    </ul>
  );
}

/** Says that something still works only where the screen knows it. */
function noticeInWords(notice: Notice, screen: Screen, words: Catalogue): string {
  const returnsWork = screen.name === 'start' && screen.can.return;
  return notice === 'library-away' && returnsWork ? words.returnsStillWork : words.notices[notice];
}
