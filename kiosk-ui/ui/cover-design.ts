// A cover for a book of which only the title is known: colours, pattern and initials follow from the title alone,
// so the same book looks the same on the patron's screen and on the simulator's table. Pure.

/** What a cover looks like. */
export interface CoverDesign {
  /** 0..CLOTHS-1: which of the bookbinder's cloths; the colours themselves are in cover.css. */
  readonly cloth: number;
  /** 0..PATTERNS-1. */
  readonly pattern: number;
  /** One or two letters, or one character of a script without letters. */
  readonly initials: string;
}

/** How many cloths cover.css has. */
const CLOTHS = 10;
/** How many patterns cover.tsx draws. */
const PATTERNS = 6;

/** Short words that say nothing about a title. */
const SILENT = new Set(
  'a an the of and in on to der die das ein eine und von le la les un une de du des et el los las y il lo gli o os as e het een'.split(
    ' ',
  ),
);

/** Designs the cover of a title; null is a book whose title isn't known yet. */
export function coverOf(title: string | null): CoverDesign {
  const name = title?.trim() ?? '';
  const seed = mixed(name);
  return {
    cloth: seed % CLOTHS,
    pattern: Math.floor(seed / CLOTHS) % PATTERNS,
    initials: initialsOf(name),
  };
}

function initialsOf(name: string): string {
  const all = name.split(/[^\p{L}\p{M}\p{N}’']+/u).filter((word) => word !== '');
  const telling = all.filter((word) => !SILENT.has(word.toLocaleLowerCase()));
  const words = telling.length > 0 ? telling : all;
  const first = firstLetter(words[0]);
  // Scripts without capitals join their letters or stand alone: one is enough.
  const isCased = first.toLocaleUpperCase() !== first.toLocaleLowerCase();
  return isCased ? `${first}${firstLetter(words[1])}`.toLocaleUpperCase() : first;
}

function firstLetter(word: string | undefined): string {
  return word === undefined ? '' : (word.match(/^\P{M}\p{M}*/u)?.[0] ?? '');
}

/** Mixes a text to a number (FNV-1a with a last stir), 0..2^32-1. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
