// Every driver of the registry on its recorded conversation (fixtures/): the same readings however the line splits it,
// behind garbage, after an unplug at any moment; and what it does when nothing answers. A driver without a fixture
// fails here.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { LineReaderPattern } from '../../protocols/ascii-line/pattern.ts';
import {
  PAD_DRIVERS,
  PRINTER_DRIVERS,
  RELAY_DRIVERS,
  SCANNER_DRIVERS,
} from '../../station-daemon/drivers/registry.ts';
import { PADS } from '../../station-daemon/settings/device-keys.ts';
import { readLineReader } from '../../station-daemon/shell/line-readers.ts';
import { READERS } from '../../station-daemon/simulator/reader/readers.ts';
import { byteByByte, type Carrier, chance, inRandomPieces, whole } from './bench.ts';
import {
  PAD_CONVERSATION,
  type Playing,
  PRINTER_CONVERSATION,
  play,
  RELAY_CONVERSATION,
  readConversation,
  SCANNER_CONVERSATION,
} from './conversation.ts';

/** One kind of devices in the suite. */
interface Kind {
  /** Names of all drivers of the kind in the registry. */
  readonly names: readonly string[];
  /** A driver by its name, and the conversation of a file that it hears as often as is wanted. */
  readonly read: (name: string, file: string) => (carrier: Carrier, answers: boolean) => Playing;
  /**
   * Garbage that the kind's protocols can tell from their own. Frames can be told from anything; of a line of text and
   * of a status of one byte only what never stands in them can be told.
   */
  readonly garbage: (below: (bound: number) => number) => Uint8Array;
  /** It asks, and can tell that nothing answers. */
  readonly asks: boolean;
  /** An order comes to an end, which is told; what is ordered of a relay holds instead. */
  readonly ordersEnd: boolean;
}

const bytes = (count: number, from: number, below: (bound: number) => number): readonly number[] =>
  Array.from({ length: count }, () => from + below(256 - from));

const KINDS: Readonly<Record<string, Kind>> = {
  pads: {
    names: Object.keys(PAD_DRIVERS),
    read: (name, file) => {
      const conversation = readConversation(PAD_CONVERSATION, file);
      const { orders, security, pattern } = conversation;
      const driver = driverOf(
        PAD_DRIVERS,
        name,
      )({
        security: { ...security, password: null },
        lineReader: pattern === undefined ? undefined : patternIn(pattern),
      });
      return (carrier, answers) => play(driver, { conversation, orders, carrier, answers });
    },
    garbage: (below) => Uint8Array.from(bytes(1 + below(6), 0, below)),
    asks: true,
    ordersEnd: true,
  },
  scanners: {
    names: Object.keys(SCANNER_DRIVERS),
    read: (name, file) => {
      const conversation = readConversation(SCANNER_CONVERSATION, file);
      const driver = driverOf(SCANNER_DRIVERS, name)({ lineEnd: 'any', prefix: '', suffix: '' });
      return (carrier, answers) => play(driver, { conversation, orders: [], carrier, answers });
    },
    garbage: (below) => Uint8Array.from([...bytes(1 + below(6), 0x80, below), 0x0d]),
    asks: false,
    ordersEnd: true,
  },
  printers: {
    names: Object.keys(PRINTER_DRIVERS),
    read: (name, file) => {
      const conversation = readConversation(PRINTER_CONVERSATION, file);
      const { orders } = conversation;
      const driver = driverOf(
        PRINTER_DRIVERS,
        name,
      )({ columns: 42, tables: 'many', baudRate: 19_200, flowControl: 'none' });
      return (carrier, answers) => play(driver, { conversation, orders, carrier, answers });
    },
    garbage: (below) => Uint8Array.from(bytes(1 + below(6), 0x80, below)),
    asks: true,
    ordersEnd: true,
  },
  relays: {
    names: Object.keys(RELAY_DRIVERS),
    read: (name, file) => {
      const conversation = readConversation(RELAY_CONVERSATION, file);
      const { orders } = conversation;
      const driver = driverOf(RELAY_DRIVERS, name)({ relays: [0], inputs: [], readsBack: true, unit: 1 });
      return (carrier, answers) => play(driver, { conversation, orders, carrier, answers });
    },
    garbage: (below) => Uint8Array.from(bytes(1 + below(6), 0x80, below)),
    asks: true,
    ordersEnd: false,
  },
};

function patternIn(file: string): LineReaderPattern {
  const read = readLineReader(file);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.pattern;
}

function driverOf<Table extends object>(table: Table, name: string): Table[keyof Table] {
  if (!isIn(table, name)) throw new Error(`no driver ${name}`);
  return table[name];
}

function isIn<Table extends object>(table: Table, name: string): name is Extract<keyof Table, string> {
  return Object.hasOwn(table, name);
}

