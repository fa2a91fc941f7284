// The list of cards that nothing is lent to while the library system is away: read at the start, and whenever its
// file has changed.

import { traceOf } from '../file-trace.ts';
import { readText } from '../read-text.ts';

export interface BlockListSetup {
  readonly path: string;
  /** Told at the start and after each change; null where the file cannot be read, with why. */
  readonly onList: (cards: ReadonlySet<string> | null, why: string | null) => void;
  readonly lookEveryMs?: number;
}

/** A list that was exported anew counts within this. */
const LOOK_EVERY_MS = 10_000;
/** Far above a million cards. A longer file is no list of cards. */
const LONGEST_FILE_BYTES = 32 * 1024 * 1024;

/** Begins to watch the file; stops when the function that it returns is called. */
export function watchBlockList({ path, onList, lookEveryMs = LOOK_EVERY_MS }: BlockListSetup): () => void {
  let seen = '';
  const look = (): void => {
    const now = traceOf(path);
    if (now === seen) return;
    seen = now;
    try {
      onList(readCards(path), null);
    } catch (error) {
      onList(null, error instanceof Error ? error.message : String(error));
    }
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function readCards(path: string): ReadonlySet<string> {
  const tooLong = () => `${path} is too long for a list of cards`;
  const text = readText(path, { longestBytes: LONGEST_FILE_BYTES, tooLong });
  const cards = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return new Set(cards.filter((card) => card !== ''));
}
