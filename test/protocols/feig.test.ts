// FEIG commands, both directions: known requests and answers, then properties.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRefusal,
  encodeRequest,
  type FeigAnswer,
  type FeigAnswers,
  type FeigFault,
  type FeigKind,
  type FeigRequest,
} from '../../protocols/feig/commands.ts';
import { modeFault } from '../../protocols/feig/configuration.ts';
import { ANY_READER, encodeFrame } from '../../protocols/feig/framing.ts';
import { statusName } from '../../protocols/feig/status.ts';
import { encodeIcode } from '../../protocols/tags/icode.ts';
import { isoErrorName } from '../../protocols/tags/iso15693-errors.ts';
import {
  answer,
  byte,
  envelope,
  form,
  KINDS,
  onlyFrame,
  recordOf,
  refusal,
  request,
  vector,
} from './feig-samples.ts';
import { fromHex, toHex, vectors } from './rfid-vectors.ts';

const NXP = 'E004010012345678';
const TI = 'E00401000ABCDEF0';

t.test('known requests are written and read', async (t) => {
  const known: readonly (readonly [string, FeigRequest])[] = [
    ['software version, request', { kind: 'softwareVersion' }],
    ['inventory, new, request', { kind: 'inventory', more: false }],
    [
      'read 8 blocks from 0, addressed, request',
      { kind: 'readBlocks', securityStatus: false, uid: NXP, first: 0, count: 8 },
    ],
    ['write AFI 0xC2, addressed, request', { kind: 'writeAfi', uid: NXP, afi: 0xc2 }],
    ['get system information, request', { kind: 'systemInformation', uid: NXP }],
  ];
  for (const [name, meaning] of known) {
    const bytes = encodeRequest(meaning, { address: ANY_READER, form: 'standard' });
    t.equal(toHex(bytes), toHex(vector(name)), name);
    t.same(decodeRequest(onlyFrame(vector(name), 'reader')), { ok: true, request: meaning }, name);
  }
  t.equal(
    known.length,
    vectors.feig.filter(({ name }) => name.includes('request')).length,
    'none is left out',
  );
});

t.test('known answers are written and read', async (t) => {
  const version: FeigAnswer = {
    kind: 'softwareVersion',
    softwareRevision: 0x0303,
    developmentRevision: 0,
    hardwareType: 0x44,
    readerType: 0x53,
    transponderTypes: 0x0d30,
  };
  const known: readonly (readonly [string, 'standard' | 'advanced', FeigAnswer])[] = [
    ['software version, response, standard', 'standard', version],
    ['the same, advanced frame', 'advanced', version],
    [
      'inventory, two tags, response',
      'standard',
      {
        kind: 'inventory',
        more: false,
        tags: [
          { transponderType: 0x03, dsfid: 0x3e, uid: NXP },
          { transponderType: 0x03, dsfid: 0x06, uid: TI },
        ],
      },
    ],
    ['write AFI, ok, response', 'standard', { kind: 'writeAfi' }],
    [
      'get system information, response: DSFID 3E, AFI C2, 28 blocks of 4 (MEM-SIZE 1B 03), IC 01',
      'standard',
      {
        kind: 'systemInformation',
        dsfid: 0x3e,
        uid: NXP,
        afi: 0xc2,
        blockCount: 28,
        blockSize: 4,
        icReference: 0x01,
      },
    ],
  ];
  for (const [name, written, meaning] of known) {
    t.equal(toHex(encodeAnswer(meaning, { address: 0, form: written })), toHex(vector(name)), name);
    t.same(decodeAnswer(meaning.kind, onlyFrame(vector(name), 'host')), { ok: true, answer: meaning }, name);
  }
});

t.test('a status other than 0 is an outcome of its own', async (t) => {
  const nothing = onlyFrame(vector('inventory, no transponder'), 'host');
  t.same(decodeAnswer('inventory', nothing), { ok: false, fault: { kind: 'no-transponder' } });
  const locked: FeigFault = { kind: 'iso-error', code: 0x12, name: 'block locked', block: null };
  const error = onlyFrame(vector('ISO error 0x12 (block locked)'), 'host');
  t.same(decodeAnswer('writeBlocks', error), { ok: false, fault: locked });
  t.same(
    encodeRefusal('writeBlocks', locked, { address: 0, form: 'standard' }),
    vector('ISO error 0x12 (block locked)'),
  );
});

