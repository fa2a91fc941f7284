// The simulator's table in Chromium: what a visitor does becomes a deed, what the daemon tells is drawn.

import type { Locator, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { type DeskDeed, type DeskTable, PICTURE_LINE } from '../../protocols/screen/desk.ts';
import { until } from '../shell/until.ts';
import { axeOn } from './axe.ts';
import { type OpenPage, SIZES, type Size, startChromium } from './chromium.ts';
import { busy, itemOf, receipt, shelf, table } from './fixtures/desk.ts';
import { screens } from './fixtures/screens.ts';
import { startPageServer } from './page-server.ts';

const server = await startPageServer();
const browser = await startChromium();
t.teardown(async () => {
  await browser.close();
  await server.close();
});

const MAI = /Nguyễn Thị Mai/;

/** What went wrong on any page's console; the last test looks. */
const faults: OpenPage['faults'][] = [];

/** Opens the table with something on it, until the test ends. */
async function open(test: Test, laid: DeskTable = table, size: Size = SIZES.landscape): Promise<OpenPage> {
  server.show(screens.start);
  server.showDesk(shelf, laid);
  server.takeDeeds();
  const opened = await browser.open(`${server.origin}/desk`, size);
  faults.push(opened.faults);
  test.teardown(() => opened.page.context().close());
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

/** The deeds that arrive next, as soon as there is one. */
async function nextDeeds(): Promise<readonly DeskDeed[]> {
  let deeds: readonly DeskDeed[] = [];
  await until('a deed arrived', () => {
    deeds = server.takeDeeds();
    return deeds.length > 0;
  });
  return deeds;
}

const onShelf = (page: Page, title: string): Locator =>
  page.getByRole('option', { name: new RegExp(`^${title}`) });
const device = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const tap = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Drags from the middle of one thing to the middle of another, with the mouse. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await middle(from), await middle(to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

async function middle(thing: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('not to be seen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

t.test('the patron’s own screen is live beside the table, and above it on a tall screen', async (t) => {
  for (const size of [SIZES.landscape, SIZES.small, SIZES.portrait]) {
    const { page } = await open(t, table, size);
    await page.frameLocator('iframe').locator('main[data-screen="start"]').waitFor();
    const patron = await page.locator('iframe').boundingBox();
    const books = await page.getByRole('listbox').boundingBox();
    if (patron === null || books === null) throw new Error('not to be seen');
    if (size === SIZES.portrait) t.ok(patron.y + patron.height < books.y, 'above');
    else t.ok(patron.x >= books.x + books.width, 'beside');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    t.equal(overflow, 0, 'nothing sticks out sideways');
  }
});

t.test('a change of the patron’s screen leaves the keyboard to the visitor', async (t) => {
  const { page } = await open(t);
  const patron = page.frameLocator('iframe');
  await patron.locator('main[data-screen="start"]').waitFor();
  await page.getByRole('searchbox').focus();
  server.show(screens.pin);
  await patron.locator('main[data-screen="pin"]').waitFor();
  await page.keyboard.type('momo');
  t.equal(await page.getByRole('searchbox').inputValue(), 'momo');
});

t.test('a book dragged onto the pad is laid there, one dragged back is lifted', async (t) => {
  const { page } = await open(t);
  await drag(page, onShelf(page, 'Dune'), device(page, 'Pad'));
  t.same(await nextDeeds(), [{ kind: 'lay', item: itemOf('Dune') }]);
  server.showDesk(shelf, { ...table, onPad: [itemOf('Dune')] });
  const spine = device(page, 'Pad').getByRole('button', { name: /^Dune/ });
  t.match(await spine.getAttribute('aria-label'), /Secured\. Available\. On the pad/);
  await drag(page, spine, page.getByRole('listbox'));
  t.same(await nextDeeds(), [{ kind: 'lift', item: itemOf('Dune') }]);
  t.equal(await onShelf(page, 'Dune').getAttribute('aria-selected'), 'false', 'a drag is no tap');
});

t.test('books are dragged to the scanner and through the gate, and nowhere else', async (t) => {
  const { page } = await open(t);
  await drag(page, onShelf(page, 'Dune'), device(page, 'Scanner'));
  t.same(await nextDeeds(), [{ kind: 'scanItem', item: itemOf('Dune') }]);
  await drag(page, onShelf(page, 'Dune'), device(page, 'Gate'));
  t.same(await nextDeeds(), [{ kind: 'carryOut', item: itemOf('Dune') }]);
  await drag(page, onShelf(page, 'Dune'), device(page, 'Printer'));
  await drag(page, page.getByRole('button', { name: MAI }), page.locator('iframe'));
  const first = shelf.cards[0]?.card ?? '';
  t.same(await nextDeeds(), [{ kind: 'showCard', card: first }], 'the printer takes no books');
});

t.test('a finger drags too', async (t) => {
  const { page } = await open(t);
  const [from, to] = [await middle(onShelf(page, 'The Hobbit')), await middle(device(page, 'Pad'))];
  const glass = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number): Promise<unknown> =>
    glass.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  await touch('touchStart', from.x, from.y);
  for (const part of [0.1, 0.4, 0.7, 1]) {
    await touch('touchMove', from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
  }
  await touch('touchEnd', to.x, to.y);
  t.same(await nextDeeds(), [{ kind: 'lay', item: itemOf('The Hobbit') }]);
});

t.test('everything can be done from the keyboard', async (t) => {
  const { page } = await open(t);
  await onShelf(page, 'Pride and Prejudice').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  t.equal(await onShelf(page, 'The Hobbit').getAttribute('aria-selected'), 'true');
  const item = itemOf('The Hobbit');
  const hand = page.getByRole('region', { name: 'In your hand' });
  await hand.getByRole('heading', { name: 'The Hobbit' }).waitFor();

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  t.same(await nextDeeds(), [{ kind: 'lay', item }]);
  server.showDesk(shelf, { ...table, onPad: [item] });
  await hand.getByRole('button', { name: 'Lift off the pad' }).waitFor();
  await page.keyboard.press('Enter');
  t.same(await nextDeeds(), [{ kind: 'lift', item }], 'the focus has stayed');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  t.same(await nextDeeds(), [{ kind: 'scanItem', item }]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  t.same(await nextDeeds(), [{ kind: 'carryOut', item }]);
  server.showDesk(shelf, { ...table, carriedOut: [item] });
  await hand.getByRole('button', { name: 'Bring it back' }).waitFor();
  await page.keyboard.press('Enter');
  t.same(await nextDeeds(), [{ kind: 'bringBack', item }]);
  server.showDesk(shelf, table);

  await page.getByRole('button', { name: MAI }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const anna = shelf.cards[1]?.card ?? '';
  t.same(await nextDeeds(), [{ kind: 'showCard', card: anna }]);
});

t.test('the invitation counts the books, waits for the card, and goes', async (t) => {
  const { page } = await open(t);
  const invitation = device(page, 'Try this first');
  await invitation.getByText('0 of 3 laid').waitFor();
  const three = ['Dune', 'Momo', 'The Hobbit'].map(itemOf);
  server.showDesk(shelf, { ...table, onPad: three.slice(0, 2) });
  await invitation.getByText('2 of 3 laid').waitFor();
  server.showDesk(shelf, { ...table, onPad: three });
  await invitation.getByText('3 of 3 laid').waitFor();
  await page.getByRole('button', { name: MAI }).click();
  await invitation.waitFor({ state: 'detached' });
  t.same(await nextDeeds(), [{ kind: 'showCard', card: shelf.cards[0]?.card }]);
  await page.getByText('Scanned: Nguyễn Thị Mai').waitFor();
});

t.test('ordinary cards come first; cards with a tale are one touch away, PIN and tale on them', async (t) => {
  const { page } = await open(t);
  const tray = page.getByRole('toolbar', { name: 'Patron cards' });
  const ordinary = shelf.cards.filter(({ tale }) => tale === 'plain').length;
  await tray
    .getByRole('button')
    .nth(ordinary - 1)
    .waitFor();
  t.equal(await tray.getByRole('button').count(), ordinary);
  await page.getByRole('radio', { name: 'With a tale' }).check();
  await tray.getByRole('button', { name: /O’Connor/ }).waitFor();
  t.equal(await tray.getByRole('button').count(), shelf.cards.length - ordinary);
  t.equal(
    await tray.getByRole('button', { name: /O’Connor/ }).getAttribute('aria-description'),
    'PIN 1111. Blocked',
  );
});

t.test('parts are unplugged, paper runs out, the library system takes its time', async (t) => {
  const { page } = await open(t);
  await page.getByRole('switch', { name: 'Printer' }).click();
  t.same(await nextDeeds(), [{ kind: 'switch', part: 'printer', to: 'away' }]);
  server.showDesk(shelf, { ...table, parts: { ...table.parts, printer: 'away' } });
  await device(page, 'Printer').getByText('Unplugged').waitFor();
  await page.getByRole('switch', { name: 'Printer', checked: false }).click();
  t.same(await nextDeeds(), [{ kind: 'switch', part: 'printer', to: 'working' }]);
  await page.getByRole('radio', { name: 'Near end' }).check();
  t.same(await nextDeeds(), [{ kind: 'paper', to: 'near-end' }]);
  await page.getByRole('radio', { name: '3 s' }).check();
  t.same(await nextDeeds(), [{ kind: 'delay', libraryDelayMs: 3000 }]);
});

t.test('a slip comes out of the printer; all of them can be read, newest first', async (t) => {
  const { page } = await open(t);
  const older = ['Returned', 'Momo'];
  server.showDesk(shelf, { ...table, slips: [older] });
  await page.getByRole('figure', { name: 'Newest slip' }).getByText('Momo').waitFor();
  server.showDesk(shelf, { ...table, slips: [receipt, older] });
  await page.getByRole('figure', { name: 'Newest slip' }).getByText('3 items. Thank you!').waitFor();
  await page.getByRole('status').getByText('A slip came out of the printer.').waitFor();
  await tap(page, 'Read all 2 slips');
  const slips = page.getByRole('dialog').getByRole('listitem');
  t.equal(await slips.count(), 2);
  t.match(await slips.first().textContent(), 'Thank you');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

t.test('what was printed as dots is seen as dots, at its edge of the paper', async (t) => {
  const { page } = await open(t);
  const square = { widthDots: 8, heightDots: 8, align: 'right', bits: 'ff818181818181ff' } as const;
  server.showDesk(shelf, { ...table, slips: [['Borrowed (1)', PICTURE_LINE, 'last']], pictures: [[square]] });
  const dots = page.getByRole('figure', { name: 'Newest slip' }).getByRole('img', { name: /as a picture/ });
  await dots.waitFor();
  const drawn = await dots.evaluate((canvas: HTMLCanvasElement) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, 8, 8).data ?? [];
    return Array.from({ length: 64 }, (_, at) => (pixels[at * 4 + 3] === 0 ? ' ' : '#')).join('');
  });
  t.equal(drawn, ['########', ...Array<string>(6).fill('#      #'), '########'].join(''));
  const paper = await page.getByRole('figure', { name: 'Newest slip' }).boundingBox();
  const place = await dots.boundingBox();
  t.ok((place?.x ?? 0) > (paper?.x ?? 0) + (paper?.width ?? 0) / 2, 'on the right');
});

t.test('slips, books and the gate move only where motion is welcome', async (t) => {
  const { page } = await open(t, busy);
  const motions = (): Promise<string[]> =>
    page
      .locator('.receipt-new, .spine-place:first-child, .gate-posts')
      .evaluateAll((things) => things.map((thing) => getComputedStyle(thing).animationName));
  t.same(await motions(), ['none', 'none', 'none']);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  t.same(await motions(), ['spine-lands', 'receipt-comes-out', 'gate-shakes']);
});

t.test('the gate is red and loud for a secured book and green for a released one', async (t) => {
  const { page } = await open(t);
  await page.evaluate(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      document.body.dataset['sounded'] = String(Number(document.body.dataset['sounded'] ?? 0) + 1);
      start.call(this, when);
    };
  });
  const sounded = async (): Promise<number> =>
    Number(await page.locator('body').getAttribute('data-sounded'));
  await onShelf(page, 'Dune').click();
  const item = itemOf('Dune');
  server.showDesk(shelf, { ...table, carriedOut: [item], gate: { alarm: true, item } });
  const gate = device(page, 'Gate');
  await gate.getByText('“Dune” is still secured.').waitFor();
  await page.locator('[data-gate="alarm"]').waitFor();
  await page.locator('body[data-sounded]').waitFor();
  await page.getByRole('alert').getByText('Stop! “Dune” is still secured.').waitFor();
  const afterAlarm = await sounded();
  t.ok(afterAlarm > 0, 'it was heard');
  await drag(page, gate.getByRole('button', { name: /^Dune/ }), page.getByRole('listbox'));
  t.same(await nextDeeds(), [{ kind: 'bringBack', item }]);

  const items = [{ item, tag: 'released', loan: 'on-loan' }] as const;
  server.showDesk(shelf, { ...table, items, carriedOut: [item], gate: { alarm: false, item } });
  await gate.getByText('“Dune” is released.').waitFor();
  await page.locator('[data-gate="free"]').waitFor();
  await page.waitForFunction((before) => Number(document.body.dataset['sounded']) > before, afterAlarm);
  server.showDesk(shelf, { ...table, items });
  await gate.getByText('Way out').waitFor();
  t.match(await onShelf(page, 'Dune').getAttribute('aria-label'), /Released\. On loan/);
});

t.test('what a book tells is on a slip', async (t) => {
  const { page } = await open(t);
  const told = (title: string): Promise<string | null> => onShelf(page, title).locator('.slip').textContent();
  t.equal(await told('Midnight’s Children'), 'Reserved');
  t.equal(await told('Wolf Hall'), 'Lost');
  t.equal(await told('Germinal'), 'In transit');
  t.equal(await told('Gray’s Anatomy'), 'Stays here');
  t.equal(await told('Die Symphonien'), 'Set of 6');
});

t.test(
  'any book of the stacks is found, accents or not, and stays on the shelf once it was used',
  async (t) => {
    const { page } = await open(t);
    const inStacks = shelf.books.filter(({ onTable }) => !onTable).length;
    await page.getByPlaceholder(`Search ${inStacks} more books`).waitFor();
    const search = page.getByRole('searchbox');
    await search.fill('viet nam su luoc');
    await page.getByText('1 book found').waitFor();
    await onShelf(page, 'Việt Nam sử lược').click();
    await tap(page, 'Lay on the pad');
    t.same(await nextDeeds(), [{ kind: 'lay', item: itemOf('Việt Nam sử lược') }]);
    await search.fill('xyzzy');
    await page.getByText('No such book in our stacks. Try fewer letters.').waitFor();
    await tap(page, 'Back to the shelf');
    t.equal(await page.getByRole('option').count(), shelf.books.filter(({ onTable }) => onTable).length + 1);
    await onShelf(page, 'Việt Nam sử lược').waitFor();
  },
);

t.test('the page speaks Vietnamese in full', async (t) => {
  const { page } = await open(t, busy);
  await page.getByRole('radio', { name: 'Tiếng Việt' }).check();
  await page.getByRole('heading', { name: 'Thẻ bạn đọc' }).waitFor();
  t.equal(await page.locator('html').getAttribute('lang'), 'vi-VN');
  t.equal(await page.title(), 'Quầy thư viện để dùng thử');
});

t.test('when the daemon goes away the page says so, and comes back by itself', async (t) => {
  const { page } = await open(t);
  server.goAway();
  await page.getByText('The station is away. The table waits until it is back.').waitFor();
  server.letIn();
  await page.getByText('The station is away.').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: MAI }).click();
  t.equal((await nextDeeds()).length, 1);
});

t.test('axe finds nothing against WCAG 2.2 A and AA', async (t) => {
  for (const [laid, size] of [
    [table, SIZES.landscape],
    [busy, SIZES.small],
    [busy, { width: 640, height: 400 }],
  ] as const) {
    const { page } = await open(t, laid, size);
    await onShelf(page, 'Dune').click();
    await page.getByRole('button', { name: MAI }).click();
    await page.getByRole('radio', { name: 'With a tale' }).check();
    await page.frameLocator('iframe').locator('main').waitFor();
    // The patron's screen in its frame has a test of its own.
    t.same((await axeOn(page, 'light')).violations, [], `${size.width}x${size.height}`);
  }
});

t.test('nothing of all this left a fault on a console', (t) => {
  t.same(faults.flat(), []);
  t.end();
});
