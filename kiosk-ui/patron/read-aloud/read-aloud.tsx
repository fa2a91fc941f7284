// Reads the screen to those who asked for it: all of a new screen, then what is new on it, and each control that has
// the focus. A touch stops it.

import { useEffect, useRef } from 'preact/hooks';
import type { Screen } from '../../../protocols/screen/screen.ts';
import { today } from '../../i18n/due.ts';
import { newsBetween } from '../news.ts';
import { useWords } from '../speech.ts';
import { nameOf, scriptOf } from './script.ts';
import { hush, say } from './voice-line.ts';
import './read-aloud.css';

/** The focus has to rest this long on a control before it is named, in milliseconds. */
const REST_MS = 150;

interface ReadAloudProps {
  readonly screen: Screen;
  /** Another text for another screen or panel. */
  readonly asking: string;
}

/** Draws nothing. */
export function ReadAloud({ screen, asking }: ReadAloudProps): null {
  const words = useWords();
  const before = useRef<Screen | null>(null);
  const { language, display } = screen;
  const on = display.voice !== 'off';
  const { panels } = words;

  useEffect(() => {
    if (!on) return;
    document.addEventListener('pointerdown', hush);
    return () => {
      document.removeEventListener('pointerdown', hush);
      hush();
    };
  }, [on]);

  useEffect(() => {
    const part = document.querySelector('dialog h2') ?? document.querySelector('main');
    if (!on || part === null) return;
    say(part.matches('h2') ? (part.textContent ?? '') : scriptOf(part), language, 'now');
  }, [on, asking, language]);

  useEffect(() => {
    const earlier = before.current;
    before.current = screen;
    // Of a new screen everything has been said already.
    if (!on || earlier?.name !== screen.name) return;
    const { polite, urgent } = newsBetween(earlier, screen, words, today());
    if (urgent.length > 0) hush();
    for (const sentence of [...urgent, ...polite]) say(sentence, language, 'next');
  }, [on, screen, words, language]);

  useEffect(() => {
    if (!on) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const named = ({ target }: FocusEvent) => {
      clearTimeout(rest);
      if (!(target instanceof HTMLButtonElement)) return;
      rest = setTimeout(() => say(nameOf(target, panels), language, 'now'), REST_MS);
    };
    document.addEventListener('focusin', named);
    return () => {
      clearTimeout(rest);
      document.removeEventListener('focusin', named);
    };
  }, [on, language, panels]);
  return null;
}
