// What the patron's page does: names, touches, scans, keys, panels, the lost daemon. How it looks is in patron-look.test.ts.

import type { Page } from 'playwright-core';
import t from 'tap';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SIZES } from './chromium.ts';
import { allScreens, displayed, type ScreenName, screens, spoken } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(300_000);
const { page, faults } = await open(SIZES.portrait);

const BAR = ['Help', 'Language', 'Accessibility'];

/** Buttons that can be touched or wait, in the order of the page, without the bar. */
const namesOf = async (): Promise<readonly string[]> => {
  const names = await page
    .getByRole('button')
    .evaluateAll((all) =>
      all.map((each) => each.getAttribute('aria-label') ?? each.textContent?.trim() ?? ''),
    );
  return names.filter((name) => !BAR.includes(name));
};

/** Touches a button and says what the daemon got first. */
const touch = async (name: string, nth = 0): Promise<Intent> => {
  server.takeIntents();
  await button(page, name).nth(nth).tap();
  return server.nextIntent();
};

/** Everything that the page holds as text: what is drawn, what is only read aloud, attributes. */
const html = (on: Page = page): Promise<string> => on.evaluate(() => document.documentElement.outerHTML);

t.test('every screen has one heading and says its name on <main>', async (t) => {
  for (const [name, screen] of allScreens) {
    await present(screen, page);
    t.equal(await page.locator('main').getAttribute('data-screen'), screen.name, name);
    t.equal(await page.locator('h1').count(), 1, `${name}: one h1`);
    t.same(await page.locator('nav').getByRole('button').allTextContents(), BAR, `${name}: the bar`);
  }
});

t.test('each screen has its buttons, by the names of the contract', async (t) => {
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'Delete last digit'];
  const expected: Partial<Record<ScreenName, readonly string[]>> = {
    start: ['Borrow', 'Return', 'Renew', 'My account'],
    'start-library-away': ['Borrow', 'Return', 'Renew', 'My account'],
    identify: ['Cancel'],
    pin: [...digits, 'Continue', 'Cancel'],
    'borrow-empty': ['Finish', 'My account'],
    borrow: ['Print receipt', 'No receipt', 'My account'],
    'borrow-no-printer': ['Finish', 'My account'],
    'borrow-warning': ['Continue', 'Print receipt', 'No receipt', 'My account'],
    return: ['Print receipt', 'No receipt', 'Borrow'],
    'account-empty': ['Finish', 'Borrow'],
    done: ['Print receipt', 'Finish'],
    'done-returned': ['Finish'],
    help: ['Continue'],
    'out-nothing-works': [],
  };
  for (const [name, screen] of allScreens) {
    const names = new Map(Object.entries(expected)).get(name);
    if (names === undefined) continue;
    await present(screen, page);
    t.same(await namesOf(), names, name);
  }
  await present(screens.account, page);
  t.equal(await button(page, 'Renew').count(), 3, 'one Renew for each loan that can be renewed');
  t.equal(await button(page, 'Renew all').count(), 1);
  t.match(
    await button(page, 'Renew')
      .first()
      .evaluate((each) => document.getElementById(each.getAttribute('aria-describedby') ?? '')?.textContent),
    'Buddenbrooks',
    'it is described by its title',
  );
});

t.test('the list named Items says of each item its title and its state', async (t) => {
  const rows = async (screen: Screen): Promise<readonly string[]> => {
    await present(screen, page);
    return page.getByRole('list', { name: 'Items', exact: true }).getByRole('listitem').allTextContents();
  };
  const says = (row: string | undefined, ...parts: readonly string[]) =>
    t.ok(
      parts.every((part) => row?.includes(part)),
      `${row} says ${parts.join(', ')}`,
    );

  const stop = await rows(screens['borrow-stop']);
  t.equal(stop.length, 3);
  says(stop[0], 'Dubliners', 'Do not leave yet');
  says(stop[1], 'Nỗi buồn chiến tranh', 'Do not leave yet');
  says(stop[2], 'Dune', 'Borrowed', 'Mon 14 Dec');
  const refused = await rows(screens['borrow-refused']);
  says(refused[0], 'Atlas of the World', 'Do not leave yet', '2 of 3 parts here');
  says(refused[1], 'Encyclopaedia of Trees', 'Refused', 'stays in the library');
  says(refused[2], 'Wolf Hall', 'Refused', 'Item type REF may not circulate');
  says((await rows(screens.return))[0], 'Truyện Kiều', 'Returned', 'Goes to Blue shelf');
  const alerts = await rows(screens['return-alerts']);
  says(alerts[3], 'Dune', 'Returned', 'Goes to Reserved items');
  says(alerts[1], 'Wolf Hall', 'Goes to Items of another library');
  await present(screens['return-hold'], page);
  await page.getByText('Now put them here: Reserved items, other branch').waitFor();
  const loans = await rows(screens.account);
  t.equal(loans.length, 6);
  says(loans[0], 'Buddenbrooks', 'Borrowed', 'Overdue since Sun 15 Nov');
  says(loans[2], 'Cây cam ngọt của tôi', 'Renewed');
  says(loans[3], 'The Great Gatsby', 'Refused');
  says(loans[5], 'Emil und die Detektive', 'Working');
  t.equal((await rows(screens['borrow-30'])).length, 30);
});

