// Text nearly twice as large leaves so little room that the layout for zoomed pages fits best, in which the page scrolls.
// The styles ask for it by the window's size in px, which text does not change: so what they ask for is changed.

/** So much larger a window counts as small: every screen up to 3840 by 2160. */
const FACTOR = 4;

let stretched = false;

/** Lets the page be laid out as in a small window, or by the window that it has. */
export function layOutAsSmall(wanted: boolean): void {
  if (wanted === stretched) return;
  stretched = wanted;
  for (const sheet of document.styleSheets) stretch(sheet.cssRules, wanted ? FACTOR : 1 / FACTOR);
}

/** Multiplies the lengths in px of every media query, nested ones as well. */
function stretch(rules: CSSRuleList, factor: number): void {
  for (const rule of rules) {
    if (rule instanceof CSSMediaRule)
      rule.media.mediaText = rule.media.mediaText.replace(
        /(\d+)px/g,
        (_length, px: string) => `${Number(px) * factor}px`,
      );
    if (rule instanceof CSSGroupingRule || rule instanceof CSSStyleRule) stretch(rule.cssRules, factor);
  }
}
