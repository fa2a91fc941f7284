// What a scanner is set to send before and after each scan, and what is left without it.

/** Empty where nothing is sent. */
export interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

/** The text between prefix and suffix. Either is taken off where it stands; what lacks them stays as it is. */
export function withoutAffixes(text: string, { prefix, suffix }: Affixes): string {
  const begun = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  return begun.endsWith(suffix) ? begun.slice(0, begun.length - suffix.length) : begun;
}
