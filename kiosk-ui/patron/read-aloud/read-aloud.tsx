// Reads the screen to those who asked for it: all of a new screen, then what is new on it, and each control that has
// the focus. A touch stops it, a key has it once more.

import { useEffect, useRef } from 'preact/hooks';
import type { Language } from '../../../protocols/screen/language.ts';
import { asSentence } from '../../i18n/sentence.ts';
import type { Panel } from '../bar.tsx';
import { useWords } from '../speech.ts';
import type { NewsOfScreen } from '../use-news.ts';
import { readingOf } from './reading-of.ts';
import { nameOf, scriptOf } from './script.ts';
import { REPEAT_KEY } from './speech-key.ts';
import { hush, say } from './voice-line.ts';
import './read-aloud.css';

/** The focus has to rest this long on a control before it is named, in milliseconds. */
const REST_MS = 150;

interface ReadAloudProps {
  readonly news: NewsOfScreen;
  readonly panel: Panel;
}

/** Draws nothing. */
export function ReadAloud({ news, panel }: ReadAloudProps): null {
  const { language, display } = news.screen;
  const on = display.voice !== 'off';
  useSilence(on);
  useReading(on, `${readingOf(news.screen)} ${panel}`, language);
  useEffect(() => {
    const { before, screen, urgent, polite } = news;
    // Of a new screen everything has been said already.
    if (!on || before === null || readingOf(before) !== readingOf(screen)) return;
    if (urgent.length > 0) hush();
    say([...urgent, ...polite], language, 'next');
  }, [on, news, language]);
  useFocus(on, language);
  useRepeatKey(on, language);
  return null;
}

/** A touch stops what is being said, and so does the end of reading aloud. */
function useSilence(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    document.addEventListener('pointerdown', hush);
    return () => {
      document.removeEventListener('pointerdown', hush);
      hush();
    };
  }, [on]);
}

/** Says each new reading; who has just begun to listen hears of the keys as well. */
function useReading(on: boolean, reading: string, language: Language): void {
  const { more } = useWords().panels.switches.voice;
  const keys = useRef<string | null>(null);
  useEffect(() => {
    keys.current = on ? more : null;
  }, [on]);
  useEffect(() => {
    if (!on) return;
    const title = document.querySelector('dialog h2')?.textContent;
    const told = keys.current === null ? [] : [asSentence(keys.current)];
    keys.current = null;
    say([...(title === undefined ? screenScript() : [asSentence(title)]), ...told], language, 'now');
  }, [on, reading, language]);
}

/**
 * Names the control that has the focus: at once where a key has moved it there, else after what is being said, which is
 * the screen or the sheet that gave it the focus.
 */
function useFocus(on: boolean, language: Language): void {
  const { panels } = useWords();
  useEffect(() => {
    if (!on) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    let isMoved = false;
    const onKey = ({ key }: KeyboardEvent) => {
      isMoved = key === 'Tab' || key.startsWith('Arrow');
    };
    const named = ({ target }: FocusEvent) => {
      clearTimeout(rest);
      if (!(target instanceof HTMLButtonElement)) return;
      const when = isMoved ? 'now' : 'next';
      rest = setTimeout(() => say([nameOf(target, panels)], language, when), REST_MS);
    };
    document.addEventListener('keydown', onKey, { capture: true });
    document.addEventListener('focusin', named);
    return () => {
      clearTimeout(rest);
      document.removeEventListener('keydown', onKey, { capture: true });
      document.removeEventListener('focusin', named);
    };
  }, [on, language, panels]);
}

/** Says what lies uppermost once more, and the control that has the focus. */
function useRepeatKey(on: boolean, language: Language): void {
  const { panels } = useWords();
  useEffect(() => {
    if (!on) return;
    const again = ({ key, repeat }: KeyboardEvent) => {
      if (key !== REPEAT_KEY || repeat) return;
      const { activeElement } = document;
      const focused = activeElement instanceof HTMLButtonElement ? [nameOf(activeElement, panels)] : [];
      say([...screenScript(), ...focused], language, 'now');
    };
    document.addEventListener('keydown', again);
    return () => document.removeEventListener('keydown', again);
  }, [on, language, panels]);
}

function screenScript(): readonly string[] {
  const part = document.querySelector('dialog') ?? document.querySelector('main');
  return part === null ? [] : scriptOf(part);
}
