// The demo as its first visitor meets it: one command, one page, books to drag.

import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import t from 'tap';
import { ROOT, readiness, startCommand, untilAsync } from '../end-to-end/bench.ts';
import { SIZES, startChromium } from './chromium.ts';

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await middleOf(from);
  const end = await middleOf(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

async function middleOf(thing: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await thing.scrollIntoViewIfNeeded();
  const box = await thing.boundingBox();
  if (box === null) throw new Error('it is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

t.test('a visitor drags three books onto the pad, shows a card, and sees slip and gate react', async (t) => {
  const demo = await startCommand(join(ROOT, 'scripts/start'), ['--port', '0']);
  const browser = await startChromium();
  t.teardown(async () => {
    await browser.close();
    demo.process.kill('SIGTERM');
    await demo.ended;
  });
  await untilAsync('it is ready', async () => (await readiness(demo)).print);
  const { page, faults } = await browser.open(`${demo.url}desk`, SIZES.landscape);
  const device = (name: string) => page.getByRole('region', { name, exact: true });
  const station = page.frameLocator('iframe');
  const row = (title: string) =>
    station.getByRole('list', { name: 'Items' }).getByRole('listitem').filter({ hasText: title });

  const books = ['Pride and Prejudice', 'Truyện Kiều', 'Momo'];
  for (const title of books) {
    await drag(page, page.getByRole('option', { name: new RegExp(`^${title}`) }), device('Pad'));
    await device('Pad')
      .getByRole('button', { name: new RegExp(`^${title}`) })
      .waitFor();
  }
  await page.getByRole('button', { name: /Nguyễn Thị Mai/ }).click();
  for (const title of books) await row(title).filter({ hasText: 'Borrowed' }).waitFor();
  await device('Pad')
    .getByRole('button', { name: /^Momo.*Released/ })
    .waitFor();

  await station.getByRole('button', { name: 'Print receipt' }).click();
  const slip = page.getByRole('figure', { name: 'Newest slip' });
  for (const title of books) await slip.getByText(title).waitFor();
  t.notMatch(await slip.textContent(), /Mai/, 'no name is on the slip');

  const gate = device('Gate');
  await drag(page, device('Pad').getByRole('button', { name: /^Momo/ }), gate);
  await gate.getByRole('button', { name: /^Momo/ }).waitFor();
  t.equal(await page.getByRole('alert').getByText('is still secured').count(), 0, 'a borrowed book passes');
  await drag(page, page.getByRole('option', { name: /^The Gruffalo/ }), gate);
  await page.getByRole('alert').getByText('Stop! “The Gruffalo” is still secured.').waitFor();

  await page.getByRole('switch', { name: 'Library system' }).click();
  await station.getByText('The library system is away', { exact: false }).first().waitFor();
  await page.getByRole('switch', { name: 'Library system', checked: false }).click();
  await untilAsync('it is back', async () => (await readiness(demo)).borrow);
  t.same(faults, [], 'nothing went wrong in the page');
});
