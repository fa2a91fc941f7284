// The patron's catalogues: complete, short, kind.

import t from 'tap';
import type { Catalogue } from '../../kiosk-ui/i18n/catalogue.ts';
import { catalogues } from '../../kiosk-ui/i18n/catalogues.ts';

const { en, vi } = catalogues;

/** Most words of an instruction and of a refusal. Vietnamese writes the syllables of a word apart: three for every two words. */
const LIMITS = {
  en: { instruction: 9, refusal: 15 },
  vi: { instruction: 13, refusal: 22 },
} as const;

/** Every text of a catalogue by its path; phrases with a number or a name in them are filled in. */
function textsOf(value: unknown, path = ''): readonly (readonly [path: string, text: string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function')
    return textsOf(value(...(path === 'items.partsHere' ? ['2', '3'] : [samples(path)])), path);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** What a phrase is filled with: a name, a place, money, or a number. */
function samples(path: string): string | number {
  const words: Readonly<Record<string, string>> = {
    greeting: 'Mai',
    'account.title': 'Mai',
    'account.owed': 'EUR 5',
    'return.putOn': 'A3',
    'tally.of': '5',
  };
  return words[path] ?? 5;
}

const INSTRUCTIONS = [
  /^start\.(borrowing|returningOnly|renewingOnly)\.(title|more)$/,
  /^start\.itemsOnPadMore$/,
  /^identify\.(hint|waiting\.\w+\.(title|more)|lookingUp\.\w+)$/,
  /^pin\.(title|more|checking)$/,
  /^padAway\./,
  /^borrow\./,
  /^return\./,
  /^account\.(instruction|loading)$/,
  /^done\.(askReceipt|more|moreNothing|title\w*|takeAlong|leftOnPad)$/,
  /^help\.(title|more|meanwhile)$/,
  /^countdown\./,
];
const REFUSALS = [
  /^reasons\./,
  /^remarks\./,
  /^(notices|shortNotices)\./,
  /^blocked(Short)?$/,
  /^libraryGaveNoReason$/,
  /^returnsStillWork$/,
  /^done\.(stopMore|receipt\.)/,
  /^help\.tips\./,
  /^outOfService\./,
];

const matches = (patterns: readonly RegExp[], path: string) => patterns.some((pattern) => pattern.test(path));
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

t.test('both languages have the same texts, and none is empty', (t) => {
  const keys = (catalogue: Catalogue) => textsOf(catalogue).map(([path]) => path);
  t.same(keys(vi), keys(en));
  t.ok(keys(en).length > 140, `${keys(en).length} texts`);
  for (const [path, text] of [...textsOf(en), ...textsOf(vi)]) {
    if (text.trim() === '' || text.includes('#') || text.includes('undefined')) t.fail(`${path}: "${text}"`);
  }
  t.end();
});

t.test('a greeting ends with the name as it was given', (t) => {
  for (const { greeting, account } of [en, vi]) {
    t.match(greeting('王'), /王$/);
    t.match(account.title('王'), /王(?! *\.)/);
  }
  t.end();
});

t.test('nothing in Vietnamese was left in English', (t) => {
  const english = new Map(textsOf(en));
  const same = textsOf(vi).filter(([path, text]) => path !== 'direction' && english.get(path) === text);
  t.same(same, []);
  t.end();
});

for (const language of ['en', 'vi'] as const) {
  t.test(`instructions and refusals are short: ${language}`, (t) => {
    const counts = { instruction: 0, refusal: 0 };
    for (const [path, text] of textsOf(catalogues[language])) {
      const kind = matches(INSTRUCTIONS, path) ? 'instruction' : matches(REFUSALS, path) ? 'refusal' : null;
      if (kind === null) continue;
      counts[kind] += 1;
      const words = wordsIn(text);
      if (words > LIMITS[language][kind]) t.fail(`${path}: ${words} words: ${text}`);
    }
    t.ok(counts.instruction > 30 && counts.refusal > 30, JSON.stringify(counts));
    t.end();
  });
}

t.test('no text says "error", names a code or blames', (t) => {
  const unkind = {
    en: /\b(error|invalid|illegal|fail(ed|ure)?|denied|forbidden|wrong|you (did|must|forgot)|code)\b|\b[A-Z]?\d{2,}\b/i,
    vi: /\blỗi\b|không hợp lệ|thất bại|từ chối|\bsai\b|bạn (phải|quên)|\b\d{2,}\b/iu,
  };
  for (const language of ['en', 'vi'] as const) {
    for (const [path, text] of textsOf(catalogues[language])) {
      if (unkind[language].test(text)) t.fail(`${language} ${path}: ${text}`);
    }
  }
  t.match('An error: E42', unkind.en, 'the check sees');
  t.match('Đã xảy ra lỗi', unkind.vi, 'the check sees');
  t.end();
});
