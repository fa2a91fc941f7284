// What is new on the screen that is drawn now, found once for all that tell it: the live regions and the voice.

import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Screen } from '../../protocols/screen/screen.ts';
import type { Catalogue } from '../i18n/catalogue.ts';
import { today } from '../i18n/due.ts';
import { type News, newsBetween } from './news.ts';

/** Another value for each screen. */
export interface NewsOfScreen extends News {
  /** The screen before, or null for the first one. */
  readonly before: Screen | null;
  readonly screen: Screen;
}

/** Compares the screen with the one that was drawn before it. */
export function useNews(screen: Screen, words: Catalogue): NewsOfScreen {
  const last = useRef<Screen | null>(null);
  const news = useMemo(() => {
    const before = last.current;
    return { ...newsBetween(before, screen, words, today()), before, screen };
  }, [screen, words]);
  useEffect(() => {
    last.current = screen;
  }, [screen]);
  return news;
}
