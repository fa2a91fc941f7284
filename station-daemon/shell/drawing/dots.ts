// What a canvas holds as the black dots of a receipt printer.

import { type Picture, rowBytes } from '../../../protocols/devices/printer.ts';

/** Pixels as a canvas gives them: red, green, blue and alpha of each, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** How dark each pixel is on white paper, 0 to 255. */
export type Darkness = Float32Array;

/** What was cut out, and its first row among the pixels. */
export type Cut = Pick<Picture, 'widthDots' | 'heightDots' | 'bits'> & { readonly top: number };

/** Letters are black from here on: somewhat below the middle, so that thin strokes stay whole on paper. */
const BLACK_FROM = 108;

/** How dark the pixels are. */
export function darknessOf({ width, height, data }: Pixels): Darkness {
  const darkness = new Float32Array(width * height);
  for (let pixel = 0, at = 0; pixel < darkness.length; pixel += 1, at += 4) {
    const alpha = data[at + 3] ?? 0;
    if (alpha === 0) continue;
    const light = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
    darkness[pixel] = ((255 - light) * alpha) / 255;
  }
  return darkness;
}

/** Black or nothing: for letters. */
export function inBlack(darkness: Darkness): Uint8Array {
  return new Uint8Array(darkness.length).map((_, at) => ((darkness[at] ?? 0) >= BLACK_FROM ? 1 : 0));
}

/** Shades lighter than the first are paper, those darker than the second black: a dark blue has no holes in print. */
const [PAPER_TO, INK_FROM] = [32, 168];

/** Shades as dots that lie more or less close (Floyd and Steinberg): for a logo. */
export function inShades(darkness: Darkness, width: number): Uint8Array {
  const left = darkness.map((dark) =>
    Math.min(255, Math.max(0, ((dark - PAPER_TO) * 255) / (INK_FROM - PAPER_TO))),
  );
  return Uint8Array.from(left, (_, at) => {
    const wanted = left[at] ?? 0;
    const isBlack = wanted >= 128;
    const rest = wanted - (isBlack ? 255 : 0);
    const column = at % width;
    const spill = (to: number, part: number): void => {
      left[to] = (left[to] ?? 0) + (rest * part) / 16;
    };
    if (column + 1 < width) spill(at + 1, 7);
    if (column > 0) spill(at + width - 1, 3);
    spill(at + width, 5);
    if (column + 1 < width) spill(at + width + 1, 1);
    return isBlack ? 1 : 0;
  });
}

/** The edge that a picture stands at; the paper between it and the dots is part of the picture. */
export type Edge = Picture['align'];

/** The dots without the empty paper around them; null where there is no dot at all. */
export function cutOut(dots: Uint8Array, width: number, edge: Edge): Cut | null {
  let [left, right, top, bottom] = [width, -1, Number.POSITIVE_INFINITY, -1];
  dots.forEach((dot, at) => {
    if (dot === 0) return;
    const [row, column] = [Math.floor(at / width), at % width];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  });
  if (right < 0) return null;
  // Dots go to the printer by eights: at the right edge the ones to spare are on the left.
  const fromRight = Math.max(0, width - rowBytes(width - left) * 8);
  const from = { left: 0, centre: left, right: fromRight }[edge];
  const widthDots = (edge === 'right' ? width - 1 : right) - from + 1;
  const heightDots = bottom - top + 1;
  const bits = new Uint8Array(rowBytes(widthDots) * heightDots);
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < widthDots; column += 1) {
      if (dots[(top + row) * width + from + column] !== 1) continue;
      const byte = row * rowBytes(widthDots) + (column >> 3);
      bits[byte] = (bits[byte] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return { widthDots, heightDots, bits, top };
}
