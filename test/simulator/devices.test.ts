// The simulator's printer, scanner and table, each by itself. How drivers get on with them is in test/drivers/.

import assert from 'node:assert/strict';
import t from 'tap';
import type { Moment } from '../../protocols/moment.ts';
import { AFI_ON_LOAN, AFI_SECURED, type GateLooksAt } from '../../protocols/tags/security.ts';
import { type DeskEffect, doDeed } from '../../station-daemon/simulator/desk/deeds.ts';
import { shelfOf } from '../../station-daemon/simulator/desk/shelf.ts';
import { tableOf } from '../../station-daemon/simulator/desk/table.ts';
import type { ActorOutput } from '../../station-daemon/simulator/output.ts';
import { createPrinter, type SimulatedPrinter } from '../../station-daemon/simulator/printer/printer.ts';
import { createScanner } from '../../station-daemon/simulator/scanner/scanner.ts';
import { createWorld } from '../../station-daemon/simulator/world/opening.ts';
import type { World, WorldItem } from '../../station-daemon/simulator/world/world.ts';

const at = (ticks: number): Moment => ({ ticks, wall: 1_750_000_000_000 + ticks, utcOffsetMinutes: 420 });

const freshWorld = (): World => createWorld({ now: at(0) });

/** Runs a printer's wakes up to a tick; what it sent, with the tick at which it was there. */
const runPrinter = (
  printer: SimulatedPrinter,
  outputs: readonly ActorOutput[],
  untilTicks: number,
): {
  readonly sent: readonly (readonly [ticks: number, hex: string])[];
  readonly rest: readonly ActorOutput[];
} => {
  const sent: [number, string][] = [];
  let waiting = [...outputs];
  for (;;) {
    waiting.sort((a, b) => a.atTicks - b.atTicks);
    const [next, ...others] = waiting;
    if (next === undefined || next.atTicks > untilTicks) return { sent, rest: waiting };
    waiting = others;
    if (next.kind === 'send') sent.push([Math.round(next.atTicks), Buffer.from(next.bytes).toString('hex')]);
    if (next.kind === 'wake') waiting.push(...printer.wake(at(next.atTicks)));
  }
};

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

t.test(
  'a printer cuts its lines to slips, wraps at its columns and knows its character tables',
  async (t) => {
    const world = freshWorld();
    const printer = createPrinter(world, { columns: 10 });
    const slip =
      '\x1b@one\n\x1d!\x10wide wide\n\x1d!\x00\x1bt\x1eD\xd5 M\xcc\x1bt\x10\x80\n\x1dV\x00two\n\n\x1dV\x01';
    const { rest } = runPrinter(printer, printer.receive(ascii(slip), at(0)), 5000);
    t.same(world.printer.slips, [['one', 'wide', 'wide', 'Dế Mè€'], ['two']]);
    t.same(rest, [], 'then it sleeps');
    t.equal(printer.unknown(), 0);
  },
);

t.test('a printer takes its time for a line, and answers in between', async (t) => {
  const world = freshWorld();
  // One byte a millisecond.
  const printer = createPrinter(world, { baudRate: 10_000, lineMs: 100 });
  const outputs = [
    ...printer.receive(ascii('a\nb\nc\n\x1dV\x00\x1dr\x01'), at(0)),
    ...printer.receive(Uint8Array.of(0x10, 0x04, 0x01), at(1)),
  ];
  const { sent } = runPrinter(printer, outputs, 5000);
  t.equal(sent.length, 2);
  t.match(sent[0], [16, '12'], 'DLE EOT as soon as it has crossed the line');
  t.equal(sent[1]?.[1], '00');
  t.ok((sent[1]?.[0] ?? 0) > 300, 'GS r after the last line');
});

