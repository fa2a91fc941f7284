// SIP2 messages as whoever listens on the line reads them, without the station's own codec: what it does wrong must
// not make the listener wrong too.

import { shiftedMs } from '../../../protocols/calendar.ts';

/** The message of these bytes, each byte one character. */
export function textOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Its two digits. */
export function codeOf(line: string): string {
  return line.slice(0, 2);
}

/** Characters before the first field, code included. */
const FIXED: Readonly<Record<string, number>> = {
  '09': 39,
  '11': 40,
  '17': 20,
  '29': 40,
  '35': 20,
  '63': 33,
  '93': 4,
  '99': 10,
};

/** The fields of a request, in order: code and value. Null where the code is none of a request of this station. */
export function fieldsOf(line: string): readonly (readonly [code: string, value: string])[] | null {
  const fixed = FIXED[codeOf(line)];
  if (fixed === undefined) return null;
  const parts = line
    .slice(fixed)
    .replace(/[\r\n]+$/, '')
    .split('|');
  // Nothing stands behind the last delimiter but the number and the checksum, which have none.
  return parts.filter((part) => part !== '').map((part) => [part.slice(0, 2), part.slice(2)] as const);
}

/** The value of a field of a request, or null. */
export function fieldOf(line: string, code: string): string | null {
  return fieldsOf(line)?.find(([found]) => found === code)?.[1] ?? null;
}

/** Does a check-in take back a loan that was never completed? */
export function isCancel(line: string): boolean {
  return fieldOf(line, 'BI') === 'Y';
}

const DATE_CHARACTERS = 18;
/** Where the two dates of a check-in and of a checkout begin; before them stands whether they may be refused. */
const FIRST_DATE: Readonly<Record<string, number>> = { '09': 3, '11': 4 };

/** The dates of a check-in (done, returned) or a checkout (done, due), local, ms; null for one that is none. */
export function datesOf(line: string): readonly (number | null)[] {
  const first = FIRST_DATE[codeOf(line)];
  if (first === undefined) return [];
  return [first, first + DATE_CHARACTERS].map((at) => dateAt(line, at));
}

/** Is the library system told that it has happened already? */
export function noBlockOf(line: string): boolean {
  const first = FIRST_DATE[codeOf(line)];
  return first !== undefined && line[first - 1] === 'Y';
}

/** YYYYMMDD, four blanks for local time, HHMMSS. */
function dateAt(line: string, at: number): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d) {4}(\d\d)(\d\d)(\d\d)$/.exec(line.slice(at, at + DATE_CHARACTERS));
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return shiftedMs({ year, month, day, hour, minute, second });
}
