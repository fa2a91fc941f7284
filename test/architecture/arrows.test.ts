// Proves that the guards of the pure rooms see: each rule of .dependency-cruiser.mjs, the globals that Biome denies,
// and the types that the pure project does without. A guard that finds no planted fault would pass on anything.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import t from 'tap';
import ts from 'typescript';
import { checkArrows } from '../../scripts/check-arrows.ts';
import { HOUSE, inHouseOf, PURE_ROOMS } from './house.ts';
import { PLANTS, SOUND } from './planted-arrows.ts';

t.test('a house with the right arrows has no fault, and all its files were read', async (t) => {
  const report = await inHouseOf(SOUND, checkArrows);
  t.strictSame(report.faults, []);
  const own = Object.keys(SOUND).filter((path) => path.endsWith('.ts') || path.endsWith('.tsx'));
  t.equal(report.files, own.length);
});

t.test('each planted arrow is seen by its rule and by no other', async (t) => {
  const planted = Object.fromEntries(PLANTS.map(({ file, text }) => [file, text]));
  const { faults } = await inHouseOf({ ...SOUND, ...planted }, checkArrows);
  for (const { file, seen } of PLANTS) {
    const found = faults.filter(({ from }) => from === file).map(({ rule, to }) => `${rule}: ${to}`);
    t.strictSame(found.sort(), seen.map(([rule, to]) => `${rule}: ${to}`).sort(), file);
  }
  const plantedFiles = new Set(PLANTS.map(({ file }) => file));
  t.strictSame(
    faults.filter(({ from }) => !plantedFiles.has(from)),
    [],
    'sound files stay without fault',
  );
  t.ok(
    faults.every(({ reason }) => reason !== ''),
    'each fault says why there is such a rule',
  );
});

t.test('no rule is without a planted fault', async (t) => {
  const { ruleSet } = await extractOptions(join(HOUSE, '.dependency-cruiser.mjs'));
  const rules = (ruleSet?.forbidden ?? []).map(({ name }) => name);
  t.ok(rules.length > 10);
  const proven = new Set(PLANTS.flatMap(({ seen }) => seen.map(([rule]) => rule)));
  t.strictSame(
    rules.filter((name) => name === undefined || !proven.has(name)),
    [],
  );
});

const DENIED_GLOBALS = [
  'Date',
  'Promise',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'process',
  'Buffer',
  'crypto',
  'fetch',
  'globalThis',
];

/** Biome's findings, a line each, in a house that has its settings and these files. */
function lintFindings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const settings = Object.fromEntries(
    ['biome.json', '.gitignore'].map((path) => [path, readFileSync(join(HOUSE, path), 'utf8')]),
  );
  return inHouseOf({ ...files, ...settings }, async (root) => {
    const biome = join(HOUSE, 'node_modules/.bin/biome');
    const flags = ['--colors=off', '--max-diagnostics=none', '--reporter=github'];
    const { stdout } = spawnSync(biome, ['lint', ...flags, '.'], { cwd: root, encoding: 'utf8' });
    return stdout.split('\n');
  });
}

t.test('Biome denies time, chance and effects in every pure room', async (t) => {
  const text = DENIED_GLOBALS.map((name, i) => `export const planted${i} = ${name};\n`).join('');
  const rooms = [...PURE_ROOMS, 'station-daemon/shell'];
  const findings = await lintFindings(Object.fromEntries(rooms.map((room) => [`${room}/planted.ts`, text])));
  const denied = findings.filter((line) => line.includes('noRestrictedGlobals'));
  for (const room of PURE_ROOMS) {
    const here = denied.filter((line) => line.includes(`${room}/planted.ts`)).join('\n');
    t.strictSame(
      DENIED_GLOBALS.filter((name) => !here.includes(`global variable ${name}.`)),
      [],
      room,
    );
  }
  t.equal(denied.length, PURE_ROOMS.length * DENIED_GLOBALS.length, 'the shell may use them');
});

/** The project of the pure rooms, with one planted file more. Nothing is written. */
function pureProject(planted: string): { readonly program: ts.Program; readonly faults: readonly string[] } {
  const configPath = join(HOUSE, 'station-daemon/tsconfig.pure.json');
  const config = ts.getParsedCommandLineOfConfigFile(
    configPath,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  if (config === undefined) throw new Error(`${configPath} cannot be read`);
  const path = join(HOUSE, 'station-daemon/core/planted.ts');
  const host = ts.createCompilerHost(config.options);
  const program = ts.createProgram([...config.fileNames, path], config.options, {
    ...host,
    fileExists: (file) => file === path || host.fileExists(file),
    getSourceFile: (file, options) =>
      file === path ? ts.createSourceFile(file, planted, options, true) : host.getSourceFile(file, options),
  });
  const faults = ts
    .getPreEmitDiagnostics(program, program.getSourceFile(path))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return { program, faults };
}

t.test("the pure rooms compile without Node's and the DOM's types, with every file of theirs", async (t) => {
  const { program, faults } = pureProject(
    [
      "import { readFileSync } from 'node:fs';",
      'export const planted = [process.pid, Buffer.alloc(1), document.title, window, setTimeout, console, fetch];',
      'export const read = readFileSync;',
    ].join('\n'),
  );
  for (const name of [
    'node:fs',
    'process',
    'Buffer',
    'document',
    'window',
    'setTimeout',
    'console',
    'fetch',
  ]) {
    t.ok(
      faults.some((fault) => fault.includes(`'${name}'`)),
      `${name} is unknown there`,
    );
  }
  t.strictSame(
    program
      .getSourceFiles()
      .map(({ fileName }) => fileName)
      .filter((path) => path.includes('@types/node/') || path.includes('/lib.dom')),
    [],
  );
  const read = new Set(program.getRootFileNames());
  for (const room of PURE_ROOMS) {
    const all = ts.sys.readDirectory(join(HOUSE, room), ['.ts'], [], []);
    t.ok(all.length > 1, `${room} was found`);
    t.strictSame(
      all.filter((path) => !read.has(path)),
      [],
      `${room} is compiled whole`,
    );
  }
  t.strictSame(
    pureProject("export const sound = new TextEncoder().encode('x').length + Math.max(1, 2);").faults,
    [],
  );
});
