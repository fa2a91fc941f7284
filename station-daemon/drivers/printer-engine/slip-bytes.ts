// A slip as a printer's bytes, text by the receipt library. It reaches the library without control characters, so that
// no title can be a printer command.

import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import {
  type DrawnLine,
  inBarcode,
  inQrCode,
  type Picture,
  type SlipLine,
} from '../../../protocols/devices/printer.ts';
import { ASCII, type CharacterTables, inTables, type Language, PLAIN_TABLE, TABLES } from './letters.ts';

/** What a printer takes and has. */
export interface PrinterPaper {
  readonly columns: number;
  readonly tables: CharacterTables;
}

/** How a slip is written in a language. */
export interface SlipScript {
  readonly language: Language;
  /** What has the printer forget how the last slip was written. */
  readonly begin: (encoder: ReceiptPrinterEncoder) => Uint8Array;
  /** The picture with the paper around it; afterwards text stands on the left again. */
  readonly picture: (picture: Picture, encoder: ReceiptPrinterEncoder) => Uint8Array;
  /** Has it a table with lines across among its many ones? */
  readonly rules: boolean;
}

/** Paper that a line of text takes, in dots. */
const LINE_DOTS = 30;

/** A module of a QR code; the height of bars. */
const QR_DOTS = 5;
const BARS_DOTS = 60;
/** Paper for either of them, in lines of text. The longest text makes a QR code of 57 modules. */
const SYMBOL_LINES = 12;

/** A slip's bytes, and how many lines of text would take as much paper. */
export interface SlipBytes {
  readonly bytes: Uint8Array;
  readonly lines: number;
}

/** A slip for a printer, ended by a cut. */
export function slipBytes(
  lines: readonly (SlipLine | DrawnLine)[],
  paper: PrinterPaper,
  script: SlipScript,
): SlipBytes {
  const fresh = (): ReceiptPrinterEncoder => encoderFor(paper, script);
  const parts = [script.begin(fresh())];
  let text = fresh();
  let paperLines = 0;
  const endText = (encoder: ReceiptPrinterEncoder): void => {
    const bytes = encoder.encode();
    paperLines += bytes.filter((byte) => byte === LINE_FEED).length;
    parts.push(bytes);
  };
  for (const line of lines) {
    if (line.kind !== 'drawn') {
      if (line.kind === 'qr' || line.kind === 'barcode') paperLines += SYMBOL_LINES;
      writeLine(text, line, { ...paper, ...script });
      continue;
    }
    // The library does not know where the paper stands after dots: what follows them is text of its own.
    endText(text);
    text = fresh();
    for (const picture of line.pictures) {
      parts.push(script.picture(picture, fresh()));
      paperLines += (picture.aboveDots + picture.heightDots + picture.belowDots) / LINE_DOTS;
    }
  }
  endText(text.cut('partial'));
  return { bytes: joined(parts), lines: Math.ceil(paperLines) };
}

const LINE_FEED = 0x0a;

function encoderFor({ columns, tables }: PrinterPaper, { language }: SlipScript): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language,
    columns,
    codepageCandidates: TABLES[language][tables],
    newline: '\n',
    feedAfterBlock: false,
    feedBeforeCut: 3,
  });
}

type Writing = PrinterPaper & Pick<SlipScript, 'rules'>;

function writeLine(encoder: ReceiptPrinterEncoder, line: SlipLine, paper: Writing): void {
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
    case 'qr':
      return writeSymbol(encoder, inQrCode(line.text), (text) =>
        encoder.qrcode(text, { model: 2, size: QR_DOTS, errorlevel: 'm' }),
      );
    case 'barcode':
      return writeSymbol(encoder, inBarcode(line.text), (text) =>
        encoder.barcode(text, 'code128', { height: BARS_DOTS, width: 2, text: 'below' }),
      );
    case 'logo':
      // Not drawn: there is none, or it could not be.
      return;
  }
}

/** In the middle, and nothing where nothing is left of its text. */
function writeSymbol(
  encoder: ReceiptPrinterEncoder,
  text: string,
  write: (text: string) => ReceiptPrinterEncoder,
): void {
  if (text === '') return;
  encoder.align('center');
  write(text).align('left').newline();
}

/** The line across is of the DOS table, which a printer may lack that lacks the others. */
function writeRule(encoder: ReceiptPrinterEncoder, { columns, tables, rules }: Writing): void {
  if (rules && tables === 'many') encoder.rule();
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
