// The journal for staff: what has not ended and what was refused, as a table or as CSV. A card only where an item is
// gone and nobody else knows who has it.

import type { JournalEntry } from '../../core/journal-entry.ts';

const HEADINGS = ['transaction', 'kind', 'item', 'state', 'changed', 'offline', 'card', 'released by'] as const;

function cells(entry: JournalEntry): readonly string[] {
  const { transaction, kind, item, step, at, offline, card, releasedBy } = entry;
  const time = (wall: number) => new Date(wall).toISOString();
  return [
    ...[String(transaction), kind, item, stateOf(entry), time(at)],
    offline === null ? '' : time(offline.wall),
    step === 'for-staff' ? (card ?? '') : '',
    releasedBy ?? '',
  ];
}

function stateOf({ step, outcome }: JournalEntry): string {
  switch (step) {
    case 'done':
      return outcome ?? 'done';
    case 'for-staff':
      return `for staff: ${outcome ?? 'refused'}`;
    case 'taken-offline':
    case 'replaying':
      return 'waits for the library system';
    default:
      return `unfinished: ${step}`;
  }
}

/** A table with a line a transaction. */
export function journalTable(entries: readonly JournalEntry[]): string {
  if (entries.length === 0) return 'No transactions that anybody has to look at.\n';
  const rows = [HEADINGS, ...entries.map((entry) => cells(entry).map(visible))];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** RFC 4180, with lines that end in CR LF. */
export function journalCsv(entries: readonly JournalEntry[]): string {
  return [HEADINGS, ...entries.map(cells)].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A spreadsheet takes text that begins like a formula for one; the apostrophe keeps it text. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What was read from a tag must not steer a terminal. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?');
}
