// Frames of 3M readers, cut out of a byte stream and put together: start byte, length, command, error, data, CRC.
// What a command or its data means is in commands.ts; this file never looks into the data.
//
// 3M RFID Reader Model 210, protocol specification 1.0.0. LENGTH counts every byte behind itself, the CRC too; CRC
// covers everything but the start byte, is inverted and goes high byte first.
//   d6   0xD6 LENGTH(2, high byte first)           COMMAND(1) [ERROR(1)] DATA(n) CRC(2)
//   d5   0xD5 LENGTH(2, high byte first) 0x04 0x00 COMMAND(1)            DATA(n) CRC(2)
// Only answers carry ERROR. The form d5 is in no specification: 3M's own programs begin with it, and readers of the
// families 810 and 210 were seen to answer it in kind (recorded frames in test/protocols/m3.test.ts).

import { crc16 } from '../binary/crc.ts';
import {
  byteAt,
  type Candidate,
  type FrameBuffer,
  giveUpPartial,
  type Pushed,
  pushInto,
} from '../binary/stream.ts';

/** The two ways to write a frame. A reader answers in the form in which it was asked. */
export type FrameForm = 'd6' | 'd5';

/** Whose input is parsed: the host receives answers (with ERROR), the reader receives requests (without). */
export type FrameSide = 'host' | 'reader';

/** What a frame carries. */
export interface FrameContent {
  /** COMMAND, 0..255. An answer repeats its request's. */
  readonly command: number;
  /** ERROR, 0..255; present in answers, absent in requests. The form d5 has no place for it: there it is 0. */
  readonly error?: number;
  readonly data: Uint8Array;
}

/** A frame that was received whole and whose CRC is right. */
export interface M3Frame extends FrameContent {
  readonly form: FrameForm;
}

/**
 * Longest frame that is waited for, in bytes: an inventory of 255 transponders with 9 bytes each fits. A length
 * beyond it is noise, and waiting for 64 KiB of it would leave the line deaf.
 */
export const LONGEST_FRAME = 2560;

const START = { d6: 0xd6, d5: 0xd5 } as const satisfies Record<FrameForm, number>;
/** What stands before COMMAND in each form. */
const HEAD = { d6: [], d5: [0x04, 0x00] } as const satisfies Record<FrameForm, readonly number[]>;
const START_AND_LENGTH_BYTES = 3;
const CRC_BYTES = 2;

/** Writes a frame. Numbers are taken modulo 256. */
export function encodeFrame(content: FrameContent, form: FrameForm): Uint8Array {
  const error = content.error === undefined || form === 'd5' ? [] : [content.error];
  const body = [...HEAD[form], content.command, ...error, ...content.data];
  const length = body.length + CRC_BYTES;
  const frame = Uint8Array.from([START[form], length >>> 8, length, ...body, 0, 0]);
  const crc = crcOf(frame, 0, frame.length);
  frame.set([crc >>> 8, crc & 0xff], frame.length - CRC_BYTES);
  return frame;
}

/** Takes in what the line brought and gives the frames that became whole. Waits for what is incomplete. */
export function pushBytes(buffer: FrameBuffer, bytes: Uint8Array, side: FrameSide): Pushed<M3Frame> {
  return pushInto(buffer, bytes, (stream, at) => candidateAt(stream, at, side));
}

/**
 * Gives up what is incomplete, and gives the frames that stood behind it, if any. To be called when the line was
 * silent for long, and by a host before each request.
 */
export function dropPartial(buffer: FrameBuffer, side: FrameSide): Pushed<M3Frame> {
  return giveUpPartial(buffer, (stream, at) => candidateAt(stream, at, side));
}

function candidateAt(stream: Uint8Array, at: number, side: FrameSide): Candidate<M3Frame> {
  const form = formOf(byteAt(stream, at));
  if (form === null) return { kind: 'none' };
  if (stream.length < at + START_AND_LENGTH_BYTES) return { kind: 'incomplete' };
  const hasError = side === 'host' && form === 'd6';
  const shortest = HEAD[form].length + 1 + (hasError ? 1 : 0) + CRC_BYTES;
  const length = byteAt(stream, at + 1) * 256 + byteAt(stream, at + 2);
  const end = at + START_AND_LENGTH_BYTES + length;
  if (length < shortest || end - at > LONGEST_FRAME) return { kind: 'none' };
  if (stream.length < end) return { kind: 'incomplete' };
  const crcAt = end - CRC_BYTES;
  const command = at + START_AND_LENGTH_BYTES + HEAD[form].length;
  const hasHead = HEAD[form].every((byte, index) => stream[at + START_AND_LENGTH_BYTES + index] === byte);
  const isSound = crcOf(stream, at, end) === byteAt(stream, crcAt) * 256 + byteAt(stream, crcAt + 1);
  if (!hasHead || !isSound) return { kind: 'none' };
  const content = { form, command: byteAt(stream, command) };
  const data = stream.slice(command + (hasError ? 2 : 1), crcAt);
  const error = hasError ? byteAt(stream, command + 1) : 0;
  const frame = side === 'host' ? { ...content, error, data } : { ...content, data };
  return { kind: 'frame', frame, length: end - at };
}

function formOf(start: number): FrameForm | null {
  if (start === START.d6) return 'd6';
  return start === START.d5 ? 'd5' : null;
}

/** The CRC of the frame that begins at `from` and ends before `to`. */
function crcOf(bytes: Uint8Array, from: number, to: number): number {
  return crc16(bytes.subarray(from + 1, to - CRC_BYTES)) ^ 0xffff;
}
