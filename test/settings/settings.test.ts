// What may stand in a settings file, and what comes of it.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { checkSettings } from '../../station-daemon/settings/check.ts';
import { settleDevice } from '../../station-daemon/settings/device-keys.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import { SETTINGS_REFERENCE, type SettingsNode } from '../../station-daemon/settings/reference.ts';
import { SETTINGS } from '../../station-daemon/settings/schema.ts';
import { withoutEffect } from '../../station-daemon/settings/without-effect.ts';
import {
  checkSettingsFile,
  type LoadedSettings,
  loadSettings,
} from '../../station-daemon/shell/settings-file.ts';
import { PLAIN_SCANS } from '../protocols/scan-rules.ts';
import { DRIVERS, faults, MINIMAL, says, settings, withLine } from './checked.ts';

/** As every kind of library has them by its profile. */
const PLAIN_RECEIPTS = {
  heading: '',
  address: [],
  footer: [],
  qr: '',
  logo: 'profile',
  dueDates: 'profile',
  fees: 'profile',
  thanks: 'profile',
  patron: 'none',
  email: 'none',
  staffSlips: 'on',
  staffSlipCard: 'none',
};

t.test('a minimal file works, and all else has its default or is left to the dialect', async (t) => {
  t.same(settings(MINIMAL), {
    station: {
      id: 'main-01',
      kind: 'kiosk',
      name: 'Library',
      languages: ['en'],
      currency: 'EUR',
      profile: 'public',
      children: 'profile',
      itemsWithoutCard: 'ask',
      sessionSeconds: 60,
      pin: 'optional',
    },
    branding: { theme: 'light' },
    sounds: { volume: 60, events: ['success', 'attention', 'warning'] },
    idle: { afterSeconds: 120, slideSeconds: 8 },
    events: { days: 30, most: 4 },
    questions: {},
    library: {
      transport: 'tcp',
      host: 'sip.example.org',
      port: 6001,
      login: { user: '', password: '', location: '' },
      institution: '',
      terminalPassword: '',
      dialect: 'standard',
      connectSeconds: 5,
      replySeconds: 10,
      retries: 3,
      heartbeatSeconds: 55,
      offline: { returns: true, loans: false, maxItems: 3 },
    },
    devices: [{ id: 'pad', kind: 'pad', driver: 'feig', path: '/dev/ttyUSB0' }],
    gates: { whenClosed: 'armed', whenStopped: 'armed', bypassSeconds: 0, buzzerSeconds: 3 },
    receipts: PLAIN_RECEIPTS,
    scans: PLAIN_SCANS,
    tags: {
      models: ['iso28560-3'],
      security: 'afi',
      password: '',
      blinkSeconds: 0.6,
      incompleteSets: 'refuse',
      afi: { secured: 0x07, onLoan: 0xc2 },
    },
    staff: { cards: [] },
    web: { host: '127.0.0.1', port: 8090 },
    data: { dir: './data', keepDays: 90 },
  });
});

t.test("a pad's speed and parity are its readers' usual ones, unless the file says others", async (t) => {
  const lines = ['feig', 'm3', 'm3, baudRate: 38400', 'm3, parity: even', 'other'].map((driver) => {
    const text = MINIMAL.replace('driver: feig', `driver: ${driver}`);
    const [pad] = SETTINGS.parse(parse(text)).devices.map(settleDevice);
    return [pad?.baudRate, pad?.parity];
  });
  t.same(lines, [
    [38_400, 'even'],
    [19_200, 'none'],
    [38_400, 'none'],
    [19_200, 'even'],
    [9_600, 'none'],
  ]);
});

t.test('the example file is valid and shows every key of what works today', async (t) => {
  const text = readFileSync('config/station.example.yaml', 'utf8');
  t.same(faults(text), []);
  const shown: unknown = parse(text);
  const missing: string[] = [];
  compareKeys(SETTINGS_REFERENCE, shown, '', missing);
  t.same(missing, [
    'branding.accent',
    'branding.background',
    'branding.logo',
    'branding.photo',
    'branding.covers',
    'library.tls',
    'library.serial',
    'library.dialectFile',
    'library.offline.blockList',
    'bookdrop',
  ]);
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
  t.same(faults(text), [], 'and works');
});

