// What goes wrong with a printer: told by its name, at once where the printer says so by itself; and what becomes of the
// slip that was in it: whole again once all is well, once only, or given up.

import t from 'tap';
import type { World } from '../../station-daemon/simulator/world/world.ts';
import { whole } from './bench.ts';
import {
  type Desk,
  desk as deskOf,
  drawn,
  entries,
  last,
  left,
  names,
  outcomeOf,
  outcomes,
  slip,
} from './printers-desk.ts';

type Trouble = readonly [name: string, begins: Partial<World['printer']>, ends: Partial<World['printer']>];

const TROUBLES: readonly Trouble[] = [
  ['cover-open', { coverOpen: true }, { coverOpen: false }],
  ['paper-out', { paper: 'out' }, { paper: 'full' }],
  ['cutter', { cutterJammed: true }, { cutterJammed: false }],
  ['overheated', { hot: true }, { hot: false }],
  ['offline', { paused: true }, { paused: false }],
];

/** Nobody puts in paper faster: what was on the line has come in by then. */
const SOME_TIME_MS = 2000;

const ready = (one: Desk, withinMs: number): number =>
  one.bench.runUntil('ready', () => last(one)?.kind === 'ready', withinMs);

const KINDS = [
  {},
  { baudRate: 115_200 },
  { tellsInOrder: false },
  { tellsChanges: false },
  { clears: false },
  { clears: false, tellsInOrder: false, tellsChanges: false },
];

