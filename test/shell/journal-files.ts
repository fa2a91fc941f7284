// Journals on real files, each in a folder of its own. Not a test itself.

import { closeSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type Journal, openJournal } from '../../station-daemon/shell/journal/journal.ts';

/** Where a journal may be made that nobody has made yet. */
export function freshPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'lendstation-journal-')), 'journal.sqlite');
}

/** The journal, until the test ends. */
export function opened(test: Test, path: string): Journal {
  const journal = openJournal(path);
  test.teardown(() => journal.close());
  return journal;
}

/** Noise over a part of the file, as by a disk that is broken. */
export function overwrite(path: string, at: number, length: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, at);
  closeSync(file);
}
