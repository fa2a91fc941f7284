// A slip as it hangs out of a simulated printer, as an image: text in its cells, drawn lines dot by dot, a QR code or bar
// code as its text in a frame. For people to look at. Not a test itself.

import { createCanvas } from '@napi-rs/canvas';
import { rowBytes } from '../../protocols/devices/printer.ts';
import { PICTURE_LINE } from '../../protocols/screen/desk.ts';
import type { PrintedPicture } from '../../station-daemon/simulator/world/world.ts';

const CELL_DOTS = 12;
const LINE_DOTS = 30;
const MARGIN_DOTS = 24;

/** How high the strips are that a picture comes in at some printers: one stands on the other. */
const STRIP_DOTS = 24;

/** Paper that a picture takes; how much was fed around it the twin does not keep. */
const paperOf = ({ heightDots }: PrintedPicture): number =>
  heightDots === STRIP_DOTS ? heightDots : heightDots + 4;

/** A PNG file of the slip; one dot of the printer is one pixel. */
export function slipPicture(
  lines: readonly string[],
  pictures: readonly PrintedPicture[],
  columns: number,
): Uint8Array {
  const width = columns * CELL_DOTS;
  const drawn = pictures.reduce((sum, picture) => sum + paperOf(picture), 0);
  const written = (lines.length - pictures.length) * LINE_DOTS;
  const canvas = createCanvas(width + 2 * MARGIN_DOTS, written + drawn + 2 * MARGIN_DOTS);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  context.font = '20px monospace';
  let top = MARGIN_DOTS;
  let next = 0;
  for (const line of lines) {
    const picture = line === PICTURE_LINE ? pictures[next] : undefined;
    if (picture === undefined) {
      [...line].forEach((letter, at) => {
        context.fillText(letter, MARGIN_DOTS + at * CELL_DOTS, top + 22);
      });
      top += LINE_DOTS;
      continue;
    }
    next += 1;
    const { widthDots, heightDots, bits, align } = picture;
    const left = { left: 0, centre: Math.floor((width - widthDots) / 2), right: width - widthDots }[align];
    for (let dot = 0; dot < widthDots * heightDots; dot += 1) {
      const [row, column] = [Math.floor(dot / widthDots), dot % widthDots];
      const byte = bits[row * rowBytes(widthDots) + (column >> 3)] ?? 0;
      if ((byte & (0x80 >> (column & 7))) !== 0)
        context.fillRect(MARGIN_DOTS + left + column, top + row, 1, 1);
    }
    top += paperOf(picture);
  }
  return canvas.toBuffer('image/png');
}
