// Words made sentences, for whoever is read to: a voice rests at a full stop and not at the end of a line.

/** The words with a full stop, unless they end with one or with what does as well. */
export function asSentence(words: string): string {
  return /[.!?…:؟。]$/u.test(words) ? words : `${words}.`;
}

/** One sentence after the other; what is empty is left out. */
export function inSentences(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map(asSentence)
    .join(' ');
}
