// What the tests of FEIG frames and commands share: known frames by name, and random requests and answers.

import fc from 'fast-check';
import type { FeigAnswer, FeigKind, FeigRefusal, FeigRequest } from '../../protocols/feig/commands.ts';
import { type FeigFrame, type FrameSide, pushBytes } from '../../protocols/feig/framing.ts';
import { statusName } from '../../protocols/feig/status.ts';
import { isoErrorName } from '../../protocols/tags/iso15693-errors.ts';
import { toHex, vectors } from './rfid-vectors.ts';
import { only } from './stream-properties.ts';

export const KINDS: readonly FeigKind[] = [
  'softwareVersion',
  'cpuReset',
  'rfReset',
  'rfOnOff',
  'setOutput',
  'getInput',
  'readConfiguration',
  'writeConfiguration',
  'inventory',
  'readBlocks',
  'writeBlocks',
  'writeAfi',
  'writeDsfid',
  'systemInformation',
  'transparent',
];

/** The only frame in `bytes`, which hold nothing else. */
export function onlyFrame(bytes: Uint8Array, side: FrameSide): FeigFrame {
  return only(bytes, (buffer, pushed) => pushBytes(buffer, pushed, side));
}

/** A known frame. */
export function vector(name: string): Uint8Array {
  const found = vectors.feig.find((candidate) => candidate.name === name);
  if (found === undefined) {
    throw new Error(`no vector named ${name}`);
  }
  return found.hex;
}

/** Records as the codecs make them: plain objects. */
export function recordOf<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record(model, { noNullPrototype: true });
}

export const byte = fc.integer({ min: 0, max: 255 });
const word = fc.integer({ min: 0, max: 0xffff });
const uid = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => toHex(bytes).toUpperCase());
export const form = fc.constantFrom('standard' as const, 'advanced' as const);
export const envelope = recordOf({ address: byte, form });
const block = fc
  .integer({ min: 1, max: 8 })
  .chain((size) => fc.array(fc.uint8Array({ minLength: size, maxLength: size }), { maxLength: 32 }));

const place = recordOf({
  block: fc.integer({ min: 0, max: 63 }),
  memory: fc.constantFrom('ram' as const, 'eeprom' as const),
});
const configuration = fc.uint8Array({ minLength: 14, maxLength: 14 });

export const request: fc.Arbitrary<FeigRequest> = fc.oneof(
  recordOf({ kind: fc.constantFrom('softwareVersion', 'cpuReset', 'rfReset', 'getInput') }),
  recordOf({ kind: fc.constant('rfOnOff'), on: fc.boolean() }),
  recordOf({ kind: fc.constant('setOutput'), outputs: word, flashing: word, tenths: word }),
  recordOf({ kind: fc.constant('readConfiguration'), place }),
  recordOf({ kind: fc.constant('writeConfiguration'), place, bytes: configuration }),
  recordOf({ kind: fc.constant('writeDsfid'), uid, dsfid: byte }),
  recordOf({
    kind: fc.constant('transparent'),
    writes: fc.boolean(),
    answerBits: word,
    request: fc.uint8Array({ maxLength: 40 }),
  }),
  recordOf({ kind: fc.constant('inventory'), more: fc.boolean() }),
  recordOf({ kind: fc.constant('readBlocks'), securityStatus: fc.boolean(), uid, first: byte, count: byte }),
  recordOf({ kind: fc.constant('writeBlocks'), uid, first: byte, blocks: block }),
  recordOf({ kind: fc.constant('writeAfi'), uid, afi: byte }),
  recordOf({ kind: fc.constant('systemInformation'), uid }),
);

export const answer: fc.Arbitrary<FeigAnswer> = fc.oneof(
  recordOf({
    kind: fc.constant('softwareVersion'),
    softwareRevision: word,
    developmentRevision: byte,
    hardwareType: byte,
    readerType: byte,
    transponderTypes: word,
  }),
  recordOf({
    kind: fc.constantFrom(
      ...([
        'cpuReset',
        'rfReset',
        'rfOnOff',
        'setOutput',
        'writeConfiguration',
        'writeBlocks',
        'writeAfi',
        'writeDsfid',
      ] as const),
    ),
  }),
  recordOf({ kind: fc.constant('getInput'), inputs: byte }),
  recordOf({ kind: fc.constant('readConfiguration'), bytes: configuration }),
  recordOf({ kind: fc.constant('transparent'), answer: fc.uint8Array({ maxLength: 40 }) }),
  recordOf({
    kind: fc.constant('inventory'),
    more: fc.boolean(),
    tags: fc.array(recordOf({ transponderType: byte, dsfid: byte, uid }), { maxLength: 255 }),
  }),
  recordOf({
    kind: fc.constant('readBlocks'),
    blocks: block.chain((blocks) =>
      fc.constant(blocks.map((bytes, index) => ({ securityStatus: index % 2, bytes }))),
    ),
  }),
  recordOf({
    kind: fc.constant('systemInformation'),
    dsfid: byte,
    uid,
    afi: byte,
    blockCount: fc.integer({ min: 1, max: 256 }),
    blockSize: fc.integer({ min: 1, max: 256 }),
    icReference: byte,
  }),
);

const blockOrNot = fc.option(byte);
export const refusal: fc.Arbitrary<FeigRefusal> = fc.oneof(
  recordOf({ kind: fc.constantFrom('no-transponder', 'rf-error', 'more-data') }),
  recordOf({ kind: fc.constant('write-error'), block: blockOrNot }),
  recordOf({ kind: fc.constant('iso-error'), code: byte, block: blockOrNot }).map((fault) => ({
    ...fault,
    name: isoErrorName(fault.code),
  })),
  fc
    .integer({ min: 1, max: 255 })
    .filter((status) => ![0x01, 0x03, 0x83, 0x94, 0x95].includes(status))
    .map((status) => ({ kind: 'other', status, name: statusName(status) }) as const),
);
