// How the patron's screens look, measured: nothing small, cut, overlapped or too wide, on every screen, at every size,
// zoomed, with longer words, in every language. What axe finds is in patron-axe.test.ts.

import type { Page } from 'playwright-core';
import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import type { Display, Language, Notice, Screen } from '../../protocols/screen/screen.ts';
import { SIZES, type Size, startChromium } from './chromium.ts';
import { BOARD } from './fixtures/board.ts';
import { allScreens, displayed, type ScreenName, screens, spoken, TELLING } from './fixtures/screens.ts';
import { FULL, type Measures, measure } from './measure.ts';
import { button, startPatronPages } from './patron-pages.ts';

const browser = await startChromium();
t.teardown(() => browser.close());
// Many pages at many sizes: on a machine that is busy with other tests this takes its time.
t.setTimeout(600_000);

/** Where a patron reads a list. */
const READ: Measures = { ...FULL, wholeRows: 2 };
/** Nearly twice the smallest text of 1280 by 800. The page scrolls, so no rows are counted. */
const LARGEST: Measures = { ...FULL, smallestText: 39 };
const LONGER: Measures = { ...FULL, longer: true };
/** At 200 % a CSS pixel is two of the screen's: half the numbers. */
const ZOOMED: Measures = {
  smallestText: 11,
  smallestTarget: 32,
  smallestPrimary: 48,
  wholeRows: 0,
  longer: false,
};

const halved = ({ width, height }: Size): Size => ({ width: width / 2, height: height / 2 });

/** Pages with a server of their own, so that only those are drawn that are looked at. */
interface Wall {
  readonly pages: readonly Page[];
  readonly faults: readonly (readonly string[])[];
  readonly present: (screen: Screen) => Promise<void>;
}

async function hang(sizes: readonly Size[]): Promise<Wall> {
  const { server, open, present, close } = await startPatronPages(browser);
  server.tell(BOARD);
  t.teardown(close);
  const opened = await Promise.all(sizes.map((size) => open(size)));
  const pages = opened.map(({ page }) => page);
  return {
    pages,
    faults: opened.map(({ faults }) => faults),
    present: (screen) => present(screen, ...pages),
  };
}

const plain = await hang(Object.values(SIZES));
const zoomed = await hang(Object.values(SIZES).map(halved));
/** The station's screen in its case on the simulator's table, at 1280x800: drawn smaller, so text is measured smaller too. */
const framed = await hang([{ width: 720, height: 890 }]);
const FRAMED: Measures = { ...FULL, smallestText: 18, wholeRows: 1 };

const nameOf = (page: Page): string => {
  const size = page.viewportSize();
  return `${size?.width}x${size?.height}`;
};

async function faultsOf(
  screen: Screen,
  { pages, present }: Wall,
  wanted: Measures,
): Promise<readonly string[]> {
  await present(screen);
  const found = await Promise.all(
    pages.map(async (page) => (await measure(page, wanted)).map((fault) => `${nameOf(page)}: ${fault}`)),
  );
  return found.flat();
}

t.test('every screen fits at every size and zoomed', async (t) => {
  for (const [name, screen] of allScreens) {
    t.same(await faultsOf(screen, plain, FULL), [], name);
    t.same(await faultsOf(screen, zoomed, ZOOMED), [], `${name} at 200 %`);
  }
});

const VARIANTS: readonly Partial<Display>[] = [
  { text: 'large' },
  { reach: 'low' },
  { text: 'large', reach: 'low' },
  { theme: 'contrast' },
  { text: 'largest' },
  { text: 'largest', reach: 'low', theme: 'contrast' },
];

for (const display of VARIANTS) {
  t.test(`the telling screens fit with ${Object.entries(display).join(' ')}`, async (t) => {
    for (const name of TELLING) {
      const wanted = display.text === 'largest' ? LARGEST : FULL;
      t.same(await faultsOf(displayed(screens[name], display), plain, wanted), [], name);
    }
  });
}

/** Sizes in pixels on the first page: of a line of text, and of the heading. */
async function typeOf(page: Page): Promise<{ readonly body: number; readonly heading: number }> {
  return page.evaluate(() => {
    const sizeOf = (selector: string): number =>
      Number.parseFloat(getComputedStyle(document.querySelector(selector) ?? document.body).fontSize);
    return { body: sizeOf('body'), heading: sizeOf('h1') };
  });
}

