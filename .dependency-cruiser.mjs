// Which room of the house may import which: the arrows, as rules for dependency-cruiser.
// `scripts/check-arrows.ts` runs them on the house; `test/architecture/arrows.test.ts` proves that each one sees.

/** The production rooms. What lies in test/ and scripts/ may import anything but main.ts. */
const PRODUCTION = '^(protocols|station-daemon|kiosk-ui)/';
const DAEMON = '^station-daemon/';
const DRIVERS = `${DAEMON}drivers/`;
/** What every pad driver stands on; a driver brings the frames of its family. */
const PAD_ENGINE = `${DRIVERS}pad-engine/`;
const PRINTER_ENGINE = `${DRIVERS}printer-engine/`;
/** The same of relay boards. */
const RELAY_ENGINE = `${DRIVERS}relay-engine/`;
/** What has arrows of its own in the daemon. */
const LISTED = [
  `${DAEMON}(core|library|station|simulator|simulation|settings|drivers|shell)/`,
  `${DAEMON}main\\.ts$`,
  `${DAEMON}pure-globals\\.d\\.ts$`,
];
/** Vite reads these at build time: tools, not part of what runs on the station. */
const BUILD_FILES = '/vite\\.config\\.ts$';

/** A package, wherever npm put it. */
const npm = (name) => `(^|/)node_modules/${name.replace('.', '\\.')}/`;

/** A rule that lets a room import what is listed and nothing else. */
const mayOnlyImport = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from, pathNot: [BUILD_FILES] } : from,
  to: { pathNot: allowed },
});

/** A rule about one kind of arrow. */
const forbid = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

const rooms = [
  mayOnlyImport(
    'protocols',
    '^protocols/',
    ['^protocols/'],
    'Bytes and values, without a station around them.',
  ),
  mayOnlyImport(
    'core',
    `${DAEMON}core/`,
    [`${DAEMON}core/`, '^protocols/'],
    'What the station decides is pure.',
  ),
  mayOnlyImport(
    'library',
    `${DAEMON}library/`,
    [`${DAEMON}library/`, `${DAEMON}core/`, '^protocols/'],
    "The SIP2 session is pure, and knows the core's types only.",
  ),
  mayOnlyImport(
    'station',
    `${DAEMON}station/`,
    [
      ...['station', 'core', 'library', 'drivers'].map((room) => `${DAEMON}${room}/`),
      '^protocols/',
      npm('dequal'),
    ],
    'The station composes the pure rooms and stays pure.',
  ),
  mayOnlyImport(
    'simulator',
    `${DAEMON}simulator/`,
    [
      ...['simulator', 'station', 'core', 'library', 'drivers'].map((room) => `${DAEMON}${room}/`),
      '^protocols/',
    ],
    'The same actors run under the virtual clock and behind real lines: no effect in them.',
  ),
  mayOnlyImport(
    'simulation',
    `${DAEMON}simulation/`,
    [
      ...['simulation', 'simulator', 'station', 'core', 'library', 'drivers'].map(
        (room) => `${DAEMON}${room}/`,
      ),
      '^protocols/',
    ],
    'A night of the whole station is a function of its plan.',
  ),
  forbid(
    'simulation-for-the-command-line',
    { path: PRODUCTION, pathNot: [`${DAEMON}simulation/`, `${DAEMON}shell/cli/`] },
    { path: `${DAEMON}simulation/` },
    'Nothing that lends a book is made of simulated nights; only the command line plays them.',
  ),
  forbid(
    'simulation-when-asked-for',
    { path: PRODUCTION, pathNot: [`${DAEMON}simulation/`] },
    { path: `${DAEMON}shell/cli/simulate\\.ts$`, dynamic: false },
    'A station does not load what it never plays.',
  ),
  mayOnlyImport(
    'settings',
    `${DAEMON}settings/`,
    [`${DAEMON}settings/`, '^protocols/', npm('zod'), npm('yaml'), npm('fastest-levenshtein')],
    'One schema; the files are read by the shell.',
  ),
  forbid(
    'shell',
    { path: [`${DAEMON}shell/`, `${DAEMON}main\\.ts$`] },
    { pathNot: [DAEMON, '^protocols/', '(^|/)node_modules/'], dependencyTypesNot: ['core'] },
    'The shell carries out effects with anything in the daemon, but the page is not its business.',
  ),
  mayOnlyImport(
    'kiosk-ui',
    '^kiosk-ui/',
    [
      '^kiosk-ui/',
      '^protocols/screen/',
      npm('preact'),
      npm('@preact/signals'),
      npm('socket.io-client'),
      '(^|/)node_modules/@fontsource-variable/',
    ],
    'The page draws a screen and sends intents; it decides nothing.',
  ),
  forbid(
    'unlisted-room',
    {},
    { path: DAEMON, pathNot: LISTED },
    'A new room in the daemon needs its arrows here first.',
  ),
  mayOnlyImport(
    'unlisted-room-imports',
    { path: DAEMON, pathNot: LISTED },
    ['^$'],
    'A new room in the daemon needs its arrows here first.',
  ),
];

