// Which colours stand on which, and how far apart they must be: WCAG 2.2 AA, and 7 to 1 in the theme for high contrast.

import type { Theme } from '../screen/theme.ts';
import { contrastOf } from './colour.ts';
import type { Token, Tokens } from './tokens.ts';

/** Text is read; a shape is an edge or a focus ring that has to be seen. */
type Use = 'text' | 'shape';

interface Pair {
  readonly front: Token;
  readonly ground: Token;
  readonly use: Use;
}

const pairs = (use: Use, front: Token, ...grounds: readonly Token[]): readonly Pair[] =>
  grounds.map((ground) => ({ front, ground, use }));

/** Every pair that the page draws. */
const PAIRS: readonly Pair[] = [
  ...pairs('text', 'ink', 'paper', 'paper-deep', 'sheet', 'stop-wash'),
  ...pairs('text', 'ink-soft', 'paper', 'paper-deep', 'sheet', 'stop-wash'),
  ...pairs('text', 'accent', 'paper', 'sheet'),
  ...pairs('text', 'on-accent', 'accent'),
  ...pairs('text', 'on-head', 'head', 'head-deep', 'alarm-head', 'alarm-head-deep'),
  ...pairs('text', 'on-head-soft', 'head', 'head-deep', 'alarm-head', 'alarm-head-deep'),
  ...pairs('text', 'lamp', 'head', 'head-deep', 'alarm-head', 'alarm-head-deep'),
  ...pairs('text', 'on-lamp', 'lamp'),
  ...pairs('text', 'on-good', 'good'),
  ...pairs('text', 'wait', 'wait-wash'),
  ...pairs('text', 'refuse', 'refuse-wash', 'sheet'),
  ...pairs('text', 'stop-ink', 'stop-wash'),
  ...pairs('text', 'on-stop', 'stop'),
  ...pairs('shape', 'control', 'paper', 'sheet'),
  ...pairs('shape', 'accent', 'paper-deep'),
  ...pairs('shape', 'focus', 'paper', 'paper-deep', 'sheet'),
];

/** Least contrast, to 1. */
const LEAST: Readonly<Record<Theme, Readonly<Record<Use, number>>>> = {
  light: { text: 4.5, shape: 3 },
  dark: { text: 4.5, shape: 3 },
  contrast: { text: 7, shape: 4.5 },
};

/** A pair that cannot be told apart well enough. */
export interface FailingPair {
  readonly front: Token;
  readonly ground: Token;
  /** To 1, e.g. 3.2. */
  readonly contrast: number;
  readonly needed: number;
}

/** All pairs of a theme that fail; none in those that are built in. */
export function failingPairs(theme: Theme, tokens: Tokens): readonly FailingPair[] {
  return PAIRS.flatMap(({ front, ground, use }) => {
    const contrast = contrastOf(tokens[front], tokens[ground]);
    const needed = LEAST[theme][use];
    return contrast < needed ? [{ front, ground, contrast, needed }] : [];
  });
}
