// Every flow of the patron's page by touch, by keyboard alone and by a keypad of four arrows: at the three sizes of
// screens, plain and at 200 %, in English, in the language with the longest words and in Arabic. In each dress nothing may
// be cut or overflow, every control has a name, is reached and shows its focus, and the daemon is told what was pressed.

import type { Locator, Page } from 'playwright-core';
import t from 'tap';
import { ar } from '../../kiosk-ui/i18n/ar.ts';
import type { Catalogue } from '../../kiosk-ui/i18n/catalogue.ts';
import { de } from '../../kiosk-ui/i18n/de.ts';
import { en } from '../../kiosk-ui/i18n/en.ts';
import { es } from '../../kiosk-ui/i18n/es.ts';
import { fr } from '../../kiosk-ui/i18n/fr.ts';
import { vi } from '../../kiosk-ui/i18n/vi.ts';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Language } from '../../protocols/screen/screen.ts';
import { SIZES, startChromium } from './chromium.ts';
import { FLOWS, type Flow, type FlowStep, type Press } from './fixtures/flows.ts';
import { screens, spoken } from './fixtures/screens.ts';
import { FULL, type Measures, measure } from './measure.ts';
import { button, type PatronPages, startPatronPages } from './patron-pages.ts';
import { press, WAYS, type Way } from './ways.ts';

/** At 200 % a CSS pixel is two of the screen's. */
const ZOOMED: Measures = { ...FULL, smallestText: 11, smallestTarget: 32, smallestPrimary: 48 };

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, vi, de, fr, es, ar };

/** How many letters all fixed words of a catalogue have. */
const lengthOf = (words: Catalogue): number =>
  JSON.stringify([words.buttons, words.reasons, words.notices, words.remarks, words.status]).length;

const [longest] = (['vi', 'de', 'fr', 'es'] as const).toSorted(
  (one, other) => lengthOf(CATALOGUES[other]) - lengthOf(CATALOGUES[one]),
);
const LANGUAGES: readonly Language[] = ['en', longest ?? 'de', 'ar'];

interface Dress {
  readonly name: string;
  readonly page: Page;
  readonly wanted: Measures;
}

// Many pages at many sizes: on a machine that is busy with other tests this takes its time.
t.setTimeout(900_000);
const browser = await startChromium();
t.teardown(() => browser.close());

/** All sizes of screens in one dress. Each dress has its own server, so that only those are drawn that are looked at. */
interface Wardrobe {
  readonly pages: PatronPages;
  readonly dresses: readonly Dress[];
  readonly faults: readonly (readonly string[])[];
}

async function dressUp(zoom: 1 | 2): Promise<Wardrobe> {
  const pages = await startPatronPages(browser);
  t.teardown(pages.close);
  const opened = await Promise.all(
    Object.entries(SIZES).map(async ([name, { width, height }]) => {
      const { page, faults } = await pages.open({ width: width / zoom, height: height / zoom });
      return { name: `${name} at ${100 * zoom} %`, page, wanted: zoom === 1 ? FULL : ZOOMED, faults };
    }),
  );
  return { pages, dresses: opened, faults: opened.map(({ faults }) => faults) };
}

const wardrobes = { plain: await dressUp(1), zoomed: await dressUp(2) };

/** What was measured already: the same screen looks the same in each flow. */
const measured = new Set<string>();

function found(page: Page, { buttons }: Catalogue, what: Press): Locator {
  if (what.kind === 'digit') return button(page, what.digit);
  if (what.kind === 'choice') return page.getByRole('dialog').getByRole('button').nth(what.place);
  return button(page, buttons[what.name]).nth(what.place);
}

/** Whatever is cut, small, too wide or without a name. */
const faultsOf = async ({ page, wanted, name }: Dress): Promise<readonly string[]> =>
  (await measure(page, wanted)).map((one) => `${name}: ${one}`);

/** One walk through a flow: all sizes side by side, by one way, in one language, plain or zoomed. */
interface Turn {
  readonly flow: Flow;
  readonly way: Way;
  readonly language: Language;
  readonly zoom: keyof typeof wardrobes;
}

/** Each flow by every way, over the ways in all three languages, plain and zoomed; over the flows each way has all of them. */
const TURNS: readonly Turn[] = FLOWS.flatMap((flow, index) =>
  WAYS.map((way, place) => ({
    flow,
    way,
    language: LANGUAGES[(index + place) % LANGUAGES.length] ?? 'en',
    zoom: (index + place) % 2 === 0 ? 'plain' : 'zoomed',
  })),
);

/** Goes through one screen; what was wrong with it. */
async function go(
  { way, language, zoom }: Turn,
  { screen, presses, tells }: FlowStep,
): Promise<readonly string[]> {
  const { pages, dresses } = wardrobes[zoom];
  const { server } = pages;
  await pages.present(spoken(screen, language), ...dresses.map(({ page }) => page));
  const seenAs = `${JSON.stringify(screen)} ${language} ${zoom}`;
  const isNew = !measured.has(seenAs);
  measured.add(seenAs);
  const faults = isNew ? (await Promise.all(dresses.map(faultsOf))).flat() : [];
  if (tells === null) return faults;
  server.takeIntents();
  for (const [index, what] of presses.entries()) {
    await Promise.all(dresses.map(({ page }) => press(way, found(page, CATALOGUES[language], what))));
    const isLast = index === presses.length - 1;
    if (!isLast && what.kind === 'digit')
      t.same(
        server.takeIntents().filter(({ kind }) => kind !== 'continue'),
        [],
        'digits are told to nobody',
      );
  }
  const told: Intent[] = [];
  while (told.length < dresses.length) {
    const one = await server.nextIntent();
    // Who opens a panel is still there: that is told too.
    if (one.kind !== 'continue' || tells.kind === 'continue') told.push(one);
  }
  t.same(
    told,
    dresses.map(() => tells),
    `${way}, ${screen.name}`,
  );
  return faults;
}

for (const flow of FLOWS) {
  t.test(`${flow.name}: by every way, at every size`, async (t) => {
    for (const turn of TURNS.filter((one) => one.flow === flow)) {
      // Who comes next finds the focus nowhere.
      await go(turn, { screen: screens.start, presses: [], tells: null });
      for (const step of flow.steps)
        t.same(await go(turn, step), [], `${turn.way}, ${turn.language}, ${step.screen.name}`);
    }
  });
}

t.test('each flow was seen by every way, in every one of these languages, plain and at 200 %', (t) => {
  t.same(new Set(LANGUAGES).size, 3);
  t.ok(['en', 'ar'].every((code) => LANGUAGES.some((language) => language === code)));
  for (const flow of FLOWS) {
    const turns = TURNS.filter((one) => one.flow === flow);
    const all = (of: (turn: Turn) => string) => new Set(turns.map(of));
    t.same(
      all(({ way }) => way),
      new Set(WAYS),
      flow.name,
    );
    t.same(
      all(({ language }) => language),
      new Set(LANGUAGES),
      flow.name,
    );
    t.same(
      all(({ zoom }) => zoom),
      new Set(Object.keys(wardrobes)),
      flow.name,
    );
  }
  t.end();
});

t.test('nothing went wrong in these pages', (t) => {
  t.same(
    Object.values(wardrobes).flatMap(({ faults }) => faults.flat()),
    [],
  );
  t.end();
});
