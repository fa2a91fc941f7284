// The status of an ESC/POS printer, single bytes on request and four bytes by itself; and pictures for it.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import { type Picture, rowBytes } from '../../protocols/devices/printer.ts';
import { ALL_WELL, type PrinterStatus } from '../../protocols/devices/printer-status.ts';
import { alignmentOf, pictureBytes, RASTER_HEAD_BYTES, rasterSize } from '../../protocols/escpos/raster.ts';
import {
  AUTOMATIC_STATUS_BYTES,
  automaticStatusRequest,
  decodeAutomaticStatus,
  decodeStatus,
  encodeAutomaticStatus,
  encodeStatus,
  isAutomaticStatusStart,
  isStatusByte,
  STATUS_NUMBERS,
  type StatusNumber,
  statusRequest,
} from '../../protocols/escpos/status.ts';
import { toHex } from './rfid-vectors.ts';

/** What each flag is in the answer that tells it: DLE EOT n, byte. */
const REAL_TIME: readonly (readonly [keyof PrinterStatus, StatusNumber, number])[] = [
  ['offline', 1, 0x1a],
  ['coverOpen', 2, 0x16],
  ['feeding', 2, 0x1a],
  ['stoppedForPaper', 2, 0x32],
  ['error', 2, 0x52],
  ['cutterError', 3, 0x1a],
  ['unrecoverable', 3, 0x32],
  ['overheated', 3, 0x52],
  ['paperNearEnd', 4, 0x1e],
  ['paperOut', 4, 0x72],
];

const AUTOMATIC: readonly (readonly [keyof PrinterStatus, string])[] = [
  ['offline', '18000000'],
  ['coverOpen', '30000000'],
  ['feeding', '50000000'],
  ['cutterError', '10080000'],
  ['unrecoverable', '10200000'],
  ['overheated', '10400000'],
  ['paperNearEnd', '10000300'],
  ['paperOut', '10000c00'],
];

const flag = fc.boolean();
const status: fc.Arbitrary<PrinterStatus> = fc.record(
  {
    offline: flag,
    coverOpen: flag,
    feeding: flag,
    stoppedForPaper: flag,
    error: flag,
    cutterError: flag,
    unrecoverable: flag,
    overheated: flag,
    paperNearEnd: flag,
    paperOut: flag,
  },
  { noNullPrototype: true },
);

t.test('requests are the bytes of the command reference', async (t) => {
  t.same(STATUS_NUMBERS.map(statusRequest).map(toHex), ['100401', '100402', '100403', '100404']);
  t.equal(toHex(automaticStatusRequest(true)), '1d610e');
  t.equal(toHex(automaticStatusRequest(false)), '1d6100');
});

t.test('each flag has its bits in one answer to DLE EOT n', async (t) => {
  for (const [name, n, byte] of REAL_TIME) {
    const meaning = { ...ALL_WELL, [name]: true };
    t.equal(encodeStatus(n, meaning), byte, name);
    t.same(decodeStatus(n, byte), { ok: true, status: meaning }, name);
  }
  for (const n of STATUS_NUMBERS) {
    t.equal(encodeStatus(n, ALL_WELL), 0x12);
    t.same(decodeStatus(n, 0x12), { ok: true, status: ALL_WELL });
  }
  t.equal(REAL_TIME.length, Object.keys(ALL_WELL).length, 'no flag is left out');
});

t.test('each flag that is told by itself has its bits in the automatic status', async (t) => {
  for (const [name, hex] of AUTOMATIC) {
    const meaning = { ...ALL_WELL, [name]: true };
    t.equal(toHex(encodeAutomaticStatus(meaning)), hex, name);
    t.same(decodeAutomaticStatus(encodeAutomaticStatus(meaning)), { ok: true, status: meaning }, name);
  }
  t.equal(toHex(encodeAutomaticStatus(ALL_WELL)), '10000000');
  t.equal(AUTOMATIC_STATUS_BYTES, 4);
});

t.test('one paper sensor of the two is enough', async (t) => {
  t.match(decodeStatus(4, 0x16), { ok: true, status: { paperNearEnd: true, paperOut: false } });
  t.match(decodeStatus(4, 0x52), { ok: true, status: { paperNearEnd: false, paperOut: true } });
});

