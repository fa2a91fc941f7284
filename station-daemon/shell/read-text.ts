// Reads a small text file.

import { readFileSync, statSync } from 'node:fs';

/** Longer files are not read at all: they are no settings and no secrets. */
const LONGEST_FILE_BYTES = 1024 * 1024;

/** The whole text. Throws where there is no such file, or where it is too long or not UTF-8. */
export function readText(path: string): string {
  const { size } = statSync(path);
  if (size > LONGEST_FILE_BYTES) throw new Error('it is too long');
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
}