t.test('a session that a public forum shows (FEIG LR1002, ST25DV16KC tag) is understood', async (t) => {
  const tag = 'E002510002564AA4';
  const toAny = { address: ANY_READER, form: 'advanced' } as const;
  t.equal(toHex(encodeRequest({ kind: 'inventory', more: false }, toAny)), '020009ffb001001843');
  const found = onlyFrame(fromHex('02001d00b00002 0300e002510002564aa4 0300e00223001889 2b09e300'), 'host');
  t.same(decodeAnswer('inventory', found), {
    ok: true,
    answer: {
      kind: 'inventory',
      more: false,
      tags: [
        { transponderType: 0x03, dsfid: 0x00, uid: tag },
        { transponderType: 0x03, dsfid: 0x00, uid: 'E002230018892B09' },
      ],
    },
  });
  const sent = fromHex(
    '020034ffb02401 e002510002564aa4 000804 04030201 70600005 0ba09080 0f0e0d0c 13121110 00161514 00000000 00000000 1818',
  );
  const blocks = [
    '01020304',
    '05006070',
    '8090a00b',
    '0c0d0e0f',
    '10111213',
    '14151600',
    '00000000',
    '00000000',
  ];
  const write: FeigRequest = { kind: 'writeBlocks', uid: tag, first: 0, blocks: blocks.map(fromHex) };
  t.equal(toHex(encodeRequest(write, toAny)), toHex(sent), 'each block last byte first');
  t.same(decodeRequest(onlyFrame(sent, 'reader')), { ok: true, request: write });
  t.same(decodeAnswer('writeBlocks', onlyFrame(fromHex('02000a00b09512009429'), 'host')), {
    ok: false,
    fault: { kind: 'iso-error', code: 0x12, name: 'block locked', block: 0 },
  });
});

t.test(
  "lamps, field, inputs and configuration are written as the maker's manual lays them out",
  async (t) => {
    const known: readonly (readonly [string, FeigRequest])[] = [
      ['05ff63', { kind: 'cpuReset' }],
      ['06ff6a01', { kind: 'rfOnOff', on: true }],
      ['06ff6a00', { kind: 'rfOnOff', on: false }],
      ['0dff71000d0000000a0000', { kind: 'setOutput', outputs: 0x0d, flashing: 0, tenths: 10 }],
      ['05ff74', { kind: 'getInput' }],
      ['06ff8001', { kind: 'readConfiguration', place: { block: 1, memory: 'ram' } }],
      ['06ff8081', { kind: 'readConfiguration', place: { block: 1, memory: 'eeprom' } }],
      [
        `14ff8185${'00'.repeat(13)}01`,
        {
          kind: 'writeConfiguration',
          place: { block: 5, memory: 'eeprom' },
          bytes: Uint8Array.from({ length: 14 }, (_unused, at) => (at === 13 ? 1 : 0)),
        },
      ],
      [`10ffb02901${NXP.toLowerCase()}3e`, { kind: 'writeDsfid', uid: NXP, dsfid: 0x3e }],
    ];
    for (const [written, meaning] of known) {
      const bytes = encodeRequest(meaning, { address: ANY_READER, form: 'standard' });
      t.equal(toHex(bytes).slice(0, -4), written, meaning.kind);
    }
    const inputs = encodeAnswer({ kind: 'getInput', inputs: 1 }, { address: 0, form: 'standard' });
    t.equal(toHex(inputs).slice(0, -4), '0700740001');
  },
);

t.test(
  'what only chips of one maker know is passed through with the length of its answer in bits',
  async (t) => {
    const { bytes, answerBytes, writes } = encodeIcode({ kind: 'resetEas', uid: NXP });
    t.equal(toHex(bytes), '22a3047856341200 0104e0'.replaceAll(' ', ''));
    const passed: FeigRequest = {
      kind: 'transparent',
      writes,
      answerBits: 8 * (answerBytes + 2),
      request: bytes,
    };
    const sent = encodeRequest(passed, { address: ANY_READER, form: 'standard' });
    t.equal(toHex(sent).slice(0, -4), `15ffbf0200180000${toHex(bytes)}`);
    t.same(decodeRequest(onlyFrame(sent, 'reader')), { ok: true, request: passed });
  },
);

t.test('a reader whose configuration is not that of host mode is told apart, with what to do', async (t) => {
  const block = (mode: number): Uint8Array =>
    Uint8Array.from({ length: 14 }, (_unused, at) => (at === 13 ? mode : 0xff));
  t.equal(modeFault(block(0x00)), null);
  // On some models the bits between tell of the host interface.
  t.equal(modeFault(block(0x1e)), null);
  for (const [mode, name] of [
    [0x01, 'scan'],
    [0x03, 'scan'],
    [0x80, 'buffered read'],
    [0xc0, 'notification'],
  ] as const) {
    t.match(modeFault(block(mode)), new RegExp(`in ${name} mode .*CFG1, byte 13.*host mode.*restart`));
  }
});

t.test('blocks are given in memory order, which is not the order on the line', async (t) => {
  const bytes = encodeAnswer(
    { kind: 'readBlocks', blocks: [{ securityStatus: 1, bytes: Uint8Array.of(0x11, 0x02, 0x03, 0x04) }] },
    { address: 0, form: 'standard' },
  );
  t.equal(toHex(bytes).slice(0, -4), '0d00b00001040104030211');
});

t.test('an inventory says whether there is more, and still gives what came', async (t) => {
  const first: FeigAnswer = {
    kind: 'inventory',
    more: true,
    tags: [{ transponderType: 3, dsfid: 0, uid: NXP }],
  };
  const frame = onlyFrame(encodeAnswer(first, { address: 0, form: 'standard' }), 'host');
  t.equal(frame.status, 0x94);
  t.same(decodeAnswer('inventory', frame), { ok: true, answer: first });
  t.same(decodeAnswer('writeAfi', frame), { ok: false, fault: { kind: 'more-data' } });
});

