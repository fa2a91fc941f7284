// Takes pictures of the patron's screens and lays them side by side, for looking at: scripts/screens FOLDER [PART OF A NAME]
// A sheet is one theme, one language, one size; its pictures lie in a folder of its name.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Display, Language, Screen } from '../../protocols/screen/screen.ts';
import { SIZES, type Size, startChromium } from './chromium.ts';
import { allScreens, displayed, screens, spoken, TELLING } from './fixtures/screens.ts';
import { startPatronPages } from './patron-pages.ts';

const [folder = 'screens', part = ''] = process.argv.slice(2);

/** More than these are too small to be looked at on one screen. */
const MOST_ON_A_SHEET = 10;

/** What belongs together: which screens, and how they are drawn. */
interface Sheet {
  readonly name: string;
  readonly size: Size;
  readonly display: Partial<Display>;
  readonly language: Language;
  /** False: only the telling screens. */
  readonly whole: boolean;
}

const telling = allScreens.filter(([name]) => TELLING.some((each) => each === name));

/** All themes in English with every screen; the other languages, large text, reach and 200 % with the telling ones. */
const SHEETS: readonly Sheet[] = Object.entries(SIZES).flatMap(([sizeName, size]) => {
  const sheet = (name: string, more: Partial<Sheet> = {}): Sheet => ({
    name: `${name}-${sizeName}`,
    size,
    display: {},
    language: 'en',
    whole: false,
    ...more,
  });
  const halved = { width: size.width / 2, height: size.height / 2 };
  return [
    ...(['light', 'dark', 'contrast'] as const).map((theme) =>
      sheet(`en-${theme}`, { display: { theme }, whole: true }),
    ),
    ...(['vi', 'de', 'fr', 'es', 'ar'] as const).map((language) => sheet(language, { language })),
    sheet('ar-contrast', { language: 'ar', display: { theme: 'contrast' } }),
    sheet('large', { display: { text: 'large' } }),
    sheet('low', { display: { reach: 'low' } }),
    sheet('de-large-low', { language: 'de', display: { text: 'large', reach: 'low' } }),
    sheet('zoomed', { size: halved }),
    sheet('ar-zoomed', { language: 'ar', size: halved }),
  ];
});

const { open, present, close } = await startPatronPages();
const browser = await startChromium();
const sheetPage = (await browser.open('about:blank', { width: 2000, height: 1000 })).page;

for (const sheet of SHEETS.filter(({ name }) => name.includes(part))) {
  const { page } = await open(sheet.size);
  const pictures: (readonly [name: string, picture: Buffer])[] = [];
  for (const [name, screen] of sheet.whole ? allScreens : telling)
    pictures.push([name, await pictureOf(page, drawnFor(sheet, screen))]);
  for (const [place, name] of ['panel-language', 'panel-display'].entries()) {
    await present(drawnFor(sheet, screens['borrow-warning']), page);
    await page
      .locator('nav')
      .getByRole('button')
      .nth(place + 1)
      .tap();
    await page.getByRole('dialog').waitFor();
    pictures.push([name, await page.screenshot()]);
    await page.keyboard.press('Escape');
  }
  await mkdir(join(folder, sheet.name), { recursive: true });
  for (const [name, picture] of pictures) await writeFile(join(folder, sheet.name, `${name}.png`), picture);
  for (let first = 0; first < pictures.length; first += MOST_ON_A_SHEET) {
    const file = `${sheet.name}-${first / MOST_ON_A_SHEET + 1}.png`;
    const some = pictures.slice(first, first + MOST_ON_A_SHEET);
    await writeFile(join(folder, file), await sheetOf(sheet, some));
    process.stdout.write(`${file}\n`);
  }
  await page.context().close();
}
await browser.close();
await close();

function drawnFor({ display, language }: Sheet, screen: Screen): Screen {
  return displayed({ ...spoken(screen, language), languages: ['en', 'vi', 'de', 'fr', 'es', 'ar'] }, display);
}

async function pictureOf(page: Page, screen: Screen): Promise<Buffer> {
  await present(screen, page);
  await page.waitForSelector('html:not([data-resting])');
  return page.screenshot();
}

/** Some pictures of a sheet in one. */
async function sheetOf(
  { size }: Sheet,
  pictures: readonly (readonly [name: string, picture: Buffer])[],
): Promise<Buffer> {
  const width = size.width > size.height ? 640 : 380;
  const figures = pictures.map(
    ([name, picture]) =>
      `<figure><img width="${width}" src="data:image/png;base64,${picture.toString('base64')}"><figcaption>${name}</figcaption></figure>`,
  );
  await sheetPage.setContent(
    `<style>body{display:flex;flex-wrap:wrap;gap:16px;margin:16px;background:#888}figure{margin:0}img{display:block}figcaption{font:16px sans-serif}</style>${figures.join('')}`,
  );
  await sheetPage.waitForFunction(() => [...document.images].every((image) => image.complete));
  return sheetPage.screenshot({ fullPage: true });
}
