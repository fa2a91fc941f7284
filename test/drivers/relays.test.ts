// Every relay driver with the twin of its board, under a virtual clock and on a real serial line: what was ordered is
// what the board's relays do in the end, whatever fails in between, and what is told is what they do. Nothing here
// knows one make from another.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import type { RelayOrder, RelayReading } from '../../protocols/devices/relay.ts';
import { RELAY_DRIVERS } from '../../station-daemon/drivers/registry.ts';
import type { RelayState } from '../../station-daemon/drivers/relay-engine/state.ts';
import { relayLineMode } from '../../station-daemon/shell/daemon/device-lines.ts';
import { createAsciiBoard } from '../../station-daemon/simulator/relay/ascii-board.ts';
import { createLcusBoard } from '../../station-daemon/simulator/relay/lcus-board.ts';
import { createModbusBoard } from '../../station-daemon/simulator/relay/modbus-board.ts';
import type { BoardFault, RelayBoard } from '../../station-daemon/simulator/relay/relay-board.ts';
import { RELAY_BOARDS } from '../../station-daemon/simulator/relay/relay-boards.ts';
import { running } from '../../station-daemon/station/running-driver.ts';
import {
  type Bench,
  byteByByte,
  type Carrier,
  createBench,
  inRandomPieces,
  SILENT,
  type Told,
  whole,
} from './bench.ts';
import { PtyLine } from './pty-line.ts';

type Name = keyof typeof RELAY_DRIVERS;

const NAMES = ['ascii-relay', 'lcus-relay', 'modbus-relay'] as const satisfies readonly Name[];
/** In use on each board; a board of LCUS has no inputs. */
const USE = { relays: [0, 1, 3], inputs: [2], readsBack: true, unit: 1 } as const;
const hasInputs = (name: Name): boolean => name !== 'lcus-relay';

interface Desk {
  readonly board: RelayBoard;
  readonly bench: Bench<RelayOrder, RelayReading>;
}

const driverOf = (name: Name, readsBack = true) => RELAY_DRIVERS[name]({ ...USE, readsBack });

const desk = (name: Name, { carrier = whole, board = RELAY_BOARDS[name](), readsBack = true } = {}): Desk => {
  const bench = createBench<RelayState, RelayOrder, RelayReading>(driverOf(name, readsBack), board, carrier);
  bench.open();
  return { board, bench };
};

const turnTo = (relay: number, on: boolean, forMs: number | null = null): RelayOrder => ({
  ...{ kind: 'switch', relay, on, forMs },
});

const levels = (told: readonly Told<RelayReading>[]) =>
  told.flatMap(({ reading }) => (reading.kind === 'level' ? [reading] : []));

/** How a relay is, as it was told last. */
const toldOf = ({ told }: { readonly told: readonly Told<RelayReading>[] }, relay: number) =>
  levels(told)
    .at(-1)
    ?.relays.find(({ place }) => place === relay)?.on;

const lastKind = ({ told }: { readonly told: readonly Told<RelayReading>[] }) => told.at(-1)?.reading.kind;

const isReady = (line: { readonly told: readonly Told<RelayReading>[] }) => lastKind(line) === 'level';

const follows = ({ board, bench }: Desk, relay: number, on: boolean) =>
  board.relays[relay] === on && toldOf(bench, relay) === on;

/** Longer than anything takes that a board recovers from. */
const RECOVERY_MS = 8_000;

t.test('every relay driver has a twin, and is in this suite', async (t) => {
  t.same(Object.keys(RELAY_DRIVERS).sort(), [...NAMES].sort());
  t.same(Object.keys(RELAY_BOARDS).sort(), [...NAMES].sort());
});

const NOISE = Uint8Array.of(0x85, 0xf0, 0xa0, 0x99, 0xff);

const FAULTS: Readonly<Record<string, BoardFault>> = {
  'an answer that never comes': { kind: 'noAnswer' },
  'a request that is not heard': { kind: 'deaf' },
  'half an answer': { kind: 'halfAnswer' },
  'a bit that falls over': { kind: 'garble' },
  'noise before an answer': { kind: 'noise', bytes: NOISE },
  'a relay that does not move at once': { kind: 'stuck' },
  'power that fails for a moment': { kind: 'reset' },
};

const carriers: Readonly<Record<string, Carrier>> = {
  whole,
  'byte by byte': byteByByte,
  'in pieces': inRandomPieces(7),
};