t.test('a printer without paper stops, tells why, and goes on from there', async (t) => {
  const world = freshWorld();
  world.printer.linesLeft = 2;
  const printer = createPrinter(world);
  const first = runPrinter(printer, printer.receive(ascii('a\nb\nc\nd\n\x1dV\x00'), at(0)), 1000);
  t.same([world.printer.paper, world.printer.slips], ['out', [['a', 'b']]]);
  const asked = [1, 2, 3, 4].flatMap((n) => printer.receive(Uint8Array.of(0x10, 0x04, n), at(1000)));
  const second = runPrinter(printer, [...first.rest, ...asked], 2000);
  t.same(
    second.sent.map(([, hex]) => hex),
    ['1a', '32', '12', '7e'],
  );
  doDeed(world, { kind: 'paper', to: 'full' });
  runPrinter(printer, second.rest, 3000);
  t.same(world.printer.slips, [
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

t.test('a cleared or unplugged printer forgets what it has not printed', async (t) => {
  for (const how of ['clear', 'unplug'] as const) {
    const world = freshWorld();
    world.printer.coverOpen = true;
    const printer = createPrinter(world);
    const { rest } = runPrinter(printer, printer.receive(ascii('a\n\x1dV\x00'), at(0)), 100);
    if (how === 'unplug') printer.unplug(at(100));
    const clear = Uint8Array.of(0x10, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08);
    const after = runPrinter(
      printer,
      how === 'clear' ? [...rest, ...printer.receive(clear, at(100))] : [],
      1000,
    );
    if (how === 'clear') t.equal(after.sent[0]?.[1], '372500');
    world.printer.coverOpen = false;
    runPrinter(printer, [...after.rest, ...printer.receive(ascii('b\n\x1dV\x00'), at(1000))], 2000);
    t.same(world.printer.slips, [['b']], how);
  }
});

t.test('a scanner sends a code at the speed of its line', async (t) => {
  const scanner = createScanner();
  const [sent] = scanner.scan('29000000001008', at(100));
  assert.ok(sent?.kind === 'send');
  t.equal(Buffer.from(sent.bytes).toString(), '29000000001008\r');
  t.equal(Math.round(sent.atTicks), 116, '15 bytes of 10 bits at 9600 baud');
  const [next] = scanner.scan('1', at(101));
  t.ok((next?.atTicks ?? 0) > sent.atTicks, 'one after the other');
  t.same(scanner.receive(Uint8Array.of(1), at(200)), []);
});

const item = (world: World, holds: (item: WorldItem) => boolean): WorldItem => {
  const found = [...world.items.values()].find(holds);
  assert.ok(found);
  return found;
};

const NONE: DeskEffect = { kind: 'none' };

t.test('the shelf has every book and card, the table’s own first', async (t) => {
  const world = freshWorld();
  const { books, cards } = shelfOf(world);
  t.equal(books.length, world.items.size);
  t.equal(cards.length, world.patrons.size);
  const onTable = books.filter((book) => book.onTable).length;
  t.ok(onTable >= 30);
  t.ok(books.slice(0, onTable).every((book) => book.onTable));
  t.match(books[0], { title: 'Pride and Prejudice', parts: 1, tale: 'plain' });
  t.match(
    books.find(({ title }) => title === 'Carmen (3 CDs)'),
    { parts: 3, tale: 'set', onTable: true },
  );
  t.match(cards[0], { name: 'Nguyễn Thị Mai', pin: '1234', tale: 'plain' });
});

t.test('the table tells only what differs from a secured book on its shelf', async (t) => {
  const world = freshWorld();
  const plain = item(
    world,
    ({ about, standing }) => about.tale === 'plain' && standing.circulation === 'available',
  );
  const lost = item(world, ({ standing }) => standing.circulation === 'lost');
  const states = (): Map<string, object> => new Map(tableOf(world).items.map((state) => [state.item, state]));
  t.notOk(states().has(plain.about.barcode));
  t.match(states().get(lost.about.barcode), { tag: 'secured', loan: 'lost' });
  const lent = [...world.items.values()].filter(({ standing }) => standing.circulation === 'on-loan');
  t.ok(lent.length > 20);
  const atStart = states();
  for (const { about } of lent) t.match(atStart.get(about.barcode), { tag: 'released', loan: 'on-loan' });
  const set = item(world, ({ tags }) => tags.length === 3);
  const [, second] = set.tags;
  assert.ok(second);
  second.afi = AFI_ON_LOAN;
  t.match(states().get(set.about.barcode), { tag: 'mixed' });
});

t.test('a gate cries out for what it looks at: the AFI, EAS, either, or nothing', async (t) => {
  const cries = (gateLooksAt: GateLooksAt, afi: number, eas: boolean): boolean => {
    const world = createWorld({ now: at(0), gateLooksAt });
    const book = item(world, ({ about }) => about.title === 'Dune');
    for (const tag of book.tags) Object.assign(tag, { afi, eas });
    doDeed(world, { kind: 'carryOut', item: book.about.barcode });
    return tableOf(world).gate.alarm;
  };
  const released = AFI_ON_LOAN;
  const tags = [
    [AFI_SECURED, true],
    [released, true],
    [AFI_SECURED, false],
    [released, false],
  ] as const;
  const expected = {
    afi: [true, false, true, false],
    eas: [true, true, false, false],
    both: [true, true, true, false],
    none: [false, false, false, false],
  };
  for (const gate of ['afi', 'eas', 'both', 'none'] as const) {
    t.same(
      tags.map(([afi, eas]) => cries(gate, afi, eas)),
      expected[gate],
      gate,
    );
  }
});

t.test('books are laid, lifted, carried out and brought back', async (t) => {
  const world = freshWorld();
  const set = item(world, ({ tags }) => tags.length === 3);
  const book = item(world, ({ about }) => about.title === 'Dune');
  const [one, other] = [set.about.barcode, book.about.barcode];
  t.same(doDeed(world, { kind: 'lay', item: one }), NONE);
  doDeed(world, { kind: 'lay', item: other });
  t.equal(world.field.length, 4);
  t.same(tableOf(world).onPad, [one, other]);
  doDeed(world, { kind: 'lift', item: one });
  t.same(tableOf(world).onPad, [other]);
  doDeed(world, { kind: 'carryOut', item: other });
  t.match(tableOf(world), { onPad: [], carriedOut: [other], gate: { alarm: true, item: other } });
  doDeed(world, { kind: 'bringBack', item: other });
  t.match(tableOf(world), { carriedOut: [], gate: { alarm: false, item: null } });
  doDeed(world, { kind: 'carryOut', item: other });
  doDeed(world, { kind: 'lay', item: other });
  t.match(
    tableOf(world),
    { onPad: [other], carriedOut: [], gate: { alarm: false } },
    'laying brings it back',
  );
  doDeed(world, { kind: 'lay', item: one });
  doDeed(world, { kind: 'liftAll' });
  t.same(world.field, []);
});

t.test('cards and items are scanned, parts switched, and what is unknown does nothing', async (t) => {
  const world = freshWorld();
  const [card = ''] = world.patrons.keys();
  const [barcode = ''] = world.items.keys();
  t.same(doDeed(world, { kind: 'showCard', card }), { kind: 'scan', text: card });
  t.same(doDeed(world, { kind: 'scanItem', item: barcode }), { kind: 'scan', text: barcode });
  t.ok(tableOf(world).items.some(({ item: touched }) => touched === barcode));
  const away = { kind: 'switch', part: 'pad', to: 'away' } as const;
  t.same(doDeed(world, away), away);
  t.equal(tableOf(world).parts.pad, 'away');
  t.same(doDeed(world, away), NONE, 'it is so already');
  const before = JSON.stringify(tableOf(world));
  for (const kind of ['lay', 'lift', 'carryOut', 'bringBack', 'scanItem'] as const) {
    t.same(doDeed(world, { kind, item: 'no such item' }), NONE);
  }
  t.same(doDeed(world, { kind: 'showCard', card: 'no such card' }), NONE);
  for (const libraryDelayMs of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    doDeed(world, { kind: 'delay', libraryDelayMs });
  }
  t.equal(JSON.stringify(tableOf(world)), before);
  doDeed(world, { kind: 'delay', libraryDelayMs: 1500 });
  t.equal(tableOf(world).libraryDelayMs, 1500);
});

t.test('the table shows the newest ten slips and the paper', async (t) => {
  const world = freshWorld();
  for (let number = 1; number <= 12; number += 1) world.printer.slips.push([`slip ${number}`]);
  const { slips } = tableOf(world);
  t.equal(slips.length, 10);
  t.same(slips[0], ['slip 12']);
  world.printer.linesLeft = 3;
  doDeed(world, { kind: 'paper', to: 'near-end' });
  t.equal(tableOf(world).paper, 'near-end');
  t.equal(world.printer.linesLeft, null);
});
