// What is said of each kind of fault in a settings file.

import fc from 'fast-check';
import t from 'tap';
import { checkSettings } from '../../station-daemon/settings/check.ts';
import { DRIVERS, faults, MINIMAL, says, withLine } from './checked.ts';

t.test('what is not built yet is refused honestly', async (t) => {
  const cases: readonly (readonly [after: string, line: string, said: string])[] = [
    ['id: main-01', '  kind: desk', '3:9 station.kind: "desk" is not built yet, allowed: kiosk, bookdrop'],
    [
      'ttyUSB0 }',
      '  - { id: g, kind: gate, driver: ascii-relais, path: /g }',
      '7:34 devices.1.driver: no driver "ascii-relais" for this kind is built, allowed: ascii-relay, line-gate, nearest: ascii-relay',
    ],
    [
      'ttyUSB0 }',
      '  - { id: p, kind: pad, driver: fieg, path: /p }',
      '7:33 devices.1.driver: no driver "fieg" for this kind is built, allowed: feig, nearest: feig',
    ],
    [
      'ttyUSB0 }',
      '  - { id: p, kind: printer, driver: feig, path: /p }',
      '7:37 devices.1.driver: no driver "feig" for this kind is built, allowed: escpos',
    ],
  ];
  for (const [after, line, said] of cases)
    t.same(faults(withLine(after, line)), [`s.yaml:${said}`], line.trim());
  for (const line of ['  offline: { returns: true }', '  offline: { returns: false }']) {
    t.same(faults(withLine('host: sip.example.org', line)), [], line.trim());
  }
  for (const security of ['afi', 'eas', 'both', 'none'])
    t.same(faults(withLine('ttyUSB0 }', `tags: { security: ${security} }`)), [], security);
});

t.test('tags may be of any model, and of several', async (t) => {
  const models = (list: string) => faults(withLine('ttyUSB0 }', `tags: { models: ${list} }`));
  t.same(models('[plain-text, rfid501, iso28560-2, iso28560-3]'), []);
  t.same(models('[iso28560-4]'), [
    's.yaml:7:18 tags.models.0: "iso28560-4" is not allowed, allowed: iso28560-3, iso28560-2, rfid501, plain-text, nearest: iso28560-3',
  ]);
  says(t, models('[]'), [/tags\.models: .*allowed: a list of iso28560-3, iso28560-2, rfid501, plain-text$/]);
});

t.test('loans without the library system need a block list, if only an empty one', async (t) => {
  const offline = (keys: string) => faults(withLine('host: sip.example.org', `  offline: { ${keys} }`));
  says(t, offline('loans: true'), [
    /^s\.yaml:5:21 library\.offline\.loans: needs a library\.offline\.blockList, allowed: false, or a/,
  ]);
  t.same(offline('loans: true, blockList: blocked.txt, maxItems: 5, loanDays: 14'), []);
  says(t, offline('loans: true, blockList: blocked.txt, maxItems: 0'), [/maxItems: 0 .*allowed: 1 to 100$/]);
});