for (const name of NAMES) {
  t.test(`${name}: told how all is, switched on and off, and told what was read back`, async (t) => {
    for (const [how, carrier] of Object.entries(carriers)) {
      const one = desk(name, { carrier });
      one.bench.runUntil('ready', () => isReady(one.bench), 1000);
      t.same(
        one.bench.told.map(({ reading }) => reading.kind),
        ['ready', 'level'],
        how,
      );
      t.same(
        levels(one.bench.told)[0]?.relays.map(({ on }) => on),
        [false, false, false],
      );
      one.bench.order(turnTo(3, true));
      one.bench.runUntil('on', () => follows(one, 3, true), 500);
      one.bench.order(turnTo(3, false));
      one.bench.runUntil('off', () => follows(one, 3, false), 500);
      t.same([...one.board.relays], [false, false, false, false], 'no other one moved');
      const before = one.bench.told.length;
      one.bench.runFor(60_000);
      t.equal(one.bench.told.length, before, 'nothing more is told while nothing changes');
    }
  });

  t.test(`${name}: a pulse ends by itself, and leaves what was ordered before`, async (t) => {
    const one = desk(name);
    one.bench.order(turnTo(0, true, 800));
    one.bench.runUntil('on', () => follows(one, 0, true), 1000);
    const off = one.bench.runUntil('off', () => follows(one, 0, false), 1500);
    t.ok(off >= 1000 + 800, `after ${off - 1000} ms`);
    one.bench.order(turnTo(1, true));
    one.bench.order(turnTo(1, false, 500));
    one.bench.runUntil('off for a while', () => follows(one, 1, false), 1000);
    one.bench.runUntil('on again', () => follows(one, 1, true), 1500);
  });

  t.test(`${name}: with every fault on every request, it is as ordered in the end`, async (t) => {
    for (const [what, fault] of Object.entries(FAULTS)) {
      for (let occurrence = 1; occurrence <= 12; occurrence += 1) {
        const one = desk(name);
        one.board.faults.plan({ on: 'any', occurrence, what: fault });
        one.bench.order(turnTo(0, true));
        one.bench.runFor(600);
        one.bench.order(turnTo(3, true));
        one.bench.runFor(600);
        one.bench.order(turnTo(0, false));
        const isDone = () => follows(one, 0, false) && follows(one, 3, true) && isReady(one.bench);
        one.bench.runUntil(`${what}, ${occurrence}`, isDone, RECOVERY_MS);
        one.bench.runFor(2_000);
        t.ok(isDone(), `${what}, ${occurrence}: and it stays so`);
        t.notOk(
          one.bench.told.some(({ reading }) => reading.kind === 'lost'),
          'one fault is no reason to give it up',
        );
      }
    }
  });

  t.test(
    `${name}: a relay that never moves is told once, the others go on, and it follows later`,
    async (t) => {
      const one = desk(name);
      one.bench.runUntil('ready', () => isReady(one.bench));
      one.board.faults.plan({ on: 'write', occurrence: 'every', what: { kind: 'stuck' } });
      one.bench.order(turnTo(1, true));
      one.bench.runUntil('stuck', () => lastKind(one.bench) === 'stuck');
      t.same(one.bench.told.at(-1)?.reading, { kind: 'stuck', relay: 1 });
      const { length } = one.bench.told;
      one.bench.runFor(10_000);
      t.equal(one.bench.told.length, length, 'told once');
      one.board.faults.clear();
      one.bench.order(turnTo(0, true));
      one.bench.runUntil('both', () => follows(one, 0, true) && follows(one, 1, true));
    },
  );

  t.test(
    `${name}: unplugged at any moment and plugged in again, all that was ordered is brought about`,
    async (t) => {
      for (let ms = 0; ms < 900; ms += 13) {
        const one = desk(name, { carrier: inRandomPieces(ms) });
        one.bench.order(turnTo(0, true));
        one.bench.order(turnTo(3, true, 60_000));
        one.bench.runFor(ms);
        one.bench.unplug();
        t.equal(lastKind(one.bench), 'lost');
        t.same([...one.board.relays], [false, false, false, false], 'without power all are off');
        const before = one.bench.sent.length;
        one.bench.order(turnTo(1, true));
        one.bench.runFor(2_000);
        t.equal(one.bench.sent.length, before, 'a driver without a line is silent');
        one.bench.open();
        const isDone = () => follows(one, 0, true) && follows(one, 1, true) && follows(one, 3, true);
        one.bench.runUntil(`unplugged after ${ms} ms`, isDone);
      }
    },
  );

  t.test(`${name}: when nothing answers it is lost, told once, and taken up when it answers`, async (t) => {
    const one = desk(name);
    one.bench.order(turnTo(0, true));
    one.bench.replace(SILENT);
    one.bench.runFor(30_000);
    t.same(
      one.bench.told.map(({ reading }) => reading.kind),
      ['lost'],
    );
    t.ok(one.bench.sent.length < 40, `asked ${one.bench.sent.length} times in 30 s`);
    one.bench.replace(one.board);
    one.bench.runUntil('as ordered', () => follows(one, 0, true), 3000);
    t.same(one.bench.told.map(({ reading }) => reading.kind).slice(1, 3), ['ready', 'level']);
  });

  t.test(`${name}: inputs are told when they change`, async (t) => {
    const one = desk(name);
    one.bench.runUntil('ready', () => isReady(one.bench));
    const input = () => levels(one.bench.told).at(-1)?.inputs[0]?.on;
    if (!hasInputs(name)) {
      t.equal(input(), undefined, 'it has none');
      return;
    }
    t.equal(input(), false);
    one.board.setInput(2, true);
    one.bench.runUntil('closed', () => input() === true, 700);
    one.board.setInput(2, false);
    one.bench.runUntil('open', () => input() === false, 700);
  });

  t.test(
    `${name}: a board that cannot be asked is told anew what it has to do, again and again`,
    async (t) => {
      const one = desk(name, { readsBack: false });
      one.bench.order(turnTo(1, true));
      one.bench.runUntil('on', () => follows(one, 1, true), 1000);
      one.board.unplug(one.bench.now());
      t.equal(one.board.relays[1], false, 'it lost its power and nobody knows');
      one.bench.runUntil('on again', () => one.board.relays[1] === true, 1500);
      t.notOk(one.bench.told.some(({ reading }) => reading.kind === 'lost'));
    },
  );

  t.test(`${name}: random bytes from the line do no harm`, async () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 30 }), (chunks) => {
        const one = desk(name);
        one.bench.order(turnTo(0, true));
        for (const chunk of chunks) {
          one.bench.feed(chunk);
          one.bench.runFor(chunk.length * 20);
        }
        one.bench.runUntil('as ordered', () => follows(one, 0, true), RECOVERY_MS);
        assert.equal(one.board.relays[0], true);
      }),
      { numRuns: 60 },
    );
  });

  t.test(`${name}: on a real serial line`, async (t) => {
    const board = RELAY_BOARDS[name]();
    const setup = { baudRate: 9_600, parity: 'none', lineMode: relayLineMode(name) } as const;
    const line = new PtyLine<RelayOrder, RelayReading>(running(driverOf(name)), board, setup);
    const done = (relay: number, on: boolean) => () =>
      board.relays[relay] === on && toldOf(line, relay) === on;
    try {
      await line.until('ready', () => isReady(line));
      line.order(turnTo(0, true));
      await line.until('on', done(0, true));
      line.unplug();
      await line.until('lost', () => lastKind(line) === 'lost');
      t.equal(board.relays[0], false);
      line.order(turnTo(1, true));
      line.plug();
      await line.until('as before', done(0, true));
      await line.until('and as ordered meanwhile', done(1, true));
      for (const [what, fault] of Object.entries(FAULTS)) {
        board.faults.plan({ on: 'any', occurrence: 1, what: fault });
        line.send(NOISE);
        line.order(turnTo(0, false));
        await line.until(`${what}: off`, done(0, false));
        line.order(turnTo(0, true));
        await line.until(`${what}: on`, done(0, true));
        board.faults.clear();
      }
      line.order(turnTo(3, true, 300));
      await line.until('a pulse', done(3, true));
      await line.until('that ends', done(3, false));
    } finally {
      await line.close();
    }
  });
}

