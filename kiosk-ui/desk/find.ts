// Finds books by title and author, as people type: any case, with or without accents, words in any order. Pure.

import type { DeskBook } from '../../protocols/screen/desk.ts';

/** Letters that do not come apart into a letter and an accent. */
const WHOLE: Readonly<Record<string, string>> = { đ: 'd', ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };

/** A text without case, accents and signs. */
export function folded(text: string): string {
  return text
    .toLocaleLowerCase('en')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[đøłßæœı]/g, (letter) => WHOLE[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Books in whose title or author every word of the query begins or occurs, in the order given. */
export function find(books: readonly DeskBook[], query: string): readonly DeskBook[] {
  const wanted = folded(query).split(' ');
  return books.filter((book) => {
    const text = folded(`${book.title} ${book.author}`);
    return wanted.every((word) => text.includes(word));
  });
}
