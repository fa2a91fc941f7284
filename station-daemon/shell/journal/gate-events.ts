// What happened to security gates, in the journal's table `gate_events`.

import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { GateEntry } from '../../core/gate/gate-entry.ts';

/** Writes an entry durably. One that stands there already is not written again. */
export function gateWriter(database: Database): (entry: GateEntry) => void {
  const insert = database.prepare(`
    INSERT OR IGNORE INTO gate_events (at, gate, what, who, why, item) VALUES (@at, @gate, @what, @who, @why, @item)
  `);
  return (entry) => {
    insert.run({ ...entry });
  };
}

/** Deletes what is older than a time (ms since 1970). */
export function gateForgetter(database: Database): (before: number) => void {
  const remove = database.prepare('DELETE FROM gate_events WHERE at < ?');
  return (before) => {
    remove.run(before);
  };
}

/** A row of the table. The file is outside data like any other. */
const ROW = z.object({
  at: z.int(),
  gate: z.string(),
  what: z.enum(['armed', 'off', 'alarm']),
  who: z.string(),
  why: z.string(),
  item: z.string(),
});

/** What happened to a gate, as it is listed. */
export type GateEvent = z.output<typeof ROW>;

/** The latest entries, newest first, at most so many. Rows that cannot be read are left out. */
export function gateEventsOf(database: Database, most: number): readonly GateEvent[] {
  const rows = database
    .prepare('SELECT at, gate, what, who, why, item FROM gate_events ORDER BY id DESC LIMIT ?')
    .all(most);
  return rows.flatMap((row) => {
    const parsed = ROW.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}
