// What settings and languages make of the patron's page: words and fonts that come when they are wanted, the other
// reading direction, a library's own colours and pictures, sounds, motion, kinds of libraries.

import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import t from 'tap';
import { LANGUAGE_CODES } from '../../protocols/screen/language.ts';
import type { PageSetup } from '../../protocols/screen/page-setup.ts';
import { brandCss } from '../../protocols/themes/css.ts';
import { axeOn } from './axe.ts';
import { SIZES } from './chromium.ts';
import { displayed, type ScreenName, screens, spoken } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(300_000);

/** Most JavaScript before the first screen, compressed. */
const FIRST_LOAD_BYTES = 70 * 1024;

const SETUP: PageSetup = {
  kind: 'kiosk',
  profile: 'public',
  sounds: { volume: 60, events: ['success', 'attention', 'warning'], quiet: null },
  offersChildrenMode: false,
  covers: false,
  brand: { logo: false, photo: false },
};

/** The names of all files that the page has asked for. */
const filesOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));

t.test('the first load is small, and holds no language or font that is not wanted', async (t) => {
  server.show({ ...screens.start, languages: ['en'] });
  const { page } = await open(SIZES.portrait);
  await present({ ...screens.start, languages: ['en'] }, page);
  const files = await filesOf(page);
  const scripts = files.filter((file) => file.endsWith('.js') && !file.includes('east-asian'));
  const sizes = await Promise.all(
    scripts.map(async (file) => gzipSync(await (await fetch(server.origin + file)).text()).length),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  t.ok(bytes > 20_000 && bytes <= FIRST_LOAD_BYTES, `${bytes} bytes`);

  const languagesIn = (all: readonly string[]) =>
    all.flatMap((file) => /\/(vi|de|fr|es|ar)-[\w-]+\.js$/.exec(file)?.[1] ?? []);
  const fontsIn = (all: readonly string[]) =>
    all.flatMap((file) => /\/noto-sans-([a-z0-9-]+?)-wght/.exec(file)?.[1] ?? []);
  t.same(languagesIn(files), []);
  t.same(fontsIn(files), ['latin']);

  await present(spoken(screens.start, 'vi'), page);
  t.same(languagesIn(await filesOf(page)), ['vi']);
  t.match(fontsIn(await filesOf(page)), ['latin', 'vietnamese']);
  await present(spoken(screens.start, 'ar'), page);
  t.ok(fontsIn(await filesOf(page)).includes('arabic-arabic'));
  await present(screens['borrow-all'], page);
  await page.waitForFunction(() => document.fonts.check('16px "Noto Sans SC Variable"', '骆驼祥子'));
  const chinese = fontsIn(await filesOf(page)).filter((name) => name.startsWith('sc-'));
  t.ok(chinese.length > 0 && chinese.length < 12, `${chinese.length} of a hundred files for one title`);
  await page.context().close();
});

/** The language and the direction that the page says it has. */
const saidOf = (page: Page) =>
  page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));

t.test('every language can be chosen on any screen, and the next patron has the first one', async (t) => {
  server.show(screens.start);
  const { page } = await open(SIZES.portrait);
  for (const language of LANGUAGE_CODES) {
    for (const name of ['borrow-all', 'account', 'help'] as const) {
      await present(spoken({ ...screens[name], languages: LANGUAGE_CODES }, language), page);
      const said = await saidOf(page);
      t.same(said, { lang: language, dir: language === 'ar' ? 'rtl' : 'ltr' });
    }
  }
  await present(screens.start, page);
  t.same(await saidOf(page), { lang: 'en', dir: 'ltr' });
  await page.getByRole('heading', { name: 'Scan your card to borrow' }).waitFor();
  await page.context().close();
});

