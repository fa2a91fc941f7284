// A transaction as the journal's table keeps it, and as the station knows it.

import { z } from 'zod';
import type { JournalEntry } from '../../core/journal-entry.ts';

const UIDS = z.array(z.string());

/** A row of the table `transactions`. The file is outside data like any other. */
const ROW = z.object({
  number: z.int().positive(),
  kind: z.enum(['loan', 'return', 'renewal', 'repair']),
  step: z.enum([
    ...(['intended', 'confirmed', 'writing', 'verified', 'rolling-back'] as const),
    ...(['taken-offline', 'replaying', 'for-staff', 'done'] as const),
  ]),
  item: z.string(),
  card: z.string().nullable(),
  uids: z.string(),
  outcome: z
    .enum([
      ...(['completed', 'refused', 'taken-back', 'not-done'] as const),
      ...(['completed-unverified', 'completed-alert', 'settled'] as const),
    ])
    .nullable(),
  offline_at: z.int().nullable(),
  offline_offset: z.int().nullable(),
  at: z.int(),
  released_by: z.string().nullable(),
});

/** The columns that a row is read from. */
export const COLUMNS =
  'number, kind, step, item, card, uids, outcome, offline_at, offline_offset, at, released_by';

/** The row's transaction, or null where no version of the programme can have written it. */
export function readRow(row: unknown): JournalEntry | null {
  const parsed = ROW.safeParse(row);
  if (!parsed.success) return null;
  const uids = UIDS.safeParse(parseJson(parsed.data.uids));
  if (!uids.success) return null;
  const { number, offline_at: wall, offline_offset: utcOffsetMinutes, released_by, ...rest } = parsed.data;
  const offline = wall === null || utcOffsetMinutes === null ? null : { wall, utcOffsetMinutes };
  const released = released_by === null ? {} : { releasedBy: released_by };
  return { ...rest, transaction: number, uids: uids.data, offline, ...released };
}

/** The entry's row. A transaction that is done has no card any more, whatever the entry says. */
export function writeRow(entry: JournalEntry): Record<string, string | number | null> {
  return {
    number: entry.transaction,
    kind: entry.kind,
    step: entry.step,
    item: entry.item,
    card: entry.step === 'done' ? null : entry.card,
    uids: JSON.stringify(entry.uids),
    outcome: entry.outcome,
    offlineAt: entry.offline?.wall ?? null,
    offlineOffset: entry.offline?.utcOffsetMinutes ?? null,
    at: entry.at,
    releasedBy: entry.releasedBy ?? null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
