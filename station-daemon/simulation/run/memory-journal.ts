// The journal as it is on disk: what was recorded before a power cut is there afterwards, and the disk may be full.

import type { GateEntry } from '../../core/gate/gate-entry.ts';
import type { JournalEntry } from '../../core/journal-entry.ts';

/** One disk with one journal on it. */
export class MemoryJournal {
  /** The latest step of each transaction, by its number. */
  readonly rows = new Map<number, JournalEntry>();
  /** What happened to gates, each thing once. */
  readonly gateEvents = new Map<string, GateEntry>();
  /** Entries tried since the doors opened. */
  tried = 0;
  /** When it could not write last. */
  failedTicks = Number.NEGATIVE_INFINITY;
  /** False where it could not write what was tried last. */
  writes = true;
  #highest = 0;
  #fullUntilTicks = Number.NEGATIVE_INFINITY;
  readonly #failing = new Map<number, number>();

  /** The disk is full until a tick. */
  fill(untilTicks: number): void {
    this.#fullUntilTicks = Math.max(this.#fullUntilTicks, untilTicks);
  }

  /** The disk is full when that entry is tried, and for so long after. */
  fillAt(occurrence: number, forMs: number): void {
    this.#failing.set(occurrence, forMs);
  }

  /** There is room again. */
  empty(): void {
    this.#fullUntilTicks = Number.NEGATIVE_INFINITY;
  }

  /** There is room from now on. */
  clear(): void {
    this.empty();
    this.#failing.clear();
  }

  isFull(ticks: number): boolean {
    return ticks < this.#fullUntilTicks;
  }

  /** False where it could not be written; then nothing of it was. */
  record(entry: JournalEntry, ticks: number): boolean {
    this.tried += 1;
    const failsFor = this.#failing.get(this.tried);
    if (failsFor !== undefined) this.fill(ticks + failsFor);
    if (failsFor !== undefined || this.isFull(ticks)) {
      this.failedTicks = ticks;
      this.writes = false;
      return false;
    }
    this.writes = true;
    this.write(entry);
    return true;
  }

  /** The same of what happened to a gate. */
  recordGate(entry: GateEntry, ticks: number): boolean {
    this.writes = !this.isFull(ticks);
    if (!this.writes) this.failedTicks = ticks;
    else this.gateEvents.set([entry.at, entry.gate, entry.what, entry.item].join(' '), entry);
    return this.writes;
  }

  /** Its file is damaged: a new one is begun, which counts on. */
  beginAnew(): void {
    this.rows.clear();
    this.gateEvents.clear();
  }

  /** What the disk holds, whoever looks. */
  write(entry: JournalEntry): void {
    this.#highest = Math.max(this.#highest, entry.transaction);
    // A receipt is a note about a transaction that is done.
    if (entry.step !== 'receipt') this.rows.set(entry.transaction, entry);
  }

  /** As a station that starts finds it. */
  get unfinished(): readonly JournalEntry[] {
    return [...this.rows.values()]
      .filter(({ step }) => step !== 'done' && step !== 'for-staff')
      .sort((one, other) => one.transaction - other.transaction);
  }

  get firstTransaction(): number {
    return this.#highest + 1;
  }
}
