// The whole station through a real browser: Chromium at the size of the kiosk's screen, the built daemon as a process
// of its own, SIP2 over TCP, a FEIG reader's frames, a scanner and a printer over real serial devices.

import type { Locator, Page } from 'playwright-core';
import t from 'tap';
import { type Bench, startBench, untilAsync } from '../end-to-end/bench.ts';
import { until } from '../shell/until.ts';
import { SIZES, startChromium } from './chromium.ts';

const PRIDE = 'Pride and Prejudice';
const KIEU = 'Truyện Kiều';
const DUNE = 'Dune';
/** Of which no printer has the letters. */
const DREAM = '红楼梦';
const SECURED = 0x07;
const ON_LOAN = 0xc2;

const browser = await startChromium();
t.teardown(() => browser.close());

/** A patron of the demo without a PIN to ask for, blocks or holds. */
const cardOf = ({ box }: Bench, name: string): string => {
  const card = box.desk.shelf().cards.find((known) => known.name === name);
  if (card === undefined) throw new Error(`nobody is called ${name}`);
  return card.card;
};

const itemOf = ({ box }: Bench, title: string): string => {
  const book = box.desk.shelf().books.find((known) => known.title === title);
  if (book === undefined) throw new Error(`nothing is called ${title}`);
  return book.item;
};

const afiOf = (bench: Bench, title: string): readonly number[] =>
  bench.box.world.items.get(itemOf(bench, title))?.tags.map(({ afi }) => afi) ?? [];

const borrowerOf = (bench: Bench, title: string): string | null | undefined =>
  bench.box.world.items.get(itemOf(bench, title))?.standing.borrower;

const renewalsOf = (bench: Bench, title: string): number | undefined =>
  bench.box.world.items.get(itemOf(bench, title))?.standing.renewals;

const lay = (bench: Bench, title: string): void => bench.do({ kind: 'lay', item: itemOf(bench, title) });
const showCard = (bench: Bench, name: string): void =>
  bench.do({ kind: 'showCard', card: cardOf(bench, name) });

const rowOf = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Items' }).getByRole('listitem').filter({ hasText: title });

const onScreen = (page: Page, name: string): Promise<unknown> =>
  page.waitForSelector(`main[data-screen="${name}"]`);

async function open(bench: Bench): Promise<Page> {
  await untilAsync('the station is ready', async () => {
    const { borrow, print } = await bench.ready();
    return borrow && print;
  });
  const { page } = await browser.open(bench.daemon.url, SIZES.portrait);
  await onScreen(page, 'start');
  return page;
}

/** The row's words as soon as it has this status. */
async function rowWith(page: Page, title: string, status: string): Promise<string> {
  const row = rowOf(page, title).filter({ hasText: status });
  await row.waitFor({ timeout: 15_000 });
  return (await row.textContent()) ?? '';
}

