// The languages of the patron's page: each is loaded when it is wanted. English is there from the start, so that the
// page can say that the daemon is away.

import { signal } from '@preact/signals';
import type { Language } from '../../protocols/screen/screen.ts';
import type { Catalogue } from './catalogue.ts';
import { en } from './en.ts';

/** Where each catalogue comes from. */
export const SOURCES: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: () => Promise.resolve(en),
  vi: async () => (await import('./vi.ts')).vi,
  de: async () => (await import('./de.ts')).de,
  fr: async () => (await import('./fr.ts')).fr,
  es: async () => (await import('./es.ts')).es,
  ar: async () => (await import('./ar.ts')).ar,
};

/** What is here; components that read it are drawn anew when a language comes in. */
const here = signal<Partial<Record<Language, Catalogue>>>({ en });

const onTheWay = new Set<Language>();

/** The words of a language, or null until they are loaded, which this begins. */
export function wordsOf(language: Language): Catalogue | null {
  const found = here.value[language];
  if (found === undefined) void load(language);
  return found ?? null;
}

/** Loads languages that will be wanted, so that a touch switches at once and the daemon may go away meanwhile. */
export function prepare(languages: readonly Language[]): void {
  for (const language of languages) void load(language);
}

async function load(language: Language): Promise<void> {
  if (here.peek()[language] !== undefined || onTheWay.has(language)) return;
  onTheWay.add(language);
  try {
    const catalogue = await SOURCES[language]();
    here.value = { ...here.peek(), [language]: catalogue };
  } catch {
    // The daemon is away. The next screen asks again.
  } finally {
    onTheWay.delete(language);
  }
}
