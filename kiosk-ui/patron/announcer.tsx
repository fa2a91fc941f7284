// Speaks and sounds what is new: a polite region for results, an assertive one for "Do not leave yet".

import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Screen } from '../../protocols/screen/screen.ts';
import { today } from '../i18n/due.ts';
import { play } from '../ui/chime.ts';
import { type News, newsBetween } from './news.ts';
import { useWords } from './speech.ts';

const SILENCE: News = { polite: [], urgent: [], chime: null };

/** Always on the page, never seen. Says nothing of a session that has ended. */
export function Announcer({ screen }: { readonly screen: Screen }): JSX.Element {
  const words = useWords();
  const before = useRef<Screen | null>(null);
  const [news, setNews] = useState(SILENCE);
  useEffect(() => {
    const latest = newsBetween(before.current, screen, words, today());
    const isSilent = latest.polite.length === 0 && latest.urgent.length === 0;
    // What was said stays until there is more to say: a region emptied too soon is not read.
    if (!isSilent || before.current?.name !== screen.name) setNews(latest);
    before.current = screen;
    if (latest.chime !== null) play(latest.chime);
  }, [screen, words]);
  return (
    <div class="unseen">
      <div role="status">{news.polite.join('. ')}</div>
      <div role="alert">{news.urgent.join('. ')}</div>
    </div>
  );
}
