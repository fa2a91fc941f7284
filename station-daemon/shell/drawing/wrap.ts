// Where a text that is drawn breaks into lines: between words, and between the characters of scripts without blanks.

/** How wide a text is, in dots. */
export type Measure = (text: string) => number;

const words = new Intl.Segmenter('und', { granularity: 'word' });
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Begins nothing but the end of what stands before it: a line does not begin with it. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]+$/u;
/** Belongs to what follows: a line does not end with it. */
const OPENING = /^[\p{Ps}\p{Pi}]+$/u;

/** The lines of a text, none wider than that unless a single letter is. */
export function wrapped(text: string, widest: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (measure((line + piece).trimEnd()) <= widest) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
    for (const letter of measure(piece.trim()) <= widest ? [piece.trimStart()] : lettersOf(piece)) {
      if (line !== '' && measure(line + letter) > widest) {
        lines.push(line.trim());
        line = '';
      }
      line += letter;
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** What stays together. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  let opened = '';
  for (const { segment } of words.segment(text)) {
    const last = pieces.length - 1;
    if (OPENING.test(segment)) opened += segment;
    else if (CLOSING.test(segment) && opened === '' && last >= 0) pieces[last] += segment;
    else {
      pieces.push(opened + segment);
      opened = '';
    }
  }
  return opened === '' ? pieces : [...pieces, opened];
}

const lettersOf = (text: string): readonly string[] =>
  Array.from(letters.segment(text), ({ segment }) => segment);
