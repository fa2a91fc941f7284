// Whatever ends a session, nothing of the patron is left: not on the page, in the browser, in what the daemon shows to
// the next page, in its log, nor in a byte of its journal. The whole station; two of them, because a time-out takes long.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { type Bench, type DaemonProcess, startBench, untilAsync } from '../end-to-end/bench.ts';
import { joinAsPage } from '../end-to-end/page.ts';
import { clearTable } from '../end-to-end/visits.ts';
import { SIZES, startChromium } from './chromium.ts';
import { button, keptBy, NOTHING_KEPT } from './patron-pages.ts';

const TITLES = ['Pride and Prejudice', 'Dune'];
const NAME = 'Søren Kjærgaard';
const PIN = '9753186420';

const browser = await startChromium();
t.teardown(() => browser.close());
// One waits while the other works.
t.jobs = 2;
t.setTimeout(240_000);

/** Everything that tells of the patron. */
const traces = (bench: Bench): readonly string[] => [...NAME.split(' '), PIN, cardOf(bench, NAME), ...TITLES];

const cardOf = ({ box }: Bench, name: string): string =>
  box.desk.shelf().cards.find((known) => known.name === name)?.card ?? '';
const itemOf = ({ box }: Bench, wanted: string): string =>
  box.desk.shelf().books.find(({ title }) => title === wanted)?.item ?? '';

async function begin(t: Test, more: string): Promise<{ readonly bench: Bench; readonly page: Page }> {
  const bench = await startBench(t, ({ settingsFile, desk, world }) => {
    const settings = readFileSync(settingsFile, 'utf8');
    writeFileSync(settingsFile, settings.replace('pin: optional', more));
    const patron = world.patrons.get(desk.shelf().cards.find(({ name }) => name === NAME)?.card ?? '');
    if (patron === undefined) throw new Error(`nobody is called ${NAME}`);
    // Long enough to be nowhere by chance.
    Object.defineProperty(patron, 'about', { value: { ...patron.about, pin: PIN } });
  });
  await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
  const { page } = await browser.open(bench.daemon.url, SIZES.small);
  await on(page, 'start');
  return { bench, page };
}

const on = (page: Page, name: string): Promise<unknown> =>
  page.waitForSelector(`main[data-screen="${name}"]`, { timeout: 60_000 });

/** The patron types the PIN where it is asked for and borrows two items; the session goes on. */
async function borrow(bench: Bench, page: Page, asks: 'pin' | 'card'): Promise<void> {
  bench.do({ kind: 'showCard', card: cardOf(bench, NAME) });
  if (asks === 'pin') {
    await on(page, 'pin');
    for (const digit of PIN) await button(page, digit).click();
    await button(page, 'Continue').click();
  }
  await on(page, 'borrow');
  for (const title of TITLES) bench.do({ kind: 'lay', item: itemOf(bench, title) });
  for (const title of TITLES) {
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.filter({ hasText: /Borrowed|Refused|Renewed/ }).waitFor({ timeout: 20_000 });
  }
  // What is laid down again before it was seen to leave has never left.
  await clearTable(bench, bench.daemon);
}

/** Looks everywhere, as soon as no transaction is open any more. */
async function nothingLeft(
  t: Test,
  { bench, page }: { readonly bench: Bench; readonly page: Page },
  daemons: readonly [DaemonProcess, ...DaemonProcess[]],
): Promise<void> {
  const daemon = daemons.at(-1) ?? daemons[0];
  await untilAsync('all transactions have ended', async () =>
    /^lendstation_transactions_open 0$/m.test(await (await fetch(`${daemon.url}metrics`)).text()),
  );
  // What is only read aloud stays for a moment, but not over the end of the session.
  await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent === '');
  const shown: string[] = [];
  const other = joinAsPage(daemon, (screen) => shown.push(JSON.stringify(screen)));
  await other.until('it has a screen', () => true);
  other.close();
  const data = join(dirname(bench.box.settingsFile), 'data');
  const places: readonly (readonly [string, string])[] = [
    ['the page', await page.content()],
    ['the next page', shown.join()],
    ['the log', daemons.map(({ written }) => written()).join()],
    ...readdirSync(data).map((file) => [file, readFileSync(join(data, file), 'utf8')] as const),
  ];
  t.ok(places.some(([place, bytes]) => place.startsWith('journal.sqlite') && bytes.length > 1_000));
  for (const [place, content] of places) {
    t.same(
      traces(bench).filter((trace) => content.includes(trace)),
      [],
      `nothing is in ${place}`,
    );
  }
  t.same(await keptBy(page), NOTHING_KEPT, 'nor in the browser');
}

t.test('a session that runs out of time, and its summary too', { buffered: true }, async (t) => {
  const { bench, page } = await begin(t, 'sessionSeconds: 30');
  await borrow(bench, page, 'card');
  // Nobody touches anything any more.
  await on(page, 'done');
  await on(page, 'start');
  await nothingLeft(t, { bench, page }, [bench.daemon]);
});

t.test(
  'one that is finished, taken over by another card, reloaded, or cut by a crash',
  { buffered: true },
  async (t) => {
    const { bench, page } = await begin(t, 'pin: required');
    await borrow(bench, page, 'pin');
    await button(page, 'No receipt').click();
    await on(page, 'done');
    await button(page, 'Finish').or(button(page, 'Continue')).first().click();
    await on(page, 'start');
    await nothingLeft(t, { bench, page }, [bench.daemon]);

    await borrow(bench, page, 'pin');
    await page.reload();
    await on(page, 'borrow');
    await button(page, 'No receipt').or(button(page, 'Finish')).first().click();
    await on(page, 'done');
    await page.reload();
    await button(page, 'Finish').or(button(page, 'Continue')).first().click();
    await on(page, 'start');
    await nothingLeft(t, { bench, page }, [bench.daemon]);

    await borrow(bench, page, 'pin');
    const next = bench.box.desk.shelf().cards.find(({ name, tale }) => tale === 'plain' && name !== NAME);
    bench.do({ kind: 'showCard', card: next?.card ?? '' });
    await page.waitForFunction(() => !document.body.textContent.includes('Søren'), undefined, {
      timeout: 20_000,
    });
    await nothingLeft(t, { bench, page }, [bench.daemon]);
    // The next one is asked for a PIN too, and gives up.
    await button(page, 'Cancel').click();
    await on(page, 'start');

    await borrow(bench, page, 'pin');
    bench.daemon.process.kill('SIGKILL');
    await bench.daemon.ended;
    await on(page, 'out-of-service');
    const left = await page.content();
    t.same(
      traces(bench).filter((trace) => left.includes(trace)),
      [],
      'nothing stays on the page while the daemon is away',
    );
    const again = await bench.startAgain();
    await page.goto(again.url);
    await on(page, 'start');
    await nothingLeft(t, { bench, page }, [bench.daemon, again]);
  },
);