t.test('a patron borrows three books, gets a receipt and leaves nothing behind', async (t) => {
  const bench = await startBench(t);
  const page = await open(bench);
  const early: string[] = [];
  // Looked at whenever the page changes: nothing may be called borrowed before its tag holds the loan's AFI.
  await page.exposeFunction('sawBorrowed', (words: string) => {
    for (const title of [PRIDE, KIEU, DUNE]) {
      if (words.includes(title) && afiOf(bench, title).some((afi) => afi !== ON_LOAN)) early.push(title);
    }
  });
  await page.evaluate(() => {
    const look = () => {
      for (const row of document.querySelectorAll('li')) {
        if (row.textContent.includes('Borrowed')) {
          Reflect.get(globalThis, 'sawBorrowed')(row.textContent);
        }
      }
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });

  showCard(bench, 'Søren Kjærgaard');
  await onScreen(page, 'borrow');
  for (const title of [PRIDE, KIEU, DUNE]) lay(bench, title);
  for (const title of [PRIDE, KIEU, DUNE]) {
    const words = await rowWith(page, title, 'Borrowed');
    t.match(words, /\d{1,2} [A-Z][a-z]{2}/, `${title} shows when it is due`);
    t.same(afiOf(bench, title), [ON_LOAN]);
    t.equal(borrowerOf(bench, title), cardOf(bench, 'Søren Kjærgaard'));
  }
  t.same(early, [], 'no title was called borrowed before its tag was released');

  lay(bench, DREAM);
  await rowWith(page, DREAM, 'Borrowed');

  await page.getByRole('button', { name: 'Print receipt' }).click();
  await onScreen(page, 'done');
  await until('a slip came out', () => bench.box.world.printer.slips.length === 1, 15_000);
  const [pictures = []] = bench.box.world.printer.pictures;
  t.match(pictures, [{ heightDots: /^2\d$/ }, { heightDots: Number }], 'title and date as dots');
  t.ok(pictures[0]?.bits.some((byte) => byte !== 0));
  const slip = bench.box.world.printer.slips[0]?.join('\n') ?? '';
  for (const title of [PRIDE, KIEU, DUNE]) t.match(slip, title);
  t.notMatch(slip, /Kjærgaard|Søren/, 'nothing of the patron is on the slip');

  bench.do({ kind: 'liftAll' });
  await page
    .getByRole('button', { name: 'Finish' })
    .or(page.getByRole('button', { name: 'Continue' }))
    .first()
    .click();
  await onScreen(page, 'start');
  const left = await page.content();
  for (const word of ['Søren', 'Kjærgaard', cardOf(bench, 'Søren Kjærgaard'), PRIDE, KIEU, DUNE]) {
    t.notOk(left.includes(word), `${word} is not in the page any more`);
    t.notOk(bench.daemon.written().includes(word), `${word} is not in the log`);
  }
});

t.test('they come back without a card', async (t) => {
  const bench = await startBench(t);
  const page = await open(bench);
  lay(bench, 'The Great Gatsby');
  await page.getByRole('button', { name: 'Return' }).click();
  await onScreen(page, 'return');
  await rowWith(page, 'The Great Gatsby', 'Returned');
  t.same(afiOf(bench, 'The Great Gatsby'), [SECURED]);
  t.equal(borrowerOf(bench, 'The Great Gatsby'), null);
});

t.test('a tag that takes no write is never called borrowed, and its loan is taken back', async (t) => {
  const bench = await startBench(t, ({ world }) => {
    for (const { about, tags } of world.items.values()) {
      if (about.title === DUNE) for (const tag of tags) tag.health = 'unwritable';
    }
  });
  const page = await open(bench);
  showCard(bench, 'Søren Kjærgaard');
  await onScreen(page, 'borrow');
  lay(bench, DUNE);
  lay(bench, PRIDE);
  await rowWith(page, PRIDE, 'Borrowed');
  await rowWith(page, DUNE, 'Refused');
  t.equal(borrowerOf(bench, DUNE), null, 'the loan was cancelled');
  t.same(afiOf(bench, DUNE), [SECURED]);
});

t.test(
  'the library system dies in the middle of the second checkout: nothing is lost, nothing doubled',
  async (t) => {
    const bench = await startBench(t);
    const page = await open(bench);
    showCard(bench, 'Søren Kjærgaard');
    await onScreen(page, 'borrow');
    // It lends the second book, and the line is cut before anybody hears of it.
    bench.box.faults.acs.plan({ on: '11', occurrence: 2, what: { kind: 'closeAfter' } });
    for (const title of [PRIDE, KIEU, DUNE]) lay(bench, title);
    await until(
      'two were lent',
      () => [PRIDE, KIEU, DUNE].filter((one) => borrowerOf(bench, one)).length === 2,
    );
    bench.do({ kind: 'switch', part: 'library', to: 'away' });
    await until('it is off', () => bench.box.world.parts.library === 'away');
    bench.do({ kind: 'switch', part: 'library', to: 'working' });
    for (const title of [PRIDE, KIEU, DUNE]) {
      await rowWith(page, title, 'Borrowed');
      t.same(afiOf(bench, title), [ON_LOAN]);
      t.equal(borrowerOf(bench, title), cardOf(bench, 'Søren Kjærgaard'));
      t.equal(renewalsOf(bench, title), 0, `${title} was lent once`);
    }
  },
);

t.test('the pad is unplugged in the middle of a write: do not leave yet, until it is back', async (t) => {
  const bench = await startBench(t);
  const page = await open(bench);
  showCard(bench, 'Søren Kjærgaard');
  await onScreen(page, 'borrow');
  const { faults } = bench.box;
  faults.reader.plan({ on: 'writeAfi', occurrence: 1, what: { kind: 'noAnswer' } });
  lay(bench, DUNE);
  await until('it was lent', () => borrowerOf(bench, DUNE) !== null);
  bench.do({ kind: 'switch', part: 'pad', to: 'away' });
  await rowWith(page, DUNE, 'Do not leave yet');
  t.match((await bench.ready()).reasons.join(' '), /Pad pad: away/);
  bench.do({ kind: 'switch', part: 'pad', to: 'working' });
  await rowWith(page, DUNE, 'Borrowed');
  t.same(afiOf(bench, DUNE), [ON_LOAN]);
});

t.test('a station whose devices are missing serves, says so, and takes them up when they come', async (t) => {
  const bench = await startBench(t, ({ desk }) => {
    for (const part of ['pad', 'scanner', 'printer'] as const) {
      desk.onDeed({ kind: 'switch', part, to: 'away' });
    }
  });
  await untilAsync('the library system is there', async () => (await bench.ready()).renew);
  const missing = await bench.ready();
  t.match(missing, { borrow: false, return: false, renew: true, print: false });
  for (const part of ['Pad pad', 'Scanner scanner', 'Printer printer']) {
    t.match(missing.reasons.join('\n'), new RegExp(`${part}: `));
  }
  for (const part of ['pad', 'scanner', 'printer'] as const) {
    bench.do({ kind: 'switch', part, to: 'working' });
  }
  const page = await open(bench);
  showCard(bench, 'Søren Kjærgaard');
  await onScreen(page, 'borrow');
  lay(bench, DUNE);
  await rowWith(page, DUNE, 'Borrowed');
});
