// How fast the patron's page is on a slow computer. Either Chromium is slowed down four times and the best of some times
// counts, because whatever else runs on this machine only ever makes one longer; or the work of the page's own thread is
// counted four times, which is what Chromium slows down, and the same however busy this machine is.

import type { CDPSession, Page } from 'playwright-core';
import t from 'tap';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SIZES } from './chromium.ts';
import { screens } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const SLOWED = 4;
const MOST_TRIES = 6;
const FIRST_SCREEN_MS = 1_000;
const INTERACTION_MS = 100;
/** Interactions of one round. */
const TAPS = 12;
/** At 60 pictures a second. */
const FRAME_MS = 1_000 / 60;

t.setTimeout(180_000);
const { server, open, present, close } = await startPatronPages();
t.teardown(close);

async function slowed(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return devtools;
}

/** The lowest of some times in milliseconds; ends as soon as one is low enough. */
async function best(enough: number, once: () => Promise<number>): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let tried = 0; tried < MOST_TRIES && lowest > enough; tried += 1)
    lowest = Math.min(lowest, await once());
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
const devtools = await slowed(page);
await devtools.send('Performance.enable');

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

t.test('a panel is there or gone within a tenth of a second of the touch', async (t) => {
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

/** Something that a patron does on a screen. */
interface Interaction {
  readonly on: Screen;
  /** The button's name. */
  readonly press: string;
  /** What the daemon shows upon it at once; null where the page changes by itself. */
  readonly answer: Screen | null;
}

const loan = screens.account.loans[0];
if (loan === undefined) throw new Error('no loan');
const FIFTY = { ...screens.account, loans: Array.from({ length: 50 }, (_, row) => ({ ...loan, row })) };

const to = (on: Screen, press: string, answer: Screen): Interaction => ({ on, press, answer });
const within = (on: Screen, ...names: readonly string[]): readonly Interaction[] =>
  names.map((press) => ({ on, press, answer: null }));

/** What is done on every screen, as it is done at a station: the next screen comes from the daemon. */
const INTERACTIONS: readonly Interaction[] = [
  to(screens.start, 'Borrow', screens.identify),
  to(screens['start-items'], 'Return', screens.return),
  to(screens.start, 'Renew', screens.identify),
  to(screens.start, 'My account', screens.identify),
  to(screens.start, 'Help', screens.help),
  to(screens.help, 'Call staff', screens['help-called']),
  to(screens.help, 'Continue', screens.start),
  to(screens.identify, 'Cancel', screens.start),
  ...within(screens.pin, '1', '2', '3', '4', '5', '6', '7', '8', '9', '0'),
  to(screens.pin, 'Cancel', screens.start),
  to(screens['borrow-all'], 'No receipt', screens.done),
  to(screens['borrow-all'], 'Print receipt', screens['done-printing']),
  to(screens['borrow-all'], 'My account', screens.account),
  to(screens['borrow-30'], 'No receipt', screens['done-stop']),
  to(screens['borrow-fee'], 'Accept fee', screens['borrow-all']),
  to(screens['borrow-warning'], 'Continue', screens.borrow),
  to(screens.return, 'No receipt', screens['done-returned']),
  to(screens.account, 'Renew all', { ...screens.account, remark: 'library-slow' }),
  to(screens['account-holds'], 'Borrow', screens['borrow-holds']),
  to(screens.account, 'Finish', screens.start),
  to(FIFTY, 'Finish', screens.start),
  to(FIFTY, 'Borrow', screens['borrow-30']),
  ...within(FIFTY, 'Further down', 'Language', 'Accessibility'),
  ...within(screens['borrow-30'], 'Further down', 'Language', 'Accessibility'),
  ...within(screens.start, 'Language', 'Accessibility'),
  to(screens.done, 'Print receipt', screens['done-printing']),
  to(screens.done, 'Finish', screens.start),
];

/** Milliseconds that the page's own thread has worked: whoever else is busy on this machine doesn't count. */
async function workedMs(): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
}

/** What the slow computer works in milliseconds, from the press until the picture is made that shows what came of it. */
async function work({ on, press, answer }: Interaction): Promise<number> {
  // Puts away the panel that the last one has opened.
  await page.keyboard.press('Escape');
  await present(on, page);
  server.takeIntents();
  const control = await button(page, press).first().elementHandle();
  const began = await workedMs();
  const drawn = control?.evaluate(
    (element) =>
      new Promise<void>((resolve) => {
        const changes = new MutationObserver(look);
        const list = document.querySelector('.scroller');
        function look(): void {
          changes.disconnect();
          list?.removeEventListener('scroll', look);
          // The frame after the next one begins as soon as that is drawn.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }
        const everything = { subtree: true, childList: true, attributes: true, characterData: true };
        changes.observe(document.querySelector('.page') ?? document.body, everything);
        list?.addEventListener('scroll', look);
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }),
  );
  if (answer !== null) {
    await server.nextIntent();
    server.show(answer);
  }
  await drawn;
  return SLOWED * ((await workedMs()) - began);
}

t.test('whatever a patron does, what comes of it is on the screen within a tenth of a second', async (t) => {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const all: number[] = [];
  for (const interaction of INTERACTIONS) all.push(await best(INTERACTION_MS, () => work(interaction)));
  t.ok(all.length >= 40, `${all.length} interactions`);
  const took = p95(all);
  const slowest = INTERACTIONS[all.indexOf(Math.max(...all))];
  t.ok(took > 0 && took <= INTERACTION_MS, `${took} ms at the 95th percentile`);
  t.comment(`${took} ms; at most ${Math.max(...all)} ms (${slowest?.on.name}: ${slowest?.press})`);
});

/** Runs in the page: pages through a list to its end. */
async function pageThrough(): Promise<{
  readonly frames: number;
  readonly moved: number;
  readonly changed: number;
}> {
  const list = document.querySelector('.rows');
  const scroller = document.querySelector('.scroller');
  const down = document.querySelector('.pager button:last-child');
  if (list === null || scroller === null || !(down instanceof HTMLElement)) throw new Error('no list');
  const changes = new MutationObserver(() => {});
  changes.observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  let [frames, moved] = [0, 0];
  while (down.getAttribute('aria-disabled') !== 'true') {
    down.click();
    // It rests once it has stood still for some frames.
    for (let still = 0, last = scroller.scrollTop; still < 5; frames += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      still = scroller.scrollTop === last ? still + 1 : 0;
      if (scroller.scrollTop !== last) moved += 1;
      last = scroller.scrollTop;
    }
  }
  return { frames, moved, changed: changes.takeRecords().length };
}

t.test('fifty loans scroll smoothly: no row is drawn anew, and each picture is made in time', async (t) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const perFrame = await best(FRAME_MS, async () => {
    await present(screens.start, page);
    await present(FIFTY, page);
    const began = await workedMs();
    const { frames, moved, changed } = await page.evaluate(pageThrough);
    t.ok(moved > 20, `${moved} of ${frames} pictures moved the list`);
    t.equal(changed, 0, 'no row was touched');
    return (SLOWED * ((await workedMs()) - began)) / frames;
  });
  t.ok(perFrame <= FRAME_MS, `${perFrame} ms a picture on the slow computer`);
});

t.test('what is new in a list of fifty draws its own row and no other', async (t) => {
  const [first] = screens['borrow-30'].items;
  if (first === undefined) throw new Error('no item');
  const items = Array.from({ length: 50 }, (_, index) => ({
    ...first,
    row: index + 1,
    title: `Volume ${index + 1}`,
  }));
  await present({ ...screens['borrow-30'], items: items.slice(0, 49) }, page);
  await page.evaluate(() => {
    const touched: string[] = [];
    Reflect.set(globalThis, 'touched', touched);
    new MutationObserver((changes) => {
      for (const { target, addedNodes, removedNodes } of changes) {
        for (const node of [...addedNodes, ...removedNodes]) touched.push(node.textContent ?? '');
        if (addedNodes.length + removedNodes.length === 0) touched.push(`changed: ${target.nodeName}`);
      }
    }).observe(document.querySelector('.rows') ?? document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await present({ ...screens['borrow-30'], items }, page);
  const touched: readonly string[] = await page.evaluate(() => Reflect.get(globalThis, 'touched'));
  t.match(touched, [/Volume 50/]);
  t.equal(touched.length, 1);
});
