// The colours of the patron's page: every pair can be read in every theme, and a library's own colours are judged by
// the same sum.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { brandedTokens } from '../../protocols/themes/brand.ts';
import { contrastOf, mixed } from '../../protocols/themes/colour.ts';
import { brandCss, themesCss } from '../../protocols/themes/css.ts';
import { failingPairs } from '../../protocols/themes/pairs.ts';
import { THEMES } from '../../protocols/themes/tokens.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

t.test('contrast is that of WCAG', (t) => {
  t.equal(contrastOf('#000000', '#ffffff'), 21);
  t.equal(contrastOf('#777777', '#ffffff').toFixed(2), '4.48', 'the grey that just fails');
  t.equal(contrastOf('#767676', '#ffffff').toFixed(2), '4.54', 'the grey that just passes');
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      const contrast = contrastOf(one, other);
      return contrast >= 1 && contrast <= 21 && contrast === contrastOf(other, one);
    }),
  );
  t.end();
});

t.test('a mixture begins at one colour and ends at the other', (t) => {
  fc.assert(
    fc.property(
      colour,
      colour,
      (one, other) => mixed(one, other, 0) === one && mixed(one, other, 1) === other,
    ),
  );
  t.equal(mixed('#000000', '#ffffff', 0.5), '#808080');
  t.end();
});

for (const theme of THEME_NAMES) {
  t.test(`every pair of the built-in theme can be read: ${theme}`, (t) => {
    t.same(failingPairs(theme, THEMES[theme]), []);
    t.end();
  });
}

t.test('a pair that fails is named with its contrast and with what is needed', (t) => {
  const tokens = brandedTokens('light', { accent: '#ffe14d', background: null });
  t.match(failingPairs('light', tokens)[0], { front: 'accent', ground: 'paper', needed: 4.5 });
  const faint = { ...THEMES.contrast, 'ink-soft': '#888888' };
  t.ok(
    failingPairs('contrast', faint).every(({ front, needed }) => front === 'ink-soft' && needed === 7),
    'high contrast asks for more',
  );
  t.end();
});

t.test('dark accents suit the light theme and light ones the dark', (t) => {
  for (const accent of ['#1f4083', '#7a1f3d', '#0b5d3b', '#5b2a86', '#8a3b00'])
    t.same(failingPairs('light', brandedTokens('light', { accent, background: null })), [], accent);
  for (const accent of ['#a9c1fb', '#f0a6bd', '#8fd9b3', '#cfb2f2', '#ffc48a'])
    t.same(failingPairs('dark', brandedTokens('dark', { accent, background: null })), [], accent);
  t.same(failingPairs('light', brandedTokens('light', { accent: null, background: '#eef4f7' })), []);
  t.end();
});

t.test('a library without colours of its own changes nothing', (t) => {
  const none = { accent: null, background: null };
  for (const theme of THEME_NAMES) t.same(brandedTokens(theme, none), THEMES[theme], theme);
  t.equal(brandCss('light', none), '');
  t.match(
    brandCss('light', { ...none, accent: '#7a1f3d' }),
    /^:root:root\[data-theme="light"\] {\n {2}--accent: #7a1f3d;/,
  );
  t.end();
});

t.test('the style sheet of the page is the one that is made from the colours', (t) => {
  t.equal(
    readFileSync('kiosk-ui/ui/themes.css', 'utf8'),
    themesCss(),
    'run npx tsx scripts/write-references.ts',
  );
  t.end();
});
