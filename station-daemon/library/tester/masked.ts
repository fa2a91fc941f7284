// What a technician may see of lines and names: secrets never; names by their initials, but for raw lines.

import { type Charset, decodeRaw } from '../../../protocols/sip2/charset.ts';
import { fields } from '../../../protocols/sip2/fields.ts';
import { layoutOf } from '../../../protocols/sip2/layout.ts';
import type { VariableField } from '../../../protocols/sip2/rows.ts';

const MASK = '***';
const declared: Readonly<Record<string, VariableField>> = fields;

/** A shorter secret stands in so many places by chance that masking it would hide everything. */
const SHORTEST_SECRET = 3;

/** The text without any of these secrets, wherever they stand. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/**
 * A line as it may be shown: with the values of secret fields masked, and with them the checksum, from which they
 * could be guessed. Control characters are written as `\xNN`.
 */
export function maskedLine(line: Uint8Array, charset: Charset, secrets: readonly string[]): string {
  const code = decodeRaw(line.subarray(0, 2), 'latin1');
  const layout = /^\d\d$/.test(code) ? layoutOf(Number(code)) : undefined;
  const start = layout?.headerLength ?? 0;
  const header = decodeRaw(line.subarray(0, start), 'latin1');
  const pieces = decodeRaw(line.subarray(start), charset).split('|');
  const shown = pieces.map(maskedField);
  const hidden = shown.some((piece, place) => piece !== pieces[place]);
  const text = header + shown.join('|');
  const whole = hidden ? text.replace(/AZ[0-9A-Fa-f]{4}$/, 'AZ****') : text;
  return withoutSecrets(visible(whole), secrets);
}

/** What is blank holds no secret, and that it is blank may be the fault that is looked for. */
function maskedField(piece: string): string {
  const code = piece.slice(0, 2);
  const isSecret = declared[code]?.discretion === 'secret';
  return isSecret && piece.length > 2 ? code + MASK : piece;
}

/** Text that cannot steer a terminal. */
export function visible(text: string): string {
  return text.replaceAll(
    /\p{Cc}/gu,
    (sign) => `\\x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** A name by its initials and its length, e.g. `N. T. M. (14 characters)`. */
export function initials(name: string): string {
  const letters = name.split(/[\s,]+/u).flatMap((part) => [...part].slice(0, 1));
  return `${letters.map((letter) => `${visible(letter)}.`).join(' ')} (${[...name].length} characters)`;
}
