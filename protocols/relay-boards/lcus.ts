// Relay boards of the LCUS make (LC Technology, CH340 or CP2102): four bytes a command.
//
//   0xA0, channel from 1, operation, sum of the three modulo 256
//
// Operation 0 switches off and 1 on, without an answer; 5 asks how a relay is (from general knowledge, not checked
// against a manual; plain boards leave it unanswered). The answer has the same form, its operation 0 for off, 1 for on.

import { after, record } from '../binary/combinators.ts';
import { byte, type Field } from '../binary/fields.ts';
import { type FindFrame, type FrameBuffer, type Pushed, pushInto } from '../binary/stream.ts';

/** One command or answer. */
export interface LcusFrame {
  /** 1 and more. */
  readonly channel: number;
  readonly operation: number;
}

/** The operations by their names. */
export const LCUS_OPERATIONS = { off: 0, on: 1, tell: 5 } as const;

const START = 0xa0;
const FRAME_BYTES = 4;

const FRAME: Field<LcusFrame & { readonly sum: number }> = after(
  [START],
  record({ channel: byte, operation: byte, sum: byte }),
);

const sumOf = ({ channel, operation }: LcusFrame): number => (START + channel + operation) & 0xff;

/** The bytes of a frame. */
export function encodeLcus(frame: LcusFrame): Uint8Array {
  const out: number[] = [];
  FRAME.write({ ...frame, sum: sumOf(frame) }, out);
  return Uint8Array.from(out);
}

const findFrame: FindFrame<LcusFrame> = (stream, at) => {
  if (stream[at] !== START) return { kind: 'none' };
  if (stream.length - at < FRAME_BYTES) return { kind: 'incomplete' };
  const read = FRAME.read(stream, at);
  if (read === null || read.value.sum !== sumOf(read.value)) return { kind: 'none' };
  const { channel, operation } = read.value;
  return { kind: 'frame', frame: { channel, operation }, length: FRAME_BYTES };
};

/** Takes in what the line brought, and gives the frames that became whole and whose sum is right. */
export function pushLcus(buffer: FrameBuffer, bytes: Uint8Array): Pushed<LcusFrame> {
  return pushInto(buffer, bytes, findFrame);
}
