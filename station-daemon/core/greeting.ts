// As much of a patron's name as a screen in a public room may show.

/**
 * A first name, or an initial where it cannot be told. "Fiander, David" and "David J. Fiander" greet David;
 * a Vietnamese name greets its last word, which is the given name; a name written without blanks (Chinese,
 * Japanese, Korean) only its first character.
 */
export function greetingOf(name: string): string {
  const [family = '', given] = name.split(',', 2).map((part) => part.trim());
  const words = (given ?? family).split(/\s+/u).filter((word) => word !== '');
  const first = words[0];
  if (first === undefined) return '';
  if (given === undefined && words.length === 1) return `${[...first][0] ?? ''}.`;
  return given === undefined && isVietnamese(name) ? (words.at(-1) ?? first) : first;
}

/** Letters that Vietnamese has and its neighbours in a library's catalogue do not. */
function isVietnamese(name: string): boolean {
  return /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu.test(name.normalize('NFC'));
}