t.test('what does not fit the request is a fault, not an answer', async (t) => {
  const version = onlyFrame(vector('software version, response, standard'), 'host');
  t.same(decodeAnswer('inventory', version), { ok: false, fault: { kind: 'other-command', command: 0x65 } });
  const written = onlyFrame(vector('write AFI, ok, response'), 'host');
  t.same(decodeAnswer('readBlocks', written), { ok: false, fault: { kind: 'not-understood', bytes: 0 } });
  const asked = onlyFrame(vector('software version, request'), 'reader');
  t.same(decodeAnswer('softwareVersion', asked), { ok: false, fault: { kind: 'not-understood', bytes: 0 } });
  const longer = encodeFrame({ ...version, data: Uint8Array.of(...version.data, 1, 0, 1, 0) }, 'standard');
  t.equal(
    decodeAnswer('softwareVersion', onlyFrame(longer, 'host')).ok,
    true,
    'a longer version is still one',
  );
});

t.test('a request that a reader does not know is a fault with the status to answer', async (t) => {
  const content = { address: 0, command: 0x52, data: Uint8Array.of(0), form: 'standard' } as const;
  t.same(decodeRequest(content), { ok: false, fault: { status: 0x80, name: 'unknown command' } });
  const quiet = { ...content, command: 0xb0, data: Uint8Array.of(0x02, 0x01) };
  t.same(decodeRequest(quiet), { ok: false, fault: { status: 0x80, name: 'unknown command' } });
  const short = { ...content, command: 0xb0, data: Uint8Array.of(0x27, 0x01, 0xe0) };
  t.same(decodeRequest(short), { ok: false, fault: { status: 0x81, name: 'wrong length' } });
});

t.test('text that is no UID addresses a tag that cannot exist', async (t) => {
  const bytes = encodeRequest(
    { kind: 'systemInformation', uid: 'nonsense' },
    { address: 0, form: 'standard' },
  );
  t.match(toHex(bytes), /^0f00b02b010{16}/);
});

t.test('every request is read as it was written, in both forms', async () => {
  fc.assert(
    fc.property(request, envelope, (meaning, to) => {
      const frame = onlyFrame(encodeRequest(meaning, to), 'reader');
      assert.deepEqual(decodeRequest(frame), { ok: true, request: meaning });
      assert.equal(frame.address, to.address);
    }),
  );
});

t.test('every answer is read as it was written, in both forms', async () => {
  fc.assert(
    fc.property(answer, envelope, (meaning, from) => {
      const frame = onlyFrame(encodeAnswer(meaning, from), 'host');
      assert.deepEqual(decodeAnswer(meaning.kind, frame), { ok: true, answer: meaning });
    }),
  );
});

t.test('every refusal is read as it was written, whatever was asked', async () => {
  fc.assert(
    fc.property(refusal, fc.constantFrom(...KINDS), envelope, (fault, kind, from) => {
      const frame = onlyFrame(encodeRefusal(kind, fault, from), 'host');
      assert.deepEqual(decodeAnswer(kind, frame), { ok: false, fault });
    }),
  );
});

t.test('any frame gives a request or an answer or a fault', async (t) => {
  const data = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .tuple(fc.constantFrom(0x01, 0x23, 0x24, 0x27, 0x2b), fc.uint8Array({ maxLength: 40 }))
      .map(([sub, more]) => Uint8Array.of(sub, ...more)),
  );
  const command = fc.constantFrom(0x65, 0x69, 0x71, 0x80, 0xb0, 0xbf, 0x00);
  const status = fc.oneof(fc.constantFrom(0, 0x94, 0x95, 0x03), byte);
  const outcomes = new Set<string>();
  fc.assert(
    fc.property(recordOf({ address: byte, command, data, form }), status, (content, answered) => {
      const asked = decodeRequest(content);
      outcomes.add(asked.ok ? asked.request.kind : 'request fault');
      for (const kind of KINDS) {
        const read: { ok: true; answer: FeigAnswers[FeigKind] } | { ok: false; fault: FeigFault } =
          decodeAnswer(kind, { ...content, status: answered });
        outcomes.add(read.ok ? `${read.answer.kind} answered` : read.fault.kind);
      }
    }),
    { seed: 28560, numRuns: 2000 },
  );
  for (const seen of [
    'request fault',
    'rfReset',
    'rfReset answered',
    'iso-error',
    'not-understood',
    'other',
  ]) {
    t.ok(outcomes.has(seen), seen);
  }
});

t.test('numbers without a name of their own are named by the number', async (t) => {
  t.equal(statusName(0x93), 'buffer overflow');
  t.equal(statusName(0x42), 'status 0x42');
  t.equal(isoErrorName(0x10), 'no such block');
  t.equal(isoErrorName(0xa5), "maker's error 0xA5");
  t.equal(isoErrorName(0x42), 'ISO 15693 error 0x42');
});
