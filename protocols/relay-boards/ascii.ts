// Relay boards that are spoken to in lines of text, as those of Numato and their copies (general knowledge, not checked
// against a manual: relays `relay on 0`, `relay off 0`, `relay read 0`; inputs `gpio read 0`).
//
// Each command ends with CR. A board may echo it, answers a read with `on` or `off` (some with `1` or `0`) on a line of
// its own, and may send a prompt `>` when it is ready again. Which relay an answer is about only the echo tells.

import { byteAt, type FindFrame, type FrameBuffer, type Pushed, pushInto } from '../binary/stream.ts';

/** What such a board can be told, and the words for it. */
const WORDS = {
  on: 'relay on',
  off: 'relay off',
  readRelay: 'relay read',
  readInput: 'gpio read',
} as const;

/** A command about one relay or input, which count from 0. */
export interface AsciiCommand {
  readonly kind: keyof typeof WORDS;
  readonly place: number;
}

const KINDS = ['on', 'off', 'readRelay', 'readInput'] as const satisfies readonly AsciiCommand['kind'][];

/** Places beyond 9 are letters: 10 is A (boards with 16 and 32 relays). */
const RADIX = 36;

/** The line of a command, with its end. */
export function encodeAsciiCommand({ kind, place }: AsciiCommand): Uint8Array {
  const line = `${WORDS[kind]} ${place.toString(RADIX).toUpperCase()}\r`;
  return Uint8Array.from(line, (character) => character.charCodeAt(0));
}

/** The command that a line is, or null; for a board's twin, and for a board's echo. */
export function decodeAsciiCommand(line: string): AsciiCommand | null {
  for (const kind of KINDS) {
    const [, place] = new RegExp(`${WORDS[kind]} ([0-9A-V])$`).exec(line) ?? [];
    if (place !== undefined) return { kind, place: Number.parseInt(place, RADIX) };
  }
  return null;
}

/** The level that a line tells, or null. Bytes that are no text may stand before it: noise of the line. */
export function decodeLevelLine(line: string): boolean | null {
  const [, word] = /(?:^|[^ -~])(on|off|1|0)$/.exec(line) ?? [];
  return word === undefined ? null : word === 'on' || word === '1';
}

/** No line of a board is longer. */
const LONGEST_LINE = 64;

const CR = 0x0d;
const LF = 0x0a;
const PROMPT = 0x3e;

const isEnd = (byte: number): boolean => byte === CR || byte === LF || byte === PROMPT;

/** Finds lines; a line end or a prompt without a line is an empty one. */
const findLine: FindFrame<string> = (stream, from) => {
  const end = stream.findIndex((byte, place) => place >= from && isEnd(byte));
  const length = (end < 0 ? stream.length : end) - from;
  if (length > LONGEST_LINE) return { kind: 'none' };
  if (end < 0) return { kind: 'incomplete' };
  const text = Array.from({ length }, (_, at) => String.fromCharCode(byteAt(stream, from + at))).join('');
  return { kind: 'frame', frame: text, length: length + 1 };
};

/** Takes in what the line brought, and gives the lines that became whole, without their ends; none of them is empty. */
export function pushAsciiLines(buffer: FrameBuffer, bytes: Uint8Array): Pushed<string> {
  const pushed = pushInto(buffer, bytes, findLine);
  return { ...pushed, frames: pushed.frames.filter((line) => line !== '') };
}
