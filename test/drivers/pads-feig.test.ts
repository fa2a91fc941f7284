// What only FEIG readers are like: their modes, their field, what they send unasked, and their tags in parts.

import t from 'tap';
import { encodeRequest, type FeigRequest } from '../../protocols/feig/commands.ts';
import { ANY_READER, encodeFrame } from '../../protocols/feig/framing.ts';
import { PAD_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { createFeigReader } from '../../station-daemon/simulator/reader/feig/feig-reader.ts';
import { liftTag } from '../../station-daemon/simulator/world/field.ts';
import { createBench, SILENT } from './bench.ts';
import {
  BY_AFI,
  count,
  level,
  levels,
  outcomes,
  release,
  type Table,
  table,
  tagAt,
  tellsTruth,
} from './pads-table.ts';

const reasons = ({ bench }: Table): readonly string[] =>
  bench.told.flatMap(({ reading }) => (reading.kind === 'lost' ? [reading.reason] : []));

t.test('a reader that is not in host mode is lost, and staff are told which setting to change', async (t) => {
  for (const [mode, name] of [
    [0x01, 'scan mode'],
    [0x80, 'buffered read mode'],
    [0xc0, 'notification mode'],
  ] as const) {
    for (const tellsConfiguration of [true, false]) {
      const one = table(2, { mode, tellsConfiguration });
      one.bench.runUntil('lost', () => count(one.bench, 'lost') === 1, 1000);
      const [reason] = reasons(one);
      t.match(reason, tellsConfiguration ? `the reader is in ${name}` : 'the reader is not in host mode');
      t.match(reason, /operating mode \(block CFG1, byte 13\) to host mode, which is 0.*restart the reader/);
      one.bench.order(release(tagAt(one, 0)));
      one.bench.runUntil('an outcome', () => outcomes(one.bench).length === 1, 6000);
      t.match(outcomes(one.bench), [{ kind: 'unknown', reason }]);
      const sent = one.bench.sent.length;
      one.bench.runFor(60_000);
      t.ok(one.bench.sent.length - sent <= 60, 'asked at leisure');
      t.equal(count(one.bench, 'lost'), 1, 'told once');
      t.equal(count(one.bench, 'ready') + count(one.bench, 'level'), 0);
      one.bench.replace(createFeigReader(one.world));
      one.bench.runUntil('set right', () => tellsTruth(one), 6000);
      t.equal(count(one.bench, 'ready'), 1);
    }
  }
});

t.test('a reader whose configuration is closed to the station works all the same', async (t) => {
  const one = table(2, { tellsConfiguration: false });
  one.bench.runUntil('two', () => tellsTruth(one), 1000);
  t.equal(count(one.bench, 'lost'), 0);
});

t.test(
  'a reader that only sends by itself, or at another speed, is told apart from one that is silent',
  async (t) => {
    const text = new TextEncoder();
    // What a scan mode sends, what a notification is, and what 38400 baud looks like at another speed.
    const noises = [
      text.encode('E004010012345678\r\n'),
      encodeFrame({ address: 0, command: 0x22, status: 0, data: new Uint8Array(12) }, 'standard'),
      Uint8Array.of(0x80, 0x00, 0xf8, 0x80),
    ];
    for (const noise of noises) {
      const one = table(1);
      one.bench.replace(SILENT);
      for (let second = 0; second < 12; second += 1) {
        one.bench.runFor(250);
        one.bench.feed(noise);
      }
      t.match(reasons(one), [/sends, but answers nothing: .*38400 baud, even parity.*scan mode/]);
      one.bench.replace(createFeigReader(one.world));
      one.bench.runUntil('it answers', () => tellsTruth(one), 3000);
    }
    const silent = table(1);
    silent.bench.replace(SILENT);
    silent.bench.runFor(5000);
    t.same(reasons(silent), ['the reader does not answer']);
  },
);

t.test('what a reader sends unasked between its answers does no harm', async (t) => {
  const one = table(3);
  const notification = encodeFrame(
    { address: 0, command: 0x22, status: 0, data: new Uint8Array(12) },
    'advanced',
  );
  for (let step = 0; step < 200; step += 1) {
    one.bench.runFor(7);
    one.bench.feed(notification);
  }
  t.ok(tellsTruth(one));
  t.equal(count(one.bench, 'lost'), 0);
  one.bench.order(release(tagAt(one, 0)));
  one.bench.runUntil('written', () => outcomes(one.bench)[0]?.kind === 'verified', 500);
});

t.test('a field that was switched off is switched on at the start', async (t) => {
  const one = table(1);
  one.bench.runUntil('one', () => tellsTruth(one));
  const reader = createFeigReader(one.world);
  const off: FeigRequest = { kind: 'rfOnOff', on: false };
  reader.receive(encodeRequest(off, { address: ANY_READER, form: 'standard' }), {
    ...one.bench.now(),
    ticks: 0,
  });
  reader.wake({ ...one.bench.now(), ticks: 100 });
  const bench = createBench(PAD_DRIVERS.feig({ security: BY_AFI }), reader);
  bench.open();
  bench.runUntil('one', () => tellsTruth({ ...one, bench }), 1000);
  t.equal(level(bench).length, 1);
});

t.test('a collision that hides tags for one round lifts nothing', async (t) => {
  for (const found of [0, 1, 2]) {
    const one = table(3);
    one.bench.runUntil('three', () => tellsTruth(one));
    one.bench.runFor(20);
    one.bench.replace(
      createFeigReader(one.world, {
        faults: [2, 5, 8].map((occurrence) => ({
          on: 'inventory',
          occurrence,
          what: { kind: 'collision', found },
        })),
      }),
    );
    one.bench.runFor(3000);
    t.same([...new Set(levels(one.bench).map((tags) => tags.length))], [3], `${found} found`);
    liftTag(one.world, tagAt(one, 1).uid);
    one.bench.runUntil('lifted', () => tellsTruth(one), 600);
  }
});

t.test('answers behind bytes that nobody asked for are heard, whatever these look like', async (t) => {
  const noises = [[0x00], [0xff, 0xff], [0x02], [0x02, 0x00, 0x40], [0x40, 0x00], [0x0d, 0x0a]];
  for (const bytes of noises) {
    const one = table(2, {
      faults: [{ on: 'any', occurrence: 'every', what: { kind: 'noise', bytes: Uint8Array.from(bytes) } }],
    });
    one.bench.runUntil(`behind ${bytes.join()}`, () => tellsTruth(one), 4000);
    one.bench.order(release(tagAt(one, 0)));
    one.bench.runUntil('written', () => outcomes(one.bench)[0]?.kind === 'verified', 2000);
    t.equal(count(one.bench, 'lost'), 0);
  }
});

t.test('forty tags come in parts of an inventory, in either form of frame', async (t) => {
  for (const answerForm of ['standard', 'advanced'] as const) {
    for (const setsPerAnswer of [1, 7, 24]) {
      const one = table(40, { answerForm, setsPerAnswer });
      one.bench.runUntil('forty', () => tellsTruth(one), 20_000);
      t.equal(level(one.bench).length, 40);
    }
  }
});
