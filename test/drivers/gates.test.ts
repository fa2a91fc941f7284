// The driver of gates that speak in lines, with the shipped pattern and its twin: armed and disarmed as ordered in the
// end, whatever fails, and every alarm told.

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import type { GatePattern } from '../../protocols/ascii-line/gate-pattern.ts';
import type { GateOrder, GateReading } from '../../protocols/devices/gate.ts';
import type { LineGateState } from '../../station-daemon/drivers/gates/line-gate.ts';
import { GATE_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import { readLineGate } from '../../station-daemon/shell/line-readers.ts';
import {
  createLineGate,
  type LineGate,
  type Passing,
} from '../../station-daemon/simulator/gate/line-gate.ts';
import { running } from '../../station-daemon/station/running-driver.ts';
import { type Bench, byteByByte, createBench, inRandomPieces, SILENT, whole } from './bench.ts';
import { PtyLine } from './pty-line.ts';

const read = readLineGate(join(import.meta.dirname, '..', '..', 'config', 'gates', 'plain-lines.yaml'));
if (!read.ok) throw new Error(JSON.stringify(read.faults));
const PATTERN: GatePattern = read.pattern;

const DUNE: Passing = { item: '30001234', uid: 'E004010012345678', secured: true };

interface Desk {
  readonly gate: LineGate;
  readonly bench: Bench<GateOrder, GateReading>;
}

const desk = (carrier = whole, pattern = PATTERN): Desk => {
  const gate = createLineGate();
  const driver = GATE_DRIVERS['line-gate'](pattern);
  const bench = createBench<LineGateState, GateOrder, GateReading>(driver, gate, carrier);
  bench.open();
  return { gate, bench };
};

const arm = (armed: boolean): GateOrder => ({ kind: 'arm', armed });

type Line = Pick<Bench<GateOrder, GateReading>, 'told'>;

const readings = ({ told }: Line) => told.map(({ reading }) => reading);
const armedOf = (line: Line) =>
  readings(line)
    .flatMap((reading) => (reading.kind === 'armed' ? [reading.armed] : []))
    .at(-1);
const alarmsOf = (line: Line) => readings(line).filter(({ kind }) => kind === 'alarm');

t.test('it is armed and disarmed, and that is told once it has confirmed', async (t) => {
  for (const carrier of [whole, byteByByte, inRandomPieces(3)]) {
    const { gate, bench } = desk(carrier);
    bench.order(arm(true));
    bench.runUntil('armed', () => armedOf(bench) === true, 500);
    bench.order(arm(false));
    bench.runUntil('off', () => armedOf(bench) === false && !gate.armed, 500);
    const { length } = bench.told;
    bench.runFor(60_000);
    t.equal(bench.told.length, length, 'told anew only when it changes');
    t.ok(bench.sent.length < 20, 'and not asked all the time');
  }
});

t.test('what is carried out armed is told with its number, what is released is not', async (t) => {
  const { gate, bench } = desk();
  bench.order(arm(true));
  bench.runFor(500);
  bench.schedule(gate.carryOut({ ...DUNE, secured: false }, bench.now()));
  bench.runFor(500);
  t.same(alarmsOf(bench), []);
  bench.schedule(gate.carryOut(DUNE, bench.now()));
  bench.runFor(500);
  t.same(alarmsOf(bench), [{ kind: 'alarm', item: '30001234', uid: 'E004010012345678' }]);
  t.same(readings(bench).at(-1), { kind: 'passed', in: 0, out: 2 });
  bench.order(arm(false));
  bench.runFor(500);
  bench.schedule(gate.carryOut(DUNE, bench.now()));
  bench.runFor(500);
  t.equal(alarmsOf(bench).length, 1, 'a gate that is off is silent');
});

t.test('noise before an alarm, and half a line before it, lose no alarm', async (t) => {
  const { gate, bench } = desk();
  for (const noise of [Uint8Array.of(0x85, 0x99), Uint8Array.from('ALA', (one) => one.charCodeAt(0))]) {
    bench.feed(noise);
    bench.runFor(600);
    bench.schedule(gate.carryOut(DUNE, bench.now()));
    bench.runFor(300);
  }
  bench.feed(Uint8Array.of(0x85, 0x99));
  bench.schedule(gate.carryOut(DUNE, bench.now()));
  bench.runFor(300);
  t.equal(alarmsOf(bench).length, 3);
});

t.test('a command that is lost or not confirmed is given anew, and nothing is told of it', async (t) => {
  for (const kind of ['deaf', 'noAnswer'] as const) {
    const { gate, bench } = desk();
    gate.faults.plan({ on: 'any', occurrence: 1, what: { kind } });
    gate.faults.plan({ on: 'any', occurrence: 2, what: { kind } });
    bench.order(arm(false));
    bench.runUntil('off', () => armedOf(bench) === false && !gate.armed);
    t.notOk(readings(bench).some((reading) => reading.kind === 'lost'));
  }
});

t.test('a gate that lost its power unseen is disarmed again within a quarter of a minute', async (t) => {
  const { gate, bench } = desk();
  bench.order(arm(false));
  bench.runFor(500);
  gate.unplug(bench.now());
  t.equal(gate.armed, true);
  bench.runUntil('off again', () => !gate.armed, 15_000);
});

t.test('unplugged at any moment and plugged in again, it is as ordered meanwhile', async (t) => {
  for (let ms = 0; ms < 300; ms += 11) {
    const { gate, bench } = desk(inRandomPieces(ms));
    bench.order(arm(true));
    bench.runFor(ms);
    bench.unplug();
    t.match(readings(bench).at(-1), { kind: 'lost', reason: 'unplugged' });
    bench.order(arm(false));
    bench.open();
    bench.runUntil('off', () => armedOf(bench) === false && !gate.armed);
  }
});

t.test('one that never confirms is lost, told once, and taken up when it does', async (t) => {
  const { gate, bench } = desk();
  bench.replace(SILENT);
  bench.order(arm(true));
  bench.runFor(30_000);
  const lost = readings(bench).filter(({ kind }) => kind === 'lost');
  t.equal(lost.length, 1);
  bench.replace(gate);
  bench.runUntil('armed', () => armedOf(bench) === true, 4000);
});

t.test('a gate that only talks is heard and never told anything', async (t) => {
  const { gate, bench } = desk(whole, { ...PATTERN, arming: null });
  bench.order(arm(true));
  bench.schedule(gate.carryOut(DUNE, bench.now()));
  bench.runFor(20_000);
  t.equal(bench.sent.length, 0);
  t.same(
    readings(bench).map(({ kind }) => kind),
    ['ready', 'alarm', 'passed'],
  );
});

t.test('random bytes do no harm, and what they bring on is no number with a delimiter in it', async () => {
  const anything = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.string({ maxLength: 40 }).map((text) => Uint8Array.from(Buffer.from(`ALARM ${text}\r`, 'latin1'))),
  );
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 20 }), (chunks) => {
      const { gate, bench } = desk(whole, { ...PATTERN, alarm: 'ALARM (?<item>.*)' });
      for (const chunk of chunks) bench.feed(chunk);
      for (const reading of readings(bench))
        if (reading.kind === 'alarm') assert.match(reading.item ?? '-', /^[!-{}~]{1,64}$/);
      bench.order(arm(false));
      bench.runUntil('off', () => !gate.armed);
    }),
    { numRuns: 60 },
  );
});

