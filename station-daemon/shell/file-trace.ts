// Has a file changed since it was last looked at?

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A text that differs once the file, or what a folder lists, has changed. */
export function traceOf(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'not there';
  }
}

/** The same of a folder and of each file that lies in it. */
export function traceOfFolder(path: string): string {
  try {
    const files = readdirSync(path).toSorted();
    return files.map((name) => `${name} ${traceOf(join(path, name))}`).join('\n');
  } catch {
    return 'not there';
  }
}
