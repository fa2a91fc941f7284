// Scanner drivers against their twins: what they tell is what was scanned, and nothing else.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { ScannerReading } from '../../protocols/devices/scanner.ts';
import { SCANNER_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import type { LineScannerSettings } from '../../station-daemon/drivers/scanners/line.ts';
import {
  createScanner,
  type ScannerSettings,
  type SimulatedScanner,
} from '../../station-daemon/simulator/scanner/scanner.ts';
import {
  type Bench,
  behindGarbage,
  byteByByte,
  type Carrier,
  createBench,
  inRandomPieces,
  SILENT,
  whole,
} from './bench.ts';

/** Every scanner driver, and its scanner's twin. */
const TWINS: Readonly<
  Record<keyof typeof SCANNER_DRIVERS, (given: Partial<ScannerSettings>) => SimulatedScanner>
> = {
  line: createScanner,
};

/** As the settings leave it. */
const UNSET: LineScannerSettings = { prefix: '', suffix: '', lineEnd: 'any' };

const names = ['line'] as const satisfies readonly (keyof typeof SCANNER_DRIVERS)[];

interface Counter {
  readonly scanner: SimulatedScanner;
  readonly bench: Bench<never, ScannerReading>;
}

const counter = (
  given: Partial<ScannerSettings> = {},
  carrier: Carrier = whole,
  name: keyof typeof SCANNER_DRIVERS = 'line',
  settings: Partial<LineScannerSettings> = {},
): Counter => {
  const scanner = TWINS[name](given);
  const bench = createBench(SCANNER_DRIVERS[name]({ ...UNSET, ...settings }), scanner, carrier);
  bench.open();
  return { scanner, bench };
};

const scan = ({ scanner, bench }: Counter, text: string): void =>
  bench.schedule(scanner.scan(text, bench.now()));

const scanned = ({ bench }: Counter): readonly string[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'scanned' ? [reading.text] : []));

const discarded = ({ bench }: Counter): number =>
  bench.told.filter(({ reading }) => reading.kind === 'discarded').length;

const ENDINGS = ['\r', '\n', '\r\n', ''] as const;

t.test('every scanner driver has a twin here', async (t) => {
  t.same([...names], Object.keys(SCANNER_DRIVERS));
});

for (const name of names) {
  t.test(`${name}: a scan is told once, however it ends and whatever the splitting`, async (t) => {
    for (const ending of ENDINGS) {
      for (const carrier of [whole, byteByByte, ...[1, 2, 3, 4].map(inRandomPieces)]) {
        const one = counter({ ending }, carrier, name);
        for (const text of ['29000000001008', 'VN-HN/00012']) {
          scan(one, text);
          one.bench.runFor(1000);
        }
        t.same(scanned(one), ['29000000001008', 'VN-HN/00012'], JSON.stringify(ending));
        t.equal(discarded(one), 0);
      }
    }
  });

  t.test(`${name}: behind garbage no wrong scan is told, and the next one is right`, async (t) => {
    for (let seed = 0; seed < 40; seed += 1) {
      const one = counter({}, behindGarbage(seed), name);
      for (const text of ['29000000001008', '29000000001016']) {
        scan(one, text);
        one.bench.runFor(1000);
      }
      // What is printable before a scan cannot be told from it; what is not spoils it.
      for (const text of scanned(one)) t.match(text, /2900000000(1008|1016)$|^[ -~]{1,6}$/);
    }
    const one = counter({
      faults: [{ on: 'scan', occurrence: 1, what: { kind: 'garbage', bytes: Uint8Array.of(0, 0xff, 0x80) } }],
    });
    scan(one, '29000000001008');
    one.bench.runFor(1000);
    t.same([scanned(one), discarded(one)], [[], 1]);
    scan(one, '29000000001008');
    one.bench.runFor(1000);
    t.same(scanned(one), ['29000000001008']);
  });

  t.test(`${name}: closed in the middle of a scan, its half is forgotten`, async (t) => {
    const one = counter({
      faults: [{ on: 'scan', occurrence: 1, what: { kind: 'pieces', pieceBytes: 4, pauseMs: 20 } }],
    });
    scan(one, '29000000001008');
    one.bench.runFor(60);
    one.bench.unplug();
    t.match(one.bench.told.at(-1), { reading: { kind: 'lost', reason: 'unplugged' } });
    one.bench.open();
    t.match(one.bench.told.at(-1), { reading: { kind: 'ready' } });
    scan(one, '29000000001016');
    one.bench.runFor(1000);
    t.same(scanned(one), ['29000000001016']);
  });

  t.test(`${name}: random bytes give nothing but short printable text`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 90 }), { maxLength: 30 }), (chunks) => {
        const bench = createBench(SCANNER_DRIVERS[name](UNSET), SILENT);
        bench.open();
        for (const chunk of chunks) {
          bench.feed(chunk);
          bench.runFor(chunk.length * 5);
        }
        for (const { reading } of bench.told) {
          if (reading.kind === 'scanned') assert.match(reading.text, /^[ -~]{1,64}$/);
        }
      }),
    );
  });
}

