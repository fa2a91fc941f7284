// What axe says of the patron's page: every screen in every language and in every theme, the panels. What axe sees of a
// theme are its colours, and of a language its words: so a theme is crossed with all languages on one screen of each kind,
// the fullest, and else each is gone through by itself.

import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import type { Screen, Theme } from '../../protocols/screen/screen.ts';
import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { axeOn, type Unjudged } from './axe.ts';
import { SIZES } from './chromium.ts';
import { BOARD } from './fixtures/board.ts';
import { allScreens, displayed, type ScreenName, screens, spoken } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
server.tell(BOARD);
t.teardown(close);
// Hundreds of screens: on a machine that is busy with other tests this takes its time.
t.setTimeout(900_000);
// One page for all: the smallest screen, where most is cramped.
const { page, faults } = await open(SIZES.small);

/** One of each kind, the fullest there is. */
const EACH: readonly string[] = [
  'start-library-away',
  'identify-slow',
  'pin-wrong',
  'borrow-stop',
  'return-mixed',
  'account',
  'done-stop',
  'help-called',
  'start-attract',
  'out-nothing-works',
] satisfies readonly ScreenName[];

/** What axe left open in one place of some screens, and what was seen there when somebody looked. */
interface LookedAt {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly place: string;
  /** Screens by their names, or single ones of the fixtures. */
  readonly on: readonly (Screen['name'] | { readonly fixture: ScreenName | 'panel' })[];
  readonly seen: string;
}

const CONTRAST = ['color-contrast'];
/** In the theme for high contrast as well. */
const BOTH_CONTRASTS = ['color-contrast', 'color-contrast-enhanced'];
const ATTRACT = { fixture: 'start-attract' } as const;

/**
 * Each is about the contrast of a text whose ground axe does not find; the pairs of colours themselves are proven in
 * protocols/themes/pairs.ts.
 */
const LOOKED_AT: readonly LookedAt[] = [
  {
    rules: CONTRAST,
    reason: 'bgOverlap',
    place: '.button-words',
    on: ['account', 'borrow', 'return', 'done', 'help', 'identify', 'pin', 'out-of-service', ATTRACT],
    seen: 'The word of a button: it stands on its button alone. Waiting buttons have ink-soft on paper-deep.',
  },
  {
    rules: CONTRAST,
    reason: 'bgOverlap',
    place: '.cover-initials',
    on: ['account', 'borrow', 'return'],
    seen: 'Initials on a drawn cover, which nobody has to read: the title stands beside them. #1b2440 on #fbf3e2, 14 to 1.',
  },
  {
    rules: CONTRAST,
    reason: 'shortTextContent',
    place: '.cover-initials',
    on: ['account', 'borrow', 'return'],
    seen: 'The same with a single letter.',
  },
  {
    rules: CONTRAST,
    reason: 'shortTextContent',
    place: '.key',
    on: ['pin'],
    seen: 'One digit on a key: ink on sheet, ink-soft on paper-deep while it waits.',
  },
  {
    rules: CONTRAST,
    reason: 'bgOverlap',
    place: '.notice span',
    on: [{ fixture: 'account-blocked' }],
    seen: 'The notice under the list: refuse on refuse-wash.',
  },
  {
    rules: CONTRAST,
    reason: 'bgOverlap',
    place: '.tip div p',
    on: ['help'],
    seen: 'A tip, which is as long in Vietnamese as to reach the next one: ink on sheet.',
  },
  {
    rules: CONTRAST,
    reason: 'elmPartiallyObscuring',
    place: '.keep li span',
    on: [{ fixture: 'done-stop' }],
    seen: 'A title on the sheet beside its round corner: stop-ink on stop-wash. No letter lies under it (patron-look.test.ts).',
  },
  {
    rules: CONTRAST,
    reason: 'elmPartiallyObscuring',
    place: '.choice-more',
    on: [{ fixture: 'panel' }],
    seen: 'What a switch does, on the switch alone: ink-soft on sheet.',
  },
  ...['.masthead-name bdi', '.head-words h1', '.opening span', '.opening-clock', '.slot.head-more'].map(
    (place): LookedAt => ({
      rules: CONTRAST,
      reason: 'bgOverlap',
      place,
      on: [ATTRACT],
      seen: 'Lies beneath slides that hide it, and have their own.',
    }),
  ),
  {
    rules: CONTRAST,
    reason: 'elmPartiallyObscuring',
    place: '.attract-date',
    on: [ATTRACT],
    seen: 'The button over the slides is clear and takes the touch: on-head on head-deep.',
  },
  {
    rules: BOTH_CONTRASTS,
    reason: 'pseudoContent',
    place: '.slip-lines li',
    on: ['done'],
    seen: 'A line of the slip: #18213d on #fffaf0, 15 to 1, in every theme.',
  },
  {
    rules: BOTH_CONTRASTS,
    reason: 'pseudoContent',
    place: '.slip-head bdi',
    on: ['done'],
    seen: 'The name on the slip: #4b5068 on #fffaf0, 7 to 1.',
  },
  ...['.stamp span', '.stamp strong bdi'].map(
    (place): LookedAt => ({
      rules: BOTH_CONTRASTS,
      reason: 'pseudoContent',
      place,
      on: ['done'],
      seen: 'The date on the slip and the words over it: #1d3f8c on #fffaf0, 9 to 1.',
    }),
  ),
];

