// The screens of a book drop, in a browser: read at three metres, with nothing to touch but the bar.

import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import { PLAIN_DISPLAY } from '../../protocols/screen/plain-display.ts';
import type { ItemRow, ReturnScreen, StartScreen } from '../../protocols/screen/screen.ts';
import { THEME_NAMES } from '../../protocols/screen/theme.ts';
import { axeOn } from './axe.ts';
import { SIZES } from './chromium.ts';
import { startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(300_000);

server.setUp({
  kind: 'bookdrop',
  profile: 'public',
  sounds: { volume: 0, events: [], quiet: null },
  offersChildrenMode: false,
  covers: false,
  brand: { logo: false, photo: false },
});

const FRAME = {
  language: 'en',
  languages: LANGUAGE_CODES,
  display: { ...PLAIN_DISPLAY, theme: 'light' },
  stationName: 'Book drop',
  notices: [],
  countdown: null,
  remark: null,
} as const;

const START: StartScreen = {
  ...{ ...FRAME, name: 'start', itemsWaiting: 0, itemsFromBefore: 0, attract: false },
  can: { borrow: false, return: true, renew: false },
};

const item = (row: number, title: string | null, more: Partial<ItemRow> = {}): ItemRow => ({
  ...{
    row,
    title,
    ending: `615${row}`,
    status: 'returned',
    due: null,
    reason: null,
    parts: null,
    place: null,
    fee: null,
  },
  ...more,
});

const LONG = 'The Strange Case of Dr Jekyll and Mr Hyde, together with other tales of terror';

const returned = (...items: readonly ItemRow[]): ReturnScreen => ({
  ...{ ...FRAME, name: 'return', items, itemsFromBefore: 0 },
  tally: { done: items.length, of: items.length },
  ends: { print: false, enabled: false, switchTo: [] },
});

const FULL = returned(
  item(1, 'Dune'),
  item(2, LONG, { place: { kind: 'bin', bin: 2 } }),
  item(3, 'Số đỏ', { status: 'refused', reason: { code: 'unknown-item', text: null } }),
  item(4, null, { status: 'working' }),
);

const pages = await Promise.all(Object.values(SIZES).map((size) => open(size)));
const all = pages.map(({ page }) => page);

/** Sizes of the letters of heading, hints and lines, in pixels. */
const sizesOf = (page: Page): Promise<readonly number[]> =>
  page.$$eval('main h1, main .drop-more, main .drop-title, main .drop-status, main .drop-line', (found) =>
    found.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
  );

t.test('every letter is large enough for three metres, at every size of screen', async (t) => {
  for (const screen of [START, FULL]) {
    await present(screen, ...all);
    for (const page of all) {
      const sizes = await sizesOf(page);
      t.ok(sizes.length >= 2 && Math.min(...sizes) >= 60, `${screen.name}: ${sizes.join(' ')}`);
    }
  }
});

t.test('the latest item stands first and whole, and nothing is wider than the screen', async (t) => {
  for (const language of LANGUAGE_CODES) {
    await present({ ...FULL, language }, ...all);
    for (const page of all) {
      const { seen, wide } = await page.evaluate(() => {
        const list = document.querySelector('.drop-items')?.getBoundingClientRect();
        const first = document.querySelector('.drop-item')?.getBoundingClientRect();
        const isWhole = list !== undefined && first !== undefined && first.bottom <= list.bottom + 1;
        return { seen: isWhole, wide: document.documentElement.scrollWidth > window.innerWidth };
      });
      t.same({ seen, wide }, { seen: true, wide: false }, `${language} ${page.viewportSize()?.width}`);
    }
  }
});

t.test('a tall screen shows the four latest, each with what came of it', async (t) => {
  const tall = all.find((page) => (page.viewportSize()?.height ?? 0) > 1_500);
  assert.ok(tall);
  await present(returned(...['Dune', 'Emma', 'Ulysses', 'Momo'].map((title, row) => item(row, title))), tall);
  const shown = await tall.getByRole('list', { name: 'Items' }).getByRole('listitem').allInnerTexts();
  t.same(
    shown.map((text) => text.replace(/\s+/g, ' ').trim()),
    ['Momo Returned', 'Ulysses Returned', 'Emma Returned', 'Dune Returned'],
  );
  const last = await tall.locator('.drop-item').last().boundingBox();
  const list = await tall.locator('.drop-items').boundingBox();
  t.ok(last !== null && list !== null && last.y + last.height <= list.y + list.height + 1);
});

t.test('there is nothing to touch but help, language and accessibility', async (t) => {
  for (const screen of [START, FULL]) {
    await present(screen, ...all);
    for (const page of all)
      t.same(await page.getByRole('button').allInnerTexts(), ['Help', 'Language', 'Accessibility']);
  }
});

/** The word of a button stands on its button alone: axe does not find its ground (patron-axe.test.ts). */
const LOOKED_AT = 'color-contrast (bgOverlap): .button-words';

t.test('axe finds nothing, in any theme', async (t) => {
  for (const theme of THEME_NAMES) {
    for (const screen of [START, FULL]) {
      await present({ ...screen, display: { ...screen.display, theme } }, ...all);
      for (const page of all) {
        const { violations, incomplete } = await axeOn(page, theme);
        const open = incomplete.map(({ rule, reason, place }) => `${rule} (${reason}): ${place}`);
        t.same([...violations, ...open.filter((one) => one !== LOOKED_AT)], []);
      }
    }
  }
});
