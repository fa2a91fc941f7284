// A slip as the bytes of an ESC/POS printer, text by the receipt library. It reaches the library without control
// characters, so that no title can be a printer command.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import type { DrawnLine, SlipLine } from '../../../../protocols/devices/printer.ts';
import { pictureBytes } from '../../../../protocols/escpos/raster.ts';
import { ASCII, type CharacterTables, inTables, PLAIN_TABLE, TABLES } from './letters.ts';

/** What a printer takes and has. */
export interface PrinterPaper {
  readonly columns: number;
  readonly tables: CharacterTables;
}

/** Paper that a line of text takes, in dots. */
const LINE_DOTS = 30;

/** A slip's bytes, and how many lines of text would take as much paper. */
export interface SlipBytes {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** A slip for a printer, ended by a cut. */
export function slipBytes(lines: readonly (SlipLine | DrawnLine)[], paper: PrinterPaper): SlipBytes {
  const parts = [encoderFor(paper).initialize().encode()];
  let text = encoderFor(paper);
  let paperLines = 0;
  const endText = (encoder: ReceiptPrinterEncoder): void => {
    const bytes = encoder.encode();
    paperLines += bytes.filter((byte) => byte === LINE_FEED).length;
    parts.push(bytes);
  };
  for (const line of lines) {
    if (line.kind !== 'drawn') {
      writeLine(text, line, paper);
      continue;
    }
    // The library does not know where the paper stands after dots: what follows them is text of its own.
    endText(text);
    text = encoderFor(paper);
    for (const picture of line.pictures) {
      parts.push(pictureBytes(picture));
      paperLines += (picture.aboveDots + picture.heightDots + picture.belowDots) / LINE_DOTS;
    }
  }
  endText(text.cut('partial'));
  return { bytes: joined(parts), lines: Math.ceil(paperLines) };
}

const LINE_FEED = 0x0a;

function encoderFor({ columns, tables }: PrinterPaper): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    codepageCandidates: TABLES[tables],
    newline: '\n',
    feedBeforeCut: 3,
  });
}

function writeLine(encoder: ReceiptPrinterEncoder, line: SlipLine, paper: PrinterPaper): void {
  switch (line.kind) {
    case 'heading':
      encoder.align('center').bold(true).size(1, 2);
      writeText(encoder, line.text, paper);
      encoder.size(1, 1).bold(false).align('left');
      return;
    case 'text':
      encoder.align(line.align === 'centre' ? 'center' : 'left');
      writeText(encoder, line.text, paper);
      encoder.align('left');
      return;
    case 'entry':
      writeText(encoder, line.text, paper);
      if (line.detail !== '') writeText(encoder, line.detail, paper, '  ');
      return;
    case 'rule':
      writeRule(encoder, paper);
      return;
    case 'blank':
      encoder.newline();
      return;
    case 'logo':
      // Not drawn: there is none, or it could not be.
      return;
  }
}

/** The line across is of the DOS table, which a printer may lack that lacks the others. */
function writeRule(encoder: ReceiptPrinterEncoder, { columns, tables }: PrinterPaper): void {
  if (tables === 'many') encoder.rule();
  else encoder.codepage(PLAIN_TABLE).line('-'.repeat(columns));
}

function writeText(
  encoder: ReceiptPrinterEncoder,
  text: string,
  { tables }: PrinterPaper,
  indent = '',
): void {
  const safe = inTables(text);
  // Looking for each character's table costs the library a tenth of a millisecond and more; plain text needs none.
  encoder.codepage(tables === 'none' || ASCII.test(safe) ? PLAIN_TABLE : 'auto').line(indent + safe);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
