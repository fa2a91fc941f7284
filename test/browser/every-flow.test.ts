// Every flow of the patron's page by touch, by keyboard alone and by a keypad of four arrows: at the three sizes of
// screens, over the ways both plain and at 200 %, in English, in the language with the longest words and in Arabic. In each dress nothing may
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
import { SIZES } from './chromium.ts';
import { FLOWS, type FlowStep, type Press } from './fixtures/flows.ts';
import { spoken } from './fixtures/screens.ts';
import { FULL, type Measures, measure } from './measure.ts';
import { button, startPatronPages } from './patron-pages.ts';
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

t.setTimeout(300_000);
const { server, open, present, close } = await startPatronPages();
t.teardown(close);
const opened = await Promise.all(
  Object.entries(SIZES).flatMap(([name, { width, height }]) => [
    open({ width, height }).then((one) => ({ ...one, name, wanted: FULL })),
    open({ width: width / 2, height: height / 2 }).then((one) => ({
      ...one,
      name: `${name} at 200 %`,
      wanted: ZOOMED,
    })),
  ]),
);
const dresses: readonly Dress[] = opened;

/** What was measured already: the same screen looks the same in each flow. */
const measured = new Set<string>();

function found(page: Page, { buttons }: Catalogue, what: Press): Locator {
  if (what.kind === 'digit') return button(page, what.digit);
  if (what.kind === 'choice') return page.getByRole('dialog').getByRole('button').nth(what.place);
  return button(page, buttons[what.name]).nth(what.place);
}

/** Controls without a name, and whatever is cut, small or too wide. */
async function faultsOf({ page, wanted, name }: Dress): Promise<readonly string[]> {
  const nameless = await page.getByRole('button', { name: /^$/ }).count();
  const faults = await measure(page, wanted);
  return [...faults, ...(nameless > 0 ? [`${nameless} controls have no name`] : [])].map(
    (one) => `${name}: ${one}`,
  );
}

/** Goes through one screen in some dresses; what was wrong with it. */
async function go(
  way: Way,
  language: Language,
  chosen: readonly Dress[],
  { screen, presses, tells }: FlowStep,
): Promise<readonly string[]> {
  await present(spoken(screen, language), ...chosen.map(({ page }) => page));
  const seenAs = `${JSON.stringify(screen)} ${language} ${chosen[0]?.name}`;
  const isNew = !measured.has(seenAs);
  measured.add(seenAs);
  const faults = isNew ? (await Promise.all(chosen.map(faultsOf))).flat() : [];
  if (tells === null) return faults;
  server.takeIntents();
  for (const [index, what] of presses.entries()) {
    await Promise.all(
      chosen.map(async ({ page }) => {
        await press(way, found(page, CATALOGUES[language], what));
      }),
    );
    const isLast = index === presses.length - 1;
    if (!isLast && what.kind === 'digit')
      t.same(
        server.takeIntents().filter(({ kind }) => kind !== 'continue'),
        [],
        'digits are told to nobody',
      );
  }
  const told: Intent[] = [];
  while (told.length < chosen.length) {
    const one = await server.nextIntent();
    // Who opens a panel is still there: that is told too.
    if (one.kind !== 'continue' || tells.kind === 'continue') told.push(one);
  }
  t.same(
    told,
    chosen.map(() => tells),
    `${way}, ${screen.name}`,
  );
  return faults;
}

for (const [index, flow] of FLOWS.entries()) {
  t.test(`${flow.name}: by every way, at every size`, async (t) => {
    for (const [place, way] of WAYS.entries()) {
      // Over the ways each flow is in all three languages; over the flows each way is.
      const language = LANGUAGES[(index + place) % LANGUAGES.length] ?? 'en';
      // Every other one is zoomed.
      const chosen = dresses.filter((_, which) => (which + index + place) % 2 === 0);
      for (const step of flow.steps) {
        t.same(await go(way, language, chosen, step), [], `${way}, ${language}, ${step.screen.name}`);
      }
    }
  });
}

t.test('nothing went wrong in these pages', (t) => {
  t.same(
    opened.flatMap(({ faults }) => faults),
    [],
  );
  t.end();
});
