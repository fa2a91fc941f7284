// What the patron's page does beside touches: scans, keys, what is read aloud, and what becomes of it without the daemon.

import type { Page } from 'playwright-core';
import t from 'tap';
import { SIZES } from './chromium.ts';
import { allScreens, type ScreenName, screens } from './fixtures/screens.ts';
import { button, keptBy, NOTHING_KEPT, startPatronPages } from './patron-pages.ts';

const { server, open, present, touch, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(300_000);
const { page, faults } = await open(SIZES.portrait);

/** Everything that the page holds as text: what is drawn, what is only read aloud, attributes. */
const html = (on: Page): Promise<string> => on.evaluate(() => document.documentElement.outerHTML);

/** Types as a scanner does, all within one turn of the page; true when the page kept the end from the focused button. */
const scan = (code: string, end = 'Enter'): Promise<boolean> =>
  page.evaluate(
    ([keys, last]) => {
      const press = (key: string) =>
        (document.activeElement ?? document.body).dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        );
      for (const key of keys) press(key);
      return !press(last);
    },
    [code, end] as const,
  );

t.test('a keyboard-wedge scanner is heard on every screen, whatever has the focus', async (t) => {
  const names = new Set<string>();
  for (const [name, screen] of allScreens) {
    if (names.has(screen.name)) continue;
    names.add(screen.name);
    await present(screen, page);
    await page.getByRole('button').first().focus();
    server.takeIntents();
    t.ok(await scan('39999012345678'), `${name}: the Enter of the scan presses nothing`);
    t.same(await server.nextIntent(), { kind: 'typed', text: '39999012345678' }, name);
    t.same(server.takeIntents(), [], `${name}: nothing else is sent`);
  }
  t.equal(names.size, 9, 'all nine screens were tried');
  t.ok(await scan('39999012345678', 'Tab'), 'the Tab of a scan moves no focus');
  t.same(await server.nextIntent(), { kind: 'typed', text: '39999012345678' }, 'ended by a Tab');
  t.notOk(await scan('1'.repeat(10_000)), 'ten thousand keys are no scan');
  await scan(']F0A39999012345678B');
  t.same(await server.nextIntent(), { kind: 'typed', text: ']F0A39999012345678B' }, 'sent as it was typed');
  t.same(server.takeIntents(), []);
  await present(screens.pin, page);
  await scan('39999012345678');
  t.same(await server.nextIntent(), { kind: 'typed', text: '39999012345678' }, 'also beside a PIN pad');
  t.match(await page.locator('.dots').textContent(), '0 digits', 'a scan leaves no digits on the PIN pad');
  await scan('2468');
  t.same(await server.nextIntent(), { kind: 'pin', pin: '2468' }, 'a few quick digits are a PIN');
});

t.test('the PIN pad holds digits until Continue, and shows only how many', async (t) => {
  await present(screens.pin, page);
  for (const key of ['9', '1', '7', 'Delete last digit', '4']) await button(page, key).tap();
  t.match(await page.locator('.dots').textContent(), '3 digits entered');
  t.notMatch(await page.locator('body').textContent(), /914/, 'the digits appear nowhere');
  t.same(await touch(page, 'Continue'), { kind: 'pin', pin: '914' });
  t.match(await page.locator('.dots').textContent(), '0 digits entered', 'nothing is left');

  await page.locator('h1').focus();
  await page.keyboard.type('2468', { delay: 60 });
  await page.keyboard.press('Backspace');
  server.takeIntents();
  await page.keyboard.press('Enter');
  t.same(await server.nextIntent(), { kind: 'pin', pin: '246' }, 'by keyboard as well');

  await page.keyboard.type('13', { delay: 60 });
  await present(screens.start, page);
  await present(screens.pin, page);
  t.match(await page.locator('.dots').textContent(), '0 digits entered', 'digits do not outlive the screen');

  await page.keyboard.type('13', { delay: 60 });
  await present(screens.pin, page);
  t.match(await page.locator('.dots').textContent(), '2 digits entered', 'the same asking goes on');
  await present({ ...screens.pin, entry: 2 }, page);
  t.match(await page.locator('.dots').textContent(), '0 digits entered', 'the next card finds none');
  await page.keyboard.type('5', { delay: 60 });
  server.takeIntents();
  await page.keyboard.press('Enter');
  t.same(await server.nextIntent(), { kind: 'pin', pin: '5' }, 'and sends its own alone');
  await present(screens['pin-wrong'], page);
  t.match(await page.locator('main').textContent(), /That PIN did not match/);
  t.match(await page.locator('main').textContent(), /1 try left/);
});

