// A slip as the bytes of an ESC/POS printer, by the receipt library. Text reaches it without control characters,
// so that no title can be a printer command.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { SlipLine } from '../../../protocols/devices/printer.ts';

type EncoderOptions = NonNullable<ConstructorParameters<typeof ReceiptPrinterEncoder>[0]>;

/** Longer text than this on one line of a slip is cut: a title from a faulty record must not empty the roll. */
const LONGEST_TEXT = 200;

/**
 * The character tables that text may be written in, the first that has a character before the others. Only tables
 * without pictures below 0x20: in those of DOS an arrow or a section sign in a title is the byte of a printer's
 * command (← is ESC, ↔ is GS). Hebrew, Arabic and Thai come out in the order of their letters; a character in none
 * of them is a question mark.
 */
const CHARACTER_TABLES: EncoderOptions['codepageCandidates'] = [
  'windows1252',
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
  encoder.initialize().codepage('auto');
  for (const line of lines) writeLine(encoder, line);
  return encoder.cut('partial').encode();
}

function writeLine(encoder: ReceiptPrinterEncoder, line: SlipLine): void {
  switch (line.kind) {
    case 'heading':
      encoder
        .align('center')
        .bold(true)
        .size(1, 2)
        .line(printable(line.text))
        .size(1, 1)
        .bold(false)
        .align('left');
      return;
    case 'text':
      encoder
        .align(line.align === 'centre' ? 'center' : 'left')
        .line(printable(line.text))
        .align('left');
      return;
    case 'entry':
      encoder.line(printable(line.text));
      if (line.detail !== '') encoder.line(`  ${printable(line.detail)}`);
      return;
    case 'rule':
      encoder.rule();
      return;
    case 'blank':
      encoder.newline();
      return;
  }
}

/** Text without control characters and of bounded length. */
export function printable(text: string): string {
  return [...text.normalize('NFC').replace(/\p{Cc}/gu, ' ').replaceAll('\uFFFD', '?')].slice(0, LONGEST_TEXT).join('');
}
