// A scanner that pretends to be a keyboard: keys that come faster than fingers type, ended by Enter or Tab.
// What is typed goes to the daemon as it is: which scan is a card and which an item is decided there.

import { LONGEST_TYPED } from '../../protocols/screen/intent.ts';

/** What tells a scan from typing. */
interface ScanLimits {
  /** Longest pause between two keys of one scan, in milliseconds. */
  readonly longestPauseMs: number;
  /** Fewer characters are somebody trying the keys. */
  readonly shortest: number;
  /** True where the keys of a scan may do nothing else on the page while they come in. */
  readonly swallows: boolean;
}

/** Nothing is typed on most screens, so slow wedges with a key every 50 ms and short codes count too. */
const ANYWHERE: ScanLimits = { longestPauseMs: 100, shortest: 3, swallows: true };
/** Beside a PIN pad: nobody types six digits with less than 50 ms between any two of them. */
const BESIDE_DIGITS: ScanLimits = { longestPauseMs: 50, shortest: 6, swallows: false };

/** Name of the event on `document` that says that the last keys were a scan: what they did must be undone. */
export const SCANNED_EVENT = 'scanned';

/** One key as the collector sees it. */
interface Key {
  readonly key: string;
  /** When it was pressed, in milliseconds of any steady clock. */
  readonly atMs: number;
}

/** What a key led to: a whole line, a key that belongs to a line so far, or a key like any other. */
type Outcome = { readonly kind: 'line'; readonly text: string } | { readonly kind: 'part' | 'other' };

/** Collects keys to lines. A key is `part` from the second fast one on. */
function lineCollector(): (key: Key, limits: ScanLimits) => Outcome {
  let text = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return ({ key, atMs }, limits) => {
    const fast = atMs - lastMs <= limits.longestPauseMs;
    if (!fast) text = '';
    if (key === 'Enter' || key === 'Tab') {
      const line = text;
      text = '';
      const isScan = line.length >= limits.shortest && line.length <= LONGEST_TYPED;
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

/** Listens on the whole page; needs no focused input. `hasPinPad` is true while digits may belong to a PIN. */
export function listenForScans(onLine: (text: string) => void, hasPinPad: () => boolean): void {
  const collect = lineCollector();
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const limits = hasPinPad() ? BESIDE_DIGITS : ANYWHERE;
      const outcome = collect({ key: event.key, atMs: event.timeStamp }, limits);
      if (outcome.kind === 'other' || (outcome.kind === 'part' && !limits.swallows)) return;
      // The Enter or space of a scan must not press the button that has the focus, nor its Tab move on.
      event.preventDefault();
      event.stopPropagation();
      if (outcome.kind !== 'line') return;
      document.dispatchEvent(new Event(SCANNED_EVENT));
      onLine(outcome.text);
    },
    { capture: true },
  );
}
