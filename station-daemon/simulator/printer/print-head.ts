// A printer's head and cutter: one piece of what waits at a time, in its turn. When it is its turn is printer.ts.

import { alignmentOf } from '../../../protocols/escpos/raster.ts';
import type { PrintedPicture, WorldPrinter } from '../world/world.ts';
import {
  dropLine,
  feedDots,
  freshPaper,
  isFull,
  PLAIN,
  printLine,
  printPicture,
  putCharacter,
  type Size,
  tearOff,
} from './paper.ts';
import type { InOrderPiece, Tongue } from './tongue.ts';

/** What prints, and knows how it was told to print. */
export interface PrintHead {
  /** Does one piece, and tells how many lines the paper moved by it. */
  print(piece: InOrderPiece): number;
  /** Forgets the line that was begun. */
  drop(): void;
  /** The paper has ended: what was printed falls out. */
  release(): void;
  /** As after switching on. */
  reset(): void;
}

const LINE_FEED = 0x0a;
const SYMBOL_LINES = 6;
const DOTS_A_BYTE = 8;

/** A head over the world's paper, with so many columns of plain characters. */
export const createPrintHead = (
  printer: WorldPrinter,
  columns: number,
  { character }: Pick<Tongue, 'character'>,
): PrintHead => new SlipHead(printer, columns, character);

class SlipHead implements PrintHead {
  readonly #printer: WorldPrinter;
  readonly #columns: number;
  readonly #end = freshPaper();
  #size: Size = PLAIN;
  #table = 0;
  #align: PrintedPicture['align'] = 'left';

  readonly #characterOf: Tongue['character'];

  constructor(printer: WorldPrinter, columns: number, characterOf: Tongue['character']) {
    this.#characterOf = characterOf;
    this.#printer = printer;
    this.#columns = columns;
  }

  print(piece: InOrderPiece): number {
    switch (piece.kind) {
      case 'character':
        return this.#character(piece.byte);
      case 'control':
        return piece.byte === LINE_FEED ? this.#line() : 0;
      case 'command':
        return this.#obey(piece);
      case 'picture':
        return printPicture(this.#end, this.#printer, {
          widthDots: piece.acrossBytes * DOTS_A_BYTE,
          heightDots: piece.downDots,
          bits: piece.dots,
          align: this.#align,
        });
      case 'symbol':
        return piece.text === null ? 0 : this.#symbol(piece.text);
      case 'unknown':
        return 0;
    }
  }

  drop(): void {
    dropLine(this.#end);
  }

  release(): void {
    tearOff(this.#end, this.#printer);
  }

  reset(): void {
    this.#size = PLAIN;
    this.#table = 0;
    this.#align = 'left';
    dropLine(this.#end);
  }

  /** On a line of its own, in brackets, as high as a small one. */
  #symbol(text: string): number {
    this.#end.line += `[${text}]`;
    printLine(this.#end, this.#printer, { width: 1, height: SYMBOL_LINES });
    return SYMBOL_LINES;
  }

  #line(): number {
    printLine(this.#end, this.#printer, this.#size);
    return this.#size.height;
  }

  #character(byte: number): number {
    const printed = this.#characterOf(this.#table, byte);
    const moved = isFull(this.#end, printed, this.#size, this.#columns) ? this.#line() : 0;
    putCharacter(this.#end, printed, this.#size);
    return moved;
  }

  #obey({ name, argument }: Extract<InOrderPiece, { kind: 'command' }>): number {
    switch (name) {
      case 'initialise':
        this.reset();
        return 0;
      case 'character table':
        this.#table = argument;
        return 0;
      case 'align':
        this.#align = alignmentOf(argument);
        return 0;
      case 'feed':
        return feedDots(this.#end, this.#printer, argument);
      case 'size':
        this.#size = { width: ((argument >>> 4) & 7) + 1, height: (argument & 7) + 1 };
        return 0;
      case 'cut':
        this.release();
        return 0;
      case 'no kanji':
      case 'font':
      case 'bold':
      case 'line spacing':
      case 'symbol form':
      case 'tell in order':
      case 'tell changes':
        return 0;
    }
  }
}