t.test('a touch sends its intent, and only that', async (t) => {
  const touches: readonly (readonly [ScreenName, string, Intent])[] = [
    ['start', 'Borrow', { kind: 'borrow' }],
    ['start', 'Return', { kind: 'return' }],
    ['start', 'Renew', { kind: 'renew' }],
    ['start', 'My account', { kind: 'account' }],
    ['start', 'Help', { kind: 'help' }],
    ['identify', 'Cancel', { kind: 'cancel' }],
    ['pin', 'Cancel', { kind: 'cancel' }],
    ['borrow-all', 'Print receipt', { kind: 'printReceipt' }],
    ['borrow-all', 'No receipt', { kind: 'noReceipt' }],
    ['borrow-all', 'My account', { kind: 'account' }],
    ['borrow-no-printer', 'Finish', { kind: 'finish' }],
    ['borrow-warning', 'Continue', { kind: 'continue' }],
    ['return', 'Borrow', { kind: 'borrow' }],
    ['account', 'Renew all', { kind: 'renewAll' }],
    ['account', 'Renew', { kind: 'renewOne', row: 1 }],
    ['account', 'Finish', { kind: 'finish' }],
    ['done', 'Print receipt', { kind: 'printReceipt' }],
    ['done', 'Finish', { kind: 'finish' }],
    ['help', 'Continue', { kind: 'continue' }],
  ];
  for (const [screen, name, intent] of touches) {
    await present(screens[screen], page);
    t.same(await touch(name), intent, `${screen}: ${name}`);
    t.same(server.takeIntents(), [], `${screen}: ${name} sends nothing else`);
  }
});

t.test('a button that has to wait sends nothing', async (t) => {
  await present(screens.borrow, page);
  server.takeIntents();
  await button(page, 'Print receipt').dispatchEvent('click');
  await button(page, 'No receipt').dispatchEvent('click');
  t.same(await touch('Help'), { kind: 'help' }, 'the next touch comes first');
});

t.test('a touch beside every button says that somebody is still here', async (t) => {
  await present(screens.borrow, page);
  await page.waitForSelector('html:not([data-resting])');
  server.takeIntents();
  await page.locator('h1').tap();
  t.same(await server.nextIntent(), { kind: 'continue' });
});

/** Types as a scanner does, all within one turn of the page; true when the page kept the Enter from the focused button. */
const scan = (code: string): Promise<boolean> =>
  page.evaluate((keys) => {
    const press = (key: string) =>
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    for (const key of keys) press(key);
    return !press('Enter');
  }, code);

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
  await present(screens.pin, page);
  await scan('39999012345678');
  t.match(await page.locator('.dots').textContent(), '0 digits', 'a scan leaves no digits on the PIN pad');
  server.takeIntents();
  await scan('2468');
  t.same(await server.nextIntent(), { kind: 'pin', pin: '2468' }, 'a few quick digits are a PIN');
});

