// What was begun with the items in a night: loans, returns and renewals, each from its first line in the journal on,
// with what truly came of it in the library system's books and what the patron was shown of it.

import type { ItemStatus } from '../../../protocols/screen/screen.ts';
import type { JournalEntry, JournalKind, JournalStep } from '../../core/journal-entry.ts';
import type { Standing, WorldItem } from '../../simulator/world/world.ts';
import { codeOf, fieldOf, isCancel } from './sip2-line.ts';

/** A repair of a tag is none: by it nothing is lent or returned. */
type CaseKind = Exclude<JournalKind, 'repair'>;

/** One thing begun with one item. */
export interface Case {
  readonly transaction: number;
  readonly kind: CaseKind;
  readonly item: WorldItem;
  readonly card: string | null;
  /** The visit to the screen in which it was begun; null until that is known. */
  session: number | null;
  /** False where the journal could not write, and learnt of it when it was over. */
  readonly wasWritten: boolean;
  entry: JournalEntry;
  /** The step before that; null of the first. */
  stepBefore: JournalStep | null;
  /** When the journal was told of it first. */
  readonly beganTicks: number;
  /** When the journal was told first that it is done without the library system; null where it was not. */
  offlineTicks: number | null;
  /** How often the library system was told of it afterwards. */
  timesTold: number;
  /** The journal knows of a receipt that names it. */
  onReceipt: boolean;
  /** How often the library system carried it out. */
  booked: number;
  /** Its loan was undone again, by a cancel or a return. */
  undone: boolean;
  /** Of a loan: the patron had the item already, so that it became a renewal. */
  wasTheirs: boolean;
  /**
   * Of what was done without asking the library system first: a number that grows in the order in which it was done;
   * null of all else.
   */
  doneAs: number | null;
  /** The last word on the screen about it. */
  shown: ItemStatus | null;
  /** The patron was told that all is well. */
  told: boolean;
  /** The station was cut off before it could tell them. */
  isInterrupted: boolean;
  /**
   * Of a loan: its item was taken along while it was unsettled, and laid down again, as by one whom the gate sent back.
   * Of a return: its item was laid down again after it had ended.
   */
  cameBack: boolean;
}

/** Has it come to an end, as the journal knows? What waits for staff has. */
export function isOpen({ entry }: Case): boolean {
  return entry.step !== 'done' && entry.step !== 'for-staff';
}

/** Was it done, or is it being done, without the library system? */
export function isOffline({ entry }: Case): boolean {
  return entry.offline !== null;
}

/** Done, and the library system has yet to be told. */
export function isToBeTold({ entry }: Case): boolean {
  return entry.step === 'taken-offline' || entry.step === 'replaying';
}

/** Is it on a list for the staff, who put it right? */
export function isForStaff({ entry }: Case): boolean {
  return (
    entry.step === 'for-staff' ||
    entry.outcome === 'completed-unverified' ||
    entry.outcome === 'completed-alert'
  );
}

/** Of all that was begun with one item: are the staff to look at how it ended last, or at what they have yet to put right? */
export function staffKnow(known: readonly Case[]): boolean {
  const last = known.findLast((one) => one.kind !== 'renewal' && !leftAsItWas(one));
  return (last !== undefined && isForStaff(last)) || known.some(({ entry }) => entry.step === 'for-staff');
}

/** Nothing came of it, neither in the books nor on a tag. */
export function leftAsItWas({ booked, entry: { outcome, uids } }: Case): boolean {
  return (
    outcome === 'refused' ||
    outcome === 'not-done' ||
    (outcome === 'taken-back' && (booked === 0 || uids.length === 0))
  );
}