t.test('two scans right behind each other are two', async (t) => {
  const one = counter();
  for (const text of ['1', '22', '333']) scan(one, text);
  one.bench.runFor(100);
  t.same(scanned(one), ['1', '22', '333']);
});

t.test('a scan that is too long, or holds what no barcode does, is thrown away whole', async (t) => {
  for (const text of ['x'.repeat(65), 'x'.repeat(5000), '1234\x005678', '1234\x1b[A', 'Ê123', '   ']) {
    for (const ending of ENDINGS) {
      const one = counter({ ending });
      scan(one, text);
      one.bench.runFor(10_000);
      t.same(scanned(one), [], JSON.stringify([text.slice(0, 12), ending]));
      t.equal(discarded(one), 1);
      scan(one, 'x'.repeat(64));
      one.bench.runFor(1000);
      t.same(scanned(one), ['x'.repeat(64)]);
    }
  }
});

t.test('half a scan of a scanner that ends its scans is no scan', async (t) => {
  const one = counter();
  scan(one, '29000000001008');
  one.bench.runFor(100);
  one.bench.feed(new TextEncoder().encode('2900000'));
  one.bench.runFor(1000);
  t.same([scanned(one), discarded(one)], [['29000000001008'], 1]);
});

t.test('a slow scanner that pauses between the pieces of a scan is heard out', async (t) => {
  const one = counter({
    faults: [{ on: 'scan', occurrence: 'every', what: { kind: 'pieces', pieceBytes: 3, pauseMs: 150 } }],
  });
  scan(one, '29000000001008');
  one.bench.runFor(3000);
  t.same([scanned(one), discarded(one)], [['29000000001008'], 0]);
});

t.test('what a scanner is set to send around its scans is taken off, control characters too', async (t) => {
  const framed = { prefix: '\x02~', suffix: '\x03' };
  for (const carrier of [whole, byteByByte, inRandomPieces(5)]) {
    const one = counter({}, carrier, 'line', framed);
    for (const text of ['\x02~29000000001008\x03', '29000000001016', '\x02~\x03', 'x\x02~29']) {
      scan(one, text);
      one.bench.runFor(1000);
    }
    t.same([scanned(one), discarded(one)], [['29000000001008', '29000000001016'], 2]);
    scan(one, `\x02~${'x'.repeat(64)}\x03`);
    one.bench.runFor(1000);
    t.equal(scanned(one).at(-1), 'x'.repeat(64), 'the longest scan has room for them');
  }
});

t.test('a scan may end in a tabulator or in ETX, where the settings say so', async (t) => {
  for (const [lineEnd, end] of [
    ['TAB', '\t'],
    ['ETX', '\x03'],
  ] as const) {
    const one = counter({ ending: '' }, whole, 'line', { lineEnd, prefix: '\x02' });
    for (const text of ['1', '22']) scan(one, `\x02${text}${end}`);
    one.bench.runFor(100);
    t.same([scanned(one), discarded(one)], [['1', '22'], 0]);
    const other = counter({ ending: '\r' });
    scan(other, `12${end}`);
    other.bench.runFor(100);
    t.same([scanned(other), discarded(other)], [[], 1], 'and only there');
  }
});

t.test(
  'a scanner that sends nothing but noise is told of once a second, with all that was noise',
  async (t) => {
    const one = counter();
    for (let line = 0; line < 500; line += 1) one.bench.feed(Uint8Array.of(0x00, 0xff, 0x0d));
    t.equal(discarded(one), 1);
    one.bench.runFor(1000);
    t.equal(discarded(one), 2);
    const bytes = one.bench.told.flatMap(({ reading }) =>
      reading.kind === 'discarded' ? [reading.bytes] : [],
    );
    t.same(bytes, [2, 998]);
    scan(one, '29000000001008');
    one.bench.runFor(5000);
    t.same([scanned(one), discarded(one)], [['29000000001008'], 2]);
  },
);
