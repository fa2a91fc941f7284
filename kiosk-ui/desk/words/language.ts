// Which language the table speaks: the browser's, until a visitor chooses another.

import { computed, signal } from '@preact/signals';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { DeskWords } from './words.ts';

const CATALOGUES = { en, vi } as const satisfies Record<string, DeskWords>;

/** A language that the table speaks. */
export type DeskLanguage = keyof typeof CATALOGUES;

/** The languages, each with its own name. */
export const LANGUAGES: readonly { readonly value: DeskLanguage; readonly label: string }[] = [
  { value: 'en', label: en.ownName },
  { value: 'vi', label: vi.ownName },
];

/** The language now. */
export const language = signal<DeskLanguage>(
  navigator.languages
    .find((tag) => /^(en|vi)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('vi') === true
    ? 'vi'
    : 'en',
);

/** The words of the language now; components that read them are drawn anew when it changes. */
export const words = computed<DeskWords>(() => CATALOGUES[language.value]);
