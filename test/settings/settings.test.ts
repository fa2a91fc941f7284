// What may stand in a settings file, and what is said of the rest.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { checkSettings } from '../../station-daemon/settings/check.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import type { DriverNames } from '../../station-daemon/settings/not-yet.ts';
import { SETTINGS_REFERENCE, type SettingsNode } from '../../station-daemon/settings/reference.ts';
import type { Settings } from '../../station-daemon/settings/schema.ts';
import { SETTINGS } from '../../station-daemon/settings/schema.ts';
import { checkSettingsFile, loadSettings } from '../../station-daemon/shell/settings-file.ts';

const DRIVERS: DriverNames = { pad: ['feig'], scanner: ['line'], printer: ['escpos'], gate: [] };

const MINIMAL = `station:
  id: main-01
library:
  host: sip.example.org
devices:
  - { id: pad, kind: pad, driver: feig, path: /dev/ttyUSB0 }
`;

/** The faults of a text, one line each. */
function faults(text: string): string[] {
  const checked = checkSettings(text, DRIVERS);
  return checked.ok ? [] : checked.faults.map((fault) => formatFault('s.yaml', fault));
}

/** Checks line by line, and that nothing else was said. A text must be the line's end, a pattern fit it. */
function says(test: Test, found: readonly string[], expected: readonly (string | RegExp)[], what = ''): void {
  for (const [index, said] of expected.entries()) {
    const line = found[index] ?? '(nothing)';
    test.ok(typeof said === 'string' ? line === said : said.test(line), `${what}: ${line}`);
  }
  test.equal(found.length, expected.length, `${what}: nothing else is said`);
}

/** The settings that a text without faults stands for. */
function settings(text: string): Settings {
  const checked = checkSettings(text, DRIVERS);
  if (!checked.ok) throw new Error(faults(text).join('\n'));
  return checked.settings;
}

/** The minimal file with one line put in after the line that holds `after`. */
function withLine(after: string, line: string): string {
  return MINIMAL.replace(after, `${after}\n${line}`);
}

t.test('a minimal file works, and all else has its default', async (t) => {
  t.same(settings(MINIMAL), {
    station: {
      id: 'main-01',
      kind: 'kiosk',
      name: 'Library',
      languages: ['en'],
      currency: 'EUR',
      profile: 'public',
      itemsWithoutCard: 'ask',
      sessionSeconds: 60,
      pin: 'optional',
    },
    library: {
      transport: 'tcp',
      host: 'sip.example.org',
      port: 6001,
      login: { order: 'none', user: '', password: '', location: '' },
      institution: '',
      terminalPassword: '',
      dialect: 'standard',
      charset: 'utf-8',
      terminator: 'CR',
      errorDetection: 'auto',
      replySeconds: 10,
      retries: 3,
      heartbeatSeconds: 55,
      offline: { returns: true, loans: false },
    },
    devices: [
      { id: 'pad', kind: 'pad', driver: 'feig', path: '/dev/ttyUSB0', baudRate: 38_400, parity: 'even' },
    ],
    scans: { card: [], item: [] },
    tags: { models: ['iso28560-3'], security: 'afi', afi: { secured: 0x07, onLoan: 0xc2 } },
    web: { host: '127.0.0.1', port: 8090 },
    data: { dir: './data' },
  });
});

t.test('the example file is valid and shows every key of what works today', async (t) => {
  const text = readFileSync('config/station.example.yaml', 'utf8');
  t.same(faults(text), []);
  const shown: unknown = parse(text);
  const missing: string[] = [];
  compareKeys(SETTINGS_REFERENCE, shown, '', missing);
  t.same(missing, ['library.tls', 'bookdrop']);
});

/** Collects the keys of a section that the example does not name. */
function compareKeys(node: SettingsNode, value: unknown, path: string, missing: string[]): void {
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    const inner: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    const at = path === '' ? name : `${path}.${name}`;
    if (inner === undefined) missing.push(at);
    else if (child.oneOf === undefined) compareKeys(child, inner, at, missing);
  }
}

t.test('everything of the public example is known to the schema', async (t) => {
  const text = readFileSync('test/vectors/settings-full.yaml', 'utf8');
  const parsed = SETTINGS.safeParse(parse(text));
  t.same(parsed.error?.issues ?? [], []);
  t.test('and what is not built yet is refused, each in its line', async (t) => {
    t.same(faults(text), [
      's.yaml:31:23 devices.3.kind: no driver of this kind is built yet',
      's.yaml:33:24 tags.models.1: "iso28560-2" is not built yet, allowed: iso28560-3',
    ]);
  });
});