const drivers = [
  mayOnlyImport(
    'driver',
    { path: `${DRIVERS}([^/]+)/([^/]+?)(?:\\.ts$|/)`, pathNot: [PAD_ENGINE, PRINTER_ENGINE, RELAY_ENGINE] },
    [
      '^protocols/',
      `${DRIVERS}driver\\.ts$`,
      PAD_ENGINE,
      PRINTER_ENGINE,
      RELAY_ENGINE,
      `${DRIVERS}$1/$2(\\.ts$|/)`,
      npm('@point-of-sale/receipt-printer-encoder'),
    ],
    'A driver is one file (or one folder) that knows no other driver.',
  ),
  mayOnlyImport(
    'pad-engine',
    PAD_ENGINE,
    [PAD_ENGINE, `${DRIVERS}driver\\.ts$`, '^protocols/'],
    'What pad drivers have in common knows none of them.',
  ),
  forbid(
    'pad-engine-for-pads',
    { path: DRIVERS, pathNot: [PAD_ENGINE, `${DRIVERS}pads/`] },
    { path: PAD_ENGINE },
    'Only pad drivers stand on the pad engine.',
  ),
  mayOnlyImport(
    'printer-engine',
    PRINTER_ENGINE,
    [PRINTER_ENGINE, `${DRIVERS}driver\\.ts$`, '^protocols/', npm('@point-of-sale/receipt-printer-encoder')],
    'What printer drivers have in common knows none of them.',
  ),
  forbid(
    'printer-engine-for-printers',
    { path: DRIVERS, pathNot: [PRINTER_ENGINE, `${DRIVERS}printers/`, `${DRIVERS}registry\\.ts$`] },
    { path: PRINTER_ENGINE },
    'Only printer drivers stand on the printer engine.',
  ),
  mayOnlyImport(
    'relay-engine',
    RELAY_ENGINE,
    [RELAY_ENGINE, `${DRIVERS}driver\\.ts$`, '^protocols/'],
    'What relay drivers have in common knows none of them.',
  ),
  forbid(
    'relay-engine-for-relays',
    { path: DRIVERS, pathNot: [RELAY_ENGINE, `${DRIVERS}relays/`, `${DRIVERS}registry\\.ts$`] },
    { path: RELAY_ENGINE },
    'Only relay drivers stand on the relay engine.',
  ),
  mayOnlyImport(
    'driver-types',
    { path: `${DRIVERS}[^/]+\\.ts$`, pathNot: [`${DRIVERS}registry\\.ts$`] },
    ['^protocols/', `${DRIVERS}driver\\.ts$`],
    'What all drivers share names no driver.',
  ),
  mayOnlyImport(
    'driver-registry',
    `${DRIVERS}registry\\.ts$`,
    [DRIVERS, '^protocols/'],
    'The registry names the drivers and does nothing else.',
  ),
  forbid(
    'receipt-encoder',
    { path: PRODUCTION, pathNot: [`${DRIVERS}printers/`, PRINTER_ENGINE] },
    { path: [npm('@point-of-sale/receipt-printer-encoder')] },
    'Only printer drivers know what bytes a receipt is made of.',
  ),
];

const everywhere = [
  forbid(
    'library-core-types-only',
    { path: `${DAEMON}library/` },
    { path: `${DAEMON}core/`, dependencyTypesNot: ['type-only'] },
    'The library speaks in the words of the core but never calls it.',
  ),
  forbid(
    'nothing-imports-main',
    {},
    { path: `${DAEMON}main\\.ts$` },
    'main.ts puts the pieces together; it is no piece.',
  ),
  forbid(
    'production-without-tests',
    { path: PRODUCTION, pathNot: [BUILD_FILES] },
    { path: ['^test/', '^scripts/'] },
    'What runs on the station is not made of tests and tools.',
  ),
  forbid(
    'production-without-dev-dependencies',
    { path: PRODUCTION, pathNot: [BUILD_FILES] },
    { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    'A station is installed without development packages.',
  ),
  forbid('no-cycles', {}, { circular: true }, 'Two files that need each other are one file, or three.'),
  forbid('resolvable', {}, { couldNotResolve: true }, 'The import leads nowhere.'),
  forbid(
    'no-orphans',
    { orphan: true, path: [PRODUCTION, '^scripts/'], pathNot: ['\\.d\\.ts$', BUILD_FILES] },
    {},
    'Nobody needs this file, and it needs nobody.',
  ),
];

export default {
  forbidden: [...rooms, ...drivers, ...everywhere],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    // Type-only imports are arrows too.
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
