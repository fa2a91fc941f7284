// What goes on around the journal while the station works: old entries are deleted, and staff are told of what
// they have to see to.

import { basename } from 'node:path';
import type { Journal } from '../journal/journal.ts';
import { setAsideBeside } from '../journal/open-database.ts';
import type { Log } from '../log.ts';
import { startRetention } from './retention.ts';

export interface JournalWatchSetup {
  readonly journal: Journal;
  /** The journal's file. */
  readonly path: string;
  readonly keepDays: number;
  readonly wall: () => number;
  readonly log: Log;
}

export interface JournalWatch {
  /** One sentence each: what it is, and what to do. */
  warnings(): readonly string[];
  /** The same as numbers. */
  counts(): { readonly forStaff: number; readonly setAside: number };
  stop(): void;
}

/** Begins to watch. */
export function createJournalWatch({ journal, path, keepDays, wall, log }: JournalWatchSetup): JournalWatch {
  const stop = startRetention({
    forget: (before, most) => journal.forget(before, most),
    keepDays,
    wall,
    onFailed: (error) => log.warn('Old entries of the journal could not be deleted', { error }),
  });
  /** Of a journal that cannot be read just now, the last that was. */
  let forStaff = 0;
  const countForStaff = (): number => {
    try {
      forStaff = journal.forStaff();
    } catch (error) {
      log.debug('The journal could not be counted', { error });
    }
    return forStaff;
  };
  return {
    warnings: () => [...setAsideWarnings(path), ...forStaffWarnings(countForStaff())],
    counts: () => ({ forStaff: countForStaff(), setAside: setAsideBeside(path).length }),
    stop,
  };
}

function setAsideWarnings(path: string): readonly string[] {
  return setAsideBeside(path).map(
    (file) =>
      `Journal: a damaged one was set aside as ${basename(file)}, and what was unfinished in it is not known here. Look through the loans and returns of that time, then move the file away.`,
  );
}

function forStaffWarnings(count: number): readonly string[] {
  if (count === 0) return [];
  const what = count === 1 ? '1 transaction waits' : `${count} transactions wait`;
  return [
    `Offline: ${what} for staff: the library system refused what was done while it was away, or an item was not seen again. "lendstation journal" lists them; put them right, then "lendstation journal --settle NUMBER".`,
  ];
}
