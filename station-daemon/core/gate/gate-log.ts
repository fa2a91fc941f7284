// Entries about gates on their way to the journal: kept until they are surely on disk, so that each toggle stands there
// exactly once, also where the journal could not be written for a while.

import { TIMES } from '../setup.ts';
import type { GateEntry } from './gate-entry.ts';

/** Entries with the ticks at which they were given to the journal; null while they were not. */
export type GateLog = readonly { readonly entry: GateEntry; readonly givenAt: number | null }[];

export const NOTHING_LOGGED: GateLog = [];

/** More than any gate does while a disk is full for a day; of more the oldest are given up. */
const MOST_KEPT = 500;

/** With one more entry. */
export function logged(log: GateLog, entry: GateEntry): GateLog {
  return [...log, { entry, givenAt: null }].slice(-MOST_KEPT);
}

/** The journal could not write, or is a new one: what it was given a moment ago may not be on disk. */
export function givenAnew(log: GateLog): GateLog {
  return log.map(({ entry }) => ({ entry, givenAt: null }));
}

/** What is to be given to a journal that works, and the log as it is then. */
export function handedOver(
  log: GateLog,
  ticks: number,
): { readonly log: GateLog; readonly entries: readonly GateEntry[] } {
  const entries = log.flatMap(({ entry, givenAt }) => (givenAt === null ? [entry] : []));
  const kept = log
    .map(({ entry, givenAt }) => ({ entry, givenAt: givenAt ?? ticks }))
    .filter(({ givenAt }) => ticks - givenAt < TIMES.journalDoubtMs);
  return { log: kept, entries };
}
