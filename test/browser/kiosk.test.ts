// The patron's page as a kiosk: nothing that a hand, a mouse or a key does to a browser reaches the browser, and a page
// that hangs or loses its daemon comes back by itself. The built daemon and a real Chromium.

import { readFileSync, writeFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import t from 'tap';
import { startBench, untilAsync } from '../end-to-end/bench.ts';
import { SIZES, startChromium } from './chromium.ts';
import { keptBy, NOTHING_KEPT } from './patron-pages.ts';

const browser = await startChromium();
t.teardown(() => browser.close());
const bench = await startBench(t);
await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
const { page, faults } = await browser.open(bench.daemon.url, SIZES.small);
const onStart = 'main[data-screen="start"]';
await page.waitForSelector(onStart);
const devtools: CDPSession = await page.context().newCDPSession(page);

/** Puts a mark on the page that a reload or another page would not have. */
const mark = (on: Page): Promise<void> => on.evaluate(() => void Reflect.set(globalThis, 'mark', true));
const isMarked = (on: Page): Promise<boolean> => on.evaluate(() => Reflect.get(globalThis, 'mark') === true);

const history = await page.evaluate(() => window.history.length);

t.test('no key that operates a browser does so', async (t) => {
  await page.evaluate(() => {
    const passed: string[] = [];
    Reflect.set(globalThis, 'letThrough', passed);
    window.addEventListener('keydown', (event) => {
      if (!event.defaultPrevented) passed.push(event.key);
    });
  });
  for (const key of [
    'F1',
    'F3',
    'F5',
    'F7',
    'F11',
    'F12',
    'Control+r',
    'Control+Shift+r',
    'Control+p',
    'Control+f',
    'Control+s',
    'Control+o',
    'Control+a',
    'Control+Equal',
    'Control+Minus',
    'Control+Shift+i',
    'Alt+ArrowLeft',
    'Alt+ArrowRight',
    'Alt+Home',
    'ContextMenu',
  ])
    await page.keyboard.press(key);
  // A key of some keyboards, which Playwright does not know.
  await devtools.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'BrowserBack',
    code: 'BrowserBack',
    windowsVirtualKeyCode: 166,
  });
  const through: readonly string[] = await page.evaluate(() => Reflect.get(globalThis, 'letThrough'));
  t.same(
    through.filter((key) => !['Control', 'Shift', 'Alt'].includes(key)),
    [],
  );
});

t.test('no menu, no selection, no zoom, no dropped file, no going back', async (t) => {
  await mark(page);
  await page.evaluate(() => {
    document.addEventListener('contextmenu', (event) => {
      if (!event.defaultPrevented) Reflect.set(globalThis, 'menu', true);
    });
  });
  await page.mouse.click(300, 300, { button: 'right' });
  t.notOk(await page.evaluate(() => Reflect.get(globalThis, 'menu')), 'no menu');

  await page.mouse.move(100, 100);
  await page.mouse.down();
  await page.mouse.move(900, 500, { steps: 5 });
  await page.mouse.up();
  await page.mouse.dblclick(400, 300);
  t.equal(await page.evaluate(() => String(window.getSelection())), '', 'nothing is selected');

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await devtools.send('Input.synthesizePinchGesture', { x: 500, y: 400, scaleFactor: 3 });
  t.equal(await page.evaluate(() => window.visualViewport?.scale), 1, 'neither wheel nor pinch zooms');

  const file = {
    items: [],
    files: [import.meta.filename],
    dragOperationsMask: 1,
  };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data: file });
  for (const type of ['mousePressed', 'mouseReleased'] as const)
    await devtools.send('Input.dispatchMouseEvent', { type, x: 400, y: 400, button: 'back', clickCount: 1 });
  await page.waitForSelector(onStart);
  t.ok(await isMarked(page), 'it is still the same page');
  t.equal(await page.evaluate(() => document.querySelectorAll('a[href]').length), 0, 'no link leads away');
});

t.test('a daemon that is killed and started again has its page back without a reload', async (t) => {
  const { port } = new URL(bench.daemon.url);
  const settings = readFileSync(bench.box.settingsFile, 'utf8');
  // The page looks for it where it was.
  writeFileSync(bench.box.settingsFile, settings.replace(/port: 0$/m, `port: ${port}`));
  await mark(page);
  bench.daemon.process.kill('SIGKILL');
  await bench.daemon.ended;
  await page.waitForSelector('main[data-screen="out-of-service"]');
  t.equal((await bench.startAgain()).url, bench.daemon.url);
  await page.waitForSelector(onStart, { timeout: 20_000 });
  t.ok(await isMarked(page));
  t.equal(await page.evaluate(() => window.history.length), history, 'it went nowhere');
});

t.test('a page that hangs is loaded anew within twenty seconds', async (t) => {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await mark(page);
  const began = performance.now();
  await page.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
  await page.waitForURL(/localhost/, { timeout: 20_000, waitUntil: 'commit' });
  await page.waitForURL(/127\.0\.0\.1/, { timeout: 20_000 });
  await page.waitForSelector(onStart, { timeout: 20_000 });
  t.notOk(await isMarked(page));
  t.comment(`back after ${Math.round(performance.now() - began)} ms`);
});

t.test('the browser keeps nothing, and nothing else went wrong in it', async (t) => {
  t.same(await keptBy(page), NOTHING_KEPT);
  t.same(
    faults.filter((fault) => !/WebSocket|ERR_/.test(fault)),
    [],
  );
});
