// What a visit costs at the whole station: taps and screens are counted for each kind of visit, as a patron makes them with
// a finger, a keyboard or a keypad. The built daemon, the library system on TCP, devices behind ttys.

import type { Locator } from 'playwright-core';
import t from 'tap';
import { startBench, untilAsync } from '../end-to-end/bench.ts';
import { clearTable } from '../end-to-end/visits.ts';
import { SIZES, startChromium } from './chromium.ts';
import { press, WAYS } from './ways.ts';

/** A session of sixty seconds has surely ended. */
const ENDS_BY_ITSELF_MS = 90_000;

t.setTimeout(300_000);
const browser = await startChromium();
t.teardown(() => browser.close());
const bench = await startBench(t);
await untilAsync('the station is ready', async () => {
  const { borrow, print } = await bench.ready();
  return borrow && print;
});
const { page, faults } = await browser.open(bench.daemon.url, SIZES.portrait);
page.setDefaultTimeout(20_000);

/** The names of all screens since the last visit, one after the other. */
await page.evaluate(() => {
  const names: string[] = [];
  Reflect.set(globalThis, 'names', names);
  const look = () => {
    const name = document.querySelector('main')?.dataset['screen'] ?? '';
    if (names.at(-1) !== name) names.push(name);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
});

const shelf = bench.box.desk.shelf();
const cardOf = (wanted: string): string => shelf.cards.find(({ name }) => name === wanted)?.card ?? '';
const itemOf = (wanted: string): string => shelf.books.find(({ title }) => title === wanted)?.item ?? '';
const show = (name: string): void => bench.do({ kind: 'showCard', card: cardOf(name) });
const lay = (...titles: readonly string[]): void => {
  for (const title of titles) bench.do({ kind: 'lay', item: itemOf(title) });
};
const named = (name: string): Locator => page.getByRole('button', { name, exact: true });
const onScreen = (name: string) => page.waitForSelector(`main[data-screen="${name}"]`);
const says = (text: string | RegExp): Promise<void> => page.locator('main').getByText(text).first().waitFor();
/** Waits until rows with these titles have this status. */
async function rows(status: string, ...titles: readonly string[]): Promise<void> {
  const list = page.getByRole('list', { name: 'Items' }).getByRole('listitem');
  for (const title of titles) await list.filter({ hasText: title }).filter({ hasText: status }).waitFor();
}

const FIVE = ['Pride and Prejudice', 'Truyện Kiều', 'Dune', 'Le Petit Prince', 'The Hobbit'];

/** A visit, with all taps that it takes and the screens from its first one to its last. */
interface Visit {
  readonly name: string;
  readonly taps: number;
  readonly screens: readonly string[];
  readonly make: (tap: (name: string) => Promise<void>) => Promise<void>;
}

const VISITS: readonly Visit[] = [
  {
    name: 'borrow five: no tap but the choice of a receipt',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      show('Søren Kjærgaard');
      await onScreen('borrow');
      lay(...FIVE);
      await rows('Borrowed', ...FIVE);
      await tap('No receipt');
    },
  },
  {
    name: 'a checkout of what the patron has is a renewal',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      show('Søren Kjærgaard');
      await onScreen('borrow');
      lay('Dune');
      await rows('Renewed', 'Dune');
      await tap('No receipt');
    },
  },
  {
    name: 'return five: one tap, no card, and it ends by itself',
    taps: 1,
    screens: ['start', 'return', 'done'],
    make: async (tap) => {
      lay(...FIVE);
      await tap('Return');
      await rows('Returned', ...FIVE);
      await page.waitForSelector('main[data-screen="done"]', { timeout: ENDS_BY_ITSELF_MS });
    },
  },
  {
    name: 'renew all: one tap after the card, and the choice of a receipt',
    taps: 3,
    screens: ['start', 'identify', 'account', 'done'],
    make: async (tap) => {
      await tap('Renew');
      await onScreen('identify');
      show('Priya Raghunathan');
      await onScreen('account');
      await tap('Renew all');
      await page.getByRole('listitem').filter({ hasText: 'Renewed' }).nth(3).waitFor();
      await tap('No receipt');
    },
  },
  {
    name: 'items before the card, and refusals among them',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      lay('Momo', 'Midnight’s Children', 'Germinal');
      await says(/3 items/);
      show('Aroha Ngata');
      await rows('Borrowed', 'Momo');
      await rows('Refused', 'Midnight’s Children', 'Germinal');
      await tap('No receipt');
    },
  },
  {
    name: 'a second card of the family: no tap but the choice of a receipt',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      show('Ferenc Kovács');
      await onScreen('borrow');
      lay('Winnie-the-Pooh');
      await rows('Borrowed', 'Winnie-the-Pooh');
      await clearTable(bench, bench.daemon);
      show('Nomvula Dlamini');
      await says(/Nomvula/);
      lay('The Gruffalo');
      await rows('Borrowed', 'The Gruffalo');
      await tap('No receipt');
    },
  },
  {
    name: 'a blocked card',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      show('James O’Connor');
      await says(/paused for borrowing/);
      lay('Carmen (3 CDs)');
      await rows('Refused', 'Carmen (3 CDs)');
      await tap('No receipt');
    },
  },
  {
    name: 'a card forgotten',
    taps: 2,
    screens: ['start', 'identify', 'start'],
    make: async (tap) => {
      await tap('Borrow');
      await onScreen('identify');
      await tap('Cancel');
    },
  },
  {
    name: 'the printer away',
    taps: 1,
    screens: ['start', 'identify', 'borrow', 'done'],
    make: async (tap) => {
      bench.do({ kind: 'switch', part: 'printer', to: 'away' });
      await untilAsync('it is away', async () => !(await bench.ready()).print);
      show('Çağlar, Deniz');
      await onScreen('borrow');
      lay('Chí Phèo');
      await rows('Borrowed', 'Chí Phèo');
      await tap('Finish');
      bench.do({ kind: 'switch', part: 'printer', to: 'working' });
    },
  },
  {
    name: 'the library system away: returns still work',
    taps: 2,
    screens: ['start', 'return', 'done'],
    make: async (tap) => {
      bench.do({ kind: 'switch', part: 'library', to: 'away' });
      await says(/The library system is away/);
      lay('Chí Phèo');
      await tap('Return');
      await rows('Returned', `Item ending in ${itemOf('Chí Phèo').slice(-4)}`);
      await tap('No receipt');
      bench.do({ kind: 'switch', part: 'library', to: 'working' });
      await untilAsync('it is back', async () => (await bench.ready()).borrow);
    },
  },
];

for (const [index, { name, taps, screens, make }] of VISITS.entries()) {
  const way = WAYS[index % WAYS.length] ?? 'touch';
  t.test(`${name} (${way})`, async (t) => {
    await onScreen('start');
    await page.evaluate(() => Reflect.get(globalThis, 'names').splice(0, Number.POSITIVE_INFINITY, 'start'));
    let tapped = 0;
    await make(async (button) => {
      await page.locator('button:not([aria-disabled=true])', { hasText: button }).first().waitFor();
      await press(way, named(button).first());
      tapped += 1;
    });
    await onScreen(screens.at(-1) ?? 'start');
    t.equal(tapped, taps, 'taps');
    const seen: readonly string[] = await page.evaluate(() => [...Reflect.get(globalThis, 'names')]);
    t.same(seen, screens, 'and its screens');
    await clearTable(bench, bench.daemon);
    if (screens.at(-1) === 'done') await press(way, named('Finish'));
    await onScreen('start');
  });
}

t.test('nothing went wrong in the page', (t) => {
  t.same(faults, []);
  t.end();
});
