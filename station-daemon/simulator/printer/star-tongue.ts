// Star Line Mode as a simulated printer understands it. After Star's command specifications for that mode.

import { encodeStatus } from '../../../protocols/star/status.ts';
import { printedCharacter } from './code-pages.ts';
import { begins, type CommandForm, commandAt } from './command-forms.ts';
import type { AtOnceName, InOrderName, InOrderPiece, Tongue } from './tongue.ts';

const IN_ORDER: readonly CommandForm<InOrderName>[] = [
  { name: 'initialise', opening: '\x1b@', argumentBytes: 0 },
  { name: 'bold', opening: '\x1bE', argumentBytes: 0 },
  { name: 'bold', opening: '\x1bF', argumentBytes: 0 },
  { name: 'character table', opening: '\x1b\x1dt', argumentBytes: 1 },
  { name: 'align', opening: '\x1b\x1da', argumentBytes: 1 },
  { name: 'line spacing', opening: '\x1b0', argumentBytes: 0 },
  { name: 'line spacing', opening: '\x1bz', argumentBytes: 1 },
  /** Height and width, less one each. */
  { name: 'size', opening: '\x1bi', argumentBytes: 2 },
  { name: 'cut', opening: '\x1bd', argumentBytes: 1 },
  { name: 'symbol form', opening: '\x1b\x1dyS', argumentBytes: 2 },
  { name: 'symbol form', opening: '\x1b\x1dyP', argumentBytes: 0 },
  { name: 'tell in order', opening: '\x17', argumentBytes: 0 },
];

const AT_ONCE: readonly CommandForm<AtOnceName>[] = [
  { name: 'tell at once', opening: '\x1b\x06\x01', argumentBytes: 0 },
];

const PREFIXES: readonly number[] = [0x17, 0x1b];
const FIRST_CHARACTER = 0x20;

/** ESC X n1 n2: a strip of 24 rows, column by column, each of three bytes. The line feed that prints it belongs to it. */
const STRIP = '\x1bX';
const STRIP_HEAD_BYTES = 4;
const STRIP_END_BYTES = 2;
const STRIP_DOTS = 24;

const stripAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const [low = 0, high = 0] = bytes.slice(at + 2, at + STRIP_HEAD_BYTES);
  const width = low | (high << 8);
  const length = STRIP_HEAD_BYTES + width * 3 + STRIP_END_BYTES;
  if (bytes.length < at + length) return null;
  const acrossBytes = Math.ceil(width / 8);
  const dots = new Uint8Array(acrossBytes * STRIP_DOTS);
  for (let column = 0; column < width; column += 1) {
    for (let row = 0; row < STRIP_DOTS; row += 1) {
      const byte = bytes[at + STRIP_HEAD_BYTES + column * 3 + (row >> 3)] ?? 0;
      if ((byte & (0x80 >> (row & 7))) === 0) continue;
      const place = row * acrossBytes + (column >> 3);
      dots[place] = (dots[place] ?? 0) | (0x80 >> (column & 7));
    }
  }
  return { kind: 'picture', acrossBytes, downDots: STRIP_DOTS, dots, bytes: length };
};

/** ESC GS y D 1 0 nL nH: the text of a QR code. */
const QR = '\x1b\x1dyD1\x00';
/** ESC b n1 n2 n3 n4: a bar code, up to RS. */
const BARS = '\x1bb';
const BARS_HEAD_BYTES = 6;
const RS = 0x1e;

const textOf = (bytes: readonly number[]): string => String.fromCharCode(...bytes);

const qrAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const from = at + QR.length + 2;
  const [low = 0, high = 0] = bytes.slice(at + QR.length);
  const end = from + (low | (high << 8));
  if (bytes.length < from || bytes.length < end) return null;
  return { kind: 'symbol', text: `QR ${textOf(bytes.slice(from, end))}`, bytes: end - at };
};

const barsAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const end = bytes.indexOf(RS, at + BARS_HEAD_BYTES);
  if (end < 0) return null;
  const text = `bars ${textOf(bytes.slice(at + BARS_HEAD_BYTES, end))}`;
  return { kind: 'symbol', text, bytes: end + 1 - at };
};

const VARIABLE = [
  [STRIP, stripAt],
  [QR, qrAt],
  [BARS, barsAt],
] as const;

const pieceAt: Tongue['pieceAt'] = (bytes, at) => {
  const byte = bytes[at];
  if (byte === undefined) return null;
  if (!PREFIXES.includes(byte)) {
    return { kind: byte < FIRST_CHARACTER ? 'control' : 'character', byte, bytes: 1 };
  }
  const found = commandAt(IN_ORDER, bytes, at);
  for (const [opening, read] of VARIABLE) if (begins(bytes, at, opening) === 'whole') return read(bytes, at);
  const isBegun = VARIABLE.some(([opening]) => begins(bytes, at, opening) === 'begun');
  if (found === 'begun' || (found === null && isBegun)) return null;
  if (found === null) return { kind: 'unknown', bytes: 2 };
  const { name, argument } = found;
  return name === 'size' ? { ...found, argument: ((argument & 7) << 4) | (argument >> 8) } : found;
};

/** Star's numbers of tables, and Epson's for the same. */
const TABLES: ReadonlyMap<number, number> = new Map([
  [32, 16],
  [33, 45],
  [34, 46],
]);

const UNKNOWN_TABLE = -1;

/** What a printer in Star Line Mode understands and says. */
export const STAR_TONGUE: Tongue = {
  atOnce: AT_ONCE,
  pieceAt,
  character: (table, byte) => printedCharacter(TABLES.get(table) ?? UNKNOWN_TABLE, byte),
  status: (_argument, status, marks) => encodeStatus(status, marks),
  inOrder: encodeStatus,
  change: null,
  cleared: new Uint8Array(),
};
