// What a page asks to have spoken. The daemon answers with a sound, or with nothing where it has no voice.

import type { Language } from './language.ts';

/** One piece of speech: titles are in it, so it is kept nowhere. */
export interface Utterance {
  readonly text: string;
  readonly language: Language;
}

/** Longest text that is spoken at once; a page says what is longer in pieces, one after the other. */
export const LONGEST_SPOKEN = 600;

/** Name of the socket.io message on the patron's namespace `/`; its answer is a WAV file, or null. */
export const SPEAK_MESSAGE = 'speak';