t.test('Tab reaches every button, the focus is seen, and goes on', async (t) => {
  const tried: readonly ScreenName[] = [
    'start',
    'pin',
    'borrow-all',
    'account',
    'done',
    'help',
    'out-starting',
  ];
  for (const name of tried) {
    await present(screens[name], page);
    const all = await page.getByRole('button').count();
    const seen = new Set<number>();
    for (let presses = 0; presses < all + 4 && seen.size < all; presses++) {
      await page.keyboard.press('Tab');
      const { place, visible } = await page.evaluate(() => {
        const focused = document.activeElement;
        const style = getComputedStyle(focused ?? document.body);
        return {
          place:
            focused instanceof HTMLButtonElement
              ? [...document.querySelectorAll('button')].indexOf(focused)
              : -1,
          visible: style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2,
        };
      });
      if (place < 0) continue;
      seen.add(place);
      if (!visible) t.fail(`${name}: button ${place} shows no focus`);
    }
    t.equal(seen.size, all, `${name}: all ${all} buttons`);
  }
  await present(screens.start, page);
  await button(page, 'Return').focus();
  server.takeIntents();
  await page.keyboard.press('Enter');
  t.same(await server.nextIntent(), { kind: 'return' }, 'Enter presses');
  await page.keyboard.press('Space');
  t.same(await server.nextIntent(), { kind: 'return' }, 'Space presses');
});

t.test('four arrow keys reach every button from every other', async (t) => {
  for (const name of ['start', 'pin', 'borrow-all', 'account', 'done'] as const) {
    await present(screens[name], page);
    const ways = await page.evaluate(() => {
      const buttons = [...document.querySelectorAll('button')];
      return buttons.map((from) =>
        ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map((key) => {
          from.focus();
          from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
          return document.activeElement instanceof HTMLButtonElement
            ? buttons.indexOf(document.activeElement)
            : -1;
        }),
      );
    });
    for (const [start] of ways.entries()) {
      const reached = new Set([start]);
      for (const place of reached) for (const next of ways[place] ?? []) reached.add(next);
      if (reached.size !== ways.length)
        t.fail(`${name}: from button ${start} only ${[...reached].join(' ')}`);
    }
    t.pass(name);
  }
  await present(screens.start, page);
  await page.keyboard.press('ArrowDown');
  t.equal(await page.evaluate(() => document.activeElement?.tagName), 'BUTTON', 'the first key finds one');
});

t.test('results are told politely, "Do not leave yet" at once', async (t) => {
  const polite = page.getByRole('status');
  const urgent = page.getByRole('alert');
  await present(screens['borrow-empty'], page);
  await present(screens.borrow, page);
  await polite.filter({ hasText: 'Dune: Borrowed. Yours until Mon 14 Dec' }).waitFor();
  t.equal(await urgent.textContent(), '', 'nothing urgent');
  await present(screens['borrow-stop'], page);
  await urgent
    .filter({ hasText: 'Nỗi buồn chiến tranh: Do not leave yet. Lay it on the pad again' })
    .waitFor();
  t.equal(await page.locator('[aria-live=assertive], [role=alert]').count(), 1, 'one urgent region');
  await present(screens['start-remark'], page);
  await polite.filter({ hasText: 'We do not know this card.' }).waitFor();
  t.equal(await urgent.textContent(), '', 'nothing of the last session is said again');
});

