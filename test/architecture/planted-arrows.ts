// A small sound house, and files that break one of its arrows each. Not a test itself.

/** A small house in which every arrow is right: each room imports what it may, in each way that is allowed. */
export const SOUND: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'house',
    type: 'module',
    dependencies: {
      zod: '1.0.0',
      preact: '1.0.0',
      fastify: '1.0.0',
      '@point-of-sale/receipt-printer-encoder': '1.0.0',
    },
    devDependencies: { tap: '1.0.0' },
  }),
  ...Object.fromEntries(
    ['zod', 'preact', 'fastify', 'tap', 'unlisted', '@point-of-sale/receipt-printer-encoder'].flatMap(
      (name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
        [`node_modules/${name}/index.js`, 'module.exports = {};'],
      ],
    ),
  ),
  'protocols/bytes.ts': 'export const bytes = 1;',
  'protocols/screen/screen.ts': "import '../bytes.ts';",
  'station-daemon/core/core.ts':
    "import '../../protocols/bytes.ts'; export type Core = 1; export const core = 1;",
  'station-daemon/library/session.ts':
    "import type { Core } from '../core/core.ts'; export type Session = Core;",
  'station-daemon/drivers/driver.ts': "import '../../protocols/bytes.ts';",
  'station-daemon/drivers/registry.ts':
    "import './pads/pad.ts'; import './relays/relay.ts'; import './scanners/line/line.ts';",
  'station-daemon/drivers/pads/pad.ts': "import '../driver.ts'; import '../pad-engine/engine.ts';",
  'station-daemon/drivers/pad-engine/engine.ts': "import '../driver.ts'; import './field.ts';",
  'station-daemon/drivers/pad-engine/field.ts':
    "import '../../../protocols/bytes.ts'; export const field = 1;",
  'station-daemon/drivers/printer-engine/queue.ts': "import '../driver.ts';",
  'station-daemon/drivers/relays/relay.ts': "import '../driver.ts'; import '../relay-engine/engine.ts';",
  'station-daemon/drivers/relay-engine/engine.ts':
    "import '../../../protocols/bytes.ts'; import '../driver.ts'; export const engine = 1;",
  'station-daemon/drivers/printers/slip.ts':
    "import '../driver.ts'; import '../printer-engine/queue.ts'; import '@point-of-sale/receipt-printer-encoder';",
  'station-daemon/drivers/scanners/line/line.ts': "import './end.ts'; import '../../driver.ts';",
  'station-daemon/drivers/scanners/line/end.ts': 'export const end = 1;',
  'station-daemon/station/station.ts':
    "import '../core/core.ts'; import '../library/session.ts'; import '../drivers/registry.ts';",
  'station-daemon/simulator/world.ts': "import '../station/station.ts'; import '../core/core.ts';",
  'station-daemon/simulation/night.ts': "import '../simulator/world.ts'; import '../station/station.ts';",
  'station-daemon/shell/cli/simulate.ts': "import '../../simulation/night.ts';",
  'station-daemon/shell/cli/commands.ts': "export const play = () => import('./simulate.ts');",
  'station-daemon/settings/schema.ts': "import 'zod'; import '../../protocols/bytes.ts';",
  'station-daemon/shell/loop.ts':
    "import 'node:fs'; import 'fastify'; import '../simulator/world.ts'; import '../settings/schema.ts';",
  'station-daemon/main.ts': "import 'node:path'; import './shell/loop.ts'; import './core/core.ts';",
  'kiosk-ui/patron/main.tsx': "import 'preact'; import '../../protocols/screen/screen.ts';",
  'kiosk-ui/vite.config.ts': "import 'node:path'; import 'tap';",
  'scripts/tool.ts': "import '../station-daemon/core/core.ts'; import 'node:fs';",
  'test/core.test.ts': "import 'tap'; import 'node:fs'; import '../station-daemon/core/core.ts';",
};

/** What is wrong in one planted file, and the arrow that each rule has to see in it. */
export interface Plant {
  readonly file: string;
  readonly text: string;
  /** Rule, and what the arrow points at. Nothing else may be found in the file. */
  readonly seen: readonly (readonly [rule: string, to: string])[];
}

