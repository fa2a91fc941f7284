// The commands of FEIG readers that the station uses, one row each: where a request and its answer have what
// they say (FEIG H20800-16e). commands.ts encodes and decodes from this table.

import { after, counted, countedAndSized, loose, record } from '../binary/combinators.ts';
import {
  byte,
  byteLessOne,
  eitherByte,
  type Field,
  implied,
  reversedBytes,
  uid,
  unsigned,
} from '../binary/fields.ts';
import type { FeigAnswers, FeigKind, FeigRequests } from './messages.ts';
import { STATUS } from './status.ts';

/** How one command is carried. */
export interface CommandRow<Request, Answer> {
  /** COMMAND of both frames. */
  readonly command: number;
  /** First byte of the request's DATA, which tells the host commands (0xB0) apart; null elsewhere. Answers lack it. */
  readonly subCommand: number | null;
  /** The request's DATA after the sub-command. */
  readonly request: Field<Request>;
  /** The answer's STATUS and DATA. */
  readonly answer: Field<Answer>;
}

/** ISO 15693 host commands: the request's DATA begins with a sub-command. */
const HOST_COMMAND = 0xb0;

/** MODE: the request is for the tag whose UID follows. */
const ADDRESSED = 0x01;
/** MODE: addressed, and with the security status of each block. */
const ADDRESSED_WITH_SECURITY = 0x09;
/** MODE of an inventory: the rest of the last answer. */
const MORE = 0x80;

const addressedUid = after([ADDRESSED], uid);

/** An answer after STATUS 0. */
function done<T>(field: Field<T>): Field<T> {
  return after([STATUS.ok], field);
}

/** Every command, by its kind. The order of a record's fields is their order on the line. */
export const COMMANDS: { readonly [K in FeigKind]: CommandRow<FeigRequests[K], FeigAnswers[K]> } = {
  softwareVersion: {
    command: 0x65,
    subCommand: null,
    request: record({ kind: implied('softwareVersion') }),
    // Loose: some models append the sizes of their buffers.
    answer: done(
      loose(
        record({
          kind: implied('softwareVersion'),
          softwareRevision: unsigned(2),
          developmentRevision: byte,
          hardwareType: byte,
          readerType: byte,
          transponderTypes: unsigned(2),
        }),
      ),
    ),
  },
  rfReset: {
    command: 0x69,
    subCommand: null,
    request: record({ kind: implied('rfReset') }),
    answer: done(record({ kind: implied('rfReset') })),
  },
  inventory: {
    command: HOST_COMMAND,
    subCommand: 0x01,
    request: record({ kind: implied('inventory'), more: eitherByte(0x00, MORE) }),
    answer: record({
      kind: implied('inventory'),
      more: eitherByte(STATUS.ok, STATUS.moreData),
      tags: counted(record({ transponderType: byte, dsfid: byte, uid })),
    }),
  },
  readBlocks: {
    command: HOST_COMMAND,
    subCommand: 0x23,
    request: record({
      kind: implied('readBlocks'),
      securityStatus: eitherByte(ADDRESSED, ADDRESSED_WITH_SECURITY),
      uid,
      first: byte,
      count: byte,
    }),
    answer: done(
      record({
        kind: implied('readBlocks'),
        // The reader sends each block's last byte first.
        blocks: countedAndSized(
          (size) => record({ securityStatus: byte, bytes: reversedBytes(size) }),
          (block) => block.bytes.length,
        ),
      }),
    ),
  },
  writeBlocks: {
    command: HOST_COMMAND,
    subCommand: 0x24,
    request: record({
      kind: implied('writeBlocks'),
      uid: addressedUid,
      first: byte,
      blocks: countedAndSized(reversedBytes, (block) => block.length),
    }),
    answer: done(record({ kind: implied('writeBlocks') })),
  },
  writeAfi: {
    command: HOST_COMMAND,
    subCommand: 0x27,
    request: record({ kind: implied('writeAfi'), uid: addressedUid, afi: byte }),
    answer: done(record({ kind: implied('writeAfi') })),
  },
  systemInformation: {
    command: HOST_COMMAND,
    subCommand: 0x2b,
    request: record({ kind: implied('systemInformation'), uid: addressedUid }),
    answer: done(
      record({
        kind: implied('systemInformation'),
        dsfid: byte,
        uid,
        afi: byte,
        // MEM-SIZE: the last block's number, then a block's size less one.
        blockCount: byteLessOne,
        blockSize: byteLessOne,
        icReference: byte,
      }),
    ),
  },
};
