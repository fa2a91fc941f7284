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

t.test('nothing can be dragged away, not even what the page does not hold yet', async (t) => {
  const { page: other } = await browser.open(bench.daemon.url, SIZES.small);
  await other.waitForSelector(onStart);
  await other.evaluate(() => {
    const [image, link] = [new Image(120, 120), document.createElement('a')];
    image.src = '/mark.svg';
    link.href = '/staff';
    link.textContent = 'A link that is long enough to be dragged';
    for (const [index, planted] of [image, link].entries()) {
      planted.id = `planted-${index}`;
      planted.style.cssText = `position: fixed; z-index: 9; left: 40px; top: ${200 + 200 * index}px; display: block`;
      document.body.append(planted);
    }
    const drags: string[] = [];
    Reflect.set(globalThis, 'drags', drags);
    window.addEventListener('dragstart', ({ defaultPrevented }) =>
      drags.push(defaultPrevented ? 'refused' : 'let through'),
    );
  });
  await other.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  for (const selector of ['#planted-0', '#planted-1', 'h1', 'main svg', 'main button', '.masthead-name']) {
    const box = await other.locator(selector).first().boundingBox();
    if (box === null) throw new Error(`no ${selector}`);
    await other.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await other.mouse.down();
    // To a corner where nothing is pressed.
    await other.mouse.move(4, 4, { steps: 6 });
    await other.mouse.up();
  }
  const drags: readonly string[] = await other.evaluate(() => Reflect.get(globalThis, 'drags'));
  t.ok(drags.length >= 2, `the picture and the link were tried: ${drags.length}`);
  t.same(new Set(drags), new Set(['refused']));
  t.match(other.url(), bench.daemon.url, 'and the page is where it was');
  await other.context().close();
});

t.test('the daemon forbids whatever it does not serve itself, and Chromium keeps to it', async (t) => {
  for (const path of ['', 'staff', 'healthz', 'no-such-page']) {
    const { headers } = await fetch(bench.daemon.url + path);
    const policy = (headers.get('content-security-policy') ?? '')
      .split(';')
      .map((one) => one.trim().split(/ +/));
    const names = policy.map(([name]) => name);
    t.ok(names.includes('default-src') && names.includes('script-src') && names.includes('style-src'), path);
    t.same(new Set(policy.flatMap(([, ...sources]) => sources)), new Set(["'none'", "'self'"]), path);
  }
  const { page: other } = await browser.open(bench.daemon.url, SIZES.small);
  await other.waitForSelector(onStart);
  await other.evaluate(() => {
    const refused: string[] = [];
    Reflect.set(globalThis, 'refused', refused);
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    );
    const [inline, timed, style] = ['script', 'script', 'style'].map((name) => document.createElement(name));
    if (inline === undefined || timed === undefined || style === undefined) return;
    inline.textContent = 'globalThis.hasRun = true';
    style.textContent = 'body { display: none }';
    timed.setAttribute('src', 'https://elsewhere.example/script.js');
    document.head.append(inline, timed, style);
    new Image().src = 'https://elsewhere.example/picture.png';
    fetch('https://elsewhere.example/').catch(() => {});
    document.body.setAttribute('onclick', 'globalThis.hasRun = true');
    document.body.click();
    setTimeout('globalThis.hasRun = true');
  });
  const wanted = [
    'script-src-elem inline',
    'script-src-elem https://elsewhere.example/script.js',
    'style-src-elem inline',
    'img-src https://elsewhere.example/picture.png',
    'connect-src https://elsewhere.example/',
    'script-src-attr inline',
    'script-src eval',
  ];
  await other.waitForFunction((count) => Reflect.get(globalThis, 'refused').length >= count, wanted.length);
  const refused: readonly string[] = await other.evaluate(() => Reflect.get(globalThis, 'refused'));
  t.same(refused.toSorted(), wanted.toSorted());
  t.equal(await other.evaluate(() => Reflect.get(globalThis, 'hasRun')), undefined, 'nothing of it has run');
  await other.context().close();
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
  // A page that hung went over the other name of this machine.
  for (const name of ['127.0.0.1', 'localhost']) {
    const origin = new URL(bench.daemon.url);
    origin.hostname = name;
    const { usageBreakdown } = await devtools.send('Storage.getUsageAndQuota', { origin: origin.origin });
    t.same(
      usageBreakdown.filter(({ storageType, usage }) => usage > 0 && storageType !== 'service_workers'),
      [],
      `nothing is stored for ${name}`,
    );
  }
  t.same(
    faults.filter((fault) => !/WebSocket|ERR_/.test(fault)),
    [],
  );
});
