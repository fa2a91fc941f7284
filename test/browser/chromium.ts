// Debian's Chromium for tests: started once a file, one fresh context a page.

import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's place; another one may be named by the environment. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
];

/** Width and height of a window in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The three screens that the pages are made for. */
export const SIZES = {
  portrait: { width: 1080, height: 1920 },
  landscape: { width: 1920, height: 1080 },
  small: { width: 1280, height: 800 },
} as const satisfies Record<string, Size>;

/** A browser and what it was told to close. */
export interface TestBrowser {
  /** Opens a page in a context of its own. Faults of the page are collected in `faults`. */
  readonly open: (address: string, size: Size) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

/** A page with everything that went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Uncaught errors and messages on the console's error channel. */
  readonly faults: readonly string[];
}

/** Starts Chromium. */
export async function startChromium(): Promise<TestBrowser> {
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  return {
    open: async (address, size) => {
      const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce', hasTouch: true });
      // Functions sent into the page were compiled with names kept; the helper for that is not sent along.
      await context.addInitScript('globalThis.__name = (value) => value');
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${message.text()} (${message.location().url})`);
      });
      await page.goto(address);
      return { page, faults };
    },
    close: () => browser.close(),
  };
}
