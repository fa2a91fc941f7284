// Which letters an ESC/POS printer has: its character tables, and what has to be drawn because they lack it.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { printable, type SlipLine, type ToDraw } from '../../../../protocols/devices/printer.ts';

export type EncoderOptions = NonNullable<ConstructorParameters<typeof ReceiptPrinterEncoder>[0]>;

type Tables = NonNullable<EncoderOptions['codepageCandidates']>;

/** Which character tables a printer has, by the names of the settings. */
export const CHARACTER_TABLE_SETS = ['many', 'western', 'none'] as const;

export type CharacterTables = (typeof CHARACTER_TABLE_SETS)[number];

export const PLAIN_TABLE = 'windows1252';

/**
 * The character tables that text may be written in, the first that has a character before the others. Only tables
 * without pictures below 0x20: in those of DOS an arrow or a section sign in a title is the byte of a printer's
 * command (← is ESC, ↔ is GS). Hebrew, Arabic and Thai are for text that could not be drawn: they come out in the
 * order of their letters. A character in none of the tables is a question mark.
 */
const MANY_TABLES: Tables = [
  PLAIN_TABLE,
  'tcvn3',
  'tcvn3capitals',
  'windows1258',
  'windows1250',
  'windows1251',
  'windows1253',
  'windows1254',
  'windows1257',
  'windows1255',
  'windows1256',
  'rk1048',
  'thai11',
];

/** The tables of each set. Whatever a printer has, it has ASCII. */
export const TABLES: Readonly<Record<CharacterTables, Tables>> = {
  many: MANY_TABLES,
  western: [PLAIN_TABLE],
  none: [PLAIN_TABLE],
};

/** Text that every printer has the letters for, in every table. */
export const ASCII = /^[ -~]*$/;

/** A cell of the printer's plain letters (font A of ESC/POS), in dots. */
const CELL_DOTS = 12;

/** From right to left, or with signs above and below the letters: no printer sets that by itself. */
const SET_BY_NO_TABLE = /[\u0590-\u08FF\u0E00-\u0E7F\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** Scripts of India and of Asia's east, emoji: looked for in vain, each of them costs the library milliseconds. */
const BEYOND_TABLES = /[\u0700-\u0DFF\u0E80-\u1DFF\u2123-\u{10FFFF}]/u;

/** What no table can have is a question mark. */
export function inTables(text: string): string {
  return printable(text).replace(new RegExp(BEYOND_TABLES, 'gu'), '?');
}

/** What of these lines has to be drawn for a printer with such tables, which takes so many columns. */
export function linesToDraw(lines: readonly SlipLine[], columns: number, tables: CharacterTables): ToDraw {
  const places = lines.flatMap((line, place) => (isDrawn(line, tables) ? [place] : []));
  return { places, widthDots: columns * CELL_DOTS };
}

function isDrawn(line: SlipLine, tables: CharacterTables): boolean {
  switch (line.kind) {
    case 'heading':
    case 'text':
      return !hasLetters(line.text, tables);
    case 'entry':
      return !hasLetters(line.text, tables) || !hasLetters(line.detail, tables);
    case 'logo':
      return true;
    case 'rule':
    case 'blank':
      return false;
  }
}

function hasLetters(text: string, tables: CharacterTables): boolean {
  const safe = printable(text);
  if (tables === 'none') return safe.trim() === '';
  if (ASCII.test(safe)) return true;
  return [...safe].every((character) => hasLetter(character, tables));
}

/** Characters that were looked for, so that the next slip need not. Latin, Greek and Cyrillic are some thousands. */
const found: Readonly<Record<CharacterTables, Map<string, boolean>>> = {
  many: new Map(),
  western: new Map(),
  none: new Map(),
};

function hasLetter(character: string, tables: CharacterTables): boolean {
  if (SET_BY_NO_TABLE.test(character) || BEYOND_TABLES.test(character)) return false;
  const known = found[tables].get(character);
  if (known !== undefined) return known;
  const has = character === '?' || !bytesOf(character, tables).includes('?'.charCodeAt(0));
  found[tables].set(character, has);
  return has;
}

function bytesOf(character: string, tables: CharacterTables): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: 42,
    codepageCandidates: TABLES[tables],
    newline: '\n',
  });
  return encoder.codepage('auto').text(character).encode();
}
