// Pictures for an ESC/POS printer: GS v 0, which prints rows of dots where the paper stands, with ESC a for the edge
// that they stand at and ESC J for the empty paper around them. After the command references of Epson and Citizen; not
// tried on a printer.

import { type Picture, rowBytes } from '../devices/printer.ts';

const ESC = 0x1b;
const GS = 0x1d;
const DLE = 0x10;
const ALIGNMENTS = ['left', 'centre', 'right'] as const satisfies readonly Picture['align'][];

/** ESC J takes one byte: further paper is fed by another one. */
const MOST_FEED_DOTS = 255;

/** What follows DLE in the commands that a printer heeds at once, even amid the dots of a picture: EOT, ENQ, DC4. */
const AFTER_DLE: readonly number[] = [0x04, 0x05, 0x14];

/** Bytes of a GS v 0 before its dots: GS v 0 m xL xH yL yH. */
export const RASTER_HEAD_BYTES = 8;

/** The picture at its edge, with the paper around it; afterwards text stands on the left again. */
export function pictureBytes(picture: Picture): Uint8Array {
  const { widthDots, heightDots, align, aboveDots, belowDots } = picture;
  const across = rowBytes(widthDots);
  return Uint8Array.from([
    ...feed(aboveDots),
    ...[ESC, 0x61, ALIGNMENTS.indexOf(align)],
    ...[GS, 0x76, 0x30, 0, ...twoBytes(across), ...twoBytes(heightDots)],
    ...withoutCommands(picture.bits.subarray(0, across * heightDots)),
    ...[ESC, 0x61, 0],
    ...feed(belowDots),
  ]);
}

/** Bytes of dots that belong to a GS v 0, by its head; 0 where this is none or not whole. */
export function rasterDotBytes(head: readonly number[]): number {
  const [across, down] = rasterSize(head);
  return across * down;
}

/** Bytes across and dots down of a GS v 0, by its head. */
export function rasterSize(head: readonly number[]): readonly [acrossBytes: number, downDots: number] {
  const [, , , , xL = 0, xH = 0, yL = 0, yH = 0] = head;
  return [xL | (xH << 8), yL | (yH << 8)];
}

/** The edge that an ESC a names, by its argument. */
export function alignmentOf(argument: number): Picture['align'] {
  return ALIGNMENTS[argument] ?? 'left';
}

/**
 * Dots in which no command is found: a printer looks for those that it heeds at once even here. One more dot beside
 * the first of them, which nobody sees, and it is none.
 */
function withoutCommands(bits: Uint8Array): Uint8Array {
  return bits.map((byte, at) =>
    byte === DLE && AFTER_DLE.includes(bits[at + 1] ?? 0) ? DLE | (DLE >> 1) : byte,
  );
}

function feed(dots: number): readonly number[] {
  if (dots <= 0) return [];
  const now = Math.min(dots, MOST_FEED_DOTS);
  return [ESC, 0x4a, now, ...feed(dots - now)];
}

function twoBytes(value: number): readonly [number, number] {
  return [value & 0xff, value >> 8];
}
