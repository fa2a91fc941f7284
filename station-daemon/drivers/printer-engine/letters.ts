// Which letters a printer has: the character tables of its family, and what has to be drawn because they lack it.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { printable, type SlipLine, type ToDraw } from '../../../protocols/devices/printer.ts';

export type EncoderOptions = NonNullable<ConstructorParameters<typeof ReceiptPrinterEncoder>[0]>;

type Tables = NonNullable<EncoderOptions['codepageCandidates']>;

/** Languages of printers, by the receipt library's names. */
export type Language = 'esc-pos' | 'star-line';

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
export const TABLES: Readonly<Record<Language, Readonly<Record<CharacterTables, Tables>>>> = {
  'esc-pos': { many: MANY_TABLES, western: [PLAIN_TABLE], none: [PLAIN_TABLE] },
  // Star's printers have no table for Vietnamese, and many more of DOS, with pictures below 0x20.
  'star-line': {
    many: [PLAIN_TABLE, 'windows1250', 'windows1251'],
    western: [PLAIN_TABLE],
    none: [PLAIN_TABLE],
  },
};

/** Text that every printer has the letters for, in every table. */
export const ASCII = /^[ -~]*$/;

/** A cell of the printer's plain letters (font A of both languages), in dots. */
const CELL_DOTS = 12;

/** From right to left, or with signs above and below the letters: no printer sets that by itself. */
const SET_BY_NO_TABLE = /[\u0590-\u08FF\u0E00-\u0E7F\uFB1D-\uFDFF\uFE70-\uFEFC]/u;

/** Scripts of India and of Asia's east, emoji: looked for in vain, each of them costs the library milliseconds. */
const BEYOND_TABLES = /[\u0700-\u0DFF\u0E80-\u1DFF\u2123-\u{10FFFF}]/u;

/** What no table can have is a question mark. */
export function inTables(text: string): string {
  return printable(text).replace(new RegExp(BEYOND_TABLES, 'gu'), '?');
}

/** What of these lines has to be drawn for a printer that speaks so, has such tables, and takes so many columns. */
export function linesToDraw(
  lines: readonly SlipLine[],
  language: Language,
  { columns, tables }: { readonly columns: number; readonly tables: CharacterTables },
): ToDraw {
  const letters: Letters = { language, tables };
  const places = lines.flatMap((line, place) => (isDrawn(line, letters) ? [place] : []));
  return { places, widthDots: columns * CELL_DOTS };
}

interface Letters {
  readonly language: Language;
  readonly tables: CharacterTables;
}

function isDrawn(line: SlipLine, letters: Letters): boolean {
  switch (line.kind) {
    case 'heading':
    case 'text':
      return !hasLetters(line.text, letters);
    case 'entry':
      return !hasLetters(line.text, letters) || !hasLetters(line.detail, letters);
    case 'logo':
      return true;
    case 'qr':
    case 'barcode':
    case 'rule':
    case 'blank':
      return false;
  }
}

function hasLetters(text: string, letters: Letters): boolean {
  const safe = printable(text);
  if (letters.tables === 'none') return safe.trim() === '';
  if (ASCII.test(safe)) return true;
  return [...safe].every((character) => hasLetter(character, letters));
}

/** Characters that were looked for, so that the next slip need not. Latin, Greek and Cyrillic are some thousands. */
const found = new Map<string, boolean>();

function hasLetter(character: string, letters: Letters): boolean {
  if (SET_BY_NO_TABLE.test(character) || BEYOND_TABLES.test(character)) return false;
  const key = `${letters.language} ${letters.tables} ${character}`;
  const known = found.get(key);
  if (known !== undefined) return known;
  const has = character === '?' || !bytesOf(character, letters).includes('?'.charCodeAt(0));
  found.set(key, has);
  return has;
}

function bytesOf(character: string, { language, tables }: Letters): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language,
    columns: 42,
    codepageCandidates: TABLES[language][tables],
    newline: '\n',
  });
  return encoder.codepage('auto').text(character).encode();
}
