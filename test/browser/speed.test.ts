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
