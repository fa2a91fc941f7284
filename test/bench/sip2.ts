// How fast the SIP2 codec is beside a client that looks for each field with a RegExp (typical-client.ts): a patron's
// information with 30 items, a checkout's answer, and a checkout, all with checksum, on one core. Both read the same
// lines to the same values, which is checked first. Run by scripts/bench sip2; not one of the tests.
// Ends with status 1 where the codec is not LEAST_RATIO times as fast over the three together.

import { deepStrictEqual } from 'node:assert/strict';
import { decodeMessage, encodeMessage } from '../../protocols/sip2/codec.ts';
import { type MessageOf, messages, type Sip2Message } from '../../protocols/sip2/table.ts';
import {
  type ClientAnswer,
  type KnownAnswer,
  knownAnswer,
  readAnswer,
  writeCheckout,
} from './typical-client.ts';

const LEAST_RATIO = 5;
const ROUNDS = 60;
/** The first rounds only warm up. */
const WARM_UP_ROUNDS = 15;
const MESSAGES_A_ROUND = 2_000;
const SEQUENCE = 3;

const DATE = '20260102    084238';
const OPTIONS = { charset: 'utf-8', terminator: 'CR', sequence: SEQUENCE } as const;

const patronInformation: MessageOf<'64'> = {
  code: '64',
  patronStatus: ' '.repeat(14),
  language: '001',
  transactionDate: DATE,
  holdItemsCount: '0000',
  overdueItemsCount: '0000',
  chargedItemsCount: '0030',
  fineItemsCount: '0000',
  recallItemsCount: '0000',
  unavailableHoldsCount: '0000',
  institutionId: 'MAIN',
  patronIdentifier: '21234567890123',
  personalName: 'Nguyen, Thi Minh',
  holdItemsLimit: '0010',
  overdueItemsLimit: '0010',
  chargedItemsLimit: '0050',
  validPatron: 'Y',
  validPatronPassword: 'Y',
  currency: 'EUR',
  feeAmount: '0.00',
  homeAddress: '12 Main Street, Springfield',
  emailAddress: 'minh@example.org',
  homePhoneNumber: '555 1234',
  holdItems: [],
  overdueItems: [],
  chargedItems: Array.from({ length: 30 }, (_, index) => String(31_000_000_000_000 + index * 7_919)),
  fineItems: [],
  recallItems: [],
  unavailableHoldItems: [],
  feeIdentifier: [],
  feeDetailFa: [],
  feeDetailFb: [],
  feeDetailFc: [],
  feeDetailFd: [],
  feeDetailFe: [],
  feeDetailFf: [],
  feeDetailFg: [],
  feeDetailFh: [],
  feeDetailFi: [],
  screenMessage: ['Welcome'],
  printLine: [],
  extra: [],
};

const checkoutAnswer: MessageOf<'12'> = {
  code: '12',
  ok: '1',
  renewalOk: 'N',
  magneticMedia: 'N',
  desensitize: 'Y',
  transactionDate: DATE,
  institutionId: 'MAIN',
  patronIdentifier: '21234567890123',
  itemIdentifier: '31234567890123',
  titleIdentifier: 'The old man and the sea / Ernest Hemingway',
  dueDate: '20260130    235900',
  mediaType: '001',
  screenMessage: [],
  printLine: [],
  extra: [],
};

const checkout: MessageOf<'11'> = {
  code: '11',
  renewalPolicy: 'Y',
  noBlock: 'N',
  transactionDate: DATE,
  noBlockDueDate: DATE,
  institutionId: 'MAIN',
  patronIdentifier: '21234567890123',
  itemIdentifier: '31234567890123',
  terminalPassword: '',
  patronPassword: '1234',
  feeAcknowledged: 'N',
  cancel: 'N',
  extra: [],
};

/** Microseconds a message, a round each. */
interface Times {
  readonly codec: number[];
  readonly client: number[];
}

/** One thing to do, by the codec and by the client. */
interface Contest {
  readonly what: string;
  readonly codec: () => unknown;
  readonly client: () => unknown;
}

const lineOf = (message: Sip2Message): Uint8Array => encodeMessage(message, OPTIONS).subarray(0, -1);

