// The dialects that come with the package, a library's own, and what the settings make of them.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { checkWholeDialect } from '../../station-daemon/settings/dialect.ts';
import { DIALECT_FILE } from '../../station-daemon/settings/dialect-keys.ts';
import { formatFault } from '../../station-daemon/settings/fault.ts';
import { nodeAt, referenceOf, type SettingsNode } from '../../station-daemon/settings/reference.ts';
import { checkSettingsFile, loadSettings } from '../../station-daemon/shell/settings-file.ts';
import { dialectOf } from '../library/dialects.ts';
import { DRIVERS, says, withLine } from './checked.ts';

const NAMES = ['standard', 'koha', 'evergreen', 'folio', 'polaris', 'symphony', 'sierra', 'alma'] as const;

/** A settings file with these lines in its section `library`, and beside it a library's own dialect. */
function settingsFile(lines: string, own = '{}'): string {
  const folder = mkdtempSync(join(tmpdir(), 'lendstation-dialects-'));
  writeFileSync(join(folder, 'own.yaml'), own);
  writeFileSync(join(folder, 'station.yaml'), withLine('host: sip.example.org', lines));
  return join(folder, 'station.yaml');
}

function loaded(lines: string, own?: string) {
  const found = loadSettings(settingsFile(lines, own), DRIVERS, {});
  if (!found.ok) throw new Error(found.faults.map((fault) => formatFault('s', fault)).join('\n'));
  return found.settings.library;
}

