// The paper that comes out: characters gathered to lines, lines to slips. How bytes mean this is printer.ts.

import { PICTURE_LINE } from '../../../protocols/screen/desk.ts';
import type { PrintedPicture, WorldPrinter } from '../world/world.ts';

/** How much room a character takes. */
export interface Size {
  /** 1..8 columns. */
  readonly width: number;
  /** 1..8 lines. */
  readonly height: number;
}

/** How a printer sets text after it was initialised. */
export const PLAIN: Size = { width: 1, height: 1 };

/** A printer's line buffer and the slip that hangs out of it. */
export interface PaperEnd {
  line: string;
  /** Columns that the line takes. */
  columnsUsed: number;
  readonly lines: string[];
  /** In the order of the lines that stand for them. */
  readonly pictures: PrintedPicture[];
}

/** Paper that a plain line takes, in dots. */
const LINE_DOTS = 30;

/** Nothing printed since the last cut. */
export const freshPaper = (): PaperEnd => ({ line: '', columnsUsed: 0, lines: [], pictures: [] });

/** What hangs out is a slip now, without the blank lines at its ends. */
export const tearOff = (end: PaperEnd, printer: WorldPrinter): void => {
  const first = end.lines.findIndex((line) => line !== '');
  const last = end.lines.findLastIndex((line) => line !== '');
  if (first >= 0) {
    printer.slips.push(end.lines.slice(first, last + 1));
    printer.pictures.push([...end.pictures]);
  }
  end.lines.length = 0;
  end.pictures.length = 0;
};

/** Prints the line buffer, also when it is empty, and uses up paper for it. At the end of the roll the slip falls out. */
export const printLine = (end: PaperEnd, printer: WorldPrinter, { height }: Size): void => {
  end.lines.push(end.line.normalize('NFC').trimEnd());
  dropLine(end);
  usePaper(end, printer, height);
};

/** Prints a picture, and tells how many lines the paper moved by it. */
export const printPicture = (end: PaperEnd, printer: WorldPrinter, picture: PrintedPicture): number => {
  end.lines.push(PICTURE_LINE);
  end.pictures.push(picture);
  return feedDots(end, printer, picture.heightDots);
};

/** Moves the paper, and tells by how many lines. */
export const feedDots = (end: PaperEnd, printer: WorldPrinter, dots: number): number => {
  usePaper(end, printer, dots / LINE_DOTS);
  return dots / LINE_DOTS;
};

const usePaper = (end: PaperEnd, printer: WorldPrinter, lines: number): void => {
  if (printer.linesLeft === null) return;
  printer.linesLeft = Math.max(0, printer.linesLeft - lines);
  if (printer.linesLeft > 0) return;
  printer.paper = 'out';
  tearOff(end, printer);
};

/** Forgets what was gathered of a line. */
export const dropLine = (end: PaperEnd): void => {
  end.line = '';
  end.columnsUsed = 0;
};

/** Columns that a character takes: accents that stand over the last one take none. */
const columnsOf = (character: string, { width }: Size): number => (/^\p{Mn}$/u.test(character) ? 0 : width);

/** Is the line full, so that it must be printed before this character? */
export const isFull = (end: PaperEnd, character: string, size: Size, columns: number): boolean =>
  end.columnsUsed + columnsOf(character, size) > columns;

/** Adds a character to the line. */
export const putCharacter = (end: PaperEnd, character: string, size: Size): void => {
  end.line += character;
  end.columnsUsed += columnsOf(character, size);
};