t.test('text grows by a quarter or to 1.8 times its size, and no heading shrinks', async (t) => {
  for (const name of TELLING) {
    const sizes = [];
    for (const text of ['normal', 'large', 'largest'] as const) {
      await plain.present(displayed(screens[name], { text }));
      sizes.push(await Promise.all(plain.pages.map(typeOf)));
    }
    const [normal = [], large = [], largest = []] = sizes;
    for (const [index, page] of plain.pages.entries()) {
      const what = `${name} ${nameOf(page)}`;
      const usual = normal[index] ?? { body: 0, heading: 0 };
      t.ok((large[index]?.body ?? 0) >= 1.24 * usual.body, `${what}: large text`);
      t.ok((large[index]?.heading ?? 0) >= usual.heading - 0.5, `${what}: heading of large text`);
      t.ok((largest[index]?.body ?? 0) >= 1.79 * usual.body, `${what}: largest text`);
      t.ok((largest[index]?.heading ?? 0) >= usual.heading, `${what}: heading of largest text`);
    }
  }
});

t.test(
  'a page of the largest text is paged through by taps, and a new screen begins at its top',
  async (t) => {
    await plain.present(displayed(screens.account, { text: 'largest' }));
    for (const page of plain.pages) {
      const last = page.locator('.ends button').last();
      t.equal(await button(page, 'Further up').getAttribute('aria-disabled'), 'true');
      for (let taps = 0; taps < 30; taps += 1) {
        if ((await button(page, 'Further down').getAttribute('aria-disabled')) === 'true') break;
        // The page may come to its end just now, and the button wait: that tap then does nothing.
        await button(page, 'Further down').tap({ force: true });
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
      }
      const [end, bar] = [await last.boundingBox(), await page.locator('.bar').boundingBox()];
      t.ok(
        (end?.y ?? 9_999) + (end?.height ?? 0) <= (bar?.y ?? 0),
        `${nameOf(page)}: the last button is seen`,
      );
    }
    await plain.present(displayed(screens.done, { text: 'largest' }));
    for (const page of plain.pages) t.equal(await page.evaluate(() => scrollY), 0, nameOf(page));
    await plain.present(screens.start);
    for (const page of plain.pages)
      t.equal(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight), 0, 'as before');
  },
);

/** Everything that may be away at once, most important first. */
const AWAY: readonly Notice[] = ['library-away', 'pad-away', 'printer-no-paper'];

/** Every choice of text, reach and lines or shades. */
const DISPLAYS: readonly Partial<Display>[] = (['normal', 'large'] as const).flatMap((text) =>
  (['normal', 'low'] as const).flatMap((reach) =>
    (['light', 'contrast'] as const).map((theme) => ({ text, reach, theme })),
  ),
);

/** The fullest lists, in the languages that make them longer. */
const LISTS: readonly (readonly [ScreenName, Language])[] = [
  ['borrow-refused', 'en'],
  ['borrow-refused', 'vi'],
  ['return-mixed', 'en'],
  ['account', 'vi'],
  ['account-blocked', 'vi'],
  ['borrow-refused', 'de'],
  ['account', 'ar'],
];

for (const display of DISPLAYS) {
  const name = Object.entries(display).map((entry) => entry.join(' '));
  t.test(`two whole rows are seen, whatever is away: ${name.join(', ')}`, async (t) => {
    for (const notices of [0, 1, 3].map((count) => AWAY.slice(0, count))) {
      for (const [list, language] of LISTS) {
        const screen = displayed(spoken({ ...screens[list], notices }, language), display);
        const what = `${list}, ${language}, ${notices.length} notices`;
        t.same(await faultsOf(screen, plain, READ), [], what);
        t.same(await faultsOf(screen, framed, FRAMED), [], `${what}, framed`);
      }
    }
  });
}

for (const language of LANGUAGE_CODES.filter((code) => code !== 'en')) {
  t.test(`the telling screens fit, zoomed as well: ${language}`, async (t) => {
    for (const name of TELLING) {
      const said = spoken(screens[name], language);
      t.same(await faultsOf(said, plain, FULL), [], name);
      t.same(await faultsOf(said, zoomed, ZOOMED), [], `${name} at 200 %`);
    }
  });
}

/** The longest words, and the script that needs most room between its lines. */
for (const language of ['de', 'ar'] as const) {
  t.test(
    `the telling screens fit with large text and low buttons, or the largest text: ${language}`,
    async (t) => {
      for (const name of TELLING) {
        const said = spoken(screens[name], language);
        t.same(await faultsOf(displayed(said, { text: 'large', reach: 'low' }), plain, FULL), [], name);
        t.same(await faultsOf(displayed(said, { text: 'largest' }), plain, LARGEST), [], `${name}, largest`);
      }
    },
  );
}

