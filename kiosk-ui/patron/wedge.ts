// A scanner that pretends to be a keyboard: keys that come faster than fingers type, ended by Enter.

import { LONGEST_TYPED } from '../../protocols/screen/intent.ts';

/** Longest pause between two keys of one scan, in milliseconds. Slow wedges send a key every 50 ms. */
const LONGEST_PAUSE_MS = 100;
/** Fewer characters are somebody trying the keys. */
const SHORTEST_SCAN = 3;

/** One key as the collector sees it. */
export interface Key {
  readonly key: string;
  /** When it was pressed, in milliseconds of any steady clock. */
  readonly atMs: number;
}

/** What a key led to: a whole line, a key that belongs to a line so far, or a key like any other. */
export type Outcome = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'part' | 'other' };

/** Collects keys to lines. A key is `part` from the second fast one on, so that it does nothing else on the page. */
function lineCollector(): (key: Key) => Outcome {
  let text = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return ({ key, atMs }) => {
    const fast = atMs - lastMs <= LONGEST_PAUSE_MS;
    if (!fast) text = '';
    if (key === 'Enter') {
      const line = text;
      text = '';
      const isScan = line.length >= SHORTEST_SCAN && line.length <= LONGEST_TYPED;
      return isScan ? { kind: 'line', text: line } : { kind: 'other' };
    }
    // Shift and its like come between the characters of a scan: they neither add to it nor end it.
    if ([...key].length !== 1) return { kind: 'other' };
    lastMs = atMs;
    // One longer than the limit marks the line as too long without growing on.
    text = (text + key).slice(0, LONGEST_TYPED + 1);
    return { kind: text.length > 1 ? 'part' : 'other' };
  };
}

/** Listens on the whole page; needs no focused input. `isAsleep` is true while digits belong to the PIN pad. */
export function listenForScans(onLine: (text: string) => void, isAsleep: () => boolean): void {
  const collect = lineCollector();
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isAsleep()) return;
      const outcome = collect({ key: event.key, atMs: event.timeStamp });
      if (outcome.kind === 'other') return;
      // The Enter or space of a scan must not press the button that has the focus.
      event.preventDefault();
      event.stopPropagation();
      if (outcome.kind === 'line') onLine(outcome.text);
    },
    { capture: true },
  );
}
