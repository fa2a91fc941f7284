// What goes on around the journal while the station works: old entries are deleted, and staff are told of what
// they have to see to.

import { basename } from 'node:path';
import type { Journal } from '../journal/journal.ts';
import { setAsideBeside } from '../journal/open-database.ts';
import type { StaffWork } from '../journal/staff-work.ts';
import type { Log } from '../log.ts';
import { startRetention } from './retention.ts';

export interface JournalWatchSetup {
  readonly journal: Journal;
  /** The journal's file. */
  readonly path: string;
  readonly keepDays: number;
  readonly wall: () => number;
  /** Ms of a clock that nobody sets. */
  readonly ticks: () => number;
  readonly log: Log;
}

/** What staff have to see to, in numbers. */
export interface JournalCounts {
  readonly forStaff: number;
  readonly toCheck: number;
  readonly unreadable: number;
  /** Damaged journals that lie beside this one. */
  readonly setAside: number;
}

export interface JournalWatch {
  /** One sentence each: what it is, and what to do. */
  warnings(): readonly string[];
  /** The same as numbers. */
  counts(): JournalCounts;
  stop(): void;
}

/** Begins to watch. */
export function createJournalWatch({
  journal,
  path,
  keepDays,
  wall,
  ticks,
  log,
}: JournalWatchSetup): JournalWatch {
  const stop = startRetention({
    forget: (before, most) => journal.forget(before, most),
    latestAt: () => journal.latestAt(),
    keepDays,
    wall,
    ticks,
    onFailed: (error) => log.warn('Old entries of the journal could not be deleted', { error }),
  });
  /** Of a journal that cannot be read just now, the last that was. */
  let work: StaffWork = { forStaff: 0, toCheck: 0, unreadable: [] };
  const countWork = (): StaffWork => {
    try {
      work = journal.staffWork();
    } catch (error) {
      log.debug('The journal could not be counted', { error });
    }
    return work;
  };
  return {
    warnings: () => [...setAsideWarnings(path), ...workWarnings(countWork())],
    counts: () => {
      const { forStaff, toCheck, unreadable } = countWork();
      return { forStaff, toCheck, unreadable: unreadable.length, setAside: setAsideBeside(path).length };
    },
    stop,
  };
}

function setAsideWarnings(path: string): readonly string[] {
  return setAsideBeside(path).map(
    (file) =>
      `Journal: a damaged one was set aside as ${basename(file)}, and what was unfinished in it is not known here. Look through the loans and returns of that time, then move the file away.`,
  );
}

const LISTED =
  '"lendstation journal" lists them; put them right, then "lendstation journal --settle NUMBER".';

function workWarnings({ forStaff, toCheck, unreadable }: StaffWork): readonly string[] {
  const warnings: string[] = [];
  if (forStaff > 0) {
    warnings.push(
      `Offline: ${waiting(forStaff)} for staff: the library system refused what was done while it was away, or an item was not seen again. ${LISTED}`,
    );
  }
  if (toCheck > 0) {
    warnings.push(
      `Journal: ${waiting(toCheck)} to be checked: a tag was not read back, or what was returned offline belongs elsewhere. ${LISTED}`,
    );
  }
  if (unreadable.length > 0) {
    const numbers = unreadable.slice(0, MOST_NAMED).join(', ');
    const more = unreadable.length > MOST_NAMED ? ` and ${unreadable.length - MOST_NAMED} more` : '';
    warnings.push(
      `Journal: the file is damaged, and the station cannot read and end ${unreadable.length === 1 ? 'transaction' : 'transactions'} ${numbers}${more}. Look through the loans and returns of that time, then "lendstation journal --settle NUMBER".`,
    );
  }
  return warnings;
}

/** More numbers than anybody reads in a sentence. */
const MOST_NAMED = 10;

function waiting(count: number): string {
  return count === 1 ? '1 transaction waits' : `${count} transactions wait`;
}
