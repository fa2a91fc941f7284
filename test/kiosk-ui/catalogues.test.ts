// The patron's catalogues: complete, short, kind; plurals, dates and money in each language's own way.

import t from 'tap';
import type { Catalogue } from '../../kiosk-ui/i18n/catalogue.ts';
import { SOURCES } from '../../kiosk-ui/i18n/catalogues.ts';
import { dueInOneLine } from '../../kiosk-ui/i18n/due.ts';
import { moneyInWords } from '../../kiosk-ui/i18n/money.ts';
import { LANGUAGE_CODES, type Language } from '../../protocols/screen/language.ts';

/** Every catalogue, loaded as the page loads it. */
const CATALOGUES: ReadonlyMap<Language, Catalogue> = new Map(
  await Promise.all(LANGUAGE_CODES.map(async (language) => [language, await SOURCES[language]()] as const)),
);
const of = (language: Language): Catalogue => {
  const catalogue = CATALOGUES.get(language);
  if (catalogue === undefined) throw new Error(`no catalogue: ${language}`);
  return catalogue;
};
const [en, vi] = [of('en'), of('vi')];

/**
 * Most words of an instruction and of a refusal. Vietnamese writes the syllables of a word apart: three for every two
 * words; French and Spanish need little words where English has none.
 */
const LIMITS: Readonly<Record<Language, { readonly instruction: number; readonly refusal: number }>> = {
  en: { instruction: 9, refusal: 15 },
  vi: { instruction: 13, refusal: 22 },
  de: { instruction: 9, refusal: 15 },
  fr: { instruction: 10, refusal: 17 },
  es: { instruction: 10, refusal: 17 },
  ar: { instruction: 9, refusal: 15 },
};

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
  /^help\.(title|more|called|meanwhile)$/,
  /^board\./,
  /^simple\.(?!done\.stopMore)/,
  /^countdown\./,
];
const REFUSALS = [
  /^reasons\./,
  /^remarks\./,
  /^(notices|shortNotices)\./,
  /^blocked(Short)?$/,
  /^libraryGaveNoReason$/,
  /^done\.(stopMore|receipt\.)/,
  /^simple\.done\.stopMore/,
  /^help\.tips\./,
  /^outOfService\./,
];

const matches = (patterns: readonly RegExp[], path: string) => patterns.some((pattern) => pattern.test(path));
const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

t.test('all languages have the same texts, and none is empty', (t) => {
  const keys = (catalogue: Catalogue) => textsOf(catalogue).map(([path]) => path);
  t.ok(keys(en).length > 140, `${keys(en).length} texts`);
  for (const [language, catalogue] of CATALOGUES) {
    t.same(keys(catalogue), keys(en), language);
    for (const [path, text] of textsOf(catalogue)) {
      if (text.trim() === '' || text.includes('#') || text.includes('undefined'))
        t.fail(`${language} ${path}: "${text}"`);
    }
  }
  t.end();
});

t.test('each language is written in its own direction, and says whether it was reviewed', (t) => {
  for (const [language, { locale, direction, review }] of CATALOGUES) {
    t.equal(locale.split('-')[0], language);
    t.equal(direction, language === 'ar' ? 'rtl' : 'ltr', language);
    t.equal(review, language === 'en' || language === 'vi' ? 'done' : 'needed', language);
  }
  t.end();
});

t.test('a greeting ends with the name as it was given', (t) => {
  for (const { greeting, account } of CATALOGUES.values()) {
    t.match(greeting('王'), /王\u2069?$/);
    t.match(account.title('王'), /王(?! *\.)/);
  }
  t.end();
});

t.test('read aloud names the keys that start and repeat it', (t) => {
  for (const [language, { panels }] of CATALOGUES) t.match(panels.switches.voice.more, /F2.*F3/, language);
  t.end();
});

t.test('a fee that was declined is not said to be none', (t) => {
  t.notMatch(vi.reasons['fee-declined'], /không có phí/);
  for (const [language, { reasons, fees }] of CATALOGUES)
    t.not(fees.askedOfRenewal, reasons['fee-asked'], `${language}: the item of a renewal is at home`);
  t.end();
});

