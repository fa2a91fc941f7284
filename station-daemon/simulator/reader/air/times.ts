// How long things take between a reader and its tags (ISO/IEC 15693 at the high rate, 26.48 kbit/s both ways) and on
// the reader's serial line. Bytes counted here are those on the air, with flags and CRC. Figures of programming time
// and slots are what such readers and ICODE tags usually need; they were not taken from a data sheet.

import type { AirRequest, TagRequest } from './request.ts';

const BIT_MS = 0.03776;
const BITS_PER_BYTE = 8;
/** Start and end marks, and the pause between question and answer. */
const FRAME_GAPS_MS = 0.7;
/** A tag that writes is silent for 5 to 20 ms. */
const PROGRAMMING_MS = 9.5;
/** What a reader waits for an addressed tag that is not there. */
const NO_ANSWER_MS = 1;
const ROUND_MS = 1.5;
const SLOTS = 16;
const EMPTY_SLOT_MS = 0.7;
const TAKEN_SLOT_MS = 4.7;
const UID_DIGITS = 16;

/** Flags, command, identifier, CRC: what every addressed question has. */
const ADDRESSED_BYTES = 1 + 1 + 8 + 2;
/** Flags and CRC: what every answer has. */
const ANSWER_BYTES = 1 + 2;

const exchangeMs = (bytesOut: number, bytesBack: number): number =>
  (bytesOut + bytesBack) * BITS_PER_BYTE * BIT_MS + FRAME_GAPS_MS;

/**
 * One inventory round of 16 slots, chosen by a digit of the identifier from its end; tags that share a slot collide
 * and are asked again under that slot's mask.
 */
const inventoryMs = (uids: readonly string[], depth = 0): number => {
  let total = ROUND_MS;
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const digit = slot.toString(16).toUpperCase();
    const here = uids.filter((uid) => uid.charAt(UID_DIGITS - 1 - depth) === digit);
    total += here.length === 0 ? EMPTY_SLOT_MS : TAKEN_SLOT_MS;
    if (here.length > 1 && depth < UID_DIGITS - 1) total += inventoryMs(here, depth + 1);
  }
  return total;
};

/** How a write goes on the air: when each piece is in the tag, counted from the start, and when the answer is there. */
export interface WriteMs {
  readonly committedMs: readonly number[];
  readonly totalMs: number;
}

const writesMs = (pieces: number, valueBytes: number): WriteMs => {
  const questionMs = (ADDRESSED_BYTES + valueBytes) * BITS_PER_BYTE * BIT_MS;
  const pieceMs = exchangeMs(ADDRESSED_BYTES + valueBytes, ANSWER_BYTES) + PROGRAMMING_MS;
  return {
    committedMs: Array.from(
      { length: pieces },
      (_unused, piece) => piece * pieceMs + questionMs + PROGRAMMING_MS / 2,
    ),
    totalMs: pieces * pieceMs,
  };
};

/** A request that writes in so many pieces, one after the other. */
export const writingMs = (request: TagRequest, pieces: number): WriteMs =>
  writesMs(pieces, valueBytes(request));

/** What stands behind the identifier in a question. */
const valueBytes = (request: TagRequest): number => {
  switch (request.kind) {
    case 'writeBlocks':
      // Number and contents of each block.
      return 1 + (request.blocks[0]?.length ?? 0);
    case 'logIn':
    case 'writePassword':
      // The maker's code, which password, and the password.
      return 1 + 1 + 4;
    case 'readBlocks':
      return 2;
    case 'writeAfi':
    case 'writeDsfid':
    case 'writeEas':
    case 'readEas':
    case 'guard':
    case 'readRandom':
      return 1;
    case 'systemInformation':
      return 0;
  }
};

/** What stands in an answer, between its flags and its CRC. */
const answeredBytes = (request: TagRequest): number => {
  switch (request.kind) {
    case 'readBlocks':
      return request.count * (request.securityStatus ? 5 : 4);
    case 'systemInformation':
      return 14;
    case 'readEas':
      return 32;
    case 'readRandom':
      return 2;
    case 'writeBlocks':
    case 'writeAfi':
    case 'writeDsfid':
    case 'writeEas':
    case 'guard':
    case 'logIn':
    case 'writePassword':
      return 0;
  }
};

/** Air time of a question to one tag that changes nothing on it. `answers`: is there one that answers? */
export const askingMs = (request: TagRequest, answers: boolean): number => {
  const asked = ADDRESSED_BYTES + valueBytes(request);
  return answers
    ? exchangeMs(asked, ANSWER_BYTES + answeredBytes(request))
    : exchangeMs(asked, 0) + NO_ANSWER_MS;
};

/** Air time of what is asked of no tag in particular. `uids` are those that answer. */
export const readerMs = (request: Exclude<AirRequest, TagRequest>, uids: readonly string[]): number => {
  switch (request.kind) {
    case 'identify':
    case 'configure':
    case 'signal':
    case 'restart':
      return 0;
    case 'rfReset':
    case 'switchField':
      // The field is off long enough for every tag to lose its memory of the last round (FEIG H60301-3e).
      return 15;
    case 'inventory':
      return request.round === 'rest' ? 0 : inventoryMs(uids);
  }
};

/** How fast a serial line is. */
export interface LineSpeed {
  readonly baudRate: number;
  /** On the line: 11 with parity, 10 without. */
  readonly bitsPerByte: number;
}

/** Milliseconds that so many bytes take on a serial line. */
export const serialMs = (bytes: number, { baudRate, bitsPerByte }: LineSpeed): number =>
  (bytes * bitsPerByte * 1000) / baudRate;
