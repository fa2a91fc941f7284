// Texts that are untidy on purpose, to try the rules on. Not a test itself, and not read by the one that reads the house.

import { PURE_ROOMS } from './house.ts';
import {
  type HouseFile,
  impurity,
  leftOverWork,
  longFiles,
  longFunctions,
  machinePaths,
  missingDocstrings,
  missingFirstLines,
  type Rule,
  silencedTypes,
  sleepingTests,
  switchedOffTests,
  vagueNames,
} from './tidy-rules.ts';

/** A text of so many lines. */
export const lines = (count: number): string => '// A line.\n'.repeat(count);

/** A rule, texts in which it must see something, and texts that it must let pass. */
export interface Trial {
  readonly says: string;
  readonly rule: Rule;
  readonly untidy: readonly HouseFile[];
  readonly tidy: readonly HouseFile[];
}

/** A planted file in a pure room. */
export const core = (text: string): HouseFile => ({ path: 'station-daemon/core/planted.ts', text });
const test = (text: string): HouseFile => ({ path: 'test/core/planted.test.ts', text });
const page = (text: string): HouseFile => ({ path: 'docs/planted.md', text });

/** Every rule on trial. */
export const TRIALS: readonly Trial[] = [
  {
    says: 'no file is longer than 500 lines',
    rule: longFiles,
    untidy: [core(lines(501)), { path: 'kiosk-ui/planted.css', text: lines(501) }],
    tidy: [core(lines(500)), page(lines(501))],
  },
  {
    says: 'no function is longer than 70 lines',
    rule: longFunctions,
    untidy: [
      core(`function long() {\n${lines(69)}}`),
      core(`const long = () => {\n${lines(69)}};`),
      core(`class Long {\n  get it() {\n${lines(69)}  }\n}`),
      test(`t.test('long', async (t) => {\n${lines(69)}});`),
      core(`const make = () => ({\n  one: () => {\n${lines(40)}},\n  two: () => {\n${lines(40)}},\n});`),
    ],
    tidy: [
      core(`function short() {\n${lines(68)}}`),
      core(lines(80)),
      test(
        `t.test('both', async (t) => {\n  t.test('one', () => {\n${lines(40)}});\n  t.test('two', () => {\n${lines(40)}});\n});`,
      ),
    ],
  },
  {
    says: 'file names say what the file holds',
    rule: vagueNames,
    untidy: ['core/utils.ts', 'core/date-helpers.ts', 'ui/common/row.tsx', 'shell/line-manager.ts'].map(
      (path) => ({
        path,
        text: '',
      }),
    ),
    tidy: [{ path: 'core/commonwealth.ts', text: '' }],
  },
  {
    says: 'every source file says in its first line what lives there',
    rule: missingFirstLines,
    untidy: [
      core("import 'x';\n// Late."),
      core('//\n'),
      core(''),
      { path: 'kiosk-ui/planted.css', text: 'main {\n}' },
      { path: 'scripts/planted', text: '#!/usr/bin/env bash\nset -u' },
    ],
    tidy: [
      core('// What lives here.\n'),
      { path: 'kiosk-ui/planted.css', text: '/* What lives here. */' },
      { path: 'scripts/planted', text: '#!/usr/bin/env bash\n# What it does.' },
      page('# A page'),
    ],
  },
  {
    says: 'no work is left over in the text',
    rule: leftOverWork,
    untidy: [core(`// TODO: later`), page('FIXME'), test(`// XXX why?`)],
    tidy: [core('mktemp lendstation.XXXXXX')],
  },
  {
    says: 'no path of one machine is named',
    rule: machinePaths,
    untidy: [core(`read('/work/main')`), page(`see /root/notes`), page(`write to /tmp/x`)],
    tidy: [core(`join('/tmp', name)`), page('network/ and src/work/it')],
  },
  {
    says: 'no test is switched off',
    rule: switchedOffTests,
    untidy: [
      test("t.only('one', f)"),
      test("t.skip('one', f)"),
      test("t.test('one', { skip: true }, f)"),
      test("t.test('one', { todo: 'later' }, f)"),
    ],
    tidy: [test("t.test('one', f)"), core('items.skip(1)')],
  },
  {
    says: 'no test sleeps',
    rule: sleepingTests,
    untidy: [
      test('await new Promise((r) => setTimeout(r, 5))'),
      test('new Promise((resolve) => {\n  setTimeout(() => resolve(1), 5);\n});'),
      test("import { setTimeout } from 'node:timers/promises'"),
      test('await page.waitForTimeout(5)'),
    ],
    tidy: [
      { path: 'test/shell/until.ts', text: 'setTimeout(resolve, 2)' },
      test('await until(ready)'),
      test('await new Promise((resolve) => setImmediate(resolve))'),
      test('new Promise((resolve, reject) => setTimeout(() => reject(late), 5))'),
      test('setTimeout(() => { flood = false; }, 5)'),
      core('new Promise((r) => setTimeout(r, 5))'),
    ],
  },
  {
    says: 'every public function of the daemon and the protocols is explained',
    rule: missingDocstrings,
    untidy: [
      core('export function bare() {}'),
      core('// Not a docstring.\nexport async function bare() {}'),
      core('/** The first. */\nexport const first = 1;\nexport class Bare {}'),
    ],
    tidy: [
      core('/** What it is. */\nexport function explained() {}'),
      core("export { elsewhere } from './elsewhere.ts';\nfunction inside() {}"),
      test('export function bare() {}'),
      core('export interface Bare {}'),
    ],
  },
  {
    says: 'the compiler is not silenced',
    rule: silencedTypes,
    untidy: [
      core('const a: any = 1;'),
      core('const a = b as string;'),
      core('const a = b as unknown as string;'),
      core('const a = <string>b;'),
      core('const a = b!;'),
      core('// @ts-expect-error'),
    ],
    tidy: [
      core('const a = [1] as const;'),
      core("import { b as c } from './b.ts'; const a = c satisfies D;"),
      core("const text = 'any as string!';"),
    ],
  },
  {
    says: 'pure rooms neither wait nor throw dice',
    rule: impurity(PURE_ROOMS),
    untidy: [
      core('export async function f() {}'),
      core('const f = async () => 1;'),
      core('const x = Math.random();'),
    ],
    tidy: [
      core('const x = Math.max(1, 2); // async'),
      { path: 'station-daemon/shell/planted.ts', text: 'const f = async () => Math.random();' },
    ],
  },
];