t.test('the telling screens fit with words that are 40 % longer', async (t) => {
  for (const name of TELLING) t.same(await faultsOf(screens[name], plain, LONGER), [], name);
});

t.test('panels fit at every size and zoomed, with every language and a warning', async (t) => {
  const warning = { ...screens['borrow-warning'], languages: LANGUAGE_CODES };
  for (const [name, text] of [
    ['Language', 'normal'],
    ['Accessibility', 'normal'],
    ['Accessibility', 'large'],
    ['Language', 'largest'],
    ['Accessibility', 'largest'],
  ] as const) {
    // Nobody needs twice the size of what is twice as large.
    for (const wall of text === 'largest' ? [plain] : [plain, zoomed]) {
      await wall.present(displayed(warning, { text }));
      for (const page of wall.pages) {
        await button(page, name).tap();
        await page.getByRole('dialog').waitFor();
        t.same(await measure(page, wall === zoomed ? ZOOMED : FULL), [], `${name} ${nameOf(page)}`);
        const hidden = await page
          .getByRole('dialog')
          .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
        if (wall === plain) t.equal(hidden, 0, `${name} ${nameOf(page)}: all of it is seen`);
        await page.keyboard.press('Escape');
      }
    }
  }
});

/** How far down the highest button is that can be seen, as a part of the screen's height. */
async function highestOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const scope = document.querySelector('dialog[open], .attract') ?? document;
    const tops = [...scope.querySelectorAll('button')].map((button) => button.getBoundingClientRect().top);
    return Math.min(innerHeight, ...tops) / innerHeight;
  });
}

const tall = await hang([SIZES.portrait]);
for (const text of ['normal', 'large'] as const) {
  t.test(
    `in reach from a wheelchair every button of a tall screen lies in its lower half: ${text}`,
    async (t) => {
      const { pages, present } = tall;
      const [page] = pages;
      if (page === undefined) throw new Error('no page');
      for (const [name, screen] of allScreens) {
        await present(displayed(screen, { text, reach: 'low' }));
        const highest = await highestOf(page);
        t.ok(highest >= 0.5, `${name}: the highest button is at ${Math.round(highest * 100)} %`);
      }
      await present(displayed({ ...screens.start, languages: LANGUAGE_CODES }, { text, reach: 'low' }));
      for (const name of ['Language', 'Accessibility']) {
        await button(page, name).tap();
        await page.getByRole('dialog').waitFor();
        const highest = await highestOf(page);
        t.ok(highest >= 0.5, `${name}: the highest button is at ${Math.round(highest * 100)} %`);
        await page.keyboard.press('Escape');
      }
    },
  );
}

t.test(
  'in reach from a wheelchair what is touched on every wide screen lies in its lower half',
  async (t) => {
    for (const name of ['start', 'pin', 'borrow-all', 'return', 'account-empty', 'done', 'help'] as const) {
      await plain.present(displayed(screens[name], { reach: 'low' }));
      for (const page of plain.pages) {
        const highest = await highestOf(page);
        t.ok(
          highest >= 0.48,
          `${name} ${nameOf(page)}: the highest control is at ${Math.round(highest * 100)} %`,
        );
      }
    }
  },
);

t.test('the measuring sees what is planted', async (t) => {
  const [first] = framed.pages;
  if (first === undefined) throw new Error('no page');
  await framed.present(screens['borrow-all']);
  await first.evaluate(() => {
    const small = document.createElement('p');
    small.textContent = 'Planted small';
    small.style.cssText = `font-size: 12px; position: fixed; left: ${innerWidth - 20}px; top: 0; white-space: nowrap`;
    const wide = document.createElement('button');
    wide.textContent = 'Planted button';
    const heading = document.querySelector('h1')?.getBoundingClientRect();
    wide.style.cssText = `position: fixed; left: 60px; top: ${(heading?.top ?? 0) + 20}px; width: 200px; height: 20px; font-size: 30px`;
    document.querySelector('main')?.append(small, wide, document.createElement('button'));
    const list = document.querySelector('.list-frame');
    if (list instanceof HTMLElement) list.style.cssText = 'flex: none; height: 150px';
  });
  const faults = (await measure(first, READ)).join('\n');
  t.match(faults, '"Planted small" is 12 px');
  t.match(faults, 'button Planted button is 200 by 20');
  t.match(faults, 'a button has no name');
  t.match(faults, /leaves the screen sideways/);
  t.match(faults, /overlap/);
  t.match(faults, 'only 1 of 5 rows are seen whole');
});

t.test('nothing went wrong on these pages', async (t) => {
  t.same(
    [plain, zoomed, framed, tall].flatMap(({ faults }) => faults.flat()),
    [],
  );
});
