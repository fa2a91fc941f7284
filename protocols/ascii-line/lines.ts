// Lines of text cut out of a byte stream, and put together to answers. What they say is the pattern's affair.

import { byteAt, type Candidate, type FindFrame } from '../binary/stream.ts';
import { type LineForm, type LineReaderPattern, lineMatcher } from './pattern.ts';

/** An answer: its lines, without what begins and ends them. A line end without a line is an answer without lines. */
export interface LineAnswer {
  readonly lines: readonly string[];
}

/** Longest answer that is waited for, in bytes: an inventory of some 150 tags, one a line. */
const LONGEST_ANSWER = 4096;

/**
 * A longer line is noise: an inventory of some 30 tags fits on one, and half a block of a tag's memory. What the pattern
 * describes is looked for in no more.
 */
const LONGEST_LINE = 512;

const CR = 0x0d;
const LF = 0x0a;
const ENDS = { CR: '\r', LF: '\n', CRLF: '\r\n' } as const satisfies Record<LineForm['end'], string>;

/** The bytes of a line. Characters beyond 8 bits are cut to their lowest 8. */
export function encodeLine(text: string, { start, end, checksum }: LineForm): Uint8Array {
  const guarded = checksum === 'none' ? text : `${text}*${checksumOf(text)}`;
  return Uint8Array.from(`${start}${guarded}${ENDS[end]}`, (character) => character.charCodeAt(0));
}

/** The text of a line that came in, without what begins it and guards it; null where it is none. */
export function decodeLine(line: string, { start, checksum }: LineForm): string | null {
  const begins = start === '' ? 0 : line.lastIndexOf(start) + 1;
  const text = line.slice(begins);
  if (start !== '' && begins === 0) return null;
  if (checksum === 'none') return text;
  const guard = text.slice(-3);
  const guarded = text.slice(0, -3);
  return guard === `*${checksumOf(guarded)}` ? guarded : null;
}

function checksumOf(text: string): string {
  const sum = [...text].reduce((before, character) => before ^ character.charCodeAt(0), 0);
  return (sum & 0xff).toString(16).toUpperCase().padStart(2, '0');
}

/** Finds a reader's answers: lines up to one that ends an answer. Lines that are none are passed over in between. */
export function answerFinder({
  lines: form,
  lastLine,
}: Pick<LineReaderPattern, 'lines' | 'lastLine'>): FindFrame<LineAnswer> {
  const last = lineMatcher(lastLine ?? '');
  return (stream, from) => {
    if (isLineEnd(byteAt(stream, from))) return { kind: 'frame', frame: { lines: [] }, length: 1 };
    if (form.start !== '' && byteAt(stream, from) !== form.start.charCodeAt(0)) return NONE;
    const lines: string[] = [];
    for (let at = from; ; ) {
      const end = stream.findIndex((byte, place) => place >= at && isLineEnd(byte));
      if (end < 0) return stream.length - from > LONGEST_ANSWER ? NONE : { kind: 'incomplete' };
      const text = end - at > LONGEST_LINE ? null : String.fromCharCode(...stream.subarray(at, end));
      const line = text === null ? null : decodeLine(text, form);
      // What begins with no line is no answer.
      if (line === null && lines.length === 0) return NONE;
      if (line !== null && line !== '') lines.push(line);
      at = end + 1;
      const ended = line === null ? null : last.exec(line);
      if (ended === null) continue;
      const told = ended.groups?.['lines'];
      const isWhole = told === undefined || Number(told) === lines.length - 1;
      return isWhole ? { kind: 'frame', frame: { lines }, length: at - from } : NONE;
    }
  };
}

const NONE: Candidate<never> = { kind: 'none' };

const isLineEnd = (byte: number): boolean => byte === CR || byte === LF;
