// What makes a file untidy, one rule a function: a file in, its faults out, a line each. Not a test itself.

import ts from 'typescript';

/** A file of the house: its path from the root, and its text. */
export interface HouseFile {
  readonly path: string;
  readonly text: string;
}

/** Looks at one file and tells what is wrong in it, each with its line. */
export type Rule = (file: HouseFile) => readonly string[];

const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path);
const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path);
const isSource = (path: string): boolean => isCode(path) || path.endsWith('.css');
const linesIn = (text: string): number => text.trimEnd().split('\n').length;

/** Longest file, in lines. */
const LONGEST_FILE = 500;

/** A file that nobody reads to the end. */
export const longFiles: Rule = ({ path, text }) =>
  isSource(path) && linesIn(text) > LONGEST_FILE
    ? [`${path} has ${linesIn(text)} lines, ${LONGEST_FILE} at most`]
    : [];

/** A file is big above this, in lines. One file in ten may be. */
const BIG_FILE = 350;

/** Looks at all files at once: the house as a whole stays in small pieces. */
export function tooManyBigFiles(files: readonly HouseFile[]): readonly string[] {
  const sources = files.filter(({ path }) => isSource(path));
  const big = sources.filter(({ text }) => linesIn(text) > BIG_FILE).map(({ path }) => path);
  return big.length * 10 > sources.length
    ? [`${big.length} of ${sources.length} files are longer than ${BIG_FILE} lines: ${big.join(', ')}`]
    : [];
}

/** Names that say nothing about what a file holds. */
export const vagueNames: Rule = ({ path }) =>
  /(^|[-._/])(utils?|helpers?|managers?|common|misc)([-._/]|$)/.test(path)
    ? [`${path}: name it for what it holds`]
    : [];

