// What the patron's page shows and does when it is touched: names, intents, panels, notices. Keys, scans, what is read aloud
// and the lost daemon are in patron-keys.test.ts; how it looks is in patron-look.test.ts.

import t from 'tap';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { SIZES } from './chromium.ts';
import { allScreens, displayed, type ScreenName, screens, spoken } from './fixtures/screens.ts';
import { button, keptBy, NOTHING_KEPT, startPatronPages } from './patron-pages.ts';

const { server, open, present, touch, close } = await startPatronPages();
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
    'borrow-empty': ['Finish', 'Return', 'My account'],
    borrow: ['Print receipt', 'No receipt', 'Return', 'My account'],
    'borrow-no-printer': ['Finish', 'Return', 'My account'],
    'borrow-warning': ['Continue', 'Print receipt', 'No receipt', 'Return', 'My account'],
    return: ['Print receipt', 'No receipt', 'Borrow'],
    'account-empty': ['Finish', 'Return', 'Borrow'],
    done: ['Print receipt', 'Finish'],
    'done-returned': ['Finish'],
    help: ['Call staff', 'Continue'],
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
  says((await rows(screens.return))[0], 'Truyện Kiều', 'Returned', 'Put it here: Blue shelf');
  const alerts = await rows(screens['return-alerts']);
  says(alerts[3], 'Dune', 'Returned', 'Put it here: Reserved items');
  says(alerts[1], 'Wolf Hall', 'Put it here: Items of another library');
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

t.test('a fee is asked for by its item, kind and sum, and only those two buttons answer', async (t) => {
  await present(screens['borrow-fee'], page);
  const question = page.getByRole('region', { name: 'Casablanca Rental fee: €2.50' });
  t.same(await question.getByRole('button').allTextContents(), ['Accept fee', 'No, thank you']);
  t.match(await question.textContent(), 'Borrow it all the same?');
  t.match(await page.getByRole('status').textContent(), 'Casablanca: Working. Rental fee: €2.50');
  t.equal(await page.getByRole('alert').textContent(), '', 'it is a question, and no alarm');
  server.takeIntents();
  await question.locator('.fee-words').tap();
  t.same(await server.nextIntent(), { kind: 'continue' }, 'a touch beside them is no answer');
  await present(screens['account-fee'], page);
  t.match(await question.textContent(), 'Renew it all the same?');
});

t.test('the account tells what is ready with its shelf, what is waited for, overdue and owed', async (t) => {
  await present(screens['account-holds'], page);
  const ready = page.getByRole('region', { name: 'Ready to collect' }).getByRole('listitem');
  const [first, second, third] = await ready.allTextContents();
  t.match(first, /Nỗi buồn chiến tranh.*Find it at Reservation shelf T/);
  t.match(second, /Số đỏ.*Ask at the desk/);
  t.ok(third !== undefined);
  t.same(await page.locator('.facts').getByRole('listitem').allTextContents(), [
    '2 on loan',
    '1 overdue',
    '3 ready to collect',
    '2 reserved, not here yet',
    '€3.50 to pay',
  ]);
  t.equal(await page.getByRole('list', { name: 'Items', exact: true }).getByRole('listitem').count(), 2);
  await present(screens['account-holds-only'], page);
  t.same(await ready.allTextContents(), ['DDublinersFind it at Reservation shelf A']);
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
    ['borrow-all', 'Return', { kind: 'return' }],
    ['borrow-no-printer', 'Finish', { kind: 'finish' }],
    ['borrow-warning', 'Continue', { kind: 'continue' }],
    ['return', 'Borrow', { kind: 'borrow' }],
    ['account', 'Renew all', { kind: 'renewAll' }],
    ['account', 'Renew', { kind: 'renewOne', row: 1 }],
    ['account', 'Finish', { kind: 'finish' }],
    ['borrow-fee', 'Accept fee', { kind: 'acceptFee', row: 1 }],
    ['borrow-fee', 'No, thank you', { kind: 'declineFee', row: 1 }],
    ['account-fee', 'Accept fee', { kind: 'acceptFee', row: 1 }],
    ['done', 'Print receipt', { kind: 'printReceipt' }],
    ['done', 'Finish', { kind: 'finish' }],
    ['help', 'Continue', { kind: 'continue' }],
  ];
  for (const [screen, name, intent] of touches) {
    await present(screens[screen], page);
    t.same(await touch(page, name), intent, `${screen}: ${name}`);
    t.same(server.takeIntents(), [], `${screen}: ${name} sends nothing else`);
  }
});

t.test('a button that has to wait sends nothing', async (t) => {
  await present(screens.borrow, page);
  server.takeIntents();
  await button(page, 'Print receipt').dispatchEvent('click');
  await button(page, 'No receipt').dispatchEvent('click');
  t.same(await touch(page, 'Help'), { kind: 'help' }, 'the next touch comes first');
});