t.test('a mask that can take nothing is refused', async (t) => {
  const masked = (mask: string) =>
    faults(withLine('ttyUSB0 }', `scans: { item: [${JSON.stringify(mask)}] }`));
  for (const mask of ['2#*', '*', ']F*', ']z##', 'A]B']) t.same(masked(mask), [], mask);
  for (const mask of ['', '2*#', 'a|b', ']J*', ']F', ']F]A0', ']'])
    t.match(masked(mask), [/^s\.yaml:7:17 scans\.item\.0: .*allowed: # for a digit/], mask);
});

t.test('each transport needs what it takes to reach the library system', async (t) => {
  const library = (keys: string) => MINIMAL.replace('  host: sip.example.org\n', keys);
  const serial = '  transport: serial\n  serial: { path: /dev/ttyS0 }\n';
  const tls = '  host: h\n  transport: tls\n';
  for (const keys of [serial, tls, `${tls}  tls: { ca: ca.pem, cert: c.pem, key: k.pem }\n`])
    t.same(faults(library(keys)), [], keys);
  const missing = (key: string, allowed: string) =>
    `s.yaml:3:1 library.${key}: is missing, allowed: ${allowed}`;
  const host = missing('host', 'a host name or an IP address');
  t.same(faults(library('  transport: tls\n')), [host]);
  t.same(faults(library('  port: 1\n')), [host]);
  t.same(faults(library('  transport: serial\n')), [
    missing('serial', 'a section with path, baudRate, parity'),
  ]);
  t.same(faults(library('  transport: serial\n  serial: { parity: mark }\n')), [
    's.yaml:5:3 library.serial.path: is missing, allowed: the path of a serial port',
    's.yaml:5:21 library.serial.parity: "mark" is not allowed, allowed: none, even, odd',
  ]);
  t.same(faults(library(`${tls}  tls: { ca: ca.pem, cert: c.pem }\n`)), [
    's.yaml:6:28 library.tls.cert: needs a library.tls.key, allowed: both of them, or neither',
  ]);
  t.same(faults(library(`${tls}  tls: { key: k.pem, verify: nope }\n`)), [
    's.yaml:6:15 library.tls.key: needs a library.tls.cert, allowed: both of them, or neither',
    's.yaml:6:30 library.tls.verify: "nope" is not true or false, allowed: true, false',
  ]);
  t.same(faults(library(serial.replace('ttyS0', 'ttyUSB0'))), [
    's.yaml:5:19 library.serial.path: a device has this path, allowed: a path of its own',
  ]);
});

const CASES: readonly (readonly [what: string, text: string, said: readonly (string | RegExp)[]])[] = [
  [
    'an unknown key',
    withLine('id: main-01', '  nmae: Here'),
    [
      '3:3 station.nmae: unknown key, allowed: id, kind, name, languages, currency, profile, children, itemsWithoutCard, sessionSeconds, pin, nearest: name',
    ],
  ],
  [
    'an unknown section',
    `${MINIMAL}librray: {}\n`,
    [
      '7:1 librray: unknown key, allowed: station, branding, sounds, idle, hours, events, questions, library, devices, gates, receipts, scans, tags, staff, bookdrop, web, data, nearest: library',
    ],
  ],
  [
    'an unknown key far from any other',
    withLine('id: main-01', '  zzzzzzzz: 1'),
    [/3:3 station\.zzzzzzzz: unknown key, allowed: [a-zA-Z, ]+$/],
  ],
  [
    'a key of another kind of device',
    MINIMAL.replace('ttyUSB0 }', 'ttyUSB0, columns: 42 }'),
    [/6:61 devices\.0\.columns: unknown key, allowed: kind, id, driver, path, baudRate, parity, pattern$/],
  ],
  [
    'a missing key',
    'station:\n  id: a\nlibrary:\n  port: 1\n',
    ['3:1 library.host: is missing, allowed: a host name or an IP address'],
  ],
  [
    'a missing key of a device',
    MINIMAL.replace('driver: feig, ', ''),
    ["6:5 devices.0.driver: is missing, allowed: a driver's name: a-z 0-9 -"],
  ],
  [
    'a missing section',
    'station: { id: a }\n',
    [/^1:1 library: is missing, allowed: a section with transport, host/],
  ],
  [
    'a missing kind',
    MINIMAL.replace('kind: pad, ', ''),
    ['6:5 devices.0.kind: is missing, allowed: pad, scanner, printer, gate, relay'],
  ],
  [
    'an unknown kind',
    MINIMAL.replace('kind: pad', 'kind: pda'),
    ['6:22 devices.0.kind: "pda" is not allowed, allowed: pad, scanner, printer, gate, relay, nearest: pad'],
  ],
  [
    'an unknown word',
    withLine('id: main-01', '  pin: optinal'),
    ['3:8 station.pin: "optinal" is not allowed, allowed: none, optional, required, nearest: optional'],
  ],
  [
    'a number that is too small',
    withLine('id: main-01', '  sessionSeconds: 5'),
    ['3:19 station.sessionSeconds: 5 is too small, allowed: 30 to 600 s'],
  ],
  [
    'a number that is too big',
    withLine('host: sip.example.org', '  port: 65536'),
    ['5:9 library.port: 65536 is too big, allowed: 1 to 65535'],
  ],
  [
    'half a number',
    withLine('host: sip.example.org', '  retries: 2.5'),
    ['5:12 library.retries: 2.5 is not a whole number, allowed: 0 to 10'],
  ],
  [
    'text for a number',
    withLine('host: sip.example.org', '  retries: many'),
    ['5:12 library.retries: "many" is not a number, allowed: 0 to 10'],
  ],
  [
    'a number for text',
    MINIMAL.replace('main-01', '01'),
    ['2:7 station.id: 1 is not text: put it in quotes, allowed: a-z 0-9 . _ -, 1 to 32 characters'],
  ],
  [
    'text of another form',
    MINIMAL.replace('main-01', 'Main 01'),
    ['2:7 station.id: "Main 01" is not allowed, allowed: a-z 0-9 . _ -, 1 to 32 characters'],
  ],
  [
    'text that is too long',
    withLine('id: main-01', `  name: ${'x'.repeat(81)}`),
    [/^3:9 station\.name: "x+… is too long, allowed: one line/],
  ],
  [
    'a word for a yes or no',
    withLine('host: sip.example.org', '  offline: { returns: maybe }'),
    ['5:23 library.offline.returns: "maybe" is not true or false, allowed: true, false'],
  ],
  [
    'nothing',
    withLine('host: sip.example.org', '  institution:'),
    ['5:15 library.institution: is empty, allowed: text without | and without control characters'],
  ],
  [
    'a section for text',
    withLine('id: main-01', '  name: { a: 1 }'),
    ['3:9 station.name: a section is not text, allowed: one line of text, 1 to 80 characters'],
  ],
  [
    'text for a section',
    withLine('host: sip.example.org', '  login: me'),
    [/^5:10 library\.login: "me" is not a section, allowed: a section with order, user, password, location$/],
  ],
  [
    'an empty list',
    withLine('id: main-01', '  languages: []'),
    ['3:14 station.languages: is empty, allowed: a list of en, vi, de, fr, es, ar'],
  ],
  [
    'a wrong entry',
    withLine('id: main-01', '  languages: [en, dee]'),
    ['3:19 station.languages.1: "dee" is not allowed, allowed: en, vi, de, fr, es, ar, nearest: de'],
  ],
  [
    'a speed that no port has',
    MINIMAL.replace('ttyUSB0 }', 'ttyUSB0, baudRate: 9000 }'),
    [/^6:71 devices\.0\.baudRate: 9000 is not allowed, allowed: 1200, 2400/],
  ],
  [
    'a field delimiter',
    withLine('host: sip.example.org', '  institution: A|B'),
    [
      '5:16 library.institution: "A|B" is not allowed, allowed: text without | and without control characters',
    ],
  ],
  [
    'the same id twice',
    withLine('ttyUSB0 }', '  - { id: pad, kind: scanner, driver: line, path: /s }'),
    ['7:11 devices.1.id: another device has this id, allowed: an id of its own for each device'],
  ],
  [
    'the same path twice',
    withLine('ttyUSB0 }', '  - { id: s, kind: scanner, driver: line, path: /dev/ttyUSB0 }'),
    ['7:49 devices.1.path: another device has this path, allowed: a path of its own for each device'],
  ],
  [
    'a login without a user',
    withLine('host: sip.example.org', '  login: { order: login-first }'),
    ['5:19 library.login.order: login-first needs a library.login.user, allowed: none, or a user'],
  ],
  [
    'a gate that cannot tell',
    `${MINIMAL}tags: { afi: { secured: 7, onLoan: 0x07 } }\n`,
    ['7:36 tags.afi.onLoan: is the same as secured, allowed: another value than secured'],
  ],
  [
    'two things on one relay',
    withLine(
      'ttyUSB0 }',
      '  - { id: b, kind: relay, driver: lcus-relay, path: /b, outputs: { lamp: 1, gate: 1 } }',
    ),
    ['7:83 devices.1.outputs.gate: lamp is on this relay, allowed: a relay of its own'],
  ],
  [
    'an input where there are none',
    withLine('ttyUSB0 }', '  - { id: b, kind: relay, driver: lcus-relay, path: /b, alarmInput: 0 }'),
    [
      '7:69 devices.1.alarmInput: boards of the driver lcus-relay have no inputs, allowed: no alarmInput, or another driver',
    ],
  ],
  [
    'a gate that speaks, and nobody knows how',
    withLine('ttyUSB0 }', '  - { id: g, kind: gate, driver: line-gate, path: /g }'),
    [
      '7:34 devices.1.driver: line-gate needs a pattern, allowed: a pattern file, e.g. config/gates/plain-lines.yaml',
    ],
  ],
  ['an empty file', '', [/^1:1 station: is missing/, /^1:1 library: is missing/]],
  [
    'a list as the file',
    '- a\n',
    [/^1:1 \(file\): a list is not a section, allowed: a section with station/],
  ],
  [
    'a key that would reach into objects',
    withLine('id: main-01', '  __proto__: { kind: desk }'),
    [/^3:3 station\.__proto__: unknown key/],
  ],
];

t.test('each kind of fault is named with its line, its column and what is allowed', async (t) => {
  for (const [what, text, said] of CASES) {
    const found = faults(text).map((line) => line.replace('s.yaml:', ''));
    says(t, found, said, what);
  }
});

t.test('all faults are found in one pass, in the order of the file', async (t) => {
  const text = `station:
  id: A
  pin: maybe
library:
  hots: x
  dialect: kohaa
  login: { password: 1234 }
devices:
  - { id: a, kind: pad, driver: feig, path: /a }
  - { id: a, kind: scanner, driver: lines, path: /b, parity: mark }
`;
  says(t, faults(text), [
    /^s\.yaml:2:7 station\.id: "A" is not allowed/,
    /^s\.yaml:3:8 station\.pin/,
    /^s\.yaml:4:1 library\.host: is missing/,
    /^s\.yaml:5:3 library\.hots: unknown key.*nearest: host$/,
    /^s\.yaml:6:12 library\.dialect: "kohaa" is not allowed.*nearest: koha$/,
    /^s\.yaml:7:22 library\.login\.password: what is written here is not text: put it in quotes/,
    /^s\.yaml:10:11 devices\.1\.id: another device/,
    /^s\.yaml:10:37 devices\.1\.driver: no driver "lines".*nearest: line$/,
    /^s\.yaml:10:62 devices\.1\.parity: "mark" is not allowed, allowed: none, even, odd$/,
  ]);
});

t.test('YAML that cannot be read is told with its place', async (t) => {
  says(t, faults('station:\n  id: [a\n'), [/^s\.yaml:3:1 \(yaml\): /]);
  says(t, faults('station:\n  id: a\n  id: b\n'), [/^s\.yaml:3:3 \(yaml\): Map keys must be unique/]);
  says(t, faults('station:\n\tid: a\n'), [/^s\.yaml:2:1 \(yaml\): /]);
  says(t, faults('station: !made-up { id: a }\n'), [/^s\.yaml:1:10 \(yaml\): Unresolved tag/]);
  says(t, faults('station: *nowhere\n'), [/^s\.yaml:1:\d+ \((yaml|file)\): /]);
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (const [of, name] of ['ab', 'bc', 'cd'].map((pair) => [...pair])) {
    bomb.push(`${name}: &${name} [${Array(10).fill(`*${of}`).join(', ')}]`);
  }
  says(t, faults(bomb.join('\n')), [/^s\.yaml:1:1 \(file\): Excessive alias count/]);
  says(t, faults('x'.repeat(300_000)), ['s.yaml:1:1 (file): is too long for a settings file']);
});

t.test('no text whatever makes the check throw', async () => {
  const pieces = fc.constantFrom(
    'station',
    ':',
    ' ',
    '\n',
    '- ',
    '{',
    '}',
    '[',
    ']',
    'id',
    '"',
    "'",
    '&a',
    '*a',
    '!x',
    '|',
    '>',
    '#',
    'a',
    '0x',
    '\t',
    '? ',
    '<<',
    '---\n',
    '\u0000',
    'devices',
    'kind',
    'pad',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const checked = checkSettings(parts.join(''), DRIVERS);
      if (checked.ok) return true;
      return (
        checked.faults.every(({ line, column }) => line >= 1 && column >= 1) && checked.faults.length > 0
      );
    }),
    { numRuns: 500 },
  );
});

t.test('opening hours and dates that no clock shows are told', async (t) => {
  const hours = (line: string) => faults(`${MINIMAL}hours:\n  ${line}\n`);
  t.same(hours('tue: ["10:00-19:00", "20:00-24:00", "22:00-02:00"]'), []);
  says(t, hours('tue: ["10-19"]'), [
    /^s\.yaml:8:9 hours\.tue\.0: "10-19" is not allowed, allowed: two times in quotes/,
  ]);
  says(t, hours('tue: ["24:00-25:00"]'), [/hours\.tue\.0: "24:00-25:00" is not allowed/]);
  says(t, hours('tues: []'), [/hours\.tues: unknown key, .*nearest: tue/]);
  says(t, hours('exceptions: [{ date: "2026-02-30", open: [] }]'), [
    /hours\.exceptions\.0\.date: "2026-02-30" is not allowed, allowed: a date in quotes/,
  ]);
  says(t, faults(`${MINIMAL}idle:\n  afterSeconds: 5\n`), [
    /idle\.afterSeconds: 5 is too small, allowed: 10 to 3600 s/,
  ]);
});

t.test('a rule of a book drop that says what it cannot is refused in its place', async (t) => {
  const drop = (rule: string) =>
    faults(`${MINIMAL}bookdrop:\n  bins:\n    - ${rule}\n`).map((fault) =>
      fault.replace(/^s\.yaml:\d+:\d+ /, ''),
    );
  t.same(
    drop('{ bin: 1, when: { alertType: "01", destination: "NORTH*", location: L, callNumber: "QA*" } }'),
    [],
  );
  t.same(drop('{ bin: 1, when: { collection: FIC, mediaType: "001", text: "Hold*", offline: true } }'), []);
  t.match(drop('{ bin: 1, when: { sortbin: A } }'), [
    /^bookdrop\.bins\.0\.when\.sortbin: unknown key, .*nearest: sortBin/,
  ]);
  t.match(drop('{ bin: 1, when: { offline: false } }'), [/^bookdrop\.bins\.0\.when\.offline: /]);
  t.match(drop('{ bin: 100 }'), [/^bookdrop\.bins\.0\.bin: /]);
});
