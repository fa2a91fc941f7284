// ESC/POS as a simulated printer understands it: the commands that a slip is made of, and those by which the printer is
// asked. After the command references of Epson and Citizen.

import { RASTER_HEAD_BYTES, rasterDotBytes, rasterSize } from '../../../protocols/escpos/raster.ts';
import {
  CLEARED,
  encodeAutomaticStatus,
  encodeInOrderStatus,
  encodeStatus,
  STATUS_NUMBERS,
} from '../../../protocols/escpos/status.ts';
import { printedCharacter } from './code-pages.ts';
import { begins, type CommandForm, commandAt } from './command-forms.ts';
import type { AtOnceName, InOrderName, InOrderPiece, Tongue } from './tongue.ts';

const IN_ORDER: readonly CommandForm<InOrderName>[] = [
  { name: 'initialise', opening: '\x1b@', argumentBytes: 0 },
  { name: 'no kanji', opening: '\x1c.', argumentBytes: 0 },
  { name: 'font', opening: '\x1bM', argumentBytes: 1 },
  { name: 'bold', opening: '\x1bE', argumentBytes: 1 },
  { name: 'character table', opening: '\x1bt', argumentBytes: 1 },
  { name: 'align', opening: '\x1ba', argumentBytes: 1 },
  { name: 'feed', opening: '\x1bJ', argumentBytes: 1 },
  { name: 'size', opening: '\x1d!', argumentBytes: 1 },
  { name: 'cut', opening: '\x1dV\x00', argumentBytes: 0 },
  { name: 'cut', opening: '\x1dV\x01', argumentBytes: 0 },
  { name: 'symbol form', opening: '\x1dh', argumentBytes: 1 },
  { name: 'symbol form', opening: '\x1dw', argumentBytes: 1 },
  { name: 'symbol form', opening: '\x1dH', argumentBytes: 1 },
  { name: 'tell changes', opening: '\x1da', argumentBytes: 1 },
  { name: 'tell in order', opening: '\x1dr', argumentBytes: 1 },
];

const AT_ONCE: readonly CommandForm<AtOnceName>[] = [
  { name: 'tell at once', opening: '\x10\x04', argumentBytes: 1 },
  { name: 'clear', opening: '\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08', argumentBytes: 0 },
];

const PREFIXES: readonly number[] = [0x10, 0x1b, 0x1c, 0x1d];
const FIRST_CHARACTER = 0x20;
/** GS v 0 with plain dots. */
const RASTER = '\x1dv0\x00';

const pictureAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const dotsAt = at + RASTER_HEAD_BYTES;
  const head = bytes.slice(at, dotsAt);
  const dotBytes = rasterDotBytes(head);
  if (bytes.length < dotsAt + dotBytes) return null;
  const [acrossBytes, downDots] = rasterSize(head);
  const dots = Uint8Array.from(bytes.slice(dotsAt, dotsAt + dotBytes));
  return { kind: 'picture', acrossBytes, downDots, dots, bytes: RASTER_HEAD_BYTES + dotBytes };
};

/** GS ( k pL pH 49 f: a part of a QR code. Function 80 has its text behind one more byte. */
const QR = '\x1d(k';
/** GS k 73 n: a bar code of n bytes, which begin with the name of their set. */
const BARS = '\x1dkI';

const textOf = (bytes: readonly number[]): string => String.fromCharCode(...bytes);

const qrAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const [low = 0, high = 0, , what] = bytes.slice(at + 3);
  const length = 5 + (low | (high << 8));
  if (bytes.length < at + length || bytes.length < at + 7) return null;
  const text = what === 0x50 ? `QR ${textOf(bytes.slice(at + 8, at + length))}` : null;
  return { kind: 'symbol', text, bytes: length };
};

const barsAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const length = 4 + (bytes[at + 3] ?? Number.POSITIVE_INFINITY);
  if (bytes.length < at + length) return null;
  return { kind: 'symbol', text: `bars ${textOf(bytes.slice(at + 6, at + length))}`, bytes: length };
};

const VARIABLE = [
  [RASTER, pictureAt],
  [QR, qrAt],
  [BARS, barsAt],
] as const;

const pieceAt: Tongue['pieceAt'] = (bytes, at) => {
  const byte = bytes[at];
  if (byte === undefined) return null;
  if (!PREFIXES.includes(byte)) {
    return { kind: byte < FIRST_CHARACTER ? 'control' : 'character', byte, bytes: 1 };
  }
  for (const [opening, read] of VARIABLE) {
    const there = begins(bytes, at, opening);
    if (there === 'whole') return read(bytes, at);
    if (there === 'begun') return null;
  }
  const found = commandAt(IN_ORDER, bytes, at);
  if (found === 'begun') return null;
  return found ?? { kind: 'unknown', bytes: 2 };
};

/** What an ESC/POS printer understands and says. */
export const ESCPOS_TONGUE: Tongue = {
  atOnce: AT_ONCE,
  pieceAt,
  character: printedCharacter,
  status(argument, status) {
    const number = STATUS_NUMBERS.find((known) => known === argument);
    return number === undefined ? null : Uint8Array.of(encodeStatus(number, status));
  },
  inOrder: (status) => Uint8Array.of(encodeInOrderStatus(status)),
  change: encodeAutomaticStatus,
  cleared: CLEARED,
};