function decoding(what: string, message: MessageOf<'12'> | MessageOf<'64'>): Contest {
  const line = lineOf(message);
  const known = knownAnswer(message.code);
  sameAnswer(message, readAnswer(line, known), known);
  deepStrictEqual(decodeMessage(line, OPTIONS), { ...decodedAs(message, line), message });
  return {
    what: `${what}, ${line.length} bytes`,
    codec: () => decodeMessage(line, OPTIONS),
    client: () => readAnswer(line, known),
  };
}

/** What the codec tells of a line beside its message. */
function decodedAs(message: Sip2Message, line: Uint8Array) {
  const decoded = decodeMessage(line, OPTIONS);
  if (!decoded.ok) throw new Error(`the codec does not read a ${message.code}: ${decoded.fault.kind}`);
  return { ...decoded, sequence: SEQUENCE, checksum: 'right', missing: [] } as const;
}

function sameAnswer(message: Sip2Message, answer: ClientAnswer, known: KnownAnswer): void {
  const values: Readonly<Record<string, unknown>> = message;
  for (const { name } of [...known.fixed, ...known.fields]) deepStrictEqual(answer[name], values[name]);
  deepStrictEqual([answer['sequence'], answer['checksumRight']], [String(SEQUENCE), true]);
}

function encoding(what: string, message: MessageOf<'11'>): Contest {
  const bytes = encodeMessage(message, OPTIONS);
  deepStrictEqual(new Uint8Array(writeCheckout(message, SEQUENCE)), bytes);
  return {
    what: `${what}, ${bytes.length} bytes`,
    codec: () => encodeMessage(message, OPTIONS),
    client: () => writeCheckout(message, SEQUENCE),
  };
}

/** A station reads and writes all kinds of messages, so the codec must not be measured as if it knew two. */
function meetAllKinds(): void {
  for (const [code, row] of Object.entries(messages)) {
    const header = code + row.fixed.map(({ width }) => '0'.repeat(width)).join('');
    const body = row.variable.map((use) => `${use.code}x|`).join('');
    const line = new TextEncoder().encode(header + body);
    for (let round = 0; round < 500; round++) {
      const decoded = decodeMessage(line, OPTIONS);
      if (decoded.ok) kept = encodeMessage(decoded.message, OPTIONS);
    }
  }
}

/** The last result is kept, so that no compiler can leave the work out. */
let kept: unknown;

function microseconds(work: () => unknown): number {
  const began = performance.now();
  for (let count = 0; count < MESSAGES_A_ROUND; count++) kept = work();
  return ((performance.now() - began) * 1_000) / MESSAGES_A_ROUND;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const aSecond = (us: number): string => `${Math.round(1_000_000 / us).toLocaleString('en')}/s`;

const contests: readonly Contest[] = [
  decoding('decode of a 64 with 30 items', patronInformation),
  decoding('decode of a 12', checkoutAnswer),
  encoding('encode of an 11', checkout),
];
meetAllKinds();
const rounds: readonly Times[] = contests.map(() => ({ codec: [], client: [] }));
for (let round = 0; round < ROUNDS; round++) {
  for (const [index, { codec, client }] of contests.entries()) {
    const times = { codec: microseconds(codec), client: microseconds(client) };
    if (round < WARM_UP_ROUNDS) continue;
    rounds[index]?.codec.push(times.codec);
    rounds[index]?.client.push(times.client);
  }
}
const total = { codec: 0, client: 0 };
for (const [index, { what }] of contests.entries()) {
  const codec = median(rounds[index]?.codec ?? []);
  const client = median(rounds[index]?.client ?? []);
  total.codec += codec;
  total.client += client;
  tell(what, codec, client);
}
tell('all three', total.codec, total.client);
const ratio = total.client / total.codec;
if (ratio < LEAST_RATIO) say(`The codec must be ${LEAST_RATIO} times as fast.`);
process.exit(ratio < LEAST_RATIO || kept === undefined ? 1 : 0);

function tell(what: string, codec: number, client: number): void {
  const times = (client / codec).toFixed(1);
  say(`${what}: codec ${aSecond(codec)}, a RegExp per field ${aSecond(client)}: ${times} times as fast`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
