// The ESC/POS commands that a slip is made of, and those by which the printer is asked: how each begins and how many
// bytes of arguments follow. Only where a command ends is known here; what it does is printer.ts. After the command
// references of Epson and Citizen.

import { RASTER_HEAD_BYTES, rasterDotBytes, rasterSize } from '../../../protocols/escpos/raster.ts';

/** A command's row. Every command here has a fixed length, but for the dots of a picture. */
interface CommandForm {
  readonly name: string;
  readonly opening: string;
  readonly argumentBytes: 0 | 1;
}

/** Heeded where they stand in the text. */
const IN_ORDER = [
  { name: 'initialise', opening: '\x1b@', argumentBytes: 0 },
  { name: 'no kanji', opening: '\x1c.', argumentBytes: 0 },
  { name: 'font', opening: '\x1bM', argumentBytes: 1 },
  { name: 'bold', opening: '\x1bE', argumentBytes: 1 },
  { name: 'character table', opening: '\x1bt', argumentBytes: 1 },
  /** 0 left, 1 centre, 2 right. */
  { name: 'align', opening: '\x1ba', argumentBytes: 1 },
  /** In dots. */
  { name: 'feed', opening: '\x1bJ', argumentBytes: 1 },
  /** Bits 4 to 6: columns that a character takes, less one; bits 0 to 2: lines. */
  { name: 'size', opening: '\x1d!', argumentBytes: 1 },
  { name: 'cut', opening: '\x1dV\x00', argumentBytes: 0 },
  { name: 'cut', opening: '\x1dV\x01', argumentBytes: 0 },
  /** GS a n: what it tells by itself from now on. */
  { name: 'tell changes', opening: '\x1da', argumentBytes: 1 },
  /** GS r n: answered once everything before it was printed. */
  { name: 'tell in order', opening: '\x1dr', argumentBytes: 1 },
] as const satisfies readonly CommandForm[];

/** Heeded at once when their last byte comes in, whatever waits before them. */
const REAL_TIME = [
  { name: 'tell at once', opening: '\x10\x04', argumentBytes: 1 },
  { name: 'clear', opening: '\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08', argumentBytes: 0 },
] as const satisfies readonly CommandForm[];

/** A command as it stood among the bytes. */
export interface Command<Name extends string> {
  readonly kind: 'command';
  readonly name: Name;
  /** 0 where it has none. */
  readonly argument: number;
  readonly bytes: number;
}

/** What waits its turn: one thing to print or to obey, and how many bytes it is. */
export type InOrderPiece =
  | Command<(typeof IN_ORDER)[number]['name']>
  | { readonly kind: 'character'; readonly byte: number; readonly bytes: 1 }
  | { readonly kind: 'control'; readonly byte: number; readonly bytes: 1 }
  | {
      readonly kind: 'picture';
      readonly acrossBytes: number;
      readonly downDots: number;
      readonly dots: Uint8Array;
      readonly bytes: number;
    }
  /** A prefix with a letter that is not known: both are passed over, as printers do. */
  | { readonly kind: 'unknown'; readonly bytes: 2 };

export type RealTimeCommand = Command<(typeof REAL_TIME)[number]['name']>;

const PREFIXES: readonly number[] = [0x10, 0x1b, 0x1c, 0x1d];
const FIRST_CHARACTER = 0x20;
/** GS v 0 with plain dots. */
const RASTER = '\x1dv0\x00';

/** The command that stands at a place, `begun` where it is not whole yet, or null. */
const commandAt = <Form extends CommandForm>(
  forms: readonly Form[],
  bytes: readonly number[],
  at: number,
): Command<Form['name']> | 'begun' | null => {
  let begun = false;
  for (const form of forms) {
    const there = bytes.slice(at, at + form.opening.length);
    if (!there.every((byte, index) => byte === form.opening.charCodeAt(index))) continue;
    const length = form.opening.length + form.argumentBytes;
    if (bytes.length - at >= length) {
      const argument = form.argumentBytes === 0 ? 0 : (bytes[at + length - 1] ?? 0);
      return { kind: 'command', name: form.name, argument, bytes: length };
    }
    begun = true;
  }
  return begun ? 'begun' : null;
};

/** Does a command begin here: with all of its opening, or with as much as there is? GS alone may be another one. */
const begins = (bytes: readonly number[], at: number, opening: string): 'whole' | 'begun' | 'no' => {
  const there = bytes.slice(at, at + opening.length);
  if (there.length < 2 || !there.every((byte, index) => byte === opening.charCodeAt(index))) return 'no';
  return there.length === opening.length ? 'whole' : 'begun';
};

const pictureAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const dotsAt = at + RASTER_HEAD_BYTES;
  const head = bytes.slice(at, dotsAt);
  const dotBytes = rasterDotBytes(head);
  if (bytes.length < dotsAt + dotBytes) return null;
  const [acrossBytes, downDots] = rasterSize(head);
  const dots = Uint8Array.from(bytes.slice(dotsAt, dotsAt + dotBytes));
  return { kind: 'picture', acrossBytes, downDots, dots, bytes: RASTER_HEAD_BYTES + dotBytes };
};

/** The piece at a place of what waits to be printed; null where it is not whole yet, and at the end. */
export const pieceAt = (bytes: readonly number[], at: number): InOrderPiece | null => {
  const byte = bytes[at];
  if (byte === undefined) return null;
  if (!PREFIXES.includes(byte)) {
    return { kind: byte < FIRST_CHARACTER ? 'control' : 'character', byte, bytes: 1 };
  }
  if (begins(bytes, at, RASTER) === 'whole') return pictureAt(bytes, at);
  if (begins(bytes, at, RASTER) === 'begun') return null;
  const found = commandAt(IN_ORDER, bytes, at);
  if (found === 'begun') return null;
  return found ?? { kind: 'unknown', bytes: 2 };
};

/** What came in, parted into real-time commands and what waits its turn. */
export interface Sifted {
  readonly atOnce: readonly RealTimeCommand[];
  readonly inTurn: readonly number[];
  /** The beginning of what may become a real-time command. */
  readonly held: readonly number[];
}

/** Picks real-time commands out of bytes as they come; `held` is what the last call held back. */
export const sift = (held: readonly number[], bytes: readonly number[]): Sifted => {
  const all = [...held, ...bytes];
  const atOnce: RealTimeCommand[] = [];
  const inTurn: number[] = [];
  for (let at = 0; at < all.length; ) {
    const found = commandAt(REAL_TIME, all, at);
    if (found === 'begun') return { atOnce, inTurn, held: all.slice(at) };
    if (found === null) inTurn.push(all[at] ?? 0);
    else atOnce.push(found);
    at += found?.bytes ?? 1;
  }
  return { atOnce, inTurn, held: [] };
};