t.test(
  'from right to left everything changes sides but digits, and titles keep their direction',
  async (t) => {
    server.show(screens.start);
    const { page } = await open(SIZES.landscape);
    const left = (selector: string, place = 0) =>
      page
        .locator(selector)
        .nth(place)
        .evaluate((element) => element.getBoundingClientRect().left);

    await present(spoken(screens.start, 'ar'), page);
    t.ok(
      (await left('nav button', 0)) > (await left('nav button', 2)),
      'the first button stands on the right',
    );
    t.ok((await left('.head')) > (await left('.body')), 'the head stands on the right');

    await present(spoken(screens.pin, 'ar'), page);
    t.ok((await left('.key', 0)) < (await left('.key', 2)), 'but 1 stands left of 3');
    const mirrored = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).scale);
    t.equal(await mirrored('.ends .icon'), '-1 1', 'the arrow of the way on points the other way');
    t.equal(await mirrored('.key-erase .icon'), 'none', 'that of erasing digits does not');

    await present(spoken(screens['borrow-refused'], 'ar'), page);
    const apart = await page.locator('.row bdi').allTextContents();
    t.ok(apart.includes('Item type REF may not circulate to patron category JUV.'), 'what the library says');
    t.ok(
      apart.some((text) => /16:30/.test(text)),
      'dates',
    );
    t.match(await page.locator('h1').textContent(), /\u2068Mai\u2069/, 'names');
    t.same(
      await page
        .locator('.row-title')
        .first()
        .evaluate((element) => getComputedStyle(element).direction),
      'ltr',
    );
    await present(screens.pin, page);
    t.equal(await mirrored('.ends .icon'), 'none');
    await page.context().close();
  },
);

t.test('a library brings its colours, its logo and a photo', async (t) => {
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path fill="#fff" d="M0 0h40v30H0z"/></svg>';
  const image = { type: 'image/svg+xml', content: picture };
  server.dress({
    css: brandCss('light', { accent: '#7a1f3d', background: '#eef4f7' }),
    logo: image,
    photo: image,
  });
  server.setUp({ ...SETUP, brand: { logo: true, photo: true } });
  server.show(screens.start);
  const { page, faults } = await open(SIZES.small);
  await present(screens.start, page);
  const colour = (token: string) =>
    page.evaluate((name) => getComputedStyle(document.documentElement).getPropertyValue(name), token);
  t.equal(await colour('--accent'), '#7a1f3d');
  t.equal(await colour('--paper'), '#eef4f7');
  for (const name of ['logo', 'photo']) {
    const shown = page.locator(`img[src="/brand/${name}"]`);
    t.equal(await shown.evaluate((element: HTMLImageElement) => element.naturalWidth > 0), true, name);
  }
  t.same((await axeOn(page, 'light')).violations, []);
  await present(displayed(screens.start, { theme: 'contrast' }), page);
  t.equal(await colour('--accent'), '#ffe14d', 'high contrast stays as it is');
  t.equal(await page.locator('.photo').isVisible(), false, 'without a photo behind its words');
  await present(screens['borrow-all'], page);
  t.equal(await page.locator('.photo').count(), 0, 'the photo is for the start screen');
  t.same(faults, []);
  await page.context().close();
  server.dress({ css: '' });
  server.setUp(SETUP);
});

t.test('covers are shown where they can be had, and drawn where not', async (t) => {
  server.setUp({ ...SETUP, covers: true });
  const content =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 4"><path fill="#7a1f3d" d="M0 0h3v4H0z"/></svg>';
  server.dress({ css: '', covers: new Map([['2', { type: 'image/svg+xml', content }]]) });
  server.show(screens.start);
  const { page, faults } = await open(SIZES.portrait);
  await present(screens['borrow-all'], page);
  await page.locator('img[src="/cover/2"][data-come="true"]').waitFor();
  t.equal(await page.locator('img[data-come="true"]').count(), 1, 'those that did not come stay unseen');
  t.equal(await page.locator('svg.cover').count(), 5, 'each row has its drawn cover beneath');
  const boxOf = (selector: string) => page.locator(selector).first().boundingBox();
  const [drawn, real] = [
    await boxOf('li:has(img[data-come="true"]) svg.cover'),
    await boxOf('img[data-come="true"]'),
  ];
  t.ok(Math.abs((drawn?.height ?? 0) - (real?.height ?? 9)) < 2, 'nothing moves when it comes');
  t.same((await axeOn(page, 'light')).violations, []);
  t.same(faults, []);
  await page.context().close();
  server.setUp(SETUP);
  server.dress({ css: '' });
});

t.test('an academic library has the time of a loan by the hour large', async (t) => {
  const sizeOf = async (profile: PageSetup['profile']) => {
    server.setUp({ ...SETUP, profile });
    server.show(screens.start);
    const { page } = await open(SIZES.portrait);
    await present(screens.account, page);
    const size = await page
      .locator('.due-hour')
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    await page.context().close();
    return size;
  };
  const plain = await sizeOf('public');
  t.ok((await sizeOf('academic')) >= 1.5 * plain);
  t.equal(await sizeOf('school'), plain);
  server.setUp(SETUP);
});

