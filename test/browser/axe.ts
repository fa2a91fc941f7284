// axe in a page: put in once, then asked about one screen after the other, which takes a fifth of a second each.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Theme } from '../../protocols/screen/screen.ts';

/** All of WCAG 2.2 A and AA; without the whole list `target-size` is left out. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe says of a page: `RULE: ELEMENT`, and of what it cannot judge by itself `RULE (REASON): ELEMENT`. */
export interface AxeReport {
  readonly violations: readonly string[];
  readonly incomplete: readonly string[];
}

/** Runs axe on the page as it stands. In the theme for high contrast text is held to 7 to 1. */
export async function axeOn(page: Page, theme: Theme): Promise<AxeReport> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  const enhanced = theme === 'contrast' ? { rules: { 'color-contrast-enhanced': { enabled: true } } } : {};
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    resultTypes: ['violations', 'incomplete'],
    iframes: false,
    ...enhanced,
  };
  return page.evaluate<AxeReport>(`(${report})(${JSON.stringify(options)})`);
}

/** Runs in the page; only it is sent there. An element is named by its classes: numbers of rows would make each its own. */
const report = `async (options) => {
  const { violations, incomplete } = await axe.run(document, options);
  const named = ({ target }) => {
    const element = document.querySelector(target.join(' '));
    return element.className.baseVal ?? (element.className || element.localName);
  };
  const reasonOf = ({ any, all, none }) =>
    [...any, ...all, ...none].map(({ data }) => data?.messageKey ?? 'unclear').join(' ');
  return {
    violations: violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' '))),
    incomplete: incomplete.flatMap(({ id, nodes }) =>
      nodes.map((node) => id + ' (' + reasonOf(node) + '): ' + named(node))),
  };
}`;
