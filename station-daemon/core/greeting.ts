// As much of a patron's name as a screen in a public room may show.

/**
 * A first name, or an initial where it cannot be told. "Fiander, David" and "David J. Fiander" greet David;
 * a Vietnamese name greets its last word, which is the given name. A Chinese, Japanese or Korean name greets
 * politely by the family name, which comes first: whole where a blank or comma ends it, else its first character.
 */
export function greetingOf(written: string): string {
  const name = written.normalize('NFC');
  const [family = '', given] = name.split(',', 2).map((part) => part.trim());
  const words = withoutTitles((given ?? family).split(/\s+/u).filter((word) => word !== ''));
  const first = words[0];
  if (first === undefined) return '';
  if (isEastAsian(name)) return eastAsianFamily(family, given !== undefined);
  if (given === undefined && words.length === 1) return `${[...first][0] ?? ''}.`;
  return given === undefined && isVietnamese(name) ? (words.at(-1) ?? first) : first;
}

function eastAsianFamily(family: string, isWhole: boolean): string {
  const [first = '', ...others] = family.split(/\s+/u);
  return isWhole || others.length > 0 ? first : ([...first][0] ?? '');
}

/** Written in Chinese characters, kana or hangul. */
function isEastAsian(name: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name);
}

/** "Dr.", "Frau": what comes before a name is none. */
function withoutTitles(words: readonly string[]): readonly string[] {
  const begins = words.findIndex((word) => !TITLES.has(word.toLowerCase().replace('.', '')));
  return begins < 0 ? words : words.slice(begins);
}

const TITLES = new Set('dr prof mr mrs ms mx miss sir frau herr mme mlle m sr sra srta'.split(' '));

/** Written with letters that Vietnamese alone has, or beginning with a family name that is no other people's. */
function isVietnamese(name: string): boolean {
  const [family = ''] = name.toLowerCase().split(/\s+/u);
  return FAMILIES.has(family) || hasItsLetters(name);
}

/** The most common ones, as they are written; without accents only where that is no word of another language. */
const FAMILIES = new Set(
  'nguyễn nguyen trần lê phạm pham huỳnh huynh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trịnh mạc'.split(
    ' ',
  ),
);

/** Letters that Vietnamese has and its neighbours in a library's catalogue do not. */
function hasItsLetters(name: string): boolean {
  return /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu.test(name);
}
