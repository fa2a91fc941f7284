// Reads a small text file.

import { readFileSync, statSync } from 'node:fs';

/** How long a file may be, and what is said of a longer one, which is not read at all. */
export interface TextLimit {
  readonly longestBytes: number;
  readonly tooLong: (bytes: number) => string;
}

/** Longer files are no settings and no secrets. */
const USUAL: TextLimit = { longestBytes: 1024 * 1024, tooLong: () => 'it is too long' };

/** The whole text. Throws where there is no such file, or where it is too long or not UTF-8. */
export function readText(path: string, { longestBytes, tooLong }: TextLimit = USUAL): string {
  const { size } = statSync(path);
  if (size > longestBytes) throw new Error(tooLong(size));
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
}
