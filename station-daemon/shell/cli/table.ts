// Rows of text as a table for a terminal and as CSV, and moments as they stand in both.

import { civilTime } from '../../../protocols/calendar.ts';

/** A table with a line a row. */
export function tableOf(headings: readonly string[], found: readonly (readonly string[])[]): string {
  const rows = [headings, ...found.map((row) => row.map(visible))];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

/** RFC 4180, with lines that end in CR LF. */
export function csvOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
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

const MINUTE_MS = 60_000;

/** As clocks on the wall showed it, and how far they were ahead of UTC: `2026-11-24 09:30:00 +01:00`. */
export function localTime(wall: number, utcOffsetMinutes: number): string {
  const { year, month, day, hour, minute, second } = civilTime(wall + utcOffsetMinutes * MINUTE_MS);
  const two = (number: number) => String(number).padStart(2, '0');
  const ahead = Math.abs(utcOffsetMinutes);
  const offset = `${utcOffsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${offset}`;
}