/** What axe finds on the page as it stands, without what it left open and somebody has looked at. */
async function findings(
  theme: Theme,
  on: { readonly name: Screen['name']; readonly fixture: string },
): Promise<readonly unknown[]> {
  const { violations, incomplete } = await axeOn(page, theme);
  const isSeen = ({ rule, reason, place }: Unjudged): boolean =>
    LOOKED_AT.some(
      (looked) =>
        looked.rules.includes(rule) &&
        looked.reason === reason &&
        looked.place === place &&
        looked.on.some((one) => (typeof one === 'string' ? one === on.name : one.fixture === on.fixture)),
    );
  return [...violations, ...incomplete.filter((one) => !isSeen(one))];
}

for (const language of LANGUAGE_CODES) {
  t.test(`axe finds nothing on any screen: ${language}`, async (t) => {
    for (const [fixture, screen] of allScreens) {
      const themes = language === 'en' || EACH.includes(fixture) ? THEME_NAMES : (['light'] as const);
      for (const theme of themes) {
        await present(displayed(spoken(screen, language), { theme }), page);
        t.same(await findings(theme, { name: screen.name, fixture }), [], `${fixture}, ${theme}`);
      }
    }
  });
}

t.test('axe finds nothing in the panels, and finds what is planted', async (t) => {
  const warning = { ...screens['borrow-warning'], languages: LANGUAGE_CODES };
  for (const theme of THEME_NAMES) {
    for (const name of ['Language', 'Accessibility']) {
      await present(displayed(warning, { theme }), page);
      await button(page, name).tap();
      await page.getByRole('dialog').waitFor();
      t.same(await findings(theme, { name: 'borrow', fixture: 'panel' }), [], `${name}, ${theme}`);
      await page.keyboard.press('Escape');
    }
  }
  await page.evaluate(() => {
    for (const left of ['100px', '112px']) {
      const tiny = document.createElement('button');
      tiny.textContent = 'tiny';
      tiny.style.cssText = `position: fixed; z-index: 9; left: ${left}; top: 300px; width: 10px; height: 10px; padding: 0; color: #999; background: #aaa`;
      document.querySelector('main')?.append(tiny);
    }
  });
  const found = (await findings('light', { name: 'borrow', fixture: 'borrow-warning' })).join('\n');
  t.match(found, /target-size/);
  t.match(found, /color-contrast/);
});

t.test('nothing went wrong on the page', (t) => {
  t.same(faults, []);
  t.end();
});
