// FEIG frames, cut out of a byte stream and put together: length, address, command, status, data, CRC.
// What a command or its data means is in commands.ts; this file never looks into the data.
//
// FEIG H20800-16e, "ISO Host mode". LENGTH and ALENGTH count every byte of the frame, themselves and the CRC too.
//   standard   LENGTH(1)                       COM-ADR(1) COMMAND(1) [STATUS(1)] DATA(n) CRC16(2, low byte first)
//   advanced   0x02 ALENGTH(2, high byte first) COM-ADR(1) COMMAND(1) [STATUS(1)] DATA(n) CRC16(2, low byte first)
// Only answers carry STATUS. No standard frame is two bytes long, so a frame that begins with 0x02 is an advanced one.

import {
  byteAt,
  type Candidate,
  type FrameBuffer,
  giveUpPartial,
  type Pushed,
  pushInto,
} from '../binary/stream.ts';
import { crc16 } from './crc.ts';

export { EMPTY_BUFFER, type FrameBuffer, type Pushed } from '../binary/stream.ts';

/** The two ways to write a frame. A reader may answer in either. */
export type FrameForm = 'standard' | 'advanced';

/** Whose input is parsed: the host receives answers (with STATUS), the reader receives requests (without). */
export type FrameSide = 'host' | 'reader';

/** What a frame carries. */
export interface FrameContent {
  /** COM-ADR, 0..255. 255 in a request reaches any reader. */
  readonly address: number;
  /** COMMAND, 0..255. An answer repeats its request's. */
  readonly command: number;
  /** STATUS, 0..255; present in answers, absent in requests. */
  readonly status?: number;
  readonly data: Uint8Array;
}

/** A frame that was received whole and whose CRC is right. */
export interface FeigFrame extends FrameContent {
  readonly form: FrameForm;
}

/** The address that every reader listens to, whatever its own is. */
export const ANY_READER = 255;

/**
 * Longest frame that is waited for, in bytes: an inventory of 255 transponders of 10 bytes each fits. A length
 * beyond it is noise, and waiting for 64 KiB of it would leave the line deaf.
 */
export const LONGEST_FRAME = 2560;

/** Reader's pause that ends a frame (FEIG H20800-16e): what is incomplete after it stays incomplete. */
export const LONGEST_CHARACTER_GAP_MS = 12;

/** Silence that a reader needs between its answer and the next request, PSST (FEIG H20800-16e). */
export const SHORTEST_REQUEST_GAP_MS = 5;

const STX = 0x02;
const CRC_BYTES = 2;
const LONGEST_STANDARD = 255;

/** Bytes before COM-ADR. */
const HEADER_BYTES = { standard: 1, advanced: 3 } as const satisfies Record<FrameForm, number>;

/**
 * Writes a frame. Numbers are taken modulo 256. A content that is too long for the standard form (255 bytes in
 * all) is written in the advanced form, which exists for that.
 */
export function encodeFrame(content: FrameContent, form: FrameForm): Uint8Array {
  const status = content.status === undefined ? [] : [content.status];
  const body = [content.address, content.command, ...status, ...content.data];
  const standardLength = HEADER_BYTES.standard + body.length + CRC_BYTES;
  const written = form === 'standard' && standardLength <= LONGEST_STANDARD ? 'standard' : 'advanced';
  const length = HEADER_BYTES[written] + body.length + CRC_BYTES;
  const header = written === 'standard' ? [length] : [STX, length >>> 8, length];
  const frame = Uint8Array.from([...header, ...body, 0, 0]);
  const crc = crc16(frame, 0, length - CRC_BYTES);
  frame.set([crc & 0xff, crc >>> 8], length - CRC_BYTES);
  return frame;
}

/** Takes in what the line brought and gives the frames that became whole. Waits for what is incomplete. */
export function pushBytes(buffer: FrameBuffer, bytes: Uint8Array, side: FrameSide): Pushed<FeigFrame> {
  return pushInto(buffer, bytes, (stream, at) => candidateAt(stream, at, side));
}

/**
 * Gives up what is incomplete, and gives the frames that stood behind it, if any. To be called when the line was
 * silent for longer than `LONGEST_CHARACTER_GAP_MS`, and by a host before each request.
 */
export function dropPartial(buffer: FrameBuffer, side: FrameSide): Pushed<FeigFrame> {
  return giveUpPartial(buffer, (stream, at) => candidateAt(stream, at, side));
}

function candidateAt(stream: Uint8Array, at: number, side: FrameSide): Candidate<FeigFrame> {
  const form: FrameForm = stream[at] === STX ? 'advanced' : 'standard';
  const header = HEADER_BYTES[form];
  if (stream.length < at + header) {
    return { kind: 'incomplete' };
  }
  const length =
    form === 'standard' ? byteAt(stream, at) : byteAt(stream, at + 1) * 256 + byteAt(stream, at + 2);
  const statusBytes = side === 'host' ? 1 : 0;
  const shortest = header + 2 + statusBytes + CRC_BYTES;
  if (length < shortest || length > LONGEST_FRAME) {
    return { kind: 'none' };
  }
  if (stream.length < at + length) {
    return { kind: 'incomplete' };
  }
  const body = at + header;
  const end = at + length - CRC_BYTES;
  if (crc16(stream, at, end) !== byteAt(stream, end) + byteAt(stream, end + 1) * 256) {
    return { kind: 'none' };
  }
  const frame = {
    form,
    address: byteAt(stream, body),
    command: byteAt(stream, body + 1),
    data: stream.slice(body + 2 + statusBytes, end),
  };
  return {
    kind: 'frame',
    length,
    frame: side === 'host' ? { ...frame, status: byteAt(stream, body + 2) } : frame,
  };
}
