// SIP2 messages as whoever listens on the line reads them, without the station's own codec: what it does wrong must
// not make the listener wrong too.

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
