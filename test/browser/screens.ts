// Takes pictures of every screen at every size, for looking at: npx tsx test/browser/screens.ts FOLDER [PART OF A NAME]

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SIZES, startChromium } from './chromium.ts';
import { allScreens, displayed, screens, spoken } from './fixtures/screens.ts';
import { buildPages, startPageServer } from './page-server.ts';

const [folder = 'screens', part = '', onlySize = ''] = process.argv.slice(2);

const variants: readonly (readonly [string, Screen])[] = [
  ...allScreens,
  ['high-start', displayed(screens.start, { theme: 'contrast' })],
  ['high-borrow', displayed(screens['borrow-refused'], { theme: 'contrast' })],
  ['high-stop', displayed(screens['borrow-stop'], { theme: 'contrast' })],
  ['high-pin', displayed(screens.pin, { theme: 'contrast' })],
  ['high-done', displayed(screens.done, { theme: 'contrast' })],
  ['high-account', displayed(screens.account, { theme: 'contrast' })],
  ['large-start', displayed(screens['start-items'], { text: 'large' })],
  ['large-borrow', displayed(screens['borrow-refused'], { text: 'large' })],
  ['large-pin', displayed(screens.pin, { text: 'large' })],
  ['large-account', displayed(screens.account, { text: 'large' })],
  ['low-start', displayed(screens.start, { reach: 'low' })],
  ['low-borrow', displayed(screens['borrow-refused'], { reach: 'low' })],
  ['low-pin', displayed(screens.pin, { reach: 'low' })],
  ['vi-start', spoken(screens['start-items'], 'vi')],
  ['vi-borrow', spoken(screens['borrow-refused'], 'vi')],
  ['vi-account', spoken(screens.account, 'vi')],
  ['vi-done', spoken(screens.done, 'vi')],
  ['low-account', displayed(screens.account, { reach: 'low' })],
  ['low-help', displayed(screens.help, { reach: 'low' })],
  ['low-done-stop', displayed(screens['done-stop'], { reach: 'low' })],
];

await mkdir(folder, { recursive: true });
const pages = await buildPages();
const server = await startPageServer(pages.folder);
const browser = await startChromium();
for (const [sizeName, size] of Object.entries(SIZES)) {
  if (onlySize !== '' && onlySize !== sizeName) continue;
  const { page } = await browser.open(server.origin, size);
  for (const [name, screen] of variants) {
    if (!name.includes(part)) continue;
    // Another screen in between, so that what is waited for isn't the screen before.
    const between = screen.name === 'out-of-service' ? screens.start : screens['out-stopping'];
    server.show(between);
    await page.waitForSelector(`main[data-screen="${between.name}"]`);
    server.show(screen);
    await page.waitForSelector(`html[data-text="${screen.display.text}"] main[data-screen="${screen.name}"]`);
    await page.waitForSelector('html:not([data-resting])');
    await page.screenshot({ path: join(folder, `${name}-${sizeName}.png`) });
  }
}
await browser.close();
await server.close();
await pages.remove();
