// The commands of 3M readers, one row each: where a request and its answer have what they say (3M RFID Reader Model
// 210, protocol specification 1.0.0). commands.ts encodes and decodes from this table.
//
// Left out are the commands that lock (AFI, DSFID, blocks), quiet a tag or write a single block: nothing here may
// lock a library's tag for good.

import { after, announced, before, counted, optional, record } from '../binary/combinators.ts';
import {
  byte,
  byteLessOne,
  bytesOf,
  eitherByte,
  type Field,
  implied,
  rest,
  uid,
  unsigned,
} from '../binary/fields.ts';
import { BLOCK_BYTES, type M3Answers, type M3Kind, type M3Requests, type TagInfo } from './messages.ts';

/** How one command is carried. */
export interface CommandRow<Request, Answer> {
  /** COMMAND of both frames. */
  readonly command: number;
  /** The request's DATA. */
  readonly request: Field<Request>;
  /** The answer's DATA, after ERROR 0. */
  readonly answer: Field<Answer>;
}

/**
 * RESPONSE OPTIONS of an inventory: the UID of each tag. Bit 0 asks for UIDs and bit 1 for DSFIDs; the meaning of
 * bit 2 was not found, and every program known to work sets it.
 */
const UIDS = 0x05;

/** A block to be written: shorter ones are filled up with 0. */
const block = bytesOf(BLOCK_BYTES);

/** INFO: what is asked of a tag, and what it tells. */
const INFO = { dsfid: 0x01, afi: 0x02, memory: 0x04, icReference: 0x08 } as const;
const WHOLE_INFO = INFO.dsfid | INFO.afi | INFO.memory | INFO.icReference;

const memorySize = record({ blockSize: byteLessOne, blockCount: byteLessOne });

const tagInfo: Field<TagInfo> = announced(
  (bits) =>
    record({
      dsfid: optional((bits & INFO.dsfid) !== 0, byte),
      afi: optional((bits & INFO.afi) !== 0, byte),
      memory: optional((bits & INFO.memory) !== 0, memorySize),
      icReference: optional((bits & INFO.icReference) !== 0, unsigned(2)),
    }),
  (info) =>
    (info.dsfid === null ? 0 : INFO.dsfid) |
    (info.afi === null ? 0 : INFO.afi) |
    (info.memory === null ? 0 : INFO.memory) |
    (info.icReference === null ? 0 : INFO.icReference),
);

/** Without bit 15, which would announce a further byte. */
const controlOptions: Field<number> = {
  write: (value, out) => unsigned(2).write(value & 0x7fff, out),
  read: (bytes, at) => {
    const read = unsigned(2).read(bytes, at);
    return read === null || read.value > 0x7fff ? null : read;
  },
};

/** The number of bytes in `bytesIn(value)`, which has to be right, then the value. */
function sized<T>(field: Field<T>, bytesIn: (value: T) => Uint8Array): Field<T> {
  return {
    write: (value, out) => {
      unsigned(2).write(bytesIn(value).length, out);
      field.write(value, out);
    },
    read: (bytes, at) => {
      const size = unsigned(2).read(bytes, at);
      const read = size === null ? null : field.read(bytes, size.next);
      return read !== null && bytesIn(read.value).length === size?.value ? read : null;
    },
  };
}

/** Every command, by its kind. The order of a record's fields is their order on the line. */
export const COMMANDS: { readonly [K in M3Kind]: CommandRow<M3Requests[K], M3Answers[K]> } = {
  readerVersion: {
    command: 0x11,
    request: record({ kind: implied('readerVersion') }),
    answer: record({
      kind: implied('readerVersion'),
      vendor: byte,
      major: byte,
      minor: byte,
      build: byte,
    }),
  },
  inventory: {
    command: 0xfe,
    request: record({ kind: implied('inventory'), afi: before(byte, [UIDS]) }),
    answer: record({ kind: implied('inventory'), afi: byte, uids: after([UIDS], counted(uid)) }),
  },
  readBlocks: {
    command: 0x02,
    request: record({ kind: implied('readBlocks'), uid, first: byte, count: byte }),
    answer: record({
      kind: implied('readBlocks'),
      uid,
      blocks: counted(record({ number: byte, lock: byte, bytes: block })),
    }),
  },
  writeBlocks: {
    command: 0x04,
    request: record({ kind: implied('writeBlocks'), uid, first: byte, blocks: counted(block, [0x00]) }),
    answer: record({ kind: implied('writeBlocks'), uid, next: byte }),
  },
  getAfi: {
    command: 0x0a,
    request: record({ kind: implied('getAfi'), uid }),
    answer: record({ kind: implied('getAfi'), uid, afi: byte }),
  },
  writeAfi: {
    command: 0x09,
    request: record({ kind: implied('writeAfi'), uid, afi: byte }),
    answer: record({ kind: implied('writeAfi'), uid }),
  },
  checkEas: {
    command: 0x03,
    request: record({ kind: implied('checkEas'), uid }),
    answer: record({ kind: implied('checkEas'), uid, eas: eitherByte(0, 1) }),
  },
  easControl: {
    command: 0x0c,
    request: record({ kind: implied('easControl'), uid, eas: eitherByte(0, 1) }),
    answer: record({ kind: implied('easControl'), uid }),
  },
  getDsfid: {
    command: 0x0f,
    request: record({ kind: implied('getDsfid'), uid }),
    answer: record({ kind: implied('getDsfid'), uid, dsfid: byte }),
  },
  writeDsfid: {
    command: 0x0b,
    request: record({ kind: implied('writeDsfid'), uid, dsfid: byte }),
    answer: record({ kind: implied('writeDsfid'), uid }),
  },
  tagInfo: {
    command: 0x0d,
    request: record({ kind: implied('tagInfo'), uid: before(uid, [WHOLE_INFO]) }),
    answer: record({ kind: implied('tagInfo'), uid, info: tagInfo }),
  },
  passThrough: {
    command: 0x14,
    request: sized(
      record({
        kind: implied('passThrough'),
        answerBytes: unsigned(2),
        options: controlOptions,
        bytes: rest,
      }),
      ({ bytes }) => bytes,
    ),
    answer: record({ kind: implied('passThrough'), resultFlags: byte, bytes: sized(rest, (b) => b) }),
  },
};