/** Puts sound of paper in the page, which writes down how loud each note is. */
async function listenIn(page: Page): Promise<() => Promise<readonly number[]>> {
  await page.evaluate(`
    globalThis.heard = [];
    const node = { connect: (next) => next };
    globalThis.AudioContext = class { state = 'running'; currentTime = 0; destination = {}; };
    globalThis.OscillatorNode = class { connect = node.connect; start() {} stop() {} };
    globalThis.GainNode = class {
      connect = node.connect;
      gain = {
        setValueAtTime() {},
        exponentialRampToValueAtTime() {},
        linearRampToValueAtTime: (loudness) => heard.push(Math.round(1000 * loudness)),
      };
    };`);
  return () => page.evaluate<readonly number[]>('globalThis.heard.splice(0)');
}

t.test('each event sounds as loud as the settings say, and quietly in quiet hours', async (t) => {
  const heardWith = async (sounds: Partial<PageSetup['sounds']>, hour: number, name: ScreenName) => {
    server.setUp({ ...SETUP, sounds: { ...SETUP.sounds, ...sounds } });
    server.show(screens.start);
    const { page } = await open(SIZES.small);
    const heard = await listenIn(page);
    await page.clock.setFixedTime(new Date(2026, 10, 27, hour, 0));
    await present(screens[name], page);
    const loudness = await heard();
    await page.context().close();
    return loudness;
  };
  const quiet = { from: 20 * 60, to: 8 * 60, volume: 10 };
  t.same(await heardWith({}, 12, 'borrow-all'), [120, 120], 'something was done: two notes');
  t.same(await heardWith({ volume: 100 }, 12, 'borrow-stop'), [200, 200, 200], 'do not leave: three');
  t.same(await heardWith({ quiet }, 19, 'borrow-all'), [120, 120]);
  t.same(await heardWith({ quiet }, 21, 'borrow-all'), [20, 20]);
  t.same(await heardWith({ quiet }, 7, 'start-remark'), [20, 20], 'over midnight');
  t.same(await heardWith({ events: ['warning'] }, 12, 'borrow-all'), [], 'one that is not wanted');
  t.same(await heardWith({ volume: 0 }, 12, 'borrow-stop'), []);
  server.setUp(SETUP);
});

t.test('who wants no motion has none; what moves by itself rests within five seconds', async (t) => {
  server.show(screens.start);
  const { page } = await open(SIZES.small);
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) => Number(effect?.getComputedTiming().endTime)),
    );
  for (const name of ['start', 'identify', 'identify-looking', 'borrow', 'out-starting'] as const) {
    await present(screens[name], page);
    t.same(await moving(), [], `${name}: still`);
  }
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await present(screens.identify, page);
  await present(screens.start, page);
  const ends = await moving();
  t.ok(
    ends.length > 0 && ends.every((end) => end <= 5000),
    `the start screen moves for ${ends.join(', ')} ms`,
  );
  await page.context().close();
});

t.test('every font is free, and its licence is served with it', async (t) => {
  const text = (file: string) => readFileSync(file, 'utf8');
  const packages = [...text('package.json').matchAll(/"(@fontsource[^"]+)"/g)].map(([, name]) => name ?? '');
  t.ok(packages.length >= 4, packages.join(', '));
  const licence = await (await fetch(`${server.origin}/fonts-licence.txt`)).text();
  t.match(licence, 'SIL OPEN FONT LICENSE Version 1.1');
  for (const name of packages) {
    t.match(text(`node_modules/${name}/package.json`), /"license": "OFL-1.1"/, name);
    const [holder = ''] = text(`node_modules/${name}/LICENSE`).split('\n');
    t.ok(licence.includes(holder.slice(0, 40).trim()), `${name}: ${holder.slice(0, 40)}`);
  }
});

t.test('the page asks nobody but its station', async (t) => {
  const { page } = await open(SIZES.small);
  await present(screens['borrow-long'], page);
  await button(page, 'Help').waitFor();
  const hosts = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
  );
  t.same([...new Set(hosts)], [server.origin]);
  await page.context().close();
});