t.test('what is not built yet is refused honestly', async (t) => {
  const cases: readonly (readonly [after: string, line: string, said: string])[] = [
    ['id: main-01', '  kind: bookdrop', '3:9 station.kind: "bookdrop" is not built yet, allowed: kiosk'],
    ['id: main-01', '  kind: desk', '3:9 station.kind: "desk" is not built yet, allowed: kiosk'],
    [
      'host: sip.example.org',
      '  transport: tls',
      '5:14 library.transport: "tls" is not built yet, allowed: tcp',
    ],
    [
      'host: sip.example.org',
      '  transport: serial',
      '5:14 library.transport: "serial" is not built yet, allowed: tcp',
    ],
    [
      'host: sip.example.org',
      '  dialect: koha',
      '5:12 library.dialect: "koha" is not built yet, allowed: standard',
    ],
    [
      'host: sip.example.org',
      '  offline: { loans: true }',
      '5:21 library.offline.loans: true is not built yet, allowed: false',
    ],
    [
      'ttyUSB0 }',
      'tags: { security: eas }',
      '7:19 tags.security: "eas" is not built yet, allowed: afi, none',
    ],
    [
      'ttyUSB0 }',
      'tags: { security: both }',
      '7:19 tags.security: "both" is not built yet, allowed: afi, none',
    ],
    [
      'ttyUSB0 }',
      '  - { id: g, kind: gate, driver: ascii-relay, path: /g }',
      '7:20 devices.1.kind: no driver of this kind is built yet',
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
  t.same(faults(withLine('ttyUSB0 }', 'tags: { security: none }')), []);
});

t.test('each kind of fault is named with its line, its column and what is allowed', async (t) => {
  const cases: readonly (readonly [what: string, text: string, said: readonly (string | RegExp)[]])[] = [
    [
      'an unknown key',
      withLine('id: main-01', '  nmae: Here'),
      [
        '3:3 station.nmae: unknown key, allowed: id, kind, name, languages, currency, profile, itemsWithoutCard, sessionSeconds, pin, nearest: name',
      ],
    ],
    [
      'an unknown section',
      `${MINIMAL}librray: {}\n`,
      [
        '7:1 librray: unknown key, allowed: station, library, devices, scans, tags, bookdrop, web, data, nearest: library',
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
      [/6:61 devices\.0\.columns: unknown key, allowed: kind, id, driver, path, baudRate, parity$/],
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
      ['6:5 devices.0.kind: is missing, allowed: pad, scanner, printer, gate'],
    ],
    [
      'an unknown kind',
      MINIMAL.replace('kind: pad', 'kind: pda'),
      ['6:22 devices.0.kind: "pda" is not allowed, allowed: pad, scanner, printer, gate, nearest: pad'],
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
      [
        /^5:10 library\.login: "me" is not a section, allowed: a section with order, user, password, location$/,
      ],
    ],
    [
      'an empty list',
      withLine('id: main-01', '  languages: []'),
      ['3:14 station.languages: is empty, allowed: a list of en, vi'],
    ],
    [
      'a wrong entry',
      withLine('id: main-01', '  languages: [en, de]'),
      ['3:19 station.languages.1: "de" is not allowed, allowed: en, vi, nearest: en'],
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
  for (const [what, text, said] of cases) {
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
  transport: tls
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
    /^s\.yaml:6:14 library\.transport: "tls" is not built yet/,
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

t.test('every key has words, and every key that may be left out a default', async (t) => {
  let keys = 0;
  const walk = (node: SettingsNode, path: string, required: boolean): void => {
    keys += 1;
    t.ok(node.title && node.description, `${path} has a title and a description`);
    const isSection = node.properties !== undefined || node.oneOf !== undefined;
    const isMarkedOptional = /^(library\.tls|bookdrop|.*\.when)(\.|$)/.test(path);
    if (!required && !isSection && !isMarkedOptional)
      t.ok(node.default !== undefined, `${path} has a default`);
    children(node, path);
  };
  const children = (node: SettingsNode, path: string): void => {
    for (const part of [node, node.items, ...(node.items?.oneOf ?? [])]) {
      for (const [name, child] of Object.entries(part?.properties ?? {})) {
        walk(child, path === '' ? name : `${path}.${name}`, part?.required?.includes(name) === true);
      }
    }
  };
  children(SETTINGS_REFERENCE, '');
  t.ok(keys > 50, `${keys} keys`);
});

t.test('secrets may stand in files and in the environment', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-settings-'));
  const file = join(folder, 'station.yaml');
  const login = (password: string, terminal: string) =>
    withLine(
      'host: sip.example.org',
      `  login: { order: login-first, user: kiosk1, password: ${password} }\n  terminalPassword: ${terminal}`,
    );

  writeFileSync(join(folder, 'password.txt'), 'pass word \n');
  writeFileSync(file, login('{ file: password.txt }', '{ env: TERMINAL }'));
  const loaded = loadSettings(file, DRIVERS, { TERMINAL: 'terminal' });
  t.match(loaded, {
    ok: true,
    settings: {
      library: { login: { password: 'pass word ' }, terminalPassword: 'terminal' },
      data: { dir: join(folder, 'data') },
    },
  });

  t.ok(checkSettingsFile(file, DRIVERS).ok, 'a check does not look secrets up');
  writeFileSync(file, login('{ file: gone.txt }', '{ env: GONE }'));
  const gone = loadSettings(file, DRIVERS, {});
  says(t, gone.ok ? [] : gone.faults.map((fault) => formatFault('s', fault)), [
    /^s:5:56 library\.login\.password: the file gone\.txt cannot be read: ENOENT/,
    /^s:6:21 library\.terminalPassword: the environment variable GONE is not set$/,
  ]);

  writeFileSync(join(folder, 'password.txt'), 'two\nlines');
  writeFileSync(file, login('{ file: password.txt }', '""'));
  const lines = loadSettings(file, DRIVERS, {});
  says(t, lines.ok ? [] : lines.faults.map((fault) => formatFault('s', fault)), [
    /^s:5:56 library\.login\.password: the secret that was found cannot be sent, allowed: one line/,
  ]);
  t.notMatch(JSON.stringify(lines), /two/, 'the secret is not repeated');

  says(t, faults(login('{ fiel: x }', '{ env: A-B }')), [
    /5:56 library\.login\.password: what is written here is not allowed, allowed: .*\{ file: PATH \} or \{ env: NAME \}$/,
    /6:28 library\.terminalPassword\.env: "A-B" is not allowed, allowed: .*\{ file: PATH \}/,
  ]);
  const missing = checkSettingsFile(join(folder, 'none.yaml'), DRIVERS);
  t.match(missing, {
    ok: false,
    faults: [{ line: 1, column: 1, path: '(file)', what: /cannot be read: ENOENT/ }],
  });
});
