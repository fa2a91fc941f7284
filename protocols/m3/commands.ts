// Requests and answers to frames and back, for both ends of the line. What they say is in messages.ts, the layouts
// are in command-table.ts, the frames in framing.ts, the errors in errors.ts.

import { readWhole } from '../binary/combinators.ts';
import { uid } from '../binary/fields.ts';
import type { Uid } from '../devices/pad.ts';
import { COMMANDS, type CommandRow } from './command-table.ts';
import { ERROR, errorName } from './errors.ts';
import { encodeFrame, type FrameForm, type M3Frame } from './framing.ts';
import type { M3Answer, M3Answers, M3Kind, M3Request, M3Requests } from './messages.ts';

export * from './messages.ts';

/** What the reader says when not all went well: an ERROR other than 0. */
export interface M3Refusal {
  readonly kind: 'refused';
  /** ERROR. */
  readonly error: number;
  /** Its English name. */
  readonly name: string;
  /** The tag that it is about; null where the reader names none. */
  readonly uid: Uid | null;
  /** The byte behind the UID: of a write the block that failed. Null where there is none. */
  readonly block: number | null;
}

/** Why an answer gives nothing: the reader refused, or the frame is not what was asked for. */
export type M3Fault =
  | M3Refusal
  /** The frame answers another command. */
  | { readonly kind: 'other-command'; readonly command: number }
  /** ERROR is 0, and the data does not have the answer's layout. */
  | { readonly kind: 'not-understood'; readonly bytes: number };

/** What an answer's frame held. */
export type DecodedAnswer<K extends M3Kind> =
  | { readonly ok: true; readonly answer: M3Answers[K] }
  | { readonly ok: false; readonly fault: M3Fault };

/** What a request's frame held. A fault is the ERROR that a reader answers it with. */
export type DecodedRequest =
  | { readonly ok: true; readonly request: M3Request }
  | { readonly ok: false; readonly error: typeof ERROR.notImplemented | typeof ERROR.parameter };

/**
 * The request's frame, ready to be sent. Total: numbers are taken modulo their width and text that is no UID
 * addresses a tag that cannot exist. Any request but that for the version is to be sent as `d6`.
 */
export function encodeRequest(request: M3Request, form: FrameForm = 'd6'): Uint8Array {
  return encodeRequestOf(request.kind, request, form);
}

function encodeRequestOf<K extends M3Kind>(kind: K, request: M3Requests[K], form: FrameForm): Uint8Array {
  const row: CommandRow<M3Requests[K], M3Answers[K]> = COMMANDS[kind];
  const data: number[] = [];
  row.request.write(request, data);
  return encodeFrame({ command: row.command, data: Uint8Array.from(data) }, form);
}

/** The answer's frame, as a reader sends it to a request of this form. Total, like `encodeRequest`. */
export function encodeAnswer(answer: M3Answer, form: FrameForm = 'd6'): Uint8Array {
  return encodeAnswerOf(answer.kind, answer, form);
}

function encodeAnswerOf<K extends M3Kind>(kind: K, answer: M3Answers[K], form: FrameForm): Uint8Array {
  const row: CommandRow<M3Requests[K], M3Answers[K]> = COMMANDS[kind];
  const data: number[] = [];
  row.answer.write(answer, data);
  return encodeFrame({ command: row.command, error: ERROR.ok, data: Uint8Array.from(data) }, form);
}

/** The frame with which a reader refuses a request of this kind. */
export function encodeRefusal(kind: M3Kind, refusal: Omit<M3Refusal, 'kind' | 'name'>): Uint8Array {
  const data: number[] = [];
  if (refusal.uid !== null) {
    uid.write(refusal.uid, data);
    if (refusal.block !== null) data.push(refusal.block);
  }
  const content = { command: COMMANDS[kind].command, error: refusal.error, data: Uint8Array.from(data) };
  return encodeFrame(content, 'd6');
}

/** What a request's frame asks for. Only the kinds and options of the table are understood. */
export function decodeRequest(frame: M3Frame): DecodedRequest {
  const row = Object.values(COMMANDS).find(({ command }) => command === frame.command);
  if (row === undefined) return { ok: false, error: ERROR.notImplemented };
  const request: M3Request | null = readWhole<M3Request>(row.request, frame.data);
  return request === null ? { ok: false, error: ERROR.parameter } : { ok: true, request };
}

/** What a reader's frame says in answer to a request of this kind. */
export function decodeAnswer<K extends M3Kind>(kind: K, frame: M3Frame): DecodedAnswer<K> {
  const row: CommandRow<M3Requests[K], M3Answers[K]> = COMMANDS[kind];
  const { command, error, data } = frame;
  if (command !== row.command) return { ok: false, fault: { kind: 'other-command', command } };
  if (error !== undefined && error !== ERROR.ok) return { ok: false, fault: refusalOf(error, data) };
  const answer = error === undefined ? null : readWhole(row.answer, data);
  if (answer !== null) return { ok: true, answer };
  return { ok: false, fault: { kind: 'not-understood', bytes: data.length } };
}

function refusalOf(error: number, data: Uint8Array): M3Refusal {
  const about = uid.read(data, 0);
  const block = about === null ? null : (data[about.next] ?? null);
  return { kind: 'refused', error, name: errorName(error), uid: about?.value ?? null, block };
}
