// The frames of relay boards, against what makers and specifications print.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { EMPTY_BUFFER } from '../../protocols/binary/stream.ts';
import {
  encodeModbusAnswer,
  encodeModbusException,
  encodeModbusRequest,
  type ModbusRequest,
  pushModbusAnswers,
  pushModbusRequests,
} from '../../protocols/modbus/rtu.ts';
import {
  decodeAsciiCommand,
  decodeLevelLine,
  encodeAsciiCommand,
  pushAsciiLines,
} from '../../protocols/relay-boards/ascii.ts';
import { encodeLcus, pushLcus } from '../../protocols/relay-boards/lcus.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));
const text = (line: string): Uint8Array => Uint8Array.from(Buffer.from(line, 'latin1'));

t.test('an LCUS frame is what its maker prints', async (t) => {
  t.equal(hex(encodeLcus({ channel: 1, operation: 1 })), 'a00101a2');
  t.equal(hex(encodeLcus({ channel: 1, operation: 0 })), 'a00100a1');
  t.same(pushLcus(EMPTY_BUFFER, bytes('a0a00101a2a00101a3')).frames, [{ channel: 1, operation: 1 }]);
});

t.test('a board of lines is told in words, its places beyond 9 in letters', async (t) => {
  t.equal(Buffer.from(encodeAsciiCommand({ kind: 'on', place: 0 })).toString(), 'relay on 0\r');
  t.equal(Buffer.from(encodeAsciiCommand({ kind: 'readRelay', place: 11 })).toString(), 'relay read B\r');
  t.same(decodeAsciiCommand('relay off 7'), { kind: 'off', place: 7 });
  t.equal(decodeAsciiCommand('relay of 7'), null);
  t.same(pushAsciiLines(EMPTY_BUFFER, text('relay read 0\n\ron\n\r>')).frames, ['relay read 0', 'on']);
});

t.test('a level is a word of its own: nothing that merely ends like one', async (t) => {
  t.same(
    ['on', 'off', '1', '0', '\x85on'].map((line) => decodeLevelLine(line)),
    [true, false, true, false, true],
  );
  t.same(
    ['relay read 0', 'relay on 1', 'season', 'version 1.0', '10', ''].map((line) => decodeLevelLine(line)),
    [null, null, null, null, null, null],
  );
});

t.test('a Modbus frame carries the CRC of the specification', async (t) => {
  const coil = { kind: 'writeCoil', unit: 1, place: 0, on: true } as const;
  t.equal(hex(encodeModbusRequest(coil)), '01050000ff008c3a');
  t.equal(hex(encodeModbusRequest({ ...coil, on: false })), '010500000000cdca');
  t.equal(hex(encodeModbusRequest({ kind: 'readInput', unit: 1, place: 0 })), '010200000001b9ca');
  t.same(pushModbusAnswers(EMPTY_BUFFER, encodeModbusException(coil, 2), 1).frames, [
    { kind: 'exception', unit: 1, code: 2 },
  ]);
});

t.test('Modbus requests and answers come back as they were, behind noise and for no other unit', async () => {
  const request = fc.record({
    kind: fc.constantFrom('writeCoil' as const, 'readCoil' as const, 'readInput' as const),
    unit: fc.integer({ min: 1, max: 247 }),
    place: fc.integer({ min: 0, max: 0xffff }),
    on: fc.boolean(),
  });
  fc.assert(
    fc.property(request, ({ kind, unit, place, on }) => {
      const asked: ModbusRequest = kind === 'writeCoil' ? { kind, unit, place, on } : { kind, unit, place };
      const line = Uint8Array.of(0, ...encodeModbusRequest(asked));
      assert.deepEqual(pushModbusRequests(EMPTY_BUFFER, line, unit).frames, [asked]);
      assert.deepEqual(pushModbusRequests(EMPTY_BUFFER, line.subarray(0, 7), unit).frames, []);
      const [answer] = pushModbusAnswers(EMPTY_BUFFER, encodeModbusAnswer(asked, on), unit).frames;
      assert.equal(answer?.kind === 'exception' ? null : answer?.on, on);
      const spoilt = encodeModbusAnswer(asked, on).map((byte, at) => (at === 2 ? byte ^ 1 : byte));
      assert.deepEqual(pushModbusAnswers(EMPTY_BUFFER, spoilt, unit).frames, []);
    }),
  );
});
