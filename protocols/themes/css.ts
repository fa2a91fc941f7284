// Themes as style sheets: the page's own, made once, and a library's, made when the station starts.

import { THEME_NAMES, type Theme } from '../screen/theme.ts';
import { type BrandColours, brandedTokens, FOLLOWS } from './brand.ts';
import { THEMES, type Token } from './tokens.ts';

/** The style sheet kiosk-ui/ui/themes.css. */
export function themesCss(): string {
  const rules = THEME_NAMES.map((theme) => {
    const scheme = theme === 'light' ? 'light' : 'dark';
    return rule(theme === 'light' ? ':root' : selector(theme), [
      `color-scheme: ${scheme};`,
      ...Object.entries(THEMES[theme]).map(([token, colour]) => `--${token}: ${colour};`),
    ]);
  });
  return ['/* Made from protocols/themes/tokens.ts by scripts/write-references.ts. */\n', ...rules].join(
    '\n',
  );
}

/** A library's colours as rules that come before those of the page, wherever they stand; empty without any. */
export function brandCss(theme: Theme, colours: BrandColours): string {
  const tokens = brandedTokens(theme, colours);
  const named = (['accent', 'background'] as const).filter((name) => colours[name] !== null);
  const lines = named.flatMap((name) => FOLLOWS[name]).map((token: Token) => `--${token}: ${tokens[token]};`);
  return lines.length === 0 ? '' : rule(`:root${selector(theme)}`, lines);
}

function selector(theme: Theme): string {
  return `:root[data-theme="${theme}"]`;
}

function rule(name: string, lines: readonly string[]): string {
  return [`${name} {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');
}