t.test('nothing was left in English', (t) => {
  const english = new Map(textsOf(en));
  // Words that are the same in both.
  const shared = new Set([
    ...['de parts.station', 'fr countdown.title'],
    ...['de panels.textSizes.normal', 'es panels.textSizes.normal'],
  ]);
  for (const [language, catalogue] of CATALOGUES) {
    if (language === 'en') continue;
    const same = textsOf(catalogue).filter(
      ([path, text]) =>
        !['direction', 'review'].includes(path) &&
        !shared.has(`${language} ${path}`) &&
        english.get(path) === text,
    );
    t.same(same, [], language);
  }
  t.end();
});

t.test('numbers take the form that the language has for them', (t) => {
  const { itemsOnPad } = of('ar').start;
  t.same([1, 2, 3, 11, 100].map(itemsOnPad), [
    'مادة واحدة على اللوح',
    'مادتان على اللوح',
    '3 مواد على اللوح',
    '11 مادة على اللوح',
    '100 مادة على اللوح',
  ]);
  t.equal(of('fr').holdsReady(0), '0 réservation est prête pour vous.', 'nought is singular in French');
  t.equal(of('de').borrow.notYet(1), 'Ein Medium kann noch nicht mit.');
  t.equal(vi.start.itemsOnPad(1), '1 tài liệu trên khay');
  t.end();
});

t.test('dates and money are written as the language writes them', (t) => {
  const now = { year: 2026, month: 11, day: 27 };
  const due = { kind: 'time', year: 2026, month: 12, day: 14, hour: 16, minute: 30 } as const;
  const written = (language: Language) => [
    dueInOneLine(due, of(language).locale, now),
    moneyInWords({ amount: 1234.5, currency: 'EUR' }, of(language).locale).replace(/\p{Zs}|\u200f/gu, ' '),
  ];
  t.same(written('en'), ['Mon 14 Dec, 16:30', '€1,234.50']);
  t.same(written('vi'), ['Thứ Hai, 14/12, 16:30', '1.234,50 €']);
  t.same(written('de'), ['Mo., 14. Dez., 16:30', '1.234,50 €']);
  t.same(written('fr'), ['lun. 14 déc., 16:30', '1 234,50 €']);
  t.same(written('es'), ['lun, 14 dic, 16:30', '1234,50 €']);
  t.match(written('ar')[0], /14 ديسمبر.*16:30/);
  t.match(dueInOneLine({ ...due, year: 2028 }, of('de').locale, now), /14. Dez. 2028/);
  t.end();
});

t.test('in a sentence that runs the other way, names and figures are set apart', (t) => {
  const { greeting, items, tally, account } = of('ar');
  for (const said of [greeting('Mai'), account.owed('€5'), tally.of('5'), items.partsHere('2', '3')])
    t.match(said, /\u2068[^\u2069]+\u2069/);
  t.end();
});

for (const language of LANGUAGE_CODES) {
  t.test(`instructions and refusals are short: ${language}`, (t) => {
    const counts = { instruction: 0, refusal: 0 };
    for (const [path, text] of textsOf(of(language))) {
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
  const unkind: Readonly<Record<Language, RegExp>> = {
    en: /\b(error|invalid|illegal|fail(ed|ure)?|denied|forbidden|wrong|you (did|must|forgot)|code)\b|\b[A-Z]?\d{2,}\b/i,
    vi: /\blỗi\b|không hợp lệ|thất bại|từ chối|\bsai\b|bạn (phải|quên)|\b\d{2,}\b/iu,
    de: /\b(fehler\w*|ungültig\w*|falsch\w*|verboten|verweigert|sie (müssen|haben vergessen))\b|\b\d{2,}\b/iu,
    fr: /\b(erreur\w*|invalide\w*|échec|interdit\w*|refusé\w*|vous (devez|avez oublié))\b|\b\d{2,}\b/iu,
    es: /\b(error\w*|inválid\w*|fallo|prohibid\w*|denegad\w*|incorrect\w*|usted debe)\b|\b\d{2,}\b/iu,
    ar: /خطأ|غير صالح|فشل|ممنوع|مرفوض|يجب عليك|\b\d{2,}\b/u,
  };
  for (const [language, catalogue] of CATALOGUES) {
    for (const [path, text] of textsOf(catalogue)) {
      if (path !== 'locale' && unkind[language].test(text)) t.fail(`${language} ${path}: ${text}`);
    }
  }
  t.match('An error: E42', unkind.en, 'the check sees');
  t.match('Đã xảy ra lỗi', unkind.vi, 'the check sees');
  t.match('حدث خطأ', unkind.ar, 'the check sees');
  t.end();
});