for (const name of names) {
  const desk = (
    given: Parameters<typeof deskOf>[0] = {},
    carrier: Parameters<typeof deskOf>[1] = whole,
    settings: Parameters<typeof deskOf>[3] = {},
  ): Desk => deskOf(given, carrier, name, settings);

  t.test(
    `${name}: what is wrong is told by its name, by itself at once, else when it is asked next`,
    async (t) => {
      for (const tellsChanges of [true, false]) {
        // A Star printer is asked only.
        const withinMs = tellsChanges && name === 'escpos' ? 200 : 6000;
        for (const [trouble, begins, ends] of TROUBLES) {
          const one = desk({ tellsChanges });
          ready(one, 200);
          one.bench.runFor(1000);
          one.change(begins);
          one.bench.runUntil('lost', () => last(one)?.kind === 'lost', withinMs);
          t.match(last(one), { kind: 'lost', trouble, reason: trouble });
          one.bench.order(slip(entries(1)));
          t.match(outcomeOf(one, 200), { kind: 'notPrinted', slip: 1, trouble }, 'no slip begins');
          one.change(ends);
          ready(one, withinMs);
          t.equal(one.world.printer.slips.length, 0);
        }
        const one = desk({ tellsChanges });
        ready(one, 200);
        one.bench.runFor(1000);
        one.change({ paper: 'near-end' });
        one.bench.runUntil('near end', () => one.bench.told.length === 2, withinMs);
        t.match(last(one), { kind: 'ready', paperNearEnd: true });
      }
    },
  );

  t.test(`${name}: paper that ends in a slip, wherever: with new paper it comes whole, once`, async (t) => {
    for (const given of KINDS) {
      for (const linesLeft of [1, 2, 7, 20, 39]) {
        const one = desk(given);
        one.world.printer.linesLeft = linesLeft;
        one.bench.order(slip(entries(20)));
        one.bench.runUntil('lost', () => last(one)?.kind === 'lost', 20_000);
        t.match(last(one), { kind: 'lost', trouble: 'paper-out' });
        t.equal(one.world.printer.slips[0]?.length, linesLeft, 'what came out stays as it is');
        one.bench.runFor(20_000);
        t.same(outcomes(one), [], 'it waits');
        one.change({ paper: 'full', linesLeft: null });
        t.same(outcomeOf(one, 30_000), { kind: 'printed', slip: 1 });
        one.bench.runFor(10_000);
        const { slips } = one.world.printer;
        t.equal(slips.filter((lines) => lines.length === 40).length, 1, `after ${linesLeft} lines`);
        t.equal(
          slips.length,
          given.clears === false || name === 'star' ? 3 : 2,
          'a printer that does not forget prints its rest',
        );
        t.equal(outcomes(one).length, 1);
      }
    }
  });

  t.test(`${name}: it is printed again once only: cut off a second time, it is given up`, async (t) => {
    const one = desk();
    one.world.printer.linesLeft = 7;
    one.bench.order(slip(entries(20)));
    one.bench.runUntil('lost', () => last(one)?.kind === 'lost', 20_000);
    one.bench.runFor(SOME_TIME_MS);
    // A Star printer brings its rest first.
    one.change({ paper: 'full', linesLeft: name === 'star' ? 33 + 3 + 9 : 9 });
    t.match(outcomeOf(one, 30_000), { kind: 'notPrinted', slip: 1, trouble: 'paper-out' });
    one.bench.runFor(SOME_TIME_MS);
    one.change({ paper: 'full', linesLeft: null });
    one.bench.runFor(20_000);
    t.ok(
      one.world.printer.slips.every(({ length }) => length < 40),
      'it never came whole',
    );
    if (name === 'escpos') t.equal(one.world.printer.slips.length, 2, 'and no third time');
  });

  t.test(`${name}: a slip that nobody waits for any more is not printed again`, async (t) => {
    for (const when of ['before', 'after'] as const) {
      const one = desk();
      const withdraw = () => one.bench.order({ kind: 'withdraw', slip: 1 });
      one.world.printer.linesLeft = 7;
      one.bench.order(slip(entries(20)));
      one.bench.runFor(name === 'star' ? 300 : 400);
      if (when === 'before') withdraw();
      one.bench.runUntil('lost', () => one.bench.told.some(({ reading }) => reading.kind === 'lost'), 20_000);
      if (when === 'after') withdraw();
      one.bench.runFor(SOME_TIME_MS);
      one.change({ paper: 'full', linesLeft: null });
      one.bench.order(slip([left('another patron')], 2));
      one.bench.runUntil('printed', () => last(one)?.kind === 'printed', 10_000);
      t.same(one.world.printer.slips.at(-1), ['another patron']);
      t.ok(
        one.world.printer.slips.every(({ length }) => length < 40),
        'it never came whole',
      );
    }
  });

  t.test(`${name}: a cover opened in a slip: it comes whole when it is closed`, async (t) => {
    const one = desk();
    one.bench.order(slip(entries(30)));
    one.bench.runFor(900);
    one.change({ coverOpen: true });
    one.bench.runFor(3000);
    t.match(last(one), { kind: 'lost', trouble: 'cover-open' });
    one.change({ coverOpen: false });
    t.same(outcomeOf(one), { kind: 'printed', slip: 1 });
    const [printed = []] = one.world.printer.slips;
    t.equal(printed.slice(-60)[0], 'L’Étranger, tome 1', 'whole');
    t.equal(one.world.printer.slips.length, 1, 'once');
  });

  t.test(`${name}: a slip that is not out after two minutes is given up`, async (t) => {
    const one = desk();
    one.world.printer.linesLeft = 7;
    one.bench.order(slip(entries(20)));
    one.bench.runFor(119_000);
    t.same(outcomes(one), []);
    one.bench.runFor(5000);
    t.match(outcomes(one), [{ kind: 'notPrinted', slip: 1, trouble: 'paper-out' }]);
  });

  t.test(
    `${name}: paper that ends amid pictures: they come whole again, and nothing of them later`,
    async (t) => {
      const one = desk();
      one.world.printer.linesLeft = 4;
      one.bench.order(slip([left('first'), drawn(12), left('last')]));
      one.bench.runUntil('lost', () => last(one)?.kind === 'lost', 60_000);
      one.bench.runFor(20_000);
      one.change({ paper: 'full', linesLeft: null });
      t.same(outcomeOf(one, 60_000), { kind: 'printed', slip: 1 });
      t.equal(one.world.printer.slips.at(-1)?.length, name === 'star' ? 26 : 14, 'Star prints strips');
      one.bench.order(slip([left('another patron')], 2));
      one.bench.runUntil('printed', () => outcomes(one).length === 2, 20_000);
      t.same(one.world.printer.slips.at(-1), ['another patron']);
    },
  );

  t.test(
    `${name}: a printer that says stop gets no byte more than it has room for, and nothing is lost`,
    async (t) => {
      const given = { saysStopOfBytes: 512, lineMs: 60, tellsInOrder: true };
      const heeding = { flowControl: 'xon-xoff' } as const;
      const lines = [left('first'), ...entries(40), left('last')];
      const one = desk(given, whole, heeding);
      one.bench.order(slip(lines));
      t.same(outcomeOf(one, 60_000), { kind: 'printed', slip: 1 });
      t.equal(one.world.printer.slips[0]?.length, 82);
      t.equal(one.bench.told.filter(({ reading }) => reading.kind === 'lost').length, 0);

      const deaf = desk(given);
      deaf.bench.order(slip(lines));
      deaf.bench.runFor(60_000);
      t.not(
        deaf.world.printer.slips[0]?.length,
        82,
        'without heeding it bytes are lost: the twin has no room',
      );
    },
  );

  t.test(`${name}: a printer that says stop and never go: the slip is given up in the end`, async (t) => {
    const one = desk({}, whole, { flowControl: 'xon-xoff' });
    ready(one, 200);
    one.bench.feed(Uint8Array.of(0x13));
    one.bench.order(slip(entries(3)));
    one.bench.runFor(10_000);
    t.equal(one.world.printer.slips.length, 0, 'nothing is sent');
    one.bench.feed(Uint8Array.of(0x11));
    t.same(outcomeOf(one), { kind: 'printed', slip: 1 }, 'it goes on when the printer does');
  });

  t.test(`${name}: XON and XOFF are no status, wherever they stand among answers`, async (t) => {
    for (const flowControl of ['none', 'xon-xoff'] as const) {
      const noisy = (bytes: Uint8Array) =>
        [...bytes].flatMap((byte) => [Uint8Array.of(0x13, 0x11), Uint8Array.of(byte)]);
      const one = desk({}, noisy, { flowControl });
      ready(one, 500);
      one.change({ coverOpen: true });
      one.bench.runUntil('lost', () => last(one)?.kind === 'lost', 6000);
      one.change({ coverOpen: false });
      ready(one, 6000);
      one.bench.order(slip(entries(5)));
      t.same(outcomeOf(one, 20_000), { kind: 'printed', slip: 1 });
      t.equal(one.bench.told.length, 4);
    }
  });
}
