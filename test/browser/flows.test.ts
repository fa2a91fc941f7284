// Flows that end at the desk elsewhere, through the whole station and a real browser, each by touch, by keyboard alone and by
// a keypad of four arrows: a fee that is accepted or not, some renewals of several, the account, a release by the staff.

import { appendFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import t from 'tap';
import type { WorldItem } from '../../station-daemon/simulator/world/world.ts';
import { type Bench, startBench, untilAsync } from '../end-to-end/bench.ts';
import { SIZES, startChromium } from './chromium.ts';
import { press, WAYS, type Way } from './ways.ts';

const RENTAL = 'A Brief History of Time';
const OTHER_RENTAL = 'Mắt biếc';
const SET = 'Die Symphonien (6 CDs)';
const SECURED = 0x07;
const STAFF_CARD = '29009000000001';
const MOST_SCANS = 5;
const SCANNED_AGAIN_MS = 3_000;

t.setTimeout(120_000);
const browser = await startChromium();
t.teardown(() => browser.close());
const bench = await startBench(t, ({ settingsFile }) => {
  appendFileSync(settingsFile, `staff: { cards: [{ name: desk-1, card: "${STAFF_CARD}" }] }\n`);
});
await untilAsync('the station is ready', async () => (await bench.ready()).borrow);
const { page, faults } = await browser.open(bench.daemon.url, SIZES.portrait);
page.setDefaultTimeout(15_000);

const shelf = bench.box.desk.shelf();
const cardOf = (name: string): string => shelf.cards.find((card) => card.name === name)?.card ?? '';
const itemOf = ({ box }: Bench, title: string) => {
  const item = [...box.world.items.values()].find(({ about }) => about.title === title);
  if (item === undefined) throw new Error(`nothing is called ${title}`);
  return item;
};
const named = (name: string): Locator => page.getByRole('button', { name, exact: true });
const rowOf = (title: string): Locator =>
  page.getByRole('list', { name: 'Items' }).getByRole('listitem').filter({ hasText: title });
const onScreen = (name: string) => page.waitForSelector(`main[data-screen="${name}"]`);

/** Brought back and put on its shelf by somebody else. */
function shelve(item: WorldItem): void {
  item.standing = { ...item.standing, circulation: 'available', borrower: null, dueWall: null };
  for (const tag of item.tags) tag.afi = SECURED;
}

/** The end of a visit, and an empty pad for the next one. */
async function leave(way: Way): Promise<void> {
  await press(way, named('No receipt').or(named('Finish')).first());
  await onScreen('done');
  bench.do({ kind: 'liftAll' });
  await page
    .locator('main')
    .getByText(/Take your books along|still lie on the pad/)
    .waitFor({ state: 'detached' });
  await press(way, named('Finish'));
  await onScreen('start');
}

t.test('a fee: the loan is made once it is accepted, and not at all where it is not', async (t) => {
  const [declined, accepted] = [itemOf(bench, RENTAL), itemOf(bench, OTHER_RENTAL)];
  for (const [index, way] of WAYS.entries()) {
    const name = ['Søren Kjærgaard', 'Nomvula Dlamini', 'Tuomas Mäkelä'][index] ?? '';
    const patron = bench.box.world.patrons.get(cardOf(name));
    shelve(accepted);
    bench.do({ kind: 'showCard', card: cardOf(name) });
    await onScreen('borrow');
    bench.do({ kind: 'lay', item: declined.about.barcode });
    await rowOf(RENTAL).filter({ hasText: 'Rental fee: €2.50' }).filter({ hasText: 'Working' }).waitFor();
    await press(way, named('No, thank you'));
    await rowOf(RENTAL).filter({ hasText: 'Refused' }).waitFor();
    bench.do({ kind: 'lay', item: accepted.about.barcode });
    await press(way, named('Accept fee'));
    await rowOf(OTHER_RENTAL).filter({ hasText: 'Borrowed' }).waitFor();
    t.same([declined.standing.borrower, accepted.standing.borrower], [null, cardOf(name)], way);
    t.equal(patron?.owedCents, 100, `${way}: the fee of the one that was accepted`);
    await leave(way);
  }
});

t.test('some loans of several are renewed, and the others are not', async (t) => {
  const name = 'Jürgen Groß';
  const loans = [...bench.box.world.items.values()].filter(
    ({ standing }) => standing.borrower === cardOf(name),
  );
  for (const [index, way] of WAYS.entries()) {
    await press(way, named('My account'));
    await onScreen('identify');
    bench.do({ kind: 'showCard', card: cardOf(name) });
    await onScreen('account');
    const chosen = loans.slice(2 * index, 2 * index + 2);
    for (const { about } of chosen) {
      await press(way, rowOf(about.title).getByRole('button', { name: 'Renew' }));
      await rowOf(about.title)
        .filter({ hasText: /Renewed/ })
        .waitFor();
    }
    t.equal(
      await page.getByRole('listitem').getByRole('button', { name: 'Renew' }).count(),
      4,
      `${way}: the others are left`,
    );
    await press(way, named('Finish').or(named('No receipt')).first());
    await onScreen('done');
    await press(way, named('Finish'));
    await onScreen('start');
  }
  t.same(
    loans.map(({ standing }) => standing.renewals),
    [1, 1, 1, 1, 1, 1],
  );
});

t.test('the account says where what is ready waits', async (t) => {
  await press('keyboard', named('My account'));
  await onScreen('identify');
  bench.do({ kind: 'showCard', card: cardOf('Trần Văn Hùng') });
  const ready = page.getByRole('region', { name: 'Ready to collect' }).getByRole('listitem');
  await ready
    .filter({ hasText: 'Nỗi buồn chiến tranh' })
    .filter({ hasText: 'Reservation shelf T' })
    .waitFor();
  await ready.filter({ hasText: 'Số đỏ' }).filter({ hasText: 'Reservation shelf T' }).waitFor();
  t.match(await page.locator('.facts').textContent(), '2 ready to collect');
  await press('keyboard', named('Finish'));
  await onScreen('start');
  t.notMatch(await page.content(), /Số đỏ|Reservation shelf/, 'nothing of it stays');
});

t.test('a card of the staff releases a set that is not whole', async (t) => {
  const item = itemOf(bench, SET);
  const [first, second] = item.tags;
  if (first === undefined || second === undefined) throw new Error('the set has parts');
  bench.do({ kind: 'showCard', card: cardOf('Nomvula Dlamini') });
  await onScreen('borrow');
  bench.do({ kind: 'lay', item: item.about.barcode });
  // The last disc is missing.
  bench.box.world.field.splice(bench.box.world.field.indexOf(item.tags.at(-1)?.uid ?? ''), 1);
  await rowOf(SET).filter({ hasText: 'Parts are missing' }).filter({ hasText: 'Do not leave yet' }).waitFor();
  t.equal(item.standing.borrower, null);
  // As a scanner types it that pretends to be a keyboard: again where a busy machine typed it as slowly as fingers do.
  const released = rowOf(SET).filter({ hasText: 'Borrowed' });
  for (let scans = 0; scans < MOST_SCANS && (await released.count()) === 0; scans += 1) {
    await page.keyboard.type(`${STAFF_CARD}\n`);
    await released.waitFor({ timeout: SCANNED_AGAIN_MS }).catch(() => {});
  }
  await released.waitFor();
  t.equal(item.standing.borrower, cardOf('Nomvula Dlamini'));
  await leave('touch');
});

t.test('nothing went wrong in the page', (t) => {
  t.same(faults, []);
  t.end();
});
