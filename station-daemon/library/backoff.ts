// How long the session waits before it connects anew. A pure room has no chance, so the spread comes from the
// station's own id: many stations that lost one server do not all come back in the same moment.

import { textHash } from '../../protocols/text-hash.ts';
import { SESSION } from './setup.ts';

/**
 * Milliseconds before the next attempt, after so many that failed in a row: doubled each time up to a limit, and
 * of that at least a half, the rest by the station's id.
 */
export function reconnectAfterMs(station: string, failures: number): number {
  const longest = Math.min(SESSION.backoffMs * 2 ** failures, SESSION.longestBackoffMs);
  return Math.round(longest * (0.5 + spread(`${failures}/${station}`) / 2));
}

/** A number from 0 up to 1 that looks random and is always the same for a text (FNV-1a, mixed as MurmurHash3 ends). */
function spread(text: string): number {
  let hash = textHash(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
