// The patron's page while nobody is here, and what the library tells everybody: slides and what ends them, opening
// hours, events, questions and answers, a call for the staff, the mode for children.

import t from 'tap';
import type { Board } from '../../protocols/screen/board.ts';
import type { PageSetup } from '../../protocols/screen/page-setup.ts';
import { SIZES } from './chromium.ts';
import { BOARD, daysAhead } from './fixtures/board.ts';
import { displayed, screens, spoken } from './fixtures/screens.ts';
import { button, startPatronPages } from './patron-pages.ts';

const { server, open, present, touch, close } = await startPatronPages();
t.teardown(close);
t.setTimeout(180_000);
const SETUP: PageSetup = {
  kind: 'kiosk',
  profile: 'public',
  sounds: { volume: 0, events: [], quiet: null },
  offersChildrenMode: true,
  covers: false,
  brand: { logo: false, photo: false },
};
server.setUp(SETUP);
server.tell(BOARD);
const { page, faults } = await open(SIZES.small);

const attract = page.getByRole('region', { name: 'From the library' });
const tell = async (more: Partial<Board>): Promise<void> => server.tell({ ...BOARD, ...more });
/** Seconds that a slide stays, in which a test can see it go. */
const QUICK = 0.15;

t.test('slides come one after the other, each with words for those who cannot see it', async (t) => {
  await tell({ slideSeconds: QUICK });
  await present(screens['start-attract'], page);
  for (const name of ['your card and your books', 'story time on saturdays', 'the evening is long']) {
    const slide = attract.getByRole('img', { name });
    await slide.waitFor();
    t.ok(await slide.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0), name);
  }
  await attract.getByRole('heading', { name: 'Coming up' }).waitFor();
  t.match(await attract.getByRole('listitem').first().textContent(), /Tomorrow, 15:00|tomorrow, 15:00/);
  await tell({});
});

t.test('a touch ends them wherever it is, and does nothing else', async (t) => {
  await present(screens.start, page);
  const place = await button(page, 'Borrow').boundingBox();
  await present(screens['start-attract'], page);
  await page.waitForSelector('html:not([data-resting])');
  server.takeIntents();
  await page.touchscreen.tap((place?.x ?? 0) + 20, (place?.y ?? 0) + 20);
  t.same(await server.nextIntent(), { kind: 'continue' });
  await present(screens.start, page);
  t.equal(await attract.count(), 0);
  t.same(server.takeIntents(), [], 'no tile was touched');
  t.ok(await page.locator('html[data-resting]').count(), 'and for a moment none can be');
});