t.test('every key has words, and every key that may be left out a default', async (t) => {
  let keys = 0;
  const walk = (node: SettingsNode, path: string, required: boolean): void => {
    keys += 1;
    t.ok(node.title && node.description, `${path} has a title and a description`);
    const isSection = node.properties !== undefined || node.oneOf !== undefined;
    const isMarkedOptional =
      /^(library\.(host|tls|serial|dialectFile|charset|terminator|errorDetection|login\.order|offline\.(blockList|loanDays))|bookdrop|devices\.(baudRate|parity|pattern|alarmInput|outputs)|branding\.(accent|background|logo|photo|covers)|sounds\.quiet|idle\.slides|hours|events\.file|questions\.folder|.*\.when)(\.|$)/.test(
        path,
      );
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

t.test('PEM files are seen from the folder of the settings file, and told before the start', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-settings-'));
  const file = join(folder, 'station.yaml');
  const tls = '  transport: tls\n  tls: { ca: ca.pem, servername: sip.example.org }';
  writeFileSync(file, withLine('host: sip.example.org', tls));
  t.ok(checkSettingsFile(file, DRIVERS).ok, 'a check does not look them up');
  const gone = loadSettings(file, DRIVERS, {});
  says(t, gone.ok ? [] : gone.faults.map((fault) => formatFault('s', fault)), [
    /^s:6:14 library\.tls\.ca: the file \/.*\/ca\.pem cannot be read: ENOENT/,
  ]);
  writeFileSync(join(folder, 'ca.pem'), 'PEM');
  const { settings: loaded } = loadedOf(file);
  t.same(loaded.library.line, {
    transport: 'tls',
    host: 'sip.example.org',
    port: 6001,
    tls: { ca: join(folder, 'ca.pem'), servername: 'sip.example.org', verify: true },
  });
  const serial = '  transport: serial\n  serial: { path: /dev/ttyS0 }';
  writeFileSync(file, withLine('host: sip.example.org', serial));
  const { settings: overSerial, notes } = loadedOf(file);
  t.same(overSerial.library.line, {
    transport: 'serial',
    path: '/dev/ttyS0',
    baudRate: 9_600,
    parity: 'none',
  });
  t.same(notes, ['library.host: has no effect while library.transport is serial']);
});

t.test('receipts: what stands in the file of a library, and what of it comes to nothing', async (t) => {
  const receiptsOf = (...lines: readonly string[]) => {
    const text = `${MINIMAL}\nreceipts:\n${lines.map((line) => `  ${line}\n`).join('')}`;
    return { faults: faults(text), notes: withoutEffect(parse(text)) };
  };
  t.same(receiptsOf('address: ["12 Harbour Street"]', 'fees: hidden', 'patron: card'), {
    faults: [],
    notes: [],
  });
  t.match(
    receiptsOf('logo: shown', 'thanks: shown', 'footer: [Bye]', 'staffSlips: off', 'staffSlipCard: masked'),
    {
      faults: [],
      notes: [/^receipts\.logo/, /^receipts\.thanks/, /^receipts\.staffSlipCard/],
    },
  );
  for (const wrong of ['heading: "a\\tb"', `address: [${'x, '.repeat(7)}]`, 'patron: name', 'footer: [""]']) {
    t.equal(receiptsOf(wrong).faults.length, 1, wrong);
  }
});

function loadedOf(file: string): Extract<LoadedSettings, { ok: true }> {
  const loaded = loadSettings(file, DRIVERS, {});
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => formatFault('s', fault)).join('\n'));
  return loaded;
}

t.test('a card of the staff may stand elsewhere, and an empty one is nobody’s', async (t) => {
  const file = join(mkdtempSync(join(tmpdir(), 'lendstation-settings-')), 'station.yaml');
  const staff = (card: string) =>
    withLine('ttyUSB0 }', `staff: { cards: [{ name: desk-1, card: ${card} }] }`);
  writeFileSync(file, staff('{ env: CARD }'));
  t.match(loadSettings(file, DRIVERS, { CARD: '29009' }), {
    settings: { staff: { cards: [{ name: 'desk-1', card: '29009' }] } },
  });
  const nobody = loadSettings(file, DRIVERS, { CARD: '' });
  says(t, nobody.ok ? [] : nobody.faults.map((fault) => formatFault('s', fault)), [
    /^s:7:40 staff\.cards\.0\.card: is empty, allowed: the number on the card$/,
  ]);
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

  const tags = (password: string) => withLine('ttyUSB0 }', `tags: { security: both, password: ${password} }`);
  writeFileSync(join(folder, 'password.txt'), '0A1b2C3d\n');
  for (const password of ['{ file: password.txt }', '{ env: TAGS }', '"0a1B2c3D"']) {
    writeFileSync(file, tags(password));
    t.match(loadSettings(file, DRIVERS, { TAGS: '0A1B2C3D' }), {
      ok: true,
      settings: { tags: { password: Uint8Array.of(0x0a, 0x1b, 0x2c, 0x3d) } },
    });
  }
  writeFileSync(file, tags('{ env: TAGS }'));
  const short = loadSettings(file, DRIVERS, { TAGS: '0A1B2C' });
  says(t, short.ok ? [] : short.faults.map((fault) => formatFault('s', fault)), [
    /^s:7:35 tags\.password: the secret that was found is no tag's password, allowed: 8 hexadecimal digits$/,
  ]);
  t.notMatch(JSON.stringify(short), /0A1B2C/, 'the secret is not repeated');
  for (const password of ['11223344', '"112233"', '"1122334x"']) {
    says(t, faults(tags(password)), [/7:35 tags\.password: what is written here is not/]);
    t.notMatch(faults(tags(password)).join(), /1122/, 'the secret is not repeated');
  }

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

t.test('what is said of gates in vain is told', async (t) => {
  const text = `${MINIMAL}  - { id: b, kind: relay, driver: lcus-relay, path: /b, outputs: { lamp: 0, shutter: 1 } }
gates: { whenClosed: off, bypassSeconds: 30 }
`;
  const checked = checkSettings(text, DRIVERS);
  t.match(checked, {
    ok: true,
    notes: [
      'gates.whenClosed: has no effect without hours: the library never closes',
      'gates.bypassSeconds: has no effect without staff.cards',
      'devices.1.outputs.shutter: has no effect: this version moves no shutter',
    ],
  });
});
