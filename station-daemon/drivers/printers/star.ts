// The driver for receipt printers in Star Line Mode: asked by ESC ACK SOH, which they answer off line too, and heard
// where they tell by themselves. How far a slip is tells the printer's count of ETBs. What they were sent before paper
// ended stays in them: no command that was found forgets it without more ado.

import type { PrinterOrder, PrinterReading } from '../../../protocols/devices/printer.ts';
import { type Picture, rowBytes } from '../../../protocols/devices/printer.ts';
import { DEAF, hearStar, type StarAnswer } from '../../../protocols/star/answers.ts';
import { endMark, initialise, statusRequest } from '../../../protocols/star/status.ts';
import type { Driver } from '../driver.ts';
import type { Heard, PrinterDialect, PrinterSettings } from '../printer-engine/dialect.ts';
import { printerDriver } from '../printer-engine/engine.ts';
import { type SlipScript, slipBytes } from '../printer-engine/slip-bytes.ts';
import type { PrinterState } from '../printer-engine/state.ts';

const SCRIPT: SlipScript = {
  language: 'star-line',
  begin: initialise,
  picture(picture, encoder) {
    const image = imageOf(picture);
    const align = picture.align === 'centre' ? 'center' : picture.align;
    const { width, height } = image;
    return withoutQuestions(encoder.align(align).image(image, { width, height }).align('left').encode());
  },
  rules: false,
};

const STAR: PrinterDialect = {
  model: 'Star Line Mode printer',
  deaf: DEAF,
  hear(ear, byte, ticks) {
    const { ear: next, heard } = hearStar(ear, byte, ticks);
    return { ear: next, heard: heard.map(heardOf) };
  },
  opening: [],
  questions: [statusRequest()],
  answered: () => null,
  endMark: endMark(),
  clear: new Uint8Array(),
  slip: (lines, paper) => slipBytes(lines, paper, SCRIPT),
};

function heardOf(answer: StarAnswer): Heard {
  return answer.kind === 'status' ? { ...answer, asked: true } : answer;
}

/** Dots in which the printer finds no question: one more dot than drawn, which nobody sees. */
function withoutQuestions(bytes: Uint8Array): Uint8Array {
  const question = statusRequest();
  return bytes.map((byte, at) =>
    question.every((asked, place) => bytes[at + place - 2] === asked) ? byte | (byte << 1) : byte,
  );
}

/** A picture with its paper above and below, as pixels. The printer prints strips of 24 rows of dots. */
function imageOf({ widthDots, heightDots, bits, aboveDots, belowDots }: Picture): {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
} {
  const width = rowBytes(widthDots) * 8;
  const height = aboveDots + heightDots + belowDots;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 1) {
      const byte = bits[row * rowBytes(widthDots) + (column >> 3)] ?? 0;
      if ((byte & (0x80 >> (column & 7))) === 0) continue;
      const pixel = ((aboveDots + row) * width + column) * 4;
      data.fill(0, pixel, pixel + 3);
    }
  }
  return { width, height, data };
}

/** A driver for one printer. */
export function starPrinter(settings: PrinterSettings): Driver<PrinterState, PrinterOrder, PrinterReading> {
  return printerDriver(STAR, settings);
}