t.test('a key ends them and presses nothing; what a scanner types goes on as a scan', async (t) => {
  await present(screens.start, page);
  await button(page, 'Return').focus();
  await present(screens['start-attract'], page);
  for (const key of ['Enter', 'Tab', 'ArrowDown']) {
    server.takeIntents();
    await page.keyboard.press(key);
    t.same(await server.nextIntent(), { kind: 'continue' }, key);
    t.ok(
      await button(page, 'Return').evaluate((element) => element === document.activeElement),
      'the focus stays',
    );
  }
  server.takeIntents();
  // As a scanner does, faster than any test can press keys.
  await page.evaluate(() => {
    for (const key of [...'39999012345678', 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
  t.same(await server.nextIntent(), { kind: 'continue' });
  t.same(await server.nextIntent(), { kind: 'typed', text: '39999012345678' });
  t.same(server.takeIntents(), []);
});

t.test('slides fade into each other only for those who want motion', async (t) => {
  const fade = () =>
    page
      .locator('.attract-slide')
      .first()
      .evaluate((slide) => getComputedStyle(slide).transitionDuration);
  await present(screens['start-attract'], page);
  t.equal(await fade(), '0s');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  t.match(await fade(), '1.2s');
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

t.test('a library with nothing to show shows its start screen', async (t) => {
  await tell({ slides: [], events: [] });
  await present(screens['start-attract'], page);
  t.equal(await attract.count(), 0);
  server.takeIntents();
  await page.waitForSelector('html:not([data-resting])');
  t.same(await touch(page, 'Borrow'), { kind: 'borrow' });
  await tell({});
});

t.test(
  'the start screen says the time, and until when the library is open, in the patron’s language',
  async (t) => {
    const line = page.locator('.opening');
    const says = async (opening: Board['opening'], language: 'en' | 'vi' | 'ar' = 'en') => {
      await tell({ opening });
      await present(spoken(screens.start, language), page);
      return (await line.textContent()) ?? '';
    };
    t.match(await says({ kind: 'open', until: daysAhead(0, 23, 59) }), /^\d\d:\d\dOpen until 23:59$/);
    t.match(await says({ kind: 'open', until: null }), /Open round the clock/);
    t.match(await says({ kind: 'closed', opens: daysAhead(1, 9, 0) }), /Closed\. Opens tomorrow, 09:00/);
    t.match(await says({ kind: 'closed', opens: daysAhead(0, 23, 58) }), /Closed\. Opens today, 23:58/);
    t.match(await says({ kind: 'closed', opens: daysAhead(1, 9, 0) }, 'vi'), /Mở lại ngày mai, 09:00/);
    t.match(await says({ kind: 'closed', opens: daysAhead(1, 9, 0) }, 'ar'), /يفتح غدًا, 09:00/);
    t.match(await says({ kind: 'closed', opens: null }), /Closed$/);
    await tell({ opening: null });
    await line.waitFor({ state: 'detached' });
    await tell({ opening: { kind: 'closed', opens: daysAhead(1, 9, 0) } });
    await present(screens['out-closed'], page);
    t.equal(await page.locator('h1').textContent(), 'The library is closed');
    t.match(await line.textContent(), /Opens tomorrow, 09:00/);
    await tell({});
  },
);

t.test('the end of a visit names the next event, and nothing beside an alarm', async (t) => {
  const next = page.locator('.next-event');
  await present(screens.done, page);
  t.match(await next.textContent(), 'Next: Homework help tomorrow, 15:00');
  await present(screens['done-stop'], page);
  t.equal(await next.count(), 0);
});

t.test('the staff are called by a button, which says that they were', async (t) => {
  await present(screens.help, page);
  t.same(await touch(page, 'Call staff'), { kind: 'callStaff' });
  await present(screens['help-called'], page);
  t.equal(await button(page, 'Call staff').getAttribute('aria-disabled'), 'true');
  t.ok(await page.getByText('The staff have been called. Please stay here.').first().isVisible());
  t.match(await page.getByRole('status').textContent(), 'The staff have been called. Please stay here.');
});

t.test('questions are read by tap or by keys alone, and nothing in them leads away', async (t) => {
  await present(screens.help, page);
  await button(page, 'Questions and answers').tap();
  const sheet = page.getByRole('dialog');
  t.equal(await sheet.getByRole('heading').textContent(), 'Questions and answers');
  await page.waitForSelector('html:not([data-resting])');
  server.takeIntents();
  await button(page, 'Can I have something for longer?').tap();
  t.same(await server.nextIntent(), { kind: 'help' }, 'who reads is still there');
  t.equal(await sheet.getByRole('heading').textContent(), 'Can I have something for longer?');
  t.equal(await sheet.locator('ol > li').count(), 3);
  t.equal(await sheet.locator('strong').first().textContent(), 'Renew');
  t.equal(await sheet.locator('a, img, iframe, script').count(), 0);
  await page.waitForSelector('html:not([data-resting])');
  await button(page, 'Back').tap();
  t.equal(await sheet.getByRole('heading').textContent(), 'Questions and answers');
  const last = button(page, 'Does anybody see what I read?');
  await last.focus();
  await page.keyboard.press('Enter');
  t.equal(await sheet.getByRole('heading').textContent(), 'Does anybody see what I read?');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  t.equal(await page.locator('main').getAttribute('data-screen'), 'help');
});

t.test('in a language without questions the first one’s are shown, marked as such', async (t) => {
  const { en } = BOARD.questions;
  await tell({ questions: en === undefined ? {} : { ar: en } });
  await present(spoken(screens.help, 'ar'), page);
  await button(page, 'أسئلة وأجوبة').tap();
  const list = page.locator('.questions');
  t.equal(await list.getAttribute('lang'), 'en');
  t.equal(await list.getAttribute('dir'), 'ltr');
  await page.keyboard.press('Escape');
  await present(screens.help, page);
  t.equal(await button(page, 'Questions and answers').count(), 0, 'no button where there is nothing to read');
  await tell({});
});

t.test(
  'children get simple words, large pictures and fewer choices, and the same buttons’ names',
  async (t) => {
    const width = () =>
      page
        .locator('.row .cover')
        .first()
        .evaluate((cover) => cover.getBoundingClientRect().width);
    await present(screens['borrow-all'], page);
    const usual = await width();
    await present(displayed(screens['borrow-all'], { children: 'on' }), page);
    t.ok((await width()) > 1.5 * usual, 'larger covers');
    await present(displayed(screens.start, { children: 'on' }), page);
    t.equal(await page.locator('h1').textContent(), 'Show your card');
    const tiles = page.locator('.tiles').getByRole('button');
    t.same(await tiles.allTextContents(), ['Borrow', 'Return', 'My account']);
    await button(page, 'Accessibility').tap();
    t.equal(await button(page, 'For children').getAttribute('aria-pressed'), 'true');
    t.match(await touch(page, 'For children'), { kind: 'display', display: { children: 'off' } });
    await page.keyboard.press('Escape');
  },
);

t.test('where the library wants no mode for children, none is offered', async (t) => {
  server.setUp({ ...SETUP, offersChildrenMode: false });
  const { page: other } = await open(SIZES.small);
  await present(screens.start, other);
  await button(other, 'Accessibility').tap();
  await other.getByRole('dialog').waitFor();
  t.equal(await button(other, 'For children').count(), 0);
});

t.test('nothing went wrong in the page, and nothing was asked for that its rules forbid', async (t) => {
  t.same(faults, []);
});
