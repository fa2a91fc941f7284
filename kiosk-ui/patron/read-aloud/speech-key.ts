// The keys that start reading aloud without sight and say the screen once more, and the touch that lights a dark screen up.

import type { Display } from '../../../protocols/screen/screen.ts';
import { link, send } from '../station-link.ts';

/** In reach of a keypad's own key too: most can be set to send a function key. */
const SPEECH_KEY = 'F2';
/** Says the screen once more. Both are named in every catalogue, at the switch. */
export const REPEAT_KEY = 'F3';

/** Listens on the whole page. Call once. */
export function listenForSpeechKey(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== SPEECH_KEY || event.repeat) return;
    change((voice) => (voice === 'off' ? 'on' : 'off'));
  });
  document.addEventListener('pointerdown', () => {
    change((voice) => (voice === 'alone' ? 'on' : voice));
  });
}

function change(turned: (voice: Display['voice']) => Display['voice']): void {
  if (link.value.kind !== 'live') return;
  const { display } = link.value.received.screen;
  const voice = turned(display.voice);
  if (voice !== display.voice) send({ kind: 'display', display: { ...display, voice } });
}
