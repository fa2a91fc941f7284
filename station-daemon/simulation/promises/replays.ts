// Promise 3, what was done without the library system: it is written down and told with the moment in which it was truly
// done, in that order, and without being asked whether it may be where the library system knows that word.

import type { JournalEntry } from '../../core/journal-entry.ts';
import { DAYS_OFFLINE } from '../plan/house.ts';
import { type Case, isToBeTold } from '../truth/cases.ts';
import type { Facts } from '../truth/facts.ts';
import { codeOf, datesOf, fieldOf, noBlockOf } from '../truth/sip2-line.ts';
import { NOT_ASKED, type Verdict, verdictOf } from './promise.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Between a deed and its entry: a disk may be full for a while. */
const WRITTEN_LATE_MS = 90_000;
/** The hour is read on the same clock, cut to seconds. */
const READ_MS = 1_000;
/** After so many answers that made no sense, a server is spared a word that it may not know. */
const TOLD_IN_VAIN = 2;

/** What is told of what was done before. */
export class Replays {
  readonly #facts: Facts;
  /** What was told in this step, and what should have been before it. What was in the same step is settled by its end. */
  #told: { readonly barcode: string | null; readonly earlier: Case } | null = null;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  said(line: string): Verdict {
    const code = codeOf(line);
    if (code !== '09' && code !== '11') return NOT_ASKED;
    const barcode = fieldOf(line, 'AB');
    const waiting = this.#facts.cases.all.filter(isToBeTold);
    const told = waiting.find(
      ({ item, entry }) => item.about.barcode === barcode && entry.step === 'replaying',
    );
    const last = told?.doneAs ?? null;
    if (told === undefined || last === null) return NOT_ASKED;
    const isBefore = ({ transaction, doneAs }: Case) =>
      transaction < told.transaction && doneAs !== null && doneAs < last;
    const earlier = waiting.find((one) => one.booked === 0 && isBefore(one));
    if (earlier !== undefined) this.#told = { barcode, earlier };
    const times = told.timesTold;
    told.timesTold += 1;
    return verdictOf([
      this.#isOf(told, line) ? null : `${barcode} is told of, and not with the moment in which that was`,
      times >= TOLD_IN_VAIN || noBlockOf(line) ? null : `${barcode} is told of as if it could be refused`,
      dueRightly(line) ? null : `${barcode} is told of, and not when its loan is due`,
    ]);
  }

  stepped(): Verdict {
    if (this.#told === null) return NOT_ASKED;
    const { barcode, earlier } = this.#told;
    this.#told = null;
    if (!isToBeTold(earlier)) return NOT_ASKED;
    return { broken: `${barcode} is told of, and ${earlier.item.about.barcode} comes before it` };
  }

  /** The moment of the deed in the journal is that of the station's clock. */
  recorded({ offline, transaction, item }: JournalEntry): Verdict {
    const done = offline === null ? null : this.#facts.cases.numbered(transaction);
    if (offline === null || done === null || done === undefined) return NOT_ASKED;
    const isRight = this.#isMomentOf(done, offline.wall + offline.utcOffsetMinutes * MINUTE_MS);
    return verdictOf([
      isRight ? null : `${item} is written down with another moment than that in which it was`,
    ]);
  }

  #isOf(told: Case, line: string): boolean {
    const dates = codeOf(line) === '09' ? datesOf(line) : datesOf(line).slice(0, 1);
    return dates.every((local) => local !== null && this.#isMomentOf(told, local));
  }

  #isMomentOf({ offlineTicks }: Case, local: number): boolean {
    const { time } = this.#facts.scene;
    // A clock that is known to be behind tells nothing of when that was.
    if (offlineTicks === null || time.clocks.some(({ jumpedMs }) => jumpedMs < 0)) return true;
    return time.clocks.some((clock) => {
      const late = time.localMs(offlineTicks, clock) - local;
      return late > -READ_MS && late < WRITTEN_LATE_MS;
    });
  }
}

/** Without the library system a loan is due at the end of the day so many days later. */
function dueRightly(line: string): boolean {
  if (codeOf(line) !== '11' || !noBlockOf(line)) return true;
  const [done = null, due = null] = datesOf(line);
  if (done === null || due === null) return false;
  return (
    Math.floor(due / MINUTE_MS) * MINUTE_MS ===
    (Math.floor(done / DAY_MS) + DAYS_OFFLINE + 1) * DAY_MS - MINUTE_MS
  );
}
