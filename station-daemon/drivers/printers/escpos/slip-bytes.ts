// A slip as the bytes of an ESC/POS printer, by the receipt library. Text reaches it without control characters,
// so that no title can be a printer command.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { SlipLine } from '../../../../protocols/devices/printer.ts';

type EncoderOptions = NonNullable<ConstructorParameters<typeof ReceiptPrinterEncoder>[0]>;

/** Longer text than this on one line of a slip is cut: a title from a faulty record must not empty the roll. */
const LONGEST_TEXT = 200;

const ASCII = /^[ -~]*$/;

/** Scripts of India and of Asia's east, emoji: looked for in vain, each of them costs the library milliseconds. */
const BEYOND_TABLES = /[\u0700-\u0DFF\u0E80-\u1DFF\u2123-\u{10FFFF}]/gu;

const PLAIN_TABLE = 'windows1252';

/**
 * The character tables that text may be written in, the first that has a character before the others. Only tables
 * without pictures below 0x20: in those of DOS an arrow or a section sign in a title is the byte of a printer's
 * command (← is ESC, ↔ is GS). Hebrew, Arabic and Thai come out in the order of their letters; a character in none
 * of them is a question mark.
 */
const CHARACTER_TABLES: EncoderOptions['codepageCandidates'] = [
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

/** The bytes of a slip for a printer with so many columns, ended by a cut. */
export function slipBytes(lines: readonly SlipLine[], columns: number): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    codepageCandidates: CHARACTER_TABLES,
    newline: '\n',
    feedBeforeCut: 3,
  });
  encoder.initialize();
  for (const line of lines) writeLine(encoder, line);
  return encoder.cut('partial').encode();
}

function writeLine(encoder: ReceiptPrinterEncoder, line: SlipLine): void {
  switch (line.kind) {
    case 'heading':
      encoder.align('center').bold(true).size(1, 2);
      writeText(encoder, line.text);
      encoder.size(1, 1).bold(false).align('left');
      return;
    case 'text':
      encoder.align(line.align === 'centre' ? 'center' : 'left');
      writeText(encoder, line.text);
      encoder.align('left');
      return;
    case 'entry':
      writeText(encoder, line.text);
      if (line.detail !== '') writeText(encoder, line.detail, '  ');
      return;
    case 'rule':
      encoder.rule();
      return;
    case 'blank':
      encoder.newline();
      return;
  }
}

function writeText(encoder: ReceiptPrinterEncoder, text: string, indent = ''): void {
  const safe = printable(text);
  // Looking for each character's table costs the library a tenth of a millisecond and more; plain text needs none.
  encoder.codepage(ASCII.test(safe) ? PLAIN_TABLE : 'auto').line(indent + safe);
}

/** Text without control characters and of bounded length; what no table can have is a question mark. */
function printable(text: string): string {
  const safe = text
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(BEYOND_TABLES, '?');
  return [...safe].slice(0, LONGEST_TEXT).join('');
}
