// What axe says of the patron's page: every kind of screen in every theme and language, every fixture once, the panels.

import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import type { Screen, Theme } from '../../protocols/screen/screen.ts';
import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { axeOn } from './axe.ts';
import { SIZES } from './chromium.ts';
import { BOARD } from './fixtures/board.ts';
import { allScreens, displayed, type ScreenName, screens, spoken } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
server.tell(BOARD);
t.teardown(close);
t.setTimeout(300_000);
// One page for all: the smallest screen, where most is cramped.
const { page, faults } = await open(SIZES.small);

/** One of each kind, the fullest there is. */
const EACH: readonly ScreenName[] = [
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
];

/**
 * What axe cannot judge by itself, and what was seen when somebody looked. Each is about the contrast of a text whose
 * ground axe does not find; the pairs of colours themselves are proven in protocols/themes/pairs.ts.
 */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'color-contrast (bgOverlap): button-words':
    'The word of a button: it stands on its button alone. Waiting buttons have ink-soft on paper-deep.',
  'color-contrast (bgOverlap): cover-initials':
    'Initials on a drawn cover, which nobody has to read: the title stands beside them. #1b2440 on #fbf3e2, 14 to 1.',
  'color-contrast (shortTextContent): cover-initials': 'The same with a single letter.',
  'color-contrast (shortTextContent): key':
    'One digit on a key: ink on sheet, ink-soft on paper-deep while it waits.',
  'color-contrast (elmPartiallyObscuring): h1':
    'The sheet reaches a round corner over the empty side of the head: no letter lies under it (patron-look.test.ts).',
  'color-contrast (elmPartiallyObscuring): span':
    'A title on the sheet beside that corner: stop-ink on stop-wash.',
  'color-contrast (elmPartiallyObscuring): choice-more':
    'What a switch does, on the switch alone: ink-soft on sheet.',
  'color-contrast (bgOverlap): p': 'A tip on the help screen: ink on sheet.',
  'color-contrast (bgOverlap): span': 'A notice under a list: refuse on refuse-wash.',
  'color-contrast (bgOverlap): bdi': 'The name of the station, beneath slides that hide it.',
  'color-contrast (bgOverlap): h1': 'A title beneath slides that hide it.',
  'color-contrast (bgOverlap): opening-clock': 'The time beneath slides that hide it: they have their own.',
  'color-contrast (bgOverlap): slot head-more': 'A hint beneath slides that hide it.',
  'color-contrast (elmPartiallyObscuring): attract-date':
    'The button over the slides is clear and takes the touch: on-head on head-deep.',
  'color-contrast (pseudoContent): li': 'A line of the slip: #18213d on #fffaf0, 15 to 1, in every theme.',
  'color-contrast (pseudoContent): bdi':
    'The name and the date on the slip: #4b5068 and #1d3f8c on #fffaf0, 7 to 1.',
  'color-contrast (pseudoContent): span': 'The words over the date on the slip: #1d3f8c on #fffaf0, 9 to 1.',
};

/** What of a report is no violation and was looked at; the rest is a finding. */
async function findingsOn(screen: Screen, theme: Theme): Promise<readonly string[]> {
  await present(displayed(screen, { theme }), page);
  return findings(theme);
}

async function findings(theme: Theme): Promise<readonly string[]> {
  const { violations, incomplete } = await axeOn(page, theme);
  return [...violations, ...incomplete.filter((one) => !Object.hasOwn(LOOKED_AT, one))];
}

for (const language of LANGUAGE_CODES) {
  t.test(`axe finds nothing on any kind of screen in any theme: ${language}`, async (t) => {
    for (const theme of THEME_NAMES) {
      for (const name of EACH) {
        t.same(await findingsOn(spoken(screens[name], language), theme), [], `${name}, ${theme}`);
      }
    }
  });
}

t.test('axe finds nothing on any other screen', async (t) => {
  for (const [name, screen] of allScreens) t.same(await findingsOn(screen, 'light'), [], name);
});

t.test('axe finds nothing in the panels, and finds what is planted', async (t) => {
  const warning = { ...screens['borrow-warning'], languages: LANGUAGE_CODES };
  for (const theme of THEME_NAMES) {
    for (const name of ['Language', 'Accessibility']) {
      await present(displayed(warning, { theme }), page);
      await button(page, name).tap();
      await page.getByRole('dialog').waitFor();
      t.same(await findings(theme), [], `${name}, ${theme}`);
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
  const found = (await findings('light')).join('\n');
  t.match(found, /target-size/);
  t.match(found, /color-contrast/);
});

t.test('nothing went wrong on the page', (t) => {
  t.same(faults, []);
  t.end();
});
