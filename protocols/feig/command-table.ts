// The commands of FEIG readers that the station uses, one row each: where a request and its answer have what
// they say (sources: messages.ts). commands.ts encodes and decodes from this table.

import { after, before, counted, countedAndSized, loose, record } from '../binary/combinators.ts';
import {
  byte,
  byteLessOne,
  bytesOf,
  eitherByte,
  type Field,
  implied,
  rest,
  reversedBytes,
  uid,
  unsigned,
} from '../binary/fields.ts';
import type { ConfigurationPlace, FeigAnswers, FeigKind, FeigRequests } from './messages.ts';
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

/** Bytes of a configuration block. */
const CONFIGURATION_BYTES = 14;
/** MODE of the transparent command. The write is one with option 0, as NXP's chips have it. */
const TRANSPARENT = { read: 0x01, write: 0x02 } as const;

/** ISO 15693 host commands: the request's DATA begins with a sub-command. */
const HOST_COMMAND = 0xb0;

/** MODE: the request is for the tag whose UID follows. */
const ADDRESSED = 0x01;
/** MODE: addressed, and with the security status of each block. */
const ADDRESSED_WITH_SECURITY = 0x09;
/** MODE of an inventory: the rest of the last answer. */
const MORE = 0x80;

const addressedUid = after([ADDRESSED], uid);

/** CFG-ADR: bit 7 is set for the EEPROM, the lower six tell the block. */
const configurationPlace: Field<ConfigurationPlace> = {
  write: ({ block, memory }, out) => {
    out.push((block & 0x3f) | (memory === 'eeprom' ? 0x80 : 0));
  },
  read: (bytes, at) => {
    const read = byte.read(bytes, at);
    if (read === null || (read.value & 0x40) !== 0) return null;
    const memory = (read.value & 0x80) === 0 ? 'ram' : 'eeprom';
    return { value: { block: read.value & 0x3f, memory }, next: read.next };
  },
};

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
  cpuReset: {
    command: 0x63,
    subCommand: null,
    request: record({ kind: implied('cpuReset') }),
    answer: done(record({ kind: implied('cpuReset') })),
  },
  rfOnOff: {
    command: 0x6a,
    subCommand: null,
    request: record({ kind: implied('rfOnOff'), on: eitherByte(0x00, 0x01) }),
    answer: done(record({ kind: implied('rfOnOff') })),
  },
  setOutput: {
    command: 0x71,
    subCommand: null,
    request: record({
      kind: implied('setOutput'),
      outputs: unsigned(2),
      flashing: unsigned(2),
      tenths: before(unsigned(2), [0x00, 0x00]),
    }),
    answer: done(record({ kind: implied('setOutput') })),
  },
  getInput: {
    command: 0x74,
    subCommand: null,
    request: record({ kind: implied('getInput') }),
    answer: done(record({ kind: implied('getInput'), inputs: byte })),
  },
  readConfiguration: {
    command: 0x80,
    subCommand: null,
    request: record({ kind: implied('readConfiguration'), place: configurationPlace }),
    answer: done(record({ kind: implied('readConfiguration'), bytes: bytesOf(CONFIGURATION_BYTES) })),
  },
  writeConfiguration: {
    command: 0x81,
    subCommand: null,
    request: record({
      kind: implied('writeConfiguration'),
      place: configurationPlace,
      bytes: bytesOf(CONFIGURATION_BYTES),
    }),
    answer: done(record({ kind: implied('writeConfiguration') })),
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
  writeDsfid: {
    command: HOST_COMMAND,
    subCommand: 0x29,
    request: record({ kind: implied('writeDsfid'), uid: addressedUid, dsfid: byte }),
    answer: done(record({ kind: implied('writeDsfid') })),
  },
  transparent: {
    command: 0xbf,
    subCommand: null,
    request: record({
      kind: implied('transparent'),
      writes: eitherByte(TRANSPARENT.read, TRANSPARENT.write),
      // Behind it CMD-RSP-DELAY: 0 for that of ISO 15693.
      answerBits: before(unsigned(2), [0x00, 0x00]),
      request: rest,
    }),
    answer: done(record({ kind: implied('transparent'), answer: rest })),
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
