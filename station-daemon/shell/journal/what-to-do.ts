// What somebody has to do where the journal cannot be opened though it is not damaged.

import { JournalTooNewError } from './migrate.ts';

/** By the code of SQLite (https://www.sqlite.org/rescode.html) or of the system (errno). */
const BY_CODE: readonly (readonly [code: RegExp, advice: (dir: string) => string])[] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)$/, () => 'Make space on the disk.'],
  [
    /^(SQLITE_IOERR.*|EIO)$/,
    (dir) => `The disk of ${dir} is full or broken: make space, and look into the log of the system.`,
  ],
  [
    /^(SQLITE_READONLY.*|EROFS)$/,
    (dir) =>
      `${dir} is read-only: its disk may be broken or mounted so. Look into the log of the system, and let the station's user write there.`,
  ],
  [
    /^(SQLITE_CANTOPEN.*|SQLITE_PERM|EACCES|EPERM)$/,
    (dir) =>
      `Let the station's user read and write everything in ${dir}, and see that its disk is not read-only.`,
  ],
  [/^SQLITE_BUSY.*$/, () => 'Another program has the journal open and writes to it: close it.'],
];

/**
 * One sentence or two for whoever sees to the station; null where waiting for it is of no use.
 * @param dir the folder with the journal
 */
export function whatToDo(error: unknown, dir: string): string | null {
  if (error instanceof JournalTooNewError)
    return `Start the newer programme that wrote it; or, if nothing in it is needed any more, move the journal out of ${dir}.`;
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  return BY_CODE.find(([codes]) => codes.test(code))?.[1](dir) ?? null;
}