/** The cases of one night. */
export class Cases {
  readonly #byNumber = new Map<number, Case>();
  readonly #byItem = new Map<WorldItem, Case[]>();
  readonly #all: Case[] = [];
  readonly #latest: Record<CaseKind, Map<WorldItem, Case>> = {
    loan: new Map(),
    return: new Map(),
    renewal: new Map(),
  };

  /** Entries come before the screen that belongs to them. */
  #fresh: Case[] = [];
  /** Things done without the library system. */
  #done = 0;

  get all(): readonly Case[] {
    return this.#all;
  }

  latest(kind: CaseKind, item: WorldItem): Case | undefined {
    return this.#latest[kind].get(item);
  }

  /** All that were begun with an item. */
  of(item: WorldItem): readonly Case[] {
    return this.#byItem.get(item) ?? [];
  }

  /** The one with this number in the journal. */
  numbered(transaction: number): Case | undefined {
    return this.#byNumber.get(transaction);
  }

  recorded(entry: JournalEntry, item: WorldItem, ticks: number): void {
    const { kind } = entry;
    if (kind === 'repair') return;
    const known = this.#byNumber.get(entry.transaction);
    if (known !== undefined) {
      if (entry.step === 'receipt') known.onReceipt = true;
      else {
        known.stepBefore = known.entry.step;
        known.entry = entry;
      }
      // Told of a loan that was made at another desk already, it says that they have the item.
      const isTold = entry.step === 'done' && known.doneAs !== null && known.booked === 0;
      if (isTold && item.standing.borrower === known.card) known.wasTheirs = true;
      if (entry.step !== 'receipt' && entry.offline === null) known.offlineTicks = null;
      this.#countDone(known, ticks);
      return;
    }
    const begun: Case = {
      transaction: entry.transaction,
      kind,
      item,
      card: entry.card,
      session: null,
      entry,
      stepBefore: null,
      beganTicks: ticks,
      offlineTicks: null,
      timesTold: 0,
      onReceipt: false,
      wasWritten: entry.step !== 'done',
      booked: 0,
      undone: false,
      wasTheirs: false,
      doneAs: null,
      shown: null,
      told: false,
      isInterrupted: false,
      cameBack: false,
    };
    this.#countDone(begun, ticks);
    this.#byNumber.set(entry.transaction, begun);
    this.#all.push(begun);
    this.#byItem.set(item, [...this.of(item), begun]);
    this.#fresh.push(begun);
    this.#latest[kind].set(item, begun);
  }

  #countDone(one: Case, ticks: number): void {
    if (one.entry.offline !== null) one.offlineTicks ??= ticks;
    if (one.doneAs !== null || one.entry.step !== 'taken-offline') return;
    this.#done += 1;
    one.doneAs = this.#done;
  }

  /** What was begun just now belongs to this visit to the screen. */
  beganIn(session: number): void {
    if (this.#fresh.length === 0) return;
    for (const begun of this.#fresh) begun.session = session;
    this.#fresh = [];
  }

  /** The station is gone, and with it the screen: of what it has not told yet, the journal alone tells. */
  interrupted(session: number): void {
    for (const one of this.all) if (one.session === session && !one.told) one.isInterrupted = true;
  }

  /** The journal knows no more of these, and a file that was set aside does. */
  lost(setAside: ReadonlySet<number>): void {
    for (const one of this.#all) {
      if (isOpen(one) && setAside.has(one.transaction))
        one.entry = { ...one.entry, step: 'done', outcome: 'completed-unverified' };
    }
  }

  laid(item: WorldItem): void {
    const loan = this.#latest.loan.get(item);
    if (loan !== undefined && isOpen(loan) && (loan.booked > 0 || isOffline(loan))) loan.cameBack = true;
    const returned = this.#latest.return.get(item);
    if (returned !== undefined && !isOpen(returned)) returned.cameBack = true;
  }

  /** At another desk it was lent or taken in: what was carried out of a return before does not stand any more. */
  elsewhere(item: WorldItem): void {
    for (const one of this.of(item)) if (one.kind === 'return') one.booked = 0;
  }

  /** The library system's books were changed by a message. */
  booked(item: WorldItem, before: Standing, line: string): void {
    switch (codeOf(line)) {
      case '11': {
        const loan = this.#openOf('loan', item, fieldOf(line, 'AA'));
        if (loan === undefined) return;
        loan.booked += 1;
        loan.undone = false;
        if (loan.booked === 1) loan.wasTheirs = before.borrower === loan.card;
        return;
      }
      case '09': {
        const loan = this.#latest.loan.get(item);
        if (loan !== undefined) loan.undone = true;
        if (isCancel(line)) return;
        const returned = this.#openOf('return', item, null);
        if (returned !== undefined) returned.booked += 1;
        return;
      }
      case '29': {
        const renewal = this.#openOf('renewal', item, fieldOf(line, 'AA'));
        if (renewal !== undefined) renewal.booked += 1;
      }
    }
  }

  /** The open case that a message is about: what was done without the library system comes before what is done with it. */
  #openOf(kind: CaseKind, item: WorldItem, card: string | null): Case | undefined {
    const open = this.all.filter(
      (one) => one.kind === kind && one.item === item && isOpen(one) && (card === null || one.card === card),
    );
    return open.find(({ entry }) => entry.step === 'replaying') ?? open.at(-1);
  }
}
