// The patron's page in a browser, for tests: served without a daemon, shown one screen after the other.

import type { Locator, Page } from 'playwright-core';
import type { Intent } from '../../protocols/screen/intent.ts';
import type { Screen } from '../../protocols/screen/screen.ts';
import { type OpenPage, type Size, startChromium, type TestBrowser } from './chromium.ts';
import { type PageServer, startPageServer } from './page-server.ts';

/** Pages under test and the server behind them. */
export interface PatronPages {
  readonly server: PageServer;
  /** Opens one more page; it shows what the others show. */
  readonly open: (size: Size) => Promise<OpenPage>;
  /** Shows a screen and waits until each of these pages has drawn it. */
  readonly present: (screen: Screen, ...pages: readonly Page[]) => Promise<void>;
  /** Touches the first button of that exact name and says what the daemon got first. */
  readonly touch: (page: Page, name: string) => Promise<Intent>;
  readonly close: () => Promise<void>;
}

/** Serves, and starts a browser unless others are in it already: whoever started that one closes it. */
export async function startPatronPages(shared?: TestBrowser): Promise<PatronPages> {
  const server = await startPageServer();
  const browser = shared ?? (await startChromium());
  let shown = 0;
  return {
    server,
    open: (size) => browser.open(server.origin, size),
    present: async (screen, ...pages) => {
      shown += 1;
      // The station's name stands on every screen: a new one says that the page is up to date.
      const stationName = `Library ${shown}`;
      server.show({ ...screen, stationName });
      await Promise.all(pages.map((page) => drawn(page, stationName, screen.language)));
    },
    touch: async (page, name) => {
      server.takeIntents();
      await button(page, name).first().tap();
      return server.nextIntent();
    },
    close: async () => {
      if (shared === undefined) await browser.close();
      await server.close();
    },
  };
}

/** Waits for the name in the language, for its fonts, and for two more frames: lists measure themselves when drawn. */
async function drawn(page: Page, stationName: string, language: string): Promise<void> {
  await page.waitForFunction(
    ([name, lang]) =>
      document.querySelector('.masthead-name')?.textContent === name &&
      document.documentElement.lang === lang,
    [stationName, language],
    { polling: 10 },
  );
  await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** A button by its exact name. */
export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** What `keptBy` says of a browser that keeps nothing. */
export const NOTHING_KEPT = { local: 0, session: 0, script: '', databases: 0, caches: 0, cookies: [] };

/** What the browser keeps of a page: entries in its stores, cookies as scripts see them, and all cookies. */
export async function keptBy(page: Page): Promise<Readonly<Record<string, unknown>>> {
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    script: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
  return { ...kept, cookies: await page.context().cookies() };
}
