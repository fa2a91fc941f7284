// The fonts that slips are drawn with: those of the pages, as their packages bring them. Each is parted into files by
// ranges of characters, and a file is given to the drawing library when a character of it is first drawn.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** One file of a font, and what is in it. */
interface FontFile {
  /** The name under which the drawing library knows it; no two files have the same. */
  readonly family: string;
  readonly path: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

/** Makes a file known to the drawing library; false where it is no font. */
export type RegisterFont = (path: string, family: string) => boolean;

/** The first one that has a character draws it: so Latin letters are alike in every line. */
const FONTS = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-devanagari',
  'noto-sans-sc',
  'noto-sans-kr',
] as const;

/** For what none of them has: whatever the machine may have beside them. */
const LAST_FAMILY = 'sans-serif';

/** What `unicode.json` of a package says: each file's characters, as in CSS's unicode-range. */
const RANGES = z.record(z.string(), z.string());

/** The fonts of slips. */
export interface SlipFonts {
  /** The families that a text needs, as `font` of a canvas names them. */
  familiesFor(text: string): string;
}

/** Reads which characters are where; the fonts themselves are read when they are needed. */
export function openSlipFonts(register: RegisterFont): SlipFonts {
  const files = FONTS.flatMap(filesOf);
  const registered = new Map<FontFile, boolean>();
  const isThere = (file: FontFile): boolean => {
    const known = registered.get(file) ?? register(file.path, file.family);
    registered.set(file, known);
    return known;
  };
  return {
    familiesFor(text) {
      const wanted = new Set<string>();
      for (const character of new Set(text)) {
        const code = character.codePointAt(0) ?? 0;
        const file = files.find(({ ranges }) =>
          ranges.some(([first, last]) => code >= first && code <= last),
        );
        if (file !== undefined && isThere(file)) wanted.add(file.family);
      }
      return [...wanted, LAST_FAMILY].join(', ');
    },
  };
}

function filesOf(font: string): readonly FontFile[] {
  const latin = `@fontsource-variable/${font}/files/${font}-latin-wght-normal.woff2`;
  const folder = dirname(createRequire(import.meta.url).resolve(latin));
  const ranges = RANGES.parse(JSON.parse(readFileSync(join(folder, '..', 'unicode.json'), 'utf8')));
  return Object.entries(ranges).map(([name, range]) => {
    const subset = name.replaceAll(/[[\]]/g, '');
    return {
      family: `${font}-${subset}`,
      path: join(folder, `${font}-${subset}-wght-normal.woff2`),
      ranges: range.split(',').map(rangeOf),
    };
  });
}

/** `U+0102-0103` or `U+01A0`. */
function rangeOf(written: string): readonly [number, number] {
  const [first = '', last = first] = written.trim().replace(/^U\+/i, '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
