// Reads the house and says where it is untidy. Each rule first proves on a planted text that it sees.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { HOUSE } from './house.ts';
import { core, lines, TRIALS } from './planted-untidiness.ts';
import { type HouseFile, tooManyBigFiles, unusedStyles } from './tidy-rules.ts';

/** Not written here, or not text. */
const NOT_OURS = /^(node_modules|\.git|\.tap|dist|data)\/|^(package-lock\.json|LICENSE)$|^test\/vectors\//;
/** Untidy on purpose. */
const PLANTED = 'test/architecture/planted-untidiness.ts';
const TEXT = /\.(ts|tsx|mjs|css|html|md|json|yaml|yml|service|rules|svg)$|^\.?[a-z/]+$/;

const house: readonly HouseFile[] = readdirSync(HOUSE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(HOUSE.length + 1))
  .filter((path) => !NOT_OURS.test(path) && TEXT.test(path) && path !== PLANTED)
  .map((path) => ({ path, text: readFileSync(join(HOUSE, path), 'utf8') }));

t.test('the whole house was read', async (t) => {
  const paths = new Set(house.map(({ path }) => path));
  for (const path of [
    'README.md',
    'scripts/test',
    '.ci/run',
    'kiosk-ui/ui/base.css',
    'kiosk-ui/patron/page.tsx',
  ]) {
    t.ok(paths.has(path), path);
  }
  t.ok(house.length > 300, `${house.length} files`);
});

for (const { says, rule, untidy, tidy } of TRIALS) {
  t.test(says, async (t) => {
    for (const file of untidy) t.ok(rule(file).length > 0, `seen in: ${file.path} ${file.text.slice(0, 60)}`);
    for (const file of tidy)
      t.strictSame(rule(file), [], `not seen in: ${file.path} ${file.text.slice(0, 60)}`);
    t.strictSame(house.flatMap(rule), [], 'the house is tidy');
  });
}

t.test('nine files in ten have 350 lines or fewer', async (t) => {
  const small = Array.from({ length: 9 }, () => core(lines(350)));
  t.strictSame(tooManyBigFiles([...small, core(lines(351))]), []);
  t.equal(tooManyBigFiles([...small, core(lines(351)), core(lines(351))]).length, 1);
  t.strictSame(tooManyBigFiles(house), []);
});

t.test('every style sheet belongs to a page', async (t) => {
  const sheet = { path: 'kiosk-ui/patron/page.css', text: '' };
  t.strictSame(unusedStyles([sheet]).length, 1);
  t.strictSame(
    unusedStyles([sheet, { path: 'kiosk-ui/ui/x.tsx', text: "import '../patron/page.css';\n" }]),
    [],
  );
  t.strictSame(unusedStyles([sheet, { path: 'kiosk-ui/patron/x.css', text: '@import "./page.css";\n' }]), [
    'kiosk-ui/patron/x.css is imported by no page',
  ]);
  t.strictSame(unusedStyles(house), []);
});

/** Links of a page to files of the house that are not there. */
const brokenLinks = ({ path, text }: HouseFile): readonly string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, link = '']) =>
    /^https?:/.test(link) || existsSync(join(HOUSE, dirname(path), link)) ? [] : [`${path}: ${link}`],
  );

t.test('every link and picture of a page leads to a file', async (t) => {
  t.strictSame(brokenLinks({ path: 'README.md', text: 'see [here](no/such.md) and [there](LICENSE#top)' }), [
    'README.md: no/such.md',
  ]);
  t.strictSame(house.filter(({ path }) => path.endsWith('.md')).flatMap(brokenLinks), []);
});
