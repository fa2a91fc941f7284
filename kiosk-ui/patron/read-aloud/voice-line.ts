// One thing is said after the other, by the daemon's voice, or else by the browser's own; a long one in pieces, between
// which it can be stopped as well. Nothing of it is kept.

import type { Language } from '../../../protocols/screen/language.ts';
import { playSpeech } from '../../ui/chime.ts';
import { askForSpeech } from '../station-link.ts';
import { MOST_PIECES, piecesOf } from './pieces.ts';

interface Waiting {
  readonly text: string;
  readonly language: Language;
}

let queue: Waiting[] = [];
let stopCurrent: (() => void) | null = null;
/** Another number with each silence: what was asked for before it is not said any more. */
let silences = 0;
let speaking = false;

/** Says sentences after what is being said, or at once in its place. What finds no room in the queue is not said. */
export function say(sentences: readonly string[], language: Language, when: 'next' | 'now'): void {
  if (when === 'now') hush();
  const more = piecesOf(sentences).map((text): Waiting => ({ text, language }));
  queue = [...queue, ...more].slice(0, MOST_PIECES);
  if (!speaking) void speakAll();
}

/** Nothing more is said. */
export function hush(): void {
  silences += 1;
  queue = [];
  stopCurrent?.();
}

async function speakAll(): Promise<void> {
  speaking = true;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const began = silences;
    const sound = await askForSpeech(next);
    if (began === silences) await (sound === null ? spokenByBrowser(next) : played(sound));
  }
  speaking = false;
}

function played(sound: ArrayBuffer): Promise<void> {
  return new Promise((resolve) => {
    stopCurrent = playSpeech(sound, resolve);
  });
}

function spokenByBrowser({ text, language }: Waiting): Promise<void> {
  if (typeof speechSynthesis === 'undefined' || speechSynthesis.getVoices().length === 0) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = language;
    utterance.addEventListener('end', () => resolve());
    utterance.addEventListener('error', () => resolve());
    stopCurrent = () => {
      speechSynthesis.cancel();
      resolve();
    };
    speechSynthesis.speak(utterance);
  });
}