const FOLDER = join(import.meta.dirname, 'fixtures');

const behind = (garbage: Kind['garbage'], seed: number): Carrier => {
  const below = chance(seed);
  return (sent) => [garbage(below), sent];
};

const seeds = (count: number): readonly number[] => Array.from({ length: count }, (_, seed) => seed);

/** What is told of garbage itself is nothing of the conversation. */
const heard = ({ told }: Playing): Playing['told'] => told.filter(({ kind }) => kind !== 'discarded');

/** What ends an order. */
const isOutcome = ({ kind }: { readonly [key: string]: unknown }): boolean =>
  kind === 'securitySet' || kind === 'printed' || kind === 'notPrinted';

t.test(
  'every driver of the registry has a recorded conversation, and every conversation a driver',
  async (t) => {
    for (const [kind, { names }] of Object.entries(KINDS)) {
      const files = readdirSync(join(FOLDER, kind)).map((file) => file.replace(/\.yaml$/, ''));
      t.same(files.sort(), [...names].sort(), `test/drivers/fixtures/${kind}`);
    }
  },
);

t.test('every pad driver has a row in the settings, and its reader a twin', async (t) => {
  t.same(Object.keys(PADS), Object.keys(PAD_DRIVERS), 'station-daemon/settings/device-keys.ts');
  t.same(Object.keys(READERS), Object.keys(PAD_DRIVERS), 'station-daemon/simulator/reader/readers.ts');
});

for (const [kind, { names, read, garbage, asks, ordersEnd }] of Object.entries(KINDS)) {
  for (const name of names) {
    const file = join(FOLDER, kind, `${name}.yaml`);
    if (!existsSync(file)) continue;
    const playTo = read(name, file);
    const expected = readConversation(PAD_CONVERSATION.pick({ readings: true }).loose(), file).readings;

    /** Plays until everything was told, and on for a while: nothing more may come. */
    const playAll = (carrier: Carrier, what: string): Playing => {
      const playing = playTo(carrier, true);
      playing.open();
      playing.runUntilTold(what, expected.length);
      playing.runFor(1000);
      return playing;
    };

    t.test(`${kind}/${name}: its conversation is told alike, however the line splits it`, async (t) => {
      t.same(playAll(whole, 'whole').told, expected);
      t.same(playAll(byteByByte, 'byte by byte').told, expected);
      for (const seed of seeds(5)) {
        t.same(playAll(inRandomPieces(seed), `pieces ${seed}`).told, expected, `random pieces, ${seed}`);
      }
    });

    t.test(`${kind}/${name}: garbage before each answer changes nothing`, async (t) => {
      for (const seed of seeds(15)) {
        const playing = playAll(behind(garbage, seed), `garbage ${seed}`);
        t.same(heard(playing), expected, `seed ${seed}`);
      }
    });

    t.test(`${kind}/${name}: closed at any moment and opened again, all is told anew`, async (t) => {
      for (let ms = 0; ms < 1200; ms += 11) {
        const playing = playTo(inRandomPieces(ms), true);
        playing.open();
        playing.runFor(ms);
        playing.unplug();
        const before = playing.told;
        t.match(before.at(-1), { kind: 'lost', reason: 'unplugged' });
        const ended = before.filter(isOutcome).length;
        t.ok(ended <= playing.orders, 'no order ends twice');
        playing.runFor(100);
        t.equal(playing.told.length, before.length, 'a driver without a line is silent');
        playing.open();
        playing.runUntilTold(`closed after ${ms} ms`, expected.length);
        t.same(playing.told, expected, `closed after ${ms} ms`);
      }
    });

    t.test(`${kind}/${name}: when nothing answers`, async (t) => {
      const playing = playTo(whole, false);
      playing.open();
      playing.orderAll();
      playing.runFor(15_000);
      const kinds = playing.told.map((reading) => reading['kind']);
      if (!asks) {
        t.same([kinds, playing.sent], [['ready'], 0], 'it asks nothing, and believes in its device');
        return;
      }
      t.equal(kinds.filter((one) => one === 'lost').length, 1, 'the device is lost, which is told once');
      t.notOk(kinds.includes('ready'));
      const ending = ordersEnd ? playing.orders : 0;
      t.equal(playing.told.filter(isOutcome).length, ending, 'every order ends');
      t.notMatch(playing.told.filter(isOutcome), [{ outcome: { kind: 'verified' } }]);
      const sent = playing.sent;
      playing.runFor(60_000);
      t.ok(playing.sent > sent, 'it is asked on and on');
      t.ok(playing.sent - sent <= 120, `at leisure: ${playing.sent - sent} times a minute`);
      playing.unplug();
      playing.orderAll();
      t.equal(playing.told.filter(isOutcome).length, 2 * ending, 'and without a line at once');
    });
  }
}