/** The faults of a settings file, with the folders of all files left out. */
function faultsIn(lines: string, own?: string): readonly string[] {
  const checked = checkSettingsFile(settingsFile(lines, own), DRIVERS);
  const lineOf = (line: string) => line.replaceAll(/\/\S*\//g, '');
  return checked.ok ? [] : checked.faults.map((fault) => lineOf(formatFault('station.yaml', fault)));
}

t.test('every dialect that may be named has a valid file, and no file lacks a name', async (t) => {
  const named = nodeAt(['library', 'dialect'], {})?.enum ?? [];
  t.same(named, NAMES);
  t.same(readdirSync('config/dialects').sort(), NAMES.map((name) => `${name}.yaml`).sort());
  const standard = dialectOf('standard');
  for (const name of NAMES) {
    const dialect = dialectOf(name);
    t.same(
      dialect.alerts.slice(-standard.alerts.length),
      standard.alerts,
      `${name} has the standard's alerts`,
    );
    t.ok(dialect.reasons.length >= standard.reasons.length, `${name} has the standard's reasons`);
  }
});

t.test('what is known of the library systems', async (t) => {
  t.match(dialectOf('standard'), { loginOrder: 'none', charset: 'utf-8', repeat: 'none', sortBin: 'CL' });
  t.match(dialectOf('folio'), { loginOrder: 'login-first', charset: 'cp850', repeat: 'same-number' });
  t.match(dialectOf('koha').alerts, [{ type: '00', means: 'none' }]);
  for (const name of ['polaris', 'symphony', 'sierra', 'alma'] as const)
    t.same(dialectOf(name), dialectOf('standard'), `${name} differs in nothing that is known`);
});

t.test('the standard leaves nothing out', async (t) => {
  const text = readFileSync('config/dialects/standard.yaml', 'utf8');
  t.ok(checkWholeDialect(text).ok);
  const without = checkWholeDialect(text.replace('sortBin: CL', ''));
  says(t, without.ok ? [] : without.faults.map((fault) => formatFault('standard.yaml', fault)), [
    /^standard\.yaml:\d+:1 sortBin: is missing, allowed: CL, CT, CR, AQ$/,
  ]);
});

t.test('every key of a dialect has words', async (t) => {
  const walk = (node: SettingsNode, path: string): void => {
    for (const [name, child] of Object.entries({ ...node.properties, ...node.items?.properties })) {
      t.ok(child.title && child.description, `${path}${name} has a title and a description`);
      walk(child, `${path}${name}.`);
    }
  };
  walk(referenceOf(DIALECT_FILE), '');
});

t.test('what the settings leave out is the dialect that they name', async (t) => {
  const login = 'user: kiosk1, location: SP1';
  t.match(loaded(`  dialect: folio\n  login: { ${login} }`), {
    charset: 'cp850',
    terminator: 'CR',
    errorDetection: 'auto',
    login: { order: 'login-first' },
    dialect: { repeat: 'same-number' },
  });
  t.match(loaded('  retries: 1'), {
    charset: 'utf-8',
    login: { order: 'none' },
    dialect: { repeat: 'none' },
  });
  t.match(loaded('  login: { user: kiosk1 }'), { login: { order: 'login-first' } }, 'a user means a login');
});

t.test('what the settings say wins over the dialect', async (t) => {
  const said = {
    charset: 'latin1',
    terminator: 'CRLF',
    errorDetection: 'off',
    login: { order: 'none' },
  };
  const lines = '  charset: latin1\n  terminator: CRLF\n  errorDetection: off\n  login: { order: none }';
  t.match(loaded(`  dialect: folio\n${lines}`), said);
  const own = 'charset: ascii\nterminator: CR\nerrorDetection: on\nloginOrder: status-first\n';
  t.match(loaded(`  dialectFile: own.yaml\n${lines}`, own), said);
});

t.test("a library's own file", async (t) => {
  t.test('extends the dialect that is named', async (t) => {
    const own = 'charset: latin1\nsortBin: CT\nalerts: [{ type: "00", means: hold }]\n';
    const { charset, dialect } = loaded('  dialect: koha\n  dialectFile: own.yaml', own);
    t.equal(charset, 'latin1');
    t.equal(dialect.sortBin, 'CT');
    t.same(dialect.alerts, [{ type: '00', means: 'hold' }, ...dialectOf('koha').alerts]);
    t.same(dialect.reasons, dialectOf('koha').reasons);
  });

  t.test('may hold nothing but comments', async (t) => {
    t.same(dialectOf('koha', '# nothing yet\n'), dialectOf('koha'));
  });

  t.test('has its faults told in its own lines', async (t) => {
    const own = `chraset: latin1
dates: lokal
alerts:
  - { type: 00, means: none }
  - { type: "05", means: holds }
reasons:
  - { says: "*", code: unknown-item }
  - { says: no such book, code: unknwon-item }
  - { says: no such book }
`;
    says(t, faultsIn('  dialectFile: own.yaml', own), [
      /^own\.yaml:1:1 chraset: unknown key, allowed: loginOrder, charset, .*, nearest: charset$/,
      'own.yaml:2:8 dates: "lokal" is not allowed, allowed: local, utc, nearest: local',
      /^own\.yaml:4:13 alerts\.0\.type: 0 is not text: put it in quotes, allowed: up to four letters or digits/,
      /^own\.yaml:5:26 alerts\.1\.means: "holds" is not allowed, allowed: none, hold, .*, nearest: hold$/,
      /^own\.yaml:7:13 reasons\.0\.says: "\*" is not allowed, allowed: one line of text with at least a letter/,
      /^own\.yaml:8:33 reasons\.1\.code: "unknwon-item" is not allowed, .*, nearest: unknown-item$/,
      /^own\.yaml:9:5 reasons\.2\.code: is missing, allowed: library-says, unknown-item/,
    ]);
    says(t, faultsIn('  dialectFile: own.yaml', 'a: [\n'), [/^own\.yaml:\d+:\d+ \(yaml\): /]);
  });

  t.test('that cannot be read is named', async (t) => {
    says(t, faultsIn('  dialectFile: gone.yaml'), [/^gone\.yaml:1:1 \(file\): cannot be read: ENOENT/]);
  });
});

t.test('a dialect that logs in needs a user', async (t) => {
  says(t, faultsIn('  dialect: folio\n  login: { location: SP1 }'), [
    'station.yaml:6:3 library.login.user: is missing: the dialect folio logs in, allowed: a user, or the library.login.order none',
  ]);
  t.same(faultsIn('  dialect: folio\n  login: { order: none }'), []);
});