t.test('a touch beside every button says that somebody is still here', async (t) => {
  await present(screens.borrow, page);
  await page.waitForSelector('html:not([data-resting])');
  server.takeIntents();
  await page.locator('h1').tap();
  t.same(await server.nextIntent(), { kind: 'continue' });
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
  t.same(await namesOf(), ['Mượn', 'Trả', 'Gia hạn', 'Tài khoản', 'Trợ giúp', 'Ngôn ngữ', 'Trợ năng']);
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

t.test('the accessibility panel switches colours, text, reach and time', async (t) => {
  await present(screens.start, page);
  await button(page, 'Accessibility').tap();
  const plain = screens.start.display;
  const switches: readonly (readonly [string, Screen['display']])[] = [
    ['Dark', { ...plain, theme: 'dark' }],
    ['High contrast', { ...plain, theme: 'contrast' }],
    ['Large', { ...plain, text: 'large' }],
    ['Largest', { ...plain, text: 'largest' }],
    ['Lower buttons', { ...plain, reach: 'low' }],
    ['Three times', { ...plain, time: 'more' }],
    ['Ten times', { ...plain, time: 'most' }],
  ];
  for (const [name, display] of switches) {
    t.same(await touch(page, name), { kind: 'display', display }, name);
    await present(displayed(screens.start, display), page);
    t.equal(await button(page, name).getAttribute('aria-pressed'), 'true', `${name} is on`);
    await present(screens.start, page);
    t.equal(await button(page, name).getAttribute('aria-pressed'), 'false', `${name} is off`);
  }
  await present(displayed(screens.start, { theme: 'contrast', text: 'large' }), page);
  t.equal(await page.locator('html').getAttribute('data-theme'), 'contrast');
  t.equal(await page.locator('html').getAttribute('data-text'), 'large');
  await button(page, 'Continue').tap();
  t.equal(await page.getByRole('dialog').count(), 0, 'Continue goes on with what was switched');
  t.equal(await page.locator('html').getAttribute('data-theme'), 'contrast');
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
  const said = {
    'borrow-blocked': /^\s*“?Charges of EUR 25\.50/,
    'account-blocked': /Your card is paused for borrowing.*Charges of EUR 25\.50/,
  } as const;
  for (const name of ['borrow-blocked', 'account-blocked'] as const) {
    await present(screens.start, page);
    await present(screens[name], page);
    t.match(await page.locator('.notices').textContent(), said[name], 'not what the row says already');
    await page.getByRole('status').filter({ hasText: 'Your card is paused' }).waitFor();
  }
  await present(screens['borrow-blocked-empty'], page);
  t.equal(await page.locator('.notices q').count(), 0, 'no empty quotation');
  await present(screens.return, page);
  t.equal(await page.locator('.notices').count(), 0, 'who returns is not bothered with it');
});

t.test('the primary button is what the patron most likely wants', async (t) => {
  const primary = async (screen: Screen) => {
    await present(screen, page);
    return page.locator('.ends .button-primary').allTextContents();
  };
  t.same(await primary(screens['borrow-all']), ['Print receipt']);
  t.same(await primary(screens['borrow-blocked']), ['No receipt'], 'nothing was lent');
  t.same(await primary(screens['borrow-blocked-empty']), ['Return'], 'nothing can be');
  t.same(await primary(screens['borrow-fee']), [], 'the question comes first');
  t.same(await page.locator('.fee .button-primary').allTextContents(), ['Accept fee']);
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

t.test('what lies on the pad from before is mentioned, and that it has to be lifted first', async (t) => {
  const said = async (screen: Screen) => {
    await present(screen, page);
    return (await page.locator('main').textContent()) ?? '';
  };
  t.match(
    await said(screens['start-from-before']),
    /3 items still lie here.*Clear the pad, then lay yours down/,
  );
  const more = await said({ ...screens['start-from-before'], itemsWaiting: 1 });
  t.match(more, /1 item on the pad/);
  t.notMatch(more, /still lie here/, 'what was laid down since comes first');
  const borrowing = await said(screens['borrow-from-before']);
  t.match(borrowing, /3 items still lie here.*Clear the pad, then lay yours down/);
  t.notMatch(borrowing, /Lay your items/);
  const returning = await said(screens['return-from-before']);
  t.match(returning, /Now put them here: Blue shelf.*1 item still lies here/);
});

t.test('who may not borrow is not asked to lay anything down', async (t) => {
  await present(screens['borrow-blocked-empty'], page);
  const said = (await page.locator('main').textContent()) ?? '';
  t.match(said, /Touch Return to bring items back/);
  t.notMatch(said, /Lay your items|All together/);
});

t.test('what still lies on the pad at the end is mentioned', async (t) => {
  const lent = { ...screens.done, returned: 0, refused: 0 };
  const said = async (screen: Screen) => {
    await present(screens.start, page);
    await present(screen, page);
    return (await page.locator('.head').textContent()) ?? '';
  };
  t.notMatch(await said(lent), /books along/);
  t.match(await said(lent), /You can go/);
  const along = await said({ ...lent, itemsOnPad: 2 });
  t.match(along, /Take your books along/);
  t.notMatch(along, /You can go/);
  await page.getByRole('status').getByText('Take your books along').waitFor({ state: 'attached' });
  const mixed = await said({ ...screens.done, itemsOnPad: 1 });
  t.match(mixed, /Some items still lie on the pad/, 'what was returned is not to be taken along');
  t.notMatch(await said(screens['done-stop']), /books along/, 'nor what must not leave yet');
});

t.test('a receipt that comes by e-mail is told of, with or without one on paper', async (t) => {
  const said = async (screen: Screen) => {
    await present(screen, page);
    return (await page.locator('main').textContent()) ?? '';
  };
  t.match(await said(screens['done-emailed']), /The library e-mails your receipt. Print one too\?/);
  t.match(
    await said({ ...screens['done-emailed'], canPrint: false }),
    /The library e-mails your receipt\.(?! Print)/,
  );
  t.notMatch(await said(screens.done), /e-mail/);
});

t.test('the end names what was refused, and where what was returned goes', async (t) => {
  await present(screens['done-returned'], page);
  const said = (await page.locator('main').textContent()) ?? '';
  t.match(said, /Not returned\. The desk can help:\s*Wolf Hall/);
  t.match(said, /Put it here: Blue shelf\s*Dune\s*Truyện Kiều\s*Emma/);
});

t.test('the browser keeps nothing, and nothing went wrong in it', async (t) => {
  t.same(await keptBy(page), NOTHING_KEPT);
  t.same(faults, []);
});
