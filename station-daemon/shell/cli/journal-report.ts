// The journal for staff: what has not ended and what was refused, as a table or as CSV. Never a card.

import type { JournalEntry } from '../../core/journal-entry.ts';

const HEADINGS = ['transaction', 'kind', 'item', 'state', 'changed'] as const;

function cells({ transaction, kind, item, step, outcome, at }: JournalEntry): readonly string[] {
  const state = step === 'done' ? (outcome ?? 'done') : `unfinished: ${step}`;
  return [String(transaction), kind, item, state, new Date(at).toISOString()];
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
