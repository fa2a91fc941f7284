// What happened to security gates, for staff: as a table or as CSV.

import type { GateEvent } from '../journal/gate-events.ts';
import { csvOf, localTime, tableOf } from './table.ts';

const HEADINGS = ['when', 'gate', 'what', 'who', 'why', 'item'] as const;

function cells({ at, gate, what, who, why, item }: GateEvent): readonly string[] {
  return [localTime(at, -new Date(at).getTimezoneOffset()), gate, what, who, why, item];
}

/** A table with a line an event. */
export function gateTable(events: readonly GateEvent[]): string {
  return events.length === 0
    ? 'No gate was switched, and none has sounded.\n'
    : tableOf(HEADINGS, events.map(cells));
}

/** The same as CSV. */
export function gateCsv(events: readonly GateEvent[]): string {
  return csvOf(HEADINGS, events.map(cells));
}
