// The status of a printer in Star Line Mode, and what is heard among other bytes.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { ALL_WELL, type PrinterStatus } from '../../protocols/devices/printer-status.ts';
import { DEAF, hearStar, type StarAnswer } from '../../protocols/star/answers.ts';
import { decodeStatus, encodeStatus, statusLength } from '../../protocols/star/status.ts';
import { toHex } from './rfid-vectors.ts';

const FLAGS: readonly (readonly [keyof PrinterStatus, string])[] = [
  ['offline', '230608000000000000'],
  ['coverOpen', '230620000000000000'],
  ['cutterError', '230600080000000000'],
  ['unrecoverable', '230600200000000000'],
  ['overheated', '230600400000000000'],
  ['paperNearEnd', '230600000006000000'],
  ['paperOut', '230600000008000000'],
];

t.test('each flag has its place', async (t) => {
  for (const [flag, hex] of FLAGS) {
    const status = { ...ALL_WELL, [flag]: true };
    t.equal(toHex(encodeStatus(status, 0)), hex, flag);
    t.same(decodeStatus([...encodeStatus(status, 0)]), { status, marks: 0 });
  }
  t.equal(decodeStatus([0x23, 6, 0, 0, 0, 4]).status.paperNearEnd, true, 'either of two sensors');
});

t.test('the first byte tells the length', async (t) => {
  t.same([0x0f, 0x21, 0x23, 0x2f].map(statusLength), [7, 8, 9, 15]);
  t.same([0x00, 0x11, 0x13, 0x01, 0x0d, 0x6f, 0xa3].map(statusLength), Array(7).fill(null));
});

const heard = (bytes: readonly number[]): readonly StarAnswer[] => {
  let ear = DEAF;
  return bytes.flatMap((byte, at) => {
    const { ear: next, heard } = hearStar(ear, byte, at);
    ear = next;
    return heard;
  });
};

t.test('statuses are heard with XON and XOFF among them and behind what is none', async (t) => {
  const bytes = [...encodeStatus(ALL_WELL, 3)];
  t.same(heard([0x23, 0x80, ...bytes.flatMap((byte) => [0x13, byte])]), [
    ...Array(9).fill({ kind: 'flow', goes: false }),
    { kind: 'status', status: ALL_WELL },
  ]);
});

t.test('an end is heard once for each ETB that is reached', async () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 80 }), (steps) => {
      let marks = 0;
      const bytes = steps.flatMap((step) => {
        marks += step;
        return [...encodeStatus(ALL_WELL, marks)];
      });
      const ends = heard([...encodeStatus(ALL_WELL, 0), ...bytes]).filter(({ kind }) => kind === 'end');
      assert.equal(ends.length, marks);
    }),
  );
});