t.test('a board of lines is understood with echo and prompt, and without', async (t) => {
  for (const echo of [true, false])
    for (const prompt of [true, false]) {
      const one = desk('ascii-relay', { board: createAsciiBoard({ echo, prompt }) });
      one.bench.order(turnTo(3, true));
      one.bench.runUntil('on', () => follows(one, 3, true), 1000);
      one.board.faults.plan({ on: 'any', occurrence: 'every', what: { kind: 'noise', bytes: NOISE } });
      one.bench.order(turnTo(3, false));
      one.bench.runUntil('off', () => follows(one, 3, false), 3000);
      t.pass(`echo ${echo}, prompt ${prompt}`);
    }
});

t.test('a plain LCUS board never answers: it is lost until the settings say that it cannot', async (t) => {
  const asked = desk('lcus-relay', { board: createLcusBoard({ tells: false }) });
  asked.bench.runUntil('lost', () => lastKind(asked.bench) === 'lost');
  t.match(asked.bench.told.at(-1)?.reading, { reason: /readsBack/ });
  const plain = desk('lcus-relay', { board: createLcusBoard({ tells: false }), readsBack: false });
  plain.bench.order(turnTo(0, true));
  plain.bench.runUntil('on', () => follows(plain, 0, true), 1000);
});

t.test('a Modbus board that has no such relay says so, and is not asked at full speed', async (t) => {
  const one = desk('modbus-relay', { board: createModbusBoard({ relays: 2 }) });
  one.bench.runUntil('lost', () => lastKind(one.bench) === 'lost');
  t.match(one.bench.told.at(-1)?.reading, { reason: /refuses.*exception 2/ });
  one.bench.runFor(30_000);
  t.ok(one.bench.sent.length < 100, `asked ${one.bench.sent.length} times in 30 s`);
  const elsewhere = desk('modbus-relay', { board: createModbusBoard({ unit: 7 }) });
  elsewhere.bench.runUntil('lost', () => lastKind(elsewhere.bench) === 'lost');
});
