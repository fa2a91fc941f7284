// Requests and answers to frames and back, for both ends of the line. What they say is in messages.ts and
// refusal.ts, the layouts are in command-table.ts, the frames in framing.ts.

import { readWhole } from '../binary/combinators.ts';
import { COMMANDS, type CommandRow } from './command-table.ts';
import { encodeFrame, type FeigFrame, type FrameForm } from './framing.ts';
import type { FeigAnswer, FeigAnswers, FeigKind, FeigRequest, FeigRequests } from './messages.ts';
import { type FeigRefusal, refusalBytes, refusalOf } from './refusal.ts';
import { STATUS, statusName } from './status.ts';

export * from './messages.ts';
export type { FeigRefusal } from './refusal.ts';

/** Why an answer gives nothing: the reader refused, or the frame is not what was asked for. */
export type FeigFault =
  | FeigRefusal
  /** The frame answers another command. */
  | { readonly kind: 'other-command'; readonly command: number }
  /** STATUS is 0, and the data does not have the answer's layout. */
  | { readonly kind: 'not-understood'; readonly bytes: number };

/** What an answer's frame held. */
export type DecodedAnswer<K extends FeigKind> =
  | { readonly ok: true; readonly answer: FeigAnswers[K] }
  | { readonly ok: false; readonly fault: FeigFault };

/** What a request's frame held. A fault is the STATUS that a reader answers it with, and its English name. */
export type DecodedRequest =
  | { readonly ok: true; readonly request: FeigRequest }
  | { readonly ok: false; readonly fault: RequestFault };

export interface RequestFault {
  readonly status: typeof STATUS.unknownCommand | typeof STATUS.wrongLength;
  readonly name: string;
}

/** Whom a frame is for (or, in an answer, from), and how it is written. */
export interface Envelope {
  /** COM-ADR, 0..255; `ANY_READER` in a request reaches whichever is there. */
  readonly address: number;
  readonly form: FrameForm;
}

/**
 * The request's frame, ready to be sent. Total: numbers are taken modulo their width and text that is no UID
 * addresses a tag that cannot exist.
 */
export function encodeRequest(request: FeigRequest, envelope: Envelope): Uint8Array {
  return encodeRequestOf(request.kind, request, envelope);
}

function encodeRequestOf<K extends FeigKind>(
  kind: K,
  request: FeigRequests[K],
  envelope: Envelope,
): Uint8Array {
  const row: CommandRow<FeigRequests[K], FeigAnswers[K]> = COMMANDS[kind];
  const data: number[] = row.subCommand === null ? [] : [row.subCommand];
  row.request.write(request, data);
  return frameOf(row.command, null, data, envelope);
}

/** The answer's frame, as a reader sends it. Total, like `encodeRequest`. */
export function encodeAnswer(answer: FeigAnswer, envelope: Envelope): Uint8Array {
  return encodeAnswerOf(answer.kind, answer, envelope);
}

function encodeAnswerOf<K extends FeigKind>(kind: K, answer: FeigAnswers[K], envelope: Envelope): Uint8Array {
  const row: CommandRow<FeigRequests[K], FeigAnswers[K]> = COMMANDS[kind];
  const written: number[] = [];
  row.answer.write(answer, written);
  const [status = STATUS.ok, ...data] = written;
  return frameOf(row.command, status, data, envelope);
}

/** The frame with which a reader refuses a request of this kind. */
export function encodeRefusal(kind: FeigKind, refusal: FeigRefusal, envelope: Envelope): Uint8Array {
  const [status = STATUS.ok, ...data] = refusalBytes(refusal);
  return frameOf(COMMANDS[kind].command, status, data, envelope);
}

function frameOf(
  command: number,
  status: number | null,
  data: readonly number[],
  envelope: Envelope,
): Uint8Array {
  const content = { address: envelope.address, command, data: Uint8Array.from(data) };
  return encodeFrame(status === null ? content : { ...content, status }, envelope.form);
}

/** What a request's frame asks for. Only the kinds and modes of the table are understood, addressed ones alone. */
export function decodeRequest(frame: FeigFrame): DecodedRequest {
  let fault: RequestFault['status'] = STATUS.unknownCommand;
  for (const { command, subCommand, request } of Object.values(COMMANDS)) {
    const known = frame.command === command && (subCommand === null || frame.data[0] === subCommand);
    if (known) {
      const read: FeigRequest | null = readWhole<FeigRequest>(
        request,
        frame.data.subarray(subCommand === null ? 0 : 1),
      );
      if (read !== null) return { ok: true, request: read };
      fault = STATUS.wrongLength;
    }
  }
  return requestFault(fault);
}

function requestFault(status: RequestFault['status']): DecodedRequest {
  return { ok: false, fault: { status, name: statusName(status) } };
}

/**
 * What a reader's frame says in answer to a request of this kind. Answers do not repeat the sub-command, so that
 * the kind has to be remembered by who asked.
 */
export function decodeAnswer<K extends FeigKind>(kind: K, frame: FeigFrame): DecodedAnswer<K> {
  const row: CommandRow<FeigRequests[K], FeigAnswers[K]> = COMMANDS[kind];
  if (frame.command !== row.command) {
    return { ok: false, fault: { kind: 'other-command', command: frame.command } };
  }
  const { status, data } = frame;
  if (status === undefined) {
    return { ok: false, fault: { kind: 'not-understood', bytes: data.length } };
  }
  const answer = readWhole(row.answer, Uint8Array.from([status, ...data]));
  if (answer !== null) {
    return { ok: true, answer };
  }
  const fault: FeigFault =
    status === STATUS.ok ? { kind: 'not-understood', bytes: data.length } : refusalOf(status, data);
  return { ok: false, fault };
}
