// A journal that outlives damage to its file while the station works: the file is set aside and a new one begun, so
// that nothing waits for somebody who can mend it.

import { isDamage } from './damage.ts';
import { type Journal, openJournal } from './journal.ts';

/**
 * Opens the journal as `openJournal` does.
 * @param onReplaced told of the damaged file. What it held is not in the new one: it has to be given anew.
 */
export function openLastingJournal(path: string, onReplaced: (setAside: string) => void): Journal {
  const first = openJournal(path);
  let current: Journal | null = first;

  /** Set aside, and not told yet: what it held has to be given to a new one, which perhaps cannot be made at once. */
  let lost: string | null = null;

  const openAgain = (): Journal => {
    const journal = openJournal(path, (file) => {
      lost = file;
    });
    current = journal;
    const replaced = lost;
    lost = null;
    if (replaced !== null) onReplaced(replaced);
    return journal;
  };

  const using = <Result>(work: (journal: Journal) => Result): Result => {
    const journal = current ?? openAgain();
    try {
      return work(journal);
    } catch (error) {
      if (!isDamage(error)) throw error;
      current = null;
      closeQuietly(journal);
      return work(openAgain());
    }
  };

  return {
    setAside: first.setAside,
    record: (entry) => using((journal) => journal.record(entry)),
    recordGate: (entry) => using((journal) => journal.recordGate(entry)),
    probe: () => using((journal) => journal.probe()),
    unfinished: () => using((journal) => journal.unfinished()),
    nextTransactionNumber: () => using((journal) => journal.nextTransactionNumber()),
    latestAt: () => using((journal) => journal.latestAt()),
    staffWork: () => using((journal) => journal.staffWork()),
    forget: (before, most) => using((journal) => journal.forget(before, most)),
    close: () => current?.close(),
  };
}

function closeQuietly(journal: Journal): void {
  try {
    journal.close();
  } catch {
    // It is damaged; what counts is that the file is let go of.
  }
}