t.test('results that come within 50 ms are all told, each by itself, and leave again', async (t) => {
  const { page: quick } = await open(SIZES.small);
  const polite = quick.getByRole('status');
  await present(screens['borrow-empty'], quick);
  await quick.clock.install();
  const [first, second, third] = screens['borrow-all'].items;
  for (const items of [[first], [first, second], [first, second, third]]) {
    server.show({ ...screens['borrow-all'], items: items.filter((item) => item !== undefined) });
  }
  await polite
    .getByText('Die unendliche')
    .or(polite.getByText('骆驼祥子'))
    .first()
    .waitFor({ state: 'attached' });
  const told = await polite.locator('p').allTextContents();
  t.same(
    told.map((each) => each.split(':')[0]),
    ['Dune', 'Số đỏ', '骆驼祥子'],
  );
  t.equal(await polite.getAttribute('aria-atomic'), 'false', 'what was told is not told again');
  await quick.clock.fastForward(11_000);
  await polite.locator('p').first().waitFor({ state: 'detached' });
  await quick.context().close();
});

t.test('what came of a renewal is told, and has the focus that its button had', async (t) => {
  const { loans } = screens.account;
  const withSecond = (state: 'working' | 'renewed') => ({
    ...screens.account,
    loans: loans.map((loan) => (loan.row === 2 ? { ...loan, state } : loan)),
  });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await present(screens.start, page);
  await present(screens.account, page);
  await button(page, 'Renew').nth(1).focus();
  server.takeIntents();
  await page.keyboard.press('Enter');
  t.same(await server.nextIntent(), { kind: 'renewOne', row: 2 });
  await present(withSecond('working'), page);
  t.equal(await focused(), 'Working');
  await present(withSecond('renewed'), page);
  t.equal(await focused(), 'Renewed');
  await page.getByRole('status').getByText('Dune: Renewed').waitFor({ state: 'attached' });
  await page.keyboard.press('Tab');
  t.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby')),
    'loan-5',
    'Tab goes on with the next loan',
  );
});

t.test('nothing of a patron stays behind on the page after the session', async (t) => {
  await present(screens.account, page);
  await present(screens['borrow-stop'], page);
  await present(screens.start, page);
  await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent === '');
  t.notMatch(await html(page), /Mai|Dune|chiến tranh|Dubliners|Gatsby/);
});

t.test('while the daemon is away the page says so by itself, and comes back with it', async (t) => {
  const { page: lost } = await open(SIZES.small);
  await present(screens['borrow-stop'], lost);
  server.goAway();
  await lost.waitForSelector('main[data-screen="out-of-service"]');
  t.notMatch(await html(lost), /Mai|Dune|chiến tranh/, 'nothing of the patron is left');
  await button(lost, 'Help').tap();
  server.takeIntents();
  server.letIn();
  await present(screens.start, lost);
  t.equal(await lost.locator('main').getAttribute('data-screen'), 'start');
  await button(lost, 'Borrow').tap();
  t.same(await server.nextIntent(), { kind: 'borrow' }, 'a touch made in between is not sent later');
  await lost.context().close();
});

t.test('a patron is blanked as soon as the line is lost; after two minutes the desk is named', async (t) => {
  const { page: lost } = await open(SIZES.small);
  await present(screens.account, lost);
  await lost.clock.install();
  await lost.clock.pauseAt(Date.now() + 60_000);
  const shown = async () => (await lost.locator('main').textContent()) ?? '';
  t.match(await shown(), /Dune/);
  server.goAway();
  // The page's time stands still until it is moved on, in steps that let it hear of the lost line.
  for (let step = 0; step < 40 && /Dune/.test(await shown()); step++) await lost.clock.runFor(50);
  t.notMatch(await html(lost), /Mai|Dune/, 'within two seconds of its time');
  t.match(await shown(), /ready in about a minute/);
  await lost.clock.fastForward(120_000);
  t.match(await shown(), /Please go to the desk/);
  t.notMatch(await shown(), /minute/);
  server.letIn();
  await lost.context().close();
});

t.test('the browser keeps nothing, and nothing went wrong in it', async (t) => {
  t.same(await keptBy(page), NOTHING_KEPT);
  // That the line was cut on purpose is told on the console too.
  t.same(
    faults.filter((fault) => !fault.includes('WebSocket connection')),
    [],
  );
});