t.test('four answers together give the whole status back, whatever was known before', async () => {
  fc.assert(
    fc.property(status, status, (meaning, before) => {
      let known = before;
      for (const n of STATUS_NUMBERS) {
        const decoded = decodeStatus(n, encodeStatus(n, meaning), known);
        assert.ok(decoded.ok);
        known = decoded.status;
      }
      assert.deepEqual(known, meaning);
    }),
  );
});

t.test('an automatic status gives back what it tells, and leaves the rest as it was', async () => {
  fc.assert(
    fc.property(status, status, (meaning, before) => {
      const { stoppedForPaper, error } = before;
      assert.deepEqual(decodeAutomaticStatus(encodeAutomaticStatus(meaning), before), {
        ok: true,
        status: { ...meaning, stoppedForPaper, error },
      });
    }),
  );
});

t.test('every byte is told apart: an answer, the start of an automatic status, or neither', async (t) => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const answers = bytes.filter(isStatusByte);
  const starts = bytes.filter(isAutomaticStatusStart);
  t.equal(answers.length, 16);
  t.equal(starts.length, 16);
  t.notOk(answers.some((byte) => starts.includes(byte)));
  t.notOk(
    [0x11, 0x13].some((flow) => isStatusByte(flow) || isAutomaticStatusStart(flow)),
    'XON and XOFF are neither',
  );
  for (const byte of bytes) {
    t.equal(decodeStatus(1, byte).ok, answers.includes(byte));
  }
});

t.test('bytes that are no automatic status are not taken for one', async (t) => {
  for (const bytes of [
    [],
    [0x10],
    [0x10, 0, 0],
    [0x10, 0, 0, 0, 0],
    [0x12, 0, 0, 0],
    [0x10, 0x10, 0, 0],
    [0x10, 0, 0, 0x80],
  ]) {
    t.same(decodeAutomaticStatus(Uint8Array.from(bytes)), { ok: false }, toHex(Uint8Array.from(bytes)));
  }
});

const PICTURE: Picture = {
  ...{ widthDots: 9, heightDots: 2, bits: Uint8Array.of(0x80, 0x80, 0xff, 0x00), align: 'right' },
  ...{ aboveDots: 3, belowDots: 260 },
};

t.test('a picture is paper, its edge, its rows of dots, and paper again', async (t) => {
  t.equal(
    toHex(pictureBytes(PICTURE)),
    ['1b4a03', '1b6102', '1d76300002000200', '8080ff00', '1b6100', '1b4aff', '1b4a05'].join(''),
  );
  t.equal(
    toHex(pictureBytes({ ...PICTURE, align: 'centre', aboveDots: 0, belowDots: 0 })).slice(0, 6),
    '1b6101',
  );
  t.same([0, 1, 2, 9].map(alignmentOf), ['left', 'centre', 'right', 'left']);
});

t.test('the dots of no picture are a command that a printer heeds at once', async () => {
  // DLE and what makes a command of it come up far more often than in any picture.
  const byte = fc.oneof(
    fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x08, 0x01),
    fc.integer({ min: 0, max: 255 }),
  );
  const picture = fc
    .record({ widthDots: fc.integer({ min: 1, max: 600 }), heightDots: fc.integer({ min: 1, max: 40 }) })
    .chain((size) => {
      const length = rowBytes(size.widthDots) * size.heightDots;
      const bits = fc
        .array(byte, { minLength: length, maxLength: length })
        .map((all) => Uint8Array.from(all));
      return fc.record({ bits, above: fc.nat(300), below: fc.nat(300) }).map(
        ({ bits: dots, above, below }): Picture => ({
          ...{ ...size, bits: dots, align: 'left', aboveDots: above, belowDots: below },
        }),
      );
    });
  fc.assert(
    fc.property(picture, (one) => {
      const bytes = [...pictureBytes(one)];
      assert.ok(
        bytes.every((value, at) => value !== 0x10 || ![0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0)),
      );
      const begin = bytes.findIndex((value, at) => value === 0x1d && bytes[at + 1] === 0x76);
      const [across, down] = rasterSize(bytes.slice(begin, begin + RASTER_HEAD_BYTES));
      assert.deepEqual([across, down], [rowBytes(one.widthDots), one.heightDots]);
      const dots = bytes.slice(begin + RASTER_HEAD_BYTES, begin + RASTER_HEAD_BYTES + across * down);
      assert.ok(
        dots.every((value, at) => (value & (one.bits[at] ?? 0)) === one.bits[at]),
        'no dot is lost',
      );
    }),
    { numRuns: 60 },
  );
});
