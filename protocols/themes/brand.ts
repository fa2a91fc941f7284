// A library's own colours in a theme: what follows from the one or two that it names.

import type { Theme } from '../screen/theme.ts';
import { contrastOf, mixed } from './colour.ts';
import { THEMES, type Token, type Tokens } from './tokens.ts';

/** Colours as `#rrggbb`; null is the theme's own. */
export interface BrandColours {
  readonly accent: string | null;
  readonly background: string | null;
}

/** Which colours follow from which of the brand's. */
export const FOLLOWS: Readonly<Record<keyof BrandColours, readonly Token[]>> = {
  accent: ['accent', 'accent-deep', 'accent-soft', 'on-accent', 'head', 'head-deep'],
  background: ['paper', 'paper-deep', 'rule', 'shade'],
};

/** A theme with a library's own colours: those that follow from them, and the theme's for all else. */
export function brandedTokens(theme: Theme, { accent, background }: BrandColours): Tokens {
  const own = THEMES[theme];
  return {
    ...own,
    ...(accent === null ? {} : accentTokens(theme, own, accent)),
    ...(background === null ? {} : groundTokens(theme, background)),
  };
}

function accentTokens(theme: Theme, own: Tokens, accent: string): Partial<Tokens> {
  const onAccent = contrastOf('#ffffff', accent) >= contrastOf(own.ink, accent) ? '#ffffff' : own.ink;
  if (theme === 'light') {
    return {
      accent,
      'accent-deep': mixed(accent, '#000000', 0.32),
      'accent-soft': mixed(accent, '#ffffff', 0.7),
      'on-accent': onAccent,
      head: mixed(accent, '#000000', 0.28),
      'head-deep': mixed(accent, '#000000', 0.46),
    };
  }
  return {
    accent,
    'accent-deep': mixed(accent, '#000000', 0.45),
    'accent-soft': mixed(accent, own.sheet, 0.75),
    'on-accent': mixed(accent, '#000000', 0.86),
    head: mixed(accent, '#000000', 0.86),
    'head-deep': mixed(accent, '#000000', 0.91),
  };
}

function groundTokens(theme: Theme, background: string): Partial<Tokens> {
  const edge = theme === 'light' ? '#000000' : '#ffffff';
  return {
    paper: background,
    'paper-deep': mixed(background, '#000000', theme === 'light' ? 0.07 : 0.3),
    rule: mixed(background, edge, 0.14),
    shade: mixed(background, '#000000', theme === 'light' ? 0.16 : 0.5),
  };
}