t.test('on a real serial line', async (t) => {
  const gate = createLineGate();
  const setup = { baudRate: 9_600, parity: 'none', lineMode: null } as const;
  const line = new PtyLine<GateOrder, GateReading>(running(GATE_DRIVERS['line-gate'](PATTERN)), gate, setup);
  try {
    line.order(arm(false));
    await line.until('off', () => armedOf(line) === false && !gate.armed);
    line.unplug();
    await line.until('lost', () => readings(line).at(-1)?.kind === 'lost');
    line.order(arm(true));
    line.plug();
    await line.until('armed', () => armedOf(line) === true && gate.armed);
    line.carryOut((now) => gate.carryOut(DUNE, now));
    await line.until('an alarm', () => alarmsOf(line).length === 1);
    t.same(alarmsOf(line), [{ kind: 'alarm', item: '30001234', uid: 'E004010012345678' }]);
  } finally {
    await line.close();
  }
});

t.test('a pattern file is checked as the settings are', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-gate-'));
  const faultsOf = (text: string): readonly string[] => {
    const file = join(folder, 'gate.yaml');
    writeFileSync(file, text);
    const checked = readLineGate(file);
    return checked.ok ? [] : checked.faults.map(({ path, what }) => `${path}: ${what}`);
  };
  t.same(faultsOf('name: Gate\nalarm: ^BEEP\n'), []);
  t.match(faultsOf('name: Gate\n'), [/alarm: is missing/]);
  t.match(faultsOf('name: Gate\nalarm: "(a+)+"\n'), [/alarm/]);
  t.match(faultsOf('name: Gate\nalarm: A\ncounter: COUNT\n'), [/counter/]);
});