/** The first line says what lives here; in a script it follows the interpreter's. */
export const missingFirstLines: Rule = ({ path, text }) => {
  const isScript = text.startsWith('#!');
  if (!isSource(path) && !isScript) return [];
  const first = text.split('\n')[isScript ? 1 : 0] ?? '';
  return /^(\/\/ |\/\*\*? |# )\S/.test(first) ? [] : [`${path}:1 does not say what lives here`];
};

/** A line of `text` for each match of a pattern. */
function matches({ path, text }: HouseFile, pattern: RegExp, what: string): readonly string[] {
  return text.split('\n').flatMap((line, i) => {
    const found = pattern.exec(line);
    return found === null ? [] : [`${path}:${i + 1} ${what}: ${found[0]}`];
  });
}

/** A word in two halves, so that this file does not hold what it looks for. */
const halves = (...parts: readonly string[]): string => parts.join('');

const LEFT_OVER = new RegExp(`\\b(${halves('TO', 'DO')}|${halves('FIX', 'ME')}|${halves('X', 'XX')})\\b`);

/** Work left for later has no place in the text. */
export const leftOverWork: Rule = (file) => matches(file, LEFT_OVER, 'work left over');

/** One developer's folders. */
const MACHINE_PATH = /(^|[^\w.])\/(work|root)\//;
/** In pages for people no passing folder either. */
const PASSING_PATH = /(^|[^\w.])\/tmp(\/|\b)/;

/** Paths that exist on one machine only. */
export const machinePaths: Rule = (file) => [
  ...matches(file, MACHINE_PATH, 'a path of one machine'),
  ...(file.path.endsWith('.md') ? matches(file, PASSING_PATH, 'a path of one machine') : []),
];

/** A test that is switched off, or that switches the others off. */
export const switchedOffTests: Rule = (file) =>
  file.path.startsWith('test/')
    ? matches(file, /\.(only|skip|todo)\(|\b(only|skip|todo): (true|'|")/, 'a test is switched off')
    : [];

type Visit = (node: ts.Node, at: string) => readonly string[];

/** What `visit` says of every node of a TypeScript file. */
function inTree({ path, text }: HouseFile, visit: Visit): readonly string[] {
  if (!isTypeScript(path)) return [];
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
    found.push(...visit(node, `${path}:${line}`));
    ts.forEachChild(node, walk);
  };
  walk(tree);
  return found;
}

/** Where tests wait: for a condition, with a limit. */
const WAITING_ROOM = 'test/shell/until.ts';

/** The promise around a node is kept by the timer and nothing else: `new Promise((r) => setTimeout(r, 5))`. */
function isSleep(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !/^set(Timeout|Interval)$/.test(node.expression.getText())) return false;
  const called = /^(?:\(\) => )?(\w+)/.exec(node.arguments[0]?.getText() ?? '')?.[1];
  for (let outer: ts.Node | undefined = node.parent; outer !== undefined; outer = outer.parent) {
    if (!ts.isArrowFunction(outer) && !ts.isFunctionExpression(outer)) continue;
    if (!ts.isNewExpression(outer.parent) || outer.parent.expression.getText() !== 'Promise') continue;
    return called === outer.parameters[0]?.name.getText();
  }
  return false;
}

/** A test that sleeps is slow on a fast machine and fails on a slow one. A timer as a limit is no sleep. */
export const sleepingTests: Rule = (file) =>
  file.path.startsWith('test/') && file.path !== WAITING_ROOM
    ? [
        ...inTree(file, (node, at) => (isSleep(node) ? [`${at} sleeps: wait with ${WAITING_ROOM}`] : [])),
        ...matches(
          file,
          /['"](node:)?timers\/promises|\.waitForTimeout\(/,
          `sleeps: wait with ${WAITING_ROOM}`,
        ),
      ]
    : [];

/** Longest function, in lines, from its first word to its closing brace. */
const LONGEST_FUNCTION = 70;

/** A function that does not fit on a screen. Tests are read one by one, so a test within a test counts by itself. */
export const longFunctions: Rule = (file) =>
  inTree(file, (node, at) => {
    if (!ts.isFunctionLike(node)) return [];
    const lines = linesIn(node.getText()) - (file.path.startsWith('test/') ? linesOfTestsIn(node) : 0);
    return lines > LONGEST_FUNCTION
      ? [`${at} a function of ${lines} lines, ${LONGEST_FUNCTION} at most`]
      : [];
  });

function linesOfTestsIn(node: ts.Node): number {
  let lines = 0;
  const walk = (inner: ts.Node): void => {
    const isTest = ts.isCallExpression(inner) && inner.expression.getText() === 't.test';
    if (isTest) lines += linesIn(inner.getText());
    else ts.forEachChild(inner, walk);
  };
  ts.forEachChild(node, walk);
  return lines;
}

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** Rooms whose every public name is explained. */
const EXPLAINED = /^(protocols|station-daemon)\//;

const isFunction = (statement: ts.Statement): boolean =>
  ts.isFunctionDeclaration(statement) ||
  ts.isClassDeclaration(statement) ||
  (ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(
      ({ initializer }) =>
        initializer !== undefined &&
        (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)),
    ));

/** A public function or class that does not say what it does. Types and values often say it by their names. */
export const missingDocstrings: Rule = (file) =>
  EXPLAINED.test(file.path)
    ? inTree(file, (node, at) => {
        if (!ts.isStatement(node) || !ts.isSourceFile(node.parent) || !isExported(node)) return [];
        if (!isFunction(node) || ts.getJSDocCommentsAndTags(node).length > 0) return [];
        return [`${at} has no docstring: ${node.getText().split('\n')[0]}`];
      })
    : [];

const SILENCED_LINE = new RegExp(`@${halves('ts', '-')}(ignore|expect-error|nocheck)`);

/** What silences the compiler: `any`, a cast (not `as const`), a non-null `!`, a switched-off line. */
export const silencedTypes: Rule = (file) => [
  ...inTree(file, (node, at) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) return [`${at} any`];
    if (ts.isNonNullExpression(node)) return [`${at} non-null !: ${node.getText()}`];
    if (ts.isTypeAssertionExpression(node)) return [`${at} cast: ${node.getText()}`];
    if (!ts.isAsExpression(node) || ts.isConstTypeReference(node.type)) return [];
    return [`${at} cast: as ${node.type.getText()}`];
  }),
  ...(isTypeScript(file.path) ? matches(file, SILENCED_LINE, 'silenced') : []),
];

/** A rule for pure rooms: what waits, and what brings chance, without naming a global that Biome denies. */
export function impurity(pureRooms: readonly string[]): Rule {
  return (file) =>
    pureRooms.some((room) => file.path.startsWith(`${room}/`))
      ? inTree(file, (node, at) => {
          if (node.kind === ts.SyntaxKind.AsyncKeyword) return [`${at} async in a pure room`];
          if (ts.isPropertyAccessExpression(node) && /^Math\.random$/.test(node.getText())) {
            return [`${at} chance in a pure room: Math.random`];
          }
          return [];
        })
      : [];
}

/** Looks at all files at once: a style sheet that no page and no other sheet imports. */
export function unusedStyles(files: readonly HouseFile[]): readonly string[] {
  const imported = new Set<string>();
  for (const { path, text } of files.filter(({ path }) => isSource(path))) {
    for (const [, target = ''] of text.matchAll(/^@?import ['"](\.[^'"]+\.css)['"];$/gm)) {
      imported.add(new URL(target, `file:///${path}`).pathname.slice(1));
    }
  }
  return files
    .filter(({ path }) => path.endsWith('.css') && !imported.has(path))
    .map(({ path }) => `${path} is imported by no page`);
}
