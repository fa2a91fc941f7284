// How fast the patron's page is on a slow computer: Chromium slowed down four times. The best of some rounds counts,
// because whatever else runs on this machine only ever makes one slower.

import type { CDPSession, Page } from 'playwright-core';
import t from 'tap';
import { SIZES } from './chromium.ts';
import { screens } from './fixtures/screens.ts';
import { startPatronPages } from './patron-pages.ts';

const SLOWED = 4;
const ROUNDS = 4;
const FIRST_SCREEN_MS = 1_000;
const INTERACTION_MS = 100;
/** A thirtieth of a second, slowed down four times: then sixty frames a second are kept on a computer that is not. */
const FRAME_MS = 33;
const FRAMES = 60;
/** Interactions of one round. */
const TAPS = 12;

t.setTimeout(120_000);
const { server, open, present, close } = await startPatronPages();
t.teardown(close);

async function slowed(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return devtools;
}

/** The lowest of some rounds; ends as soon as one is low enough. */
async function best(enough: number, round: () => Promise<number>): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < ROUNDS && lowest > enough; tried += 1) lowest = Math.min(lowest, await round());
  return Math.round(lowest);
}

/** Nineteen of twenty are not longer. */
function p95(all: readonly number[]): number {
  const sorted = all.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY;
}

server.show(screens.start);
const { page } = await open(SIZES.portrait);
await page.waitForSelector('main[data-screen="start"]');
await slowed(page);

t.test('the first screen is there within a second', async (t) => {
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (document.querySelector('main h1') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => Reflect.set(globalThis, 'firstScreenMs', performance.now()));
    }).observe(document, { subtree: true, childList: true });
  });
  const took = await best(FIRST_SCREEN_MS, async () => {
    await page.reload();
    const seen = await page.waitForFunction(() => Reflect.get(globalThis, 'firstScreenMs'));
    return Number(await seen.jsonValue());
  });
  t.ok(took > 0 && took <= FIRST_SCREEN_MS, `${took} ms`);
});

t.test('what a touch changes is on the screen within a tenth of a second', async (t) => {
  await present(screens.start, page);
  const took = await best(INTERACTION_MS, async () =>
    p95(
      await page.evaluate(async (taps) => {
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const all: number[] = [];
        for (let tap = 0; tap < taps; tap += 1) {
          const open = document.querySelector('dialog');
          const buttons = (open ?? document).querySelectorAll('button');
          const began = performance.now();
          // The last one of the bar opens a panel, the last one of a panel closes it.
          buttons[buttons.length - 1]?.click();
          do await frame();
          while ((document.querySelector('dialog') === null) === (open === null));
          all.push(performance.now() - began);
        }
        return all;
      }, TAPS),
    ),
  );
  t.ok(took > 0 && took <= INTERACTION_MS, `${took} ms at the 95th percentile`);
});

t.test('a list of fifty items scrolls smoothly', async (t) => {
  const rows = screens['borrow-30'].items;
  const items = [...rows, ...rows].slice(0, 50).map((item, index) => ({ ...item, row: index + 1 }));
  await present({ ...screens['borrow-30'], items }, page);
  t.equal(await page.locator('.scroller li').count(), 50);
  const took = await best(FRAME_MS, async () =>
    p95(
      await page.evaluate(async (frames) => {
        const box = document.querySelector('.scroller');
        if (box === null) throw new Error('nothing scrolls');
        const step = (box.scrollHeight - box.clientHeight) / frames;
        const { port1, port2 } = new MessageChannel();
        const all: number[] = [];
        box.scrollTop = 0;
        for (let frame = 1; frame <= frames; frame += 1) {
          const began = await new Promise<number>((resolve) => {
            requestAnimationFrame(() => resolve(performance.now()));
          });
          box.scrollTop = step * frame;
          // The page gets to it as soon as this frame is laid out and painted.
          await new Promise((resolve) => {
            port1.onmessage = resolve;
            port2.postMessage(null);
          });
          all.push(performance.now() - began);
        }
        if (box.scrollTop < step * (frames - 1)) throw new Error('it did not scroll');
        return all;
      }, FRAMES),
    ),
  );
  t.ok(took <= FRAME_MS, `${took} ms of work a frame at the 95th percentile`);
});