/** A room that reaches for Node. */
const builtin = (room: string): Plant => ({
  file: `${room === 'protocols' ? '' : 'station-daemon/'}${room}/effect.ts`,
  text: "import 'node:fs';",
  seen: [[room, 'fs']],
});

/** At least one planted fault for each rule. */
export const PLANTS: readonly Plant[] = [
  ...['protocols', 'core', 'library', 'station', 'simulator', 'simulation', 'settings'].map(builtin),
  {
    file: 'protocols/upwards.ts',
    text: "import type { Core } from '../station-daemon/core/core.ts'; export type Up = Core;",
    seen: [['protocols', 'station-daemon/core/core.ts']],
  },
  {
    file: 'station-daemon/core/asks.ts',
    text: "import '../library/session.ts'; export const late = () => import('../shell/loop.ts');",
    seen: [
      ['core', 'station-daemon/library/session.ts'],
      ['core', 'station-daemon/shell/loop.ts'],
    ],
  },
  {
    file: 'station-daemon/core/package.ts',
    text: "import 'fastify';",
    seen: [['core', 'node_modules/fastify/index.js']],
  },
  {
    file: 'station-daemon/library/calls.ts',
    text: "import { core } from '../core/core.ts'; export const called = core;",
    seen: [['library-core-types-only', 'station-daemon/core/core.ts']],
  },
  {
    file: 'station-daemon/station/shown.ts',
    text: "import '../shell/loop.ts'; import '../simulator/world.ts';",
    seen: [
      ['station', 'station-daemon/shell/loop.ts'],
      ['station', 'station-daemon/simulator/world.ts'],
    ],
  },
  {
    file: 'station-daemon/simulator/really.ts',
    text: "import '../shell/loop.ts';",
    seen: [['simulator', 'station-daemon/shell/loop.ts']],
  },
  {
    file: 'station-daemon/simulation/really.ts',
    text: "import '../shell/loop.ts';",
    seen: [['simulation', 'station-daemon/shell/loop.ts']],
  },
  {
    file: 'station-daemon/shell/dreams.ts',
    text: "import '../simulation/night.ts';",
    seen: [['simulation-for-the-command-line', 'station-daemon/simulation/night.ts']],
  },
  {
    file: 'station-daemon/shell/cli/always.ts',
    text: "import './simulate.ts';",
    seen: [['simulation-when-asked-for', 'station-daemon/shell/cli/simulate.ts']],
  },
  {
    file: 'station-daemon/settings/decides.ts',
    text: "import '../core/core.ts';",
    seen: [['settings', 'station-daemon/core/core.ts']],
  },
  {
    file: 'station-daemon/shell/draws.ts',
    text: "import '../../kiosk-ui/patron/main.tsx';",
    seen: [['shell', 'kiosk-ui/patron/main.tsx']],
  },
  {
    file: 'kiosk-ui/patron/knows.tsx',
    text: "import '../../station-daemon/core/core.ts'; import '../../protocols/bytes.ts'; import 'node:fs';",
    seen: [
      ['kiosk-ui', 'station-daemon/core/core.ts'],
      ['kiosk-ui', 'protocols/bytes.ts'],
      ['kiosk-ui', 'fs'],
    ],
  },
  {
    file: 'station-daemon/attic/box.ts',
    text: "import '../core/core.ts';",
    seen: [['unlisted-room-imports', 'station-daemon/core/core.ts']],
  },
  {
    file: 'station-daemon/shell/climbs.ts',
    text: "import '../attic/box.ts';",
    seen: [['unlisted-room', 'station-daemon/attic/box.ts']],
  },
  {
    file: 'station-daemon/drivers/pads/other.ts',
    text: "import './pad.ts'; import 'node:fs'; import '../scanners/line/line.ts';",
    seen: [
      ['driver', 'station-daemon/drivers/pads/pad.ts'],
      ['driver', 'fs'],
      ['driver', 'station-daemon/drivers/scanners/line/line.ts'],
    ],
  },
  {
    file: 'station-daemon/drivers/pad-engine/favours.ts',
    text: "import '../pads/pad.ts'; import 'node:fs';",
    seen: [
      ['pad-engine', 'station-daemon/drivers/pads/pad.ts'],
      ['pad-engine', 'fs'],
    ],
  },
  {
    file: 'station-daemon/drivers/scanners/pads.ts',
    text: "import '../pad-engine/field.ts';",
    seen: [['pad-engine-for-pads', 'station-daemon/drivers/pad-engine/field.ts']],
  },
  {
    file: 'station-daemon/drivers/printer-engine/favours.ts',
    text: "import '../printers/slip.ts'; import 'node:fs';",
    seen: [
      ['printer-engine', 'station-daemon/drivers/printers/slip.ts'],
      ['printer-engine', 'fs'],
    ],
  },
  {
    file: 'station-daemon/drivers/scanners/prints.ts',
    text: "import '../printer-engine/queue.ts';",
    seen: [['printer-engine-for-printers', 'station-daemon/drivers/printer-engine/queue.ts']],
  },
  {
    file: 'station-daemon/drivers/relay-engine/favours.ts',
    text: "import '../relays/relay.ts'; import 'node:fs';",
    seen: [
      ['relay-engine', 'station-daemon/drivers/relays/relay.ts'],
      ['relay-engine', 'fs'],
    ],
  },
  {
    file: 'station-daemon/drivers/scanners/switches.ts',
    text: "import '../relay-engine/engine.ts';",
    seen: [['relay-engine-for-relays', 'station-daemon/drivers/relay-engine/engine.ts']],
  },
  {
    file: 'station-daemon/drivers/scanners/line/reads.ts',
    text: "import '../../pads/pad.ts'; import '../../../core/core.ts';",
    seen: [
      ['driver', 'station-daemon/drivers/pads/pad.ts'],
      ['driver', 'station-daemon/core/core.ts'],
    ],
  },
  {
    file: 'station-daemon/drivers/shared.ts',
    text: "import './pads/pad.ts';",
    seen: [['driver-types', 'station-daemon/drivers/pads/pad.ts']],
  },
  {
    file: 'station-daemon/drivers/registry.ts',
    text: "import './pads/pad.ts'; import '../core/core.ts';",
    seen: [['driver-registry', 'station-daemon/core/core.ts']],
  },
  {
    file: 'station-daemon/shell/prints.ts',
    text: "import '@point-of-sale/receipt-printer-encoder';",
    seen: [['receipt-encoder', 'node_modules/@point-of-sale/receipt-printer-encoder/index.js']],
  },
  {
    file: 'test/starts.test.ts',
    text: "import '../station-daemon/main.ts';",
    seen: [['nothing-imports-main', 'station-daemon/main.ts']],
  },
  {
    file: 'station-daemon/shell/tested.ts',
    text: "import '../../test/core.test.ts'; import '../../scripts/tool.ts';",
    seen: [
      ['production-without-tests', 'test/core.test.ts'],
      ['production-without-tests', 'scripts/tool.ts'],
      ['shell', 'test/core.test.ts'],
      ['shell', 'scripts/tool.ts'],
    ],
  },
  {
    file: 'station-daemon/shell/developed.ts',
    text: "import 'tap'; import 'unlisted';",
    seen: [
      ['production-without-dev-dependencies', 'node_modules/tap/index.js'],
      ['production-without-dev-dependencies', 'node_modules/unlisted/index.js'],
    ],
  },
  {
    file: 'protocols/egg.ts',
    text: "import type { Hen } from './hen.ts'; export type Egg = Hen;",
    seen: [['no-cycles', 'protocols/hen.ts']],
  },
  {
    file: 'protocols/hen.ts',
    text: "import type { Egg } from './egg.ts'; export type Hen = Egg;",
    seen: [],
  },
  {
    file: 'test/lost.test.ts',
    text: "import '../protocols/moved.ts';",
    seen: [['resolvable', '../protocols/moved.ts']],
  },
  {
    file: 'protocols/alone.ts',
    text: 'export const alone = 1;',
    seen: [['no-orphans', 'protocols/alone.ts']],
  },
];
