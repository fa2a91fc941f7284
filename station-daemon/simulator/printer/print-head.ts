// A printer's head and cutter: one piece of what waits at a time, in its turn. When it is its turn is printer.ts.

import { alignmentOf } from '../../../protocols/escpos/raster.ts';
import type { PrintedPicture, WorldPrinter } from '../world/world.ts';
import { printedCharacter } from './code-pages.ts';
import type { InOrderPiece } from './commands.ts';
import {
  dropLine,
  feedDots,
  freshPaper,
  isFull,
  PLAIN,
  printLine,
  printPicture,
  putCharacter,
  tearOff,
} from './paper.ts';

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

/** A head over the world's paper, with so many columns of plain characters. */
export const createPrintHead = (printer: WorldPrinter, columns: number): PrintHead => {
  const end = freshPaper();
  let size = PLAIN;
  let table = 0;
  let align: PrintedPicture['align'] = 'left';

  const line = (): number => {
    printLine(end, printer, size);
    return size.height;
  };

  const character = (byte: number): number => {
    const printed = printedCharacter(table, byte);
    const moved = isFull(end, printed, size, columns) ? line() : 0;
    putCharacter(end, printed, size);
    return moved;
  };

  const reset = (): void => {
    size = PLAIN;
    table = 0;
    align = 'left';
    dropLine(end);
  };

  /** How many lines the paper moves by it. */
  const obey = ({ name, argument }: Extract<InOrderPiece, { kind: 'command' }>): number => {
    switch (name) {
      case 'initialise':
        reset();
        return 0;
      case 'character table':
        table = argument;
        return 0;
      case 'align':
        align = alignmentOf(argument);
        return 0;
      case 'feed':
        return feedDots(end, printer, argument);
      case 'size':
        size = { width: ((argument >>> 4) & 7) + 1, height: (argument & 7) + 1 };
        return 0;
      case 'cut':
        tearOff(end, printer);
        return 0;
      case 'no kanji':
      case 'font':
      case 'bold':
      case 'tell in order':
        return 0;
    }
  };

  return {
    print: (piece) => {
      switch (piece.kind) {
        case 'character':
          return character(piece.byte);
        case 'control':
          return piece.byte === LINE_FEED ? line() : 0;
        case 'command':
          return obey(piece);
        case 'picture':
          return printPicture(end, printer, {
            widthDots: piece.acrossBytes * 8,
            heightDots: piece.downDots,
            bits: piece.dots,
            align,
          });
        case 'unknown':
          return 0;
      }
    },
    drop: () => dropLine(end),
    release: () => tearOff(end, printer),
    reset,
  };
};
