// A library's colours that words could not be read in: each failing pair is named.

import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { type BrandColours, brandedTokens, FOLLOWS } from '../../protocols/themes/brand.ts';
import { COLOUR_FORM } from '../../protocols/themes/colour.ts';
import { type FailingPair, failingPairs } from '../../protocols/themes/pairs.ts';
import type { Tokens } from '../../protocols/themes/tokens.ts';
import type { Fault } from './fault.ts';
import { valueAt } from './reference.ts';

const COLOUR_KEYS = ['accent', 'background'] as const;

/** A fault for each colour that fails, with the first pair that it fails in. What is no colour is the schema's to tell. */
export function brandFaults(raw: unknown): readonly Fault[] {
  const said = valueAt(['branding', 'theme'], raw) ?? 'light';
  const theme = THEME_NAMES.find((name) => name === said);
  if (theme === undefined || theme === 'contrast') return [];
  const colours: BrandColours = { accent: colourAt('accent', raw), background: colourAt('background', raw) };
  const tokens = brandedTokens(theme, colours);
  const failing = failingPairs(theme, tokens);
  return COLOUR_KEYS.flatMap((name) => {
    if (colours[name] === null) return [];
    const pair = failing.find(
      ({ front, ground }) => FOLLOWS[name].includes(front) || FOLLOWS[name].includes(ground),
    );
    return pair === undefined ? [] : [faultOf(name, pair, tokens)];
  });
}

function colourAt(name: keyof BrandColours, raw: unknown): string | null {
  const value = valueAt(['branding', name], raw);
  return typeof value === 'string' && COLOUR_FORM.test(value) ? value : null;
}

/** "accent (#ffe14d) on paper (#f6f0e4) has a contrast of 1.14 to 1, allowed: at least 4.5 to 1" */
function faultOf(
  name: keyof BrandColours,
  { front, ground, contrast, needed }: FailingPair,
  tokens: Tokens,
): Fault {
  // Rounded down: 4.499 must not read like enough.
  const ratio = Math.floor(contrast * 100) / 100;
  return {
    path: ['branding', name],
    at: 'value',
    what: `${front} (${tokens[front]}) on ${ground} (${tokens[ground]}) has a contrast of ${ratio} to 1`,
    allowed: `at least ${needed} to 1`,
    nearest: null,
  };
}
