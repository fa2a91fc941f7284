// Promise 3, how things end: what the journal gives up, or hands over to the staff, truly was beyond the station.

import type { JournalEntry } from '../../core/journal-entry.ts';
import type { WorldItem } from '../../simulator/world/world.ts';
import type { Case } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';

/** So long a tag that is out of reach is waited for. */
const PATIENCE_MS = 3_600_000;
/** A disk may be full when it begins, so that the journal hears of it late. */
const WRITTEN_LATE_MS = 90_000;
/** Between a lifted item and the pad that has noticed it. */
const NOTICED_MS = 1_500;

/** Whether an entry that ends something, or says that staff have to look, is true; null where it is. */
export function endedWrongly(entry: JournalEntry, facts: Facts): string | null {
  const one = facts.cases.numbered(entry.transaction);
  if (one === undefined || !one.wasWritten || facts.isOfOthers(one.item)) return null;
  switch (entry.outcome) {
    case 'refused':
      return entry.step === 'for-staff' ? refusedWrongly(one) : null;
    case 'not-done':
      return entry.step === 'for-staff' && !isOverdue(one, facts)
        ? `the staff are to look for ${entry.item}, and it was not waited for`
        : null;
    case 'completed-alert':
      return isAlerted(one.item) ? null : `${entry.item} is called one that belongs elsewhere, and does not`;
    case 'completed-unverified':
      return givenUpEarly(entry, one, facts)
        ? `${entry.item} is given up as unverified, and its tag was not waited for`
        : null;
    default:
      return null;
  }
}

/** The library system has carried it out, and says so to whoever asks. */
function refusedWrongly({ kind, booked, item, card }: Case): string | null {
  if (booked === 0) return null;
  const { circulation, borrower } = item.standing;
  const stands = kind === 'loan' ? borrower === card : circulation !== 'on-loan' && circulation !== 'lost';
  return stands ? `${item.about.barcode} goes to the staff as refused, and the library system has it` : null;
}

function isAlerted({ standing: { circulation, holds } }: WorldItem): boolean {
  return circulation === 'hold-shelf' || circulation === 'in-transit' || holds.length > 0;
}

/** Of returns: a loan that is not settled is over once somebody returns its item. */
function givenUpEarly({ kind, uids, offline, step }: JournalEntry, one: Case, facts: Facts): boolean {
  if (kind !== 'return' || uids.length === 0 || isOverdue(one, facts)) return false;
  // Lent to somebody since.
  const { circulation } = one.item.standing;
  if (offline === null) return circulation !== 'on-loan' && circulation !== 'lost';
  // A tag that refuses lies there, when it is taken in.
  const isTakenIn = one.stepBefore !== 'taken-offline' && one.stepBefore !== 'replaying';
  return isTakenIn && step !== 'done' && !facts.wasOnPad(one.item, NOTICED_MS);
}

function isOverdue({ beganTicks }: Case, { scene }: Facts): boolean {
  return scene.time.ticks - beganTicks >= PATIENCE_MS - WRITTEN_LATE_MS;
}