t.test('the PIN pad holds digits until Continue, and shows only how many', async (t) => {
  await present(screens.pin, page);
  for (const key of ['9', '1', '7', 'Delete last digit', '4']) await button(page, key).tap();
  t.match(await page.locator('.dots').textContent(), '3 digits entered');
  t.notMatch(await page.locator('body').textContent(), /914/, 'the digits appear nowhere');
  t.same(await touch('Continue'), { kind: 'pin', pin: '914' });
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

t.test('the language panel offers each language in its own words; the page follows', async (t) => {
  await present(screens.start, page);
  await button(page, 'Language').tap();
  const panel = page.getByRole('dialog', { name: 'Choose your language' });
  t.same(await panel.getByRole('button').allTextContents(), ['English', 'Tiếng Việt', 'Continue']);
  server.takeIntents();
  await panel.getByRole('button', { name: 'Tiếng Việt' }).tap();
  t.same(await server.nextIntent(), { kind: 'language', language: 'vi' });
  t.equal(await panel.count(), 0, 'a choice puts the panel away');

  await present(spoken(screens.start, 'vi'), page);
  t.equal(await page.locator('html').getAttribute('lang'), 'vi');
  t.same(await namesOf(), [
    'Mượn',
    'Trả',
    'Gia hạn',
    'Tài khoản của tôi',
    'Trợ giúp',
    'Ngôn ngữ',
    'Trợ năng',
  ]);
  await present(screens.start, page);
  t.equal(await page.locator('html').getAttribute('lang'), 'en');

  await button(page, 'Language').tap();
  await page.keyboard.press('Escape');
  t.equal(await page.getByRole('dialog').count(), 0, 'Escape closes it');
  t.ok(
    await button(page, 'Language').evaluate((each) => each === document.activeElement),
    'the focus comes back',
  );
  await button(page, 'Language').tap();
  await page.waitForSelector('html:not([data-resting])');
  server.takeIntents();
  await button(page, 'Continue').tap();
  t.equal(await page.getByRole('dialog').count(), 0, 'Continue closes it');
  t.same(server.takeIntents(), [], 'and tells the daemon nothing');
  await button(page, 'Language').tap();
  await present(screens.borrow, page);
  t.equal(await page.getByRole('dialog').count(), 0, 'it does not stay for the next screen');
});

t.test('the accessibility panel switches contrast, text, reach and time', async (t) => {
  await present(screens.start, page);
  await button(page, 'Accessibility').tap();
  const plain = screens.start.display;
  const switches: readonly (readonly [string, Screen['display']])[] = [
    ['High contrast', { ...plain, contrast: 'high' }],
    ['Large text', { ...plain, text: 'large' }],
    ['Lower buttons', { ...plain, reach: 'low' }],
    ['More time', { ...plain, time: 'more' }],
  ];
  for (const [name, display] of switches) {
    t.same(await touch(name), { kind: 'display', display }, name);
    await present(displayed(screens.start, display), page);
    t.equal(await button(page, name).getAttribute('aria-pressed'), 'true', `${name} is on`);
    await present(screens.start, page);
    t.equal(await button(page, name).getAttribute('aria-pressed'), 'false', `${name} is off`);
  }
  await present(displayed(screens.start, { contrast: 'high', text: 'large' }), page);
  t.equal(await page.locator('html').getAttribute('data-contrast'), 'high');
  t.equal(await page.locator('html').getAttribute('data-text'), 'large');
  await button(page, 'Continue').tap();
  t.equal(await page.getByRole('dialog').count(), 0, 'Continue goes on with what was switched');
  t.equal(await page.locator('html').getAttribute('data-contrast'), 'high');
});

t.test('a warning that comes while a panel is open can be answered in the panel', async (t) => {
  await present(screens['borrow-all'], page);
  await button(page, 'Language').tap();
  await present(screens['borrow-warning'], page);
  const panel = page.getByRole('dialog');
  server.takeIntents();
  await panel.getByRole('button', { name: 'Continue' }).tap();
  t.same(await server.nextIntent(), { kind: 'continue' });
  t.equal(await panel.count(), 0, 'and goes on');
});

t.test('the seconds that are left count down', async (t) => {
  await present({ ...screens.borrow, countdown: { leftMs: 2_000, warning: true } }, page);
  await page.getByText('Your session ends in 1 second.').waitFor();
  t.pass('it counts by its own clock');
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

t.test('after a layout change nothing can be tapped for 300 ms', async (t) => {
  const { page: still } = await open(SIZES.small);
  await present(screens.start, still);
  await still.waitForSelector('html:not([data-resting])');
  await still.clock.install();
  await still.clock.pauseAt(Date.now() + 60_000);
  const middleOf = async (name: string) => {
    const box = await button(still, name).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  server.show({ ...screens['start-items'], stationName: 'Changed' });
  await still.locator('.masthead-name', { hasText: 'Changed' }).waitFor();
  server.takeIntents();
  const first = await middleOf('Borrow');
  await still.touchscreen.tap(first.x, first.y);
  await still.clock.runFor(299);
  await still.touchscreen.tap(first.x, first.y);
  await still.clock.runFor(2);
  const second = await middleOf('Return');
  await still.touchscreen.tap(second.x, second.y);
  t.same(await server.nextIntent(), { kind: 'return' }, 'only the touch after the rest is heard');

  server.show({ ...screens['start-items'], itemsWaiting: 4, stationName: 'Same places' });
  await still.locator('.masthead-name', { hasText: 'Same places' }).waitFor();
  await still.touchscreen.tap(second.x, second.y);
  t.same(await server.nextIntent(), { kind: 'return' }, 'where nothing moved nothing rests');
  await still.context().close();
});

t.test('a blocked patron is told so, in our words and those of the library, and heard', async (t) => {
  for (const name of ['borrow-blocked', 'account-blocked'] as const) {
    await present(screens.start, page);
    await present(screens[name], page);
    t.match(
      await page.locator('.notices').textContent(),
      /Your card is paused for borrowing.*Charges of EUR 25\.50/,
      name,
    );
    await page.getByRole('status').filter({ hasText: 'Your card is paused' }).waitFor();
  }
  await present(screens['borrow-blocked-empty'], page);
  t.equal(await page.locator('.notices q').count(), 0, 'no empty quotation');
  await present(screens.return, page);
  t.equal(await page.locator('.notices').count(), 0, 'who returns is not bothered with it');
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

t.test('the primary button is what the patron most likely wants', async (t) => {
  const primary = async (screen: Screen) => {
    await present(screen, page);
    return page.locator('.ends .button-primary').allTextContents();
  };
  t.same(await primary(screens['borrow-all']), ['Print receipt']);
  t.same(await primary(screens['borrow-blocked']), ['No receipt'], 'nothing was lent');
  t.same(await primary(screens.account), ['Renew all']);
  const renewed = screens.account.loans.map((loan) => ({ ...loan, state: 'renewed' as const }));
  t.same(await primary({ ...screens.account, loans: renewed }), ['Finish'], 'nothing is left to renew');
  t.equal(await button(page, 'Renew all').getAttribute('aria-disabled'), 'true');
});

t.test('a pad that is away promises nothing that does not work', async (t) => {
  const said = async (screen: Screen) => {
    await present(screen, page);
    return (await page.locator('main').textContent()) ?? '';
  };
  const empty = screens['borrow-empty'];
  const secured = await said({ ...empty, notices: ['pad-away'] });
  t.match(secured, /Please bring your items to the desk.*The pad is out of use/);
  t.notMatch(secured, /[Ss]can|Lay your items/, 'no barcode takes the place of a tag that must be released');
  t.match(await said({ ...empty, notices: ['pad-away-scan'] }), /Scan the barcode of each item/);
  t.notMatch(await said({ ...empty, notices: ['scanner-away'] }), /scan their barcodes/);
  for (const screen of [screens.start, empty, screens['return-empty']]) {
    const both = await said({ ...screen, notices: ['pad-away', 'scanner-away'] });
    t.match(both, /Pad and scanner are out of use. The desk can help you./, screen.name);
    t.notMatch(both, /[Ss]can (the|your)|Lay your/, `${screen.name}: and nothing against it`);
    t.equal(await page.locator('.notice').count(), 1);
  }
});

t.test('what still lies on the pad at the end is mentioned', async (t) => {
  const lent = { ...screens.done, returned: 0, refused: 0 };
  const said = async (screen: Screen) => {
    await present(screens.start, page);
    await present(screen, page);
    return (await page.locator('.head').textContent()) ?? '';
  };
  t.notMatch(await said(lent), /books along/);
  t.match(await said({ ...lent, itemsOnPad: 2 }), /Take your books along/);
  await page.getByRole('status').getByText('Take your books along').waitFor({ state: 'attached' });
  const mixed = await said({ ...screens.done, itemsOnPad: 1 });
  t.match(mixed, /Some items still lie on the pad/, 'what was returned is not to be taken along');
  t.notMatch(await said(screens['done-stop']), /books along/, 'nor what must not leave yet');
});

t.test('nothing of a patron stays behind on the page after the session', async (t) => {
  await present(screens.account, page);
  await present(screens['borrow-stop'], page);
  await present(screens.start, page);
  await page.waitForFunction(() => document.querySelector('[role=alert]')?.textContent === '');
  t.notMatch(await html(), /Mai|Dune|chiến tranh|Dubliners|Gatsby/);
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
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  t.same(kept, { local: 0, session: 0, cookies: '', databases: 0, caches: 0 });
  t.same(await page.context().cookies(), []);
  // That the line was cut on purpose is told on the console too.
  t.same(
    faults.filter((fault) => !fault.includes('WebSocket connection')),
    [],
  );
});
