// axe in a page: put in once, then asked about one screen after the other, which takes a fifth of a second each.

import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Theme } from '../../protocols/screen/screen.ts';

/** All of WCAG 2.2 A and AA; without the whole list `target-size` is left out. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What axe says of a page: of violations `RULE: ELEMENT`. */
export interface AxeReport {
  readonly violations: readonly string[];
  readonly incomplete: readonly Unjudged[];
}

/** What axe cannot judge by itself. */
export interface Unjudged {
  readonly rule: string;
  /** Axe's own word for what keeps it from judging. */
  readonly reason: string;
  /** The element, from the next one above it that has a class: numbers of rows would make each its own. */
  readonly place: string;
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

/** Runs in the page; only it is sent there. */
const report = `async (options) => {
  const { violations, incomplete } = await axe.run(document, options);
  const nameOf = (element) =>
    [...element.classList].map((name) => '.' + name).join('') || element.localName;
  const placeOf = (element) =>
    element.classList.length > 0 || element.parentElement === null
      ? nameOf(element)
      : placeOf(element.parentElement) + ' ' + nameOf(element);
  const reasonOf = ({ any, all, none }) =>
    [...any, ...all, ...none].map(({ data }) => data?.messageKey ?? 'unclear').join(' ');
  return {
    violations: violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' '))),
    incomplete: incomplete.flatMap(({ id, nodes }) =>
      nodes.map((node) => ({
        rule: id,
        reason: reasonOf(node),
        place: placeOf(document.querySelector(node.target.join(' '))),
      }))),
  };
}`;
