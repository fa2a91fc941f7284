// As much of a patron's name as a screen in a public room may show.

/**
 * A first name, or an initial where it cannot be told. "Fiander, David" and "David J. Fiander" greet David;
 * a Vietnamese name greets its last word, which is the given name. A Chinese, Japanese or Korean name greets
 * politely by the family name, which comes first: whole where a blank or comma ends it, else its first character.
 */
export function greetingOf(written: string): string {
  const name = written.normalize('NFC');
  const [family = '', given] = name.split(',', 2).map((part) => part.trim());
  const words = (given ?? family).split(/\s+/u).filter((word) => word !== '');
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

/** Letters that Vietnamese has and its neighbours in a library's catalogue do not. */
function isVietnamese(name: string): boolean {
  return /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu.test(name);
}
