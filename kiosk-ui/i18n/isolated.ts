// Names, places and numbers inside a sentence that runs the other way.

/** A text that keeps its own direction and does not stir the sentence around it (Unicode's FSI and PDI). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
