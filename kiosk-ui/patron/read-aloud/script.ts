// What there is to say of a part of the page, in the order in which it stands there. It is taken from what is drawn, so
// that no screen can be forgotten and none says anything else than it shows.

import { asSentence, inSentences } from '../../i18n/sentence.ts';

/** Each of these is a sentence by itself. */
const SENTENCES = 'h1, h2, p, li, dt, dd, output';
/** Controls say what they are when they have the focus; decoration says nothing. */
const SILENT = 'button, svg, [aria-hidden="true"]';

/** All sentences of a part of the page, e.g. `<main>`. */
export function scriptOf(part: Element): readonly string[] {
  return [...part.querySelectorAll(SENTENCES)]
    .filter((element) => element.querySelector(SENTENCES) === null && element.closest(SILENT) === null)
    .map(wordsIn)
    .filter((words) => words !== '')
    .map(asSentence);
}

/**
 * What a control is called, what it stands for, and how it is switched. A key of the PIN pad is not named: what is said in
 * its place is in the element that its `data-said-by` tells.
 */
export function nameOf(
  control: HTMLElement,
  switched: { readonly on: string; readonly off: string },
): string {
  const instead = control.dataset['saidBy'];
  if (instead !== undefined) return asSentence(document.getElementById(instead)?.textContent ?? '');
  const name = control.getAttribute('aria-label') ?? wordsIn(control);
  const pressed = control.getAttribute('aria-pressed');
  const state = pressed === null ? null : pressed === 'true' ? switched.on : switched.off;
  const about = document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent ?? null;
  const note = control.getAttribute('aria-description');
  return inSentences([name, state, about, note].filter((part) => part !== null));
}

/** The visible words of an element, without its controls and drawings. */
function wordsIn(element: Element): string {
  const words: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const silent = node.parentElement?.closest(SILENT) ?? null;
    if (silent === null || silent === element || !element.contains(silent))
      words.push(node.textContent ?? '');
  }
  return words.join(' ').replace(/\s+/g, ' ').trim();
}
