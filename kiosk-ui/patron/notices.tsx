// What is away just now and what holds the patron up, shown as long as it is true.

import type { JSX } from 'preact';
import type { Screen } from '../../protocols/screen/screen.ts';
import type { NoticeShown } from '../i18n/catalogue.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { blockedInWords } from './blocked.ts';
import { noticesShown } from './notices-shown.ts';
import { useWords } from './speech.ts';

const ICONS: Readonly<Record<NoticeShown, IconName>> = {
  'library-away': 'cloud',
  'library-away-returns': 'cloud',
  'library-away-loans': 'cloud',
  'pad-away': 'hint',
  'pad-away-scan': 'hint',
  'pad-and-scanner-away': 'hint',
  'scanner-away': 'hint',
  'printer-away': 'printer',
  'printer-no-paper': 'printer',
};

/** Nothing at all while everything works. `short` is a strip of few words, which leaves the room to a list. */
export function Notices(props: { readonly screen: Screen; readonly short: boolean }): JSX.Element | null {
  const words = useWords();
  const { screen, short } = props;
  const blocked = blockedInWords(screen, words);
  const isSaid = blocked !== null && isSaidByRow(screen);
  const holdsReady = screen.name === 'borrow' ? screen.holdsReady : 0;
  // Over an empty list the screen itself says so.
  const isListed = (screen.name === 'borrow' || screen.name === 'return') && screen.items.length > 0;
  const fromBefore = isListed ? screen.itemsFromBefore : 0;
  const saysBlocked = blocked !== null && !(isSaid && blocked.text === null);
  const anything = screen.notices.length > 0 || saysBlocked || holdsReady > 0 || fromBefore > 0;
  if (!anything || screen.name === 'out-of-service') return null;
  return (
    <ul class={short ? 'notices notices-short' : 'notices'}>
      {saysBlocked && (
        <li class="notice">
          <Icon name="hint" />
          <span>
            {!isSaid && (short && blocked.text !== null ? words.blockedShort : blocked.sentence)}{' '}
            {blocked.text !== null && <q dir="auto">{blocked.text}</q>}
          </span>
        </li>
      )}
      {noticesShown(screen).map((notice) => (
        <li key={notice} class="notice">
          <Icon name={ICONS[notice]} />
          <span>{short ? words.shortNotices[notice] : words.notices[notice]}</span>
        </li>
      ))}
      {fromBefore > 0 && (
        <li class="notice">
          <Icon name="hint" />
          <span>{words.fromBefore.lying(fromBefore)}</span>
        </li>
      )}
      {holdsReady > 0 && (
        <li class="notice">
          <Icon name="shelf" />
          <span>{words.holdsReady(holdsReady)}</span>
        </li>
      )}
    </ul>
  );
}

/** Does an item that was refused for it say already that the card is blocked? */
function isSaidByRow(screen: Screen): boolean {
  if (screen.name !== 'borrow') return false;
  const { blocked } = screen.patron;
  return blocked !== null && screen.items.some(({ reason }) => reason?.code === blocked.code);
}
